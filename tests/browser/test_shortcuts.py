"""Each key as it comes, as somebody chose it, and none of them for who wants none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, Route, expect

from claims.models import Claim
from claims.services import queueing, recutting, reviewing, shortcuts, working
from claims.shortcuts import BY_ACT, STANDARD, Place
from tests.conftest import person
from tests.factories import make_claim, make_evidence, make_review, read_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: No standard key among them.
OTHERS = dict(zip(BY_ACT, "fghilmopvwy-12345", strict=True))
TEXT = "At least 4,200 crates were lost, the port said. Pier 9 was closed for repairs."
#: Marks words as a reader does.
MARK = """() => {
    const text = document.querySelector(".prose p").firstChild;
    getSelection().setBaseAndExtent(text, 0, text, 8);
}"""
FIRST_ENTRY = "document.querySelector('[data-entry] a').focus()"
#: What a key could have changed: the place, the focus, what is open.
SEEN = """() => JSON.stringify([
    location.href, document.activeElement?.outerHTML.slice(0, 300),
    document.querySelectorAll("[open]").length,
    document.querySelector("[data-no-next]")?.hidden ?? null])"""


def claim_page(reviewer) -> str:
    claim = make_claim()
    for _ in range(2):
        make_evidence(claim, actor=reviewer)
    return claim.get_absolute_url()


def held_page(reviewer) -> str:
    Claim.objects.update(holder=None, held_until=None)
    return queueing.take(make_claim(), actor=reviewer).get_absolute_url()


def article_page(reviewer) -> str:
    return read_article(f"{TEXT} {Claim.objects.count()}x").get_absolute_url()


def cut_page(reviewer) -> str:
    article = read_article(f"{TEXT} {Claim.objects.count()}x")
    recutting.add(article, recutting.Stretch(quote="Pier 9"), actor=reviewer)
    working.drain()
    return article.get_absolute_url()


def list_page(reviewer) -> str:
    make_claim()
    return "/claims/"


def chosen(page: Page) -> None:
    expect(page.locator(".pick input").first).to_be_checked()


def focus_in(spot: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(f"{spot} :focus")).to_have_count(1)


def is_open(spot: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(f"{spot}[open]")).to_have_count(1)


def told(words: str) -> Callable[[Page], None]:
    return lambda page: expect(page.locator(".message--success")).to_contain_text(words)


def dialog_shown(page: Page) -> None:
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def card_in_focus(page: Page) -> None:
    expect(page.locator(".cards > article:focus")).to_have_count(1)


def told_why_not(page: Page) -> None:
    expect(page.get_by_text("still in your hands")).to_be_visible()


def quoted(page: Page) -> None:
    expect(page.locator("#cut [name=quote]")).to_have_value("At least")


@dataclass(frozen=True)
class Pressed:
    """A page on which the key of an act does something, and what is seen then."""

    page: Callable[..., str]
    seen: Callable[[Page], None]
    before: str = ""  # what is done by script first


ACTS = {
    "next_entry": Pressed(claim_page, card_in_focus),
    "previous_entry": Pressed(claim_page, card_in_focus),
    "take_next": Pressed(held_page, told_why_not),
    "help": Pressed(claim_page, dialog_shown),
    "choose": Pressed(list_page, chosen, FIRST_ENTRY),
    "several": Pressed(list_page, is_open("#several")),
    "take": Pressed(claim_page, told("This claim is yours")),
    "confirm": Pressed(claim_page, told("")),
    "reread": Pressed(claim_page, is_open("#reread")),
    "skip": Pressed(claim_page, is_open("#skip")),
    "attach": Pressed(claim_page, is_open("#attach")),
    "evidence": Pressed(claim_page, focus_in("#evidence")),
    "talk": Pressed(claim_page, focus_in("#talk")),
    "review": Pressed(held_page, focus_in("#review")),
    "take_up": Pressed(
        article_page, told(""), "document.querySelector('[data-at]').focus()"
    ),
    "quote": Pressed(article_page, quoted, f"({MARK})()"),
    "undo_cut": Pressed(cut_page, told("Undone")),
}


def press(page: Page, act: str, key: str) -> None:
    if ACTS[act].before:
        page.evaluate(ACTS[act].before)
    page.keyboard.press(key)


def test_each_act_of_the_table_is_tried():
    assert list(ACTS) == list(BY_ACT)


@pytest.mark.parametrize("act", BY_ACT)
def test_a_key_does_its_act_and_the_chosen_one_in_its_place(
    sign_in, watch, reviewer, act
):
    page = sign_in(reviewer)
    page.goto(ACTS[act].page(reviewer))
    press(page, act, STANDARD.keys[act])
    ACTS[act].seen(page)

    shortcuts.choose(reviewer, OTHERS)
    page.goto(ACTS[act].page(reviewer))
    before = page.evaluate(SEEN)
    page.keyboard.press(STANDARD.keys[act])
    page.wait_for_timeout(100)
    assert page.evaluate(SEEN) == before
    press(page, act, OTHERS[act])
    ACTS[act].seen(page)
    assert watch.problems == []


def test_the_review_key_leads_an_editor_to_the_sign_off(sign_in, editor, reviewer):
    claim = make_claim()
    make_review(claim, author=reviewer)
    queueing.take(claim, actor=editor)
    page = sign_in(editor)
    page.goto(claim.get_absolute_url())
    page.keyboard.press(STANDARD.keys["review"])
    focus_in("#sign-off")(page)


def test_where_nothing_is_reviewed_it_leads_to_what_is_to_be_done(sign_in, editor):
    claim = make_claim()
    make_review(claim, author=person("remy", "reviewer"))
    reviewing.decide(claim, actor=editor)
    page = sign_in(editor)
    page.goto(claim.get_absolute_url())
    page.keyboard.press(STANDARD.keys["review"])
    expect(page.get_by_role("button", name="Publish")).to_be_focused()


def test_the_key_for_the_discussion_opens_the_first(sign_in, reviewer):
    page = sign_in(reviewer)
    page.goto(make_claim().get_absolute_url())
    page.keyboard.press(STANDARD.keys["talk"])
    focus_in("#talk-new form")(page)


def test_escape_leaves_a_field_and_the_keys_work_again(sign_in, watch, reviewer):
    page = sign_in(reviewer)
    page.goto(held_page(reviewer))
    page.keyboard.press(STANDARD.keys["review"])
    focus_in("#review")(page)
    page.keyboard.press(STANDARD.keys["skip"])
    expect(page.locator("#skip[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press(STANDARD.keys["skip"])
    is_open("#skip")(page)
    assert watch.problems == []


def test_what_is_in_hand_is_told_where_the_next_is_asked_for(sign_in, reviewer):
    held_page(reviewer)
    page = sign_in(reviewer)
    page.goto("/")
    page.keyboard.press(STANDARD.keys["take_next"])
    expect(page.get_by_text("Hand in or release what is with you")).to_be_visible()


def test_where_no_claim_waits_the_desk_says_so(sign_in, reviewer):
    page = sign_in(reviewer)
    page.goto("/")
    page.keyboard.press(STANDARD.keys["take_next"])
    expect(page.get_by_text("There is no next claim")).to_be_visible()


def test_back_on_a_list_the_keys_go_on_at_the_entry_it_was_left_by(
    sign_in, watch, reviewer
):
    first, second, third = (make_claim(check_worthiness=f"0.{n}0") for n in (9, 7, 5))
    page = sign_in(reviewer)
    page.goto("/queue/review/")
    for key in (STANDARD.keys["next_entry"], STANDARD.keys["next_entry"], "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"**{second.get_absolute_url()}")
    page.go_back()
    title = "#claim-{} .entry__title"
    expect(page.locator(title.format(second.pk))).to_be_focused()
    page.keyboard.press(STANDARD.keys["next_entry"])
    expect(page.locator(title.format(third.pk))).to_be_focused()
    page.goto("/queue/review/")  # anew: from the top
    page.keyboard.press(STANDARD.keys["next_entry"])
    expect(page.locator(title.format(first.pk))).to_be_focused()
    assert watch.problems == []


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (list_page, Place.LIST),
        (held_page, Place.CLAIM),
        (cut_page, Place.ARTICLE),
    ],
)
def test_without_single_keys_nothing_happens(sign_in, watch, reviewer, address, place):
    shortcuts.choose(reviewer, {}, preset="off")
    page = sign_in(reviewer)
    page.goto(address(reviewer))
    before = page.evaluate(SEEN)
    for one in BY_ACT.values():
        if one.place in (place, Place.EVERYWHERE):
            page.keyboard.press(one.key)
    page.wait_for_timeout(200)
    assert page.evaluate(SEEN) == before
    page.get_by_role("button", name="Keys").click()  # the list is still to be had
    dialog_shown(page)
    assert watch.problems == []


def test_keys_that_compose_or_are_held_with_others_do_nothing(sign_in, watch, reviewer):
    page = sign_in(reviewer)
    page.goto(claim_page(reviewer))
    for more in ("isComposing", "ctrlKey", "metaKey", "altKey"):
        page.evaluate(
            f"""document.body.dispatchEvent(new KeyboardEvent("keydown",
                {{key: "?", bubbles: true, {more}: true}}))"""
        )
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    dialog_shown(page)
    assert watch.problems == []


def test_a_key_pressed_before_the_script_is_there_waits_for_it(
    sign_in, watch, reviewer
):
    page = sign_in(reviewer)
    held: list[Route] = []
    page.route("**/workbench*.js", lambda route: held.append(route))
    with page.expect_request("**/workbench*.js"):
        page.goto(claim_page(reviewer), wait_until="commit")
    page.get_by_role("heading", level=1).wait_for()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    (script,) = held
    script.continue_()
    dialog_shown(page)
    assert watch.problems == []


def test_keys_are_chosen_by_keyboard_and_without_a_script(sign_in, watch, reviewer):
    page = sign_in(reviewer, script=False, width=390)
    page.get_by_role("link", name="Your keys").first.click()
    page.get_by_label("To the review").fill("v")
    page.keyboard.press("Enter")
    expect(page.locator(".message--success")).to_contain_text("Kept")
    expect(page.get_by_label("To the review")).to_have_value("v")
    page.get_by_role("button", name="Standard (QWERTY)").click()
    expect(page.get_by_label("To the review")).to_have_value("r")
    assert watch.problems == []
