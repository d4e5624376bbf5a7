"""Keys, drafts and help: comfort that the pages do not depend on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from claims.models import Claim, Draft
from claims.services import queueing
from tests.factories import make_claim, make_evidence, read_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_list_is_walked_and_the_next_claim_taken_by_keys(sign_in, watch, reviewer):
    best = make_claim(check_worthiness="0.90")
    other = make_claim(check_worthiness="0.40")
    page = sign_in(reviewer)
    page.goto("/queue/review/")
    page.keyboard.press("j")
    expect(page.locator(f"#claim-{best.pk} .entry__title")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f"#claim-{other.pk} .entry__title")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**{best.get_absolute_url()}")
    best.refresh_from_db()
    assert best.holder == reviewer
    assert watch.problems == []


def test_the_next_claim_waits_until_this_one_is_out_of_hand(sign_in, watch, reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer)
    page.goto(claim.get_absolute_url())
    expect(page.get_by_text("still in your hands")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.get_by_text("still in your hands")).to_be_visible()
    page.get_by_role("button", name="Release").click()
    expect(page.locator(".message--success")).to_be_visible()
    page.wait_for_load_state("load")
    page.keyboard.press("n")
    expect(page.locator("#claim-status")).to_contain_text("Yours until")
    assert Claim.objects.filter(holder=reviewer).count() == 1
    assert watch.problems == []


def test_letters_typed_into_a_field_are_only_letters(sign_in, watch, reviewer):
    make_claim()
    page = sign_in(reviewer)
    page.goto("/queue/review/")
    page.get_by_label("Words").press_sequentially("n?jk")
    expect(page.get_by_label("Words")).to_have_value("n?jk")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert watch.problems == []


def test_a_review_survives_a_killed_browser_until_it_is_handed_in(
    sign_in, watch, reviewer
):
    claim = make_claim()
    kept = make_evidence(claim, actor=reviewer)
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("radio", name="Refuted").check()
    page.locator(f"#review [name=evidence][value='{kept.pk}']").check()
    page.get_by_label("Rationale").fill("The log says less.")
    expect(page.get_by_text(re.compile(r"Draft kept, \d\d:\d\d UTC"))).to_be_visible()
    page.context.close()
    again = sign_in(reviewer)
    again.goto(claim.get_absolute_url())
    expect(again.get_by_text("Draft of")).to_be_visible()
    expect(again.get_by_label("Rationale")).to_have_value("The log says less.")
    expect(again.get_by_role("radio", name="Refuted")).to_be_checked()
    expect(again.locator("#review [name=evidence]")).to_be_checked()
    again.get_by_text("What is off about the number").first.click()
    again.get_by_role("checkbox", name="Rounding").check()
    again.get_by_role("button", name="Hand in the review").click()
    expect(again.locator(".message--success")).to_be_visible()
    assert again.evaluate("Object.keys(localStorage)") == []
    assert not Draft.objects.exists()
    assert watch.problems == []


def test_a_word_typed_just_before_leaving_is_kept(sign_in, watch, reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer)
    page.goto(claim.get_absolute_url())
    page.get_by_label("Rationale").fill("The log")
    with page.expect_response("**/draft/"):
        page.get_by_label("The number you found").focus()
    assert Draft.objects.get().content["rationale"] == "The log"
    assert watch.problems == []


def test_a_draft_is_kept_by_its_button_without_script(sign_in, watch, reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer, width=390, script=False)
    page.goto(claim.get_absolute_url())
    page.get_by_label("Rationale").fill("The log says less.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is kept")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value("The log says less.")
    assert watch.problems == []


def test_the_number_line_leads_from_a_bar_to_its_evidence_by_keyboard(
    sign_in, watch, reviewer
):
    claim = make_claim()
    kept = make_evidence(
        claim, actor=reviewer, quote="Divers counted 3,150 lost containers."
    )
    page = sign_in(reviewer)
    page.goto(claim.get_absolute_url())
    bar = page.locator(f"svg.line--wide a[href='#evidence-{kept.pk}']")
    bar.focus()
    expect(bar).to_be_focused()
    expect(bar).to_have_accessible_name(re.compile("disagrees: 3,150"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#evidence-{kept.pk}")
    expect(page.locator(f"#evidence-{kept.pk}")).to_be_in_viewport()
    assert watch.problems == []


def test_a_set_aside_number_tells_its_reason_on_focus(sign_in, watch, reviewer):
    article = read_article("At least 4,200 crates were lost on 3 May 2026, it said.")
    page = sign_in(reviewer)
    page.goto(article.get_absolute_url())
    number = page.locator(".num--aside").first
    number.focus()
    shown = number.evaluate("one => getComputedStyle(one, '::before').content")
    assert article.dismissed_numbers.first().reason in shown
    assert watch.problems == []


def test_signs_of_life_keep_the_hold_and_an_idle_page_does_not(
    sign_in, watch, reviewer
):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer)
    page.clock.install()
    page.goto(claim.get_absolute_url())
    renewed = []
    page.on(
        "response",
        lambda one: renewed.append(one.status) if one.url.endswith("/renew/") else None,
    )
    page.get_by_label("Rationale").fill("The log")
    page.clock.fast_forward("10:00")
    page.wait_for_timeout(200)
    assert renewed == []
    with page.expect_response("**/renew/"):
        page.get_by_label("Rationale").fill("The log says less.")
    assert renewed == [204]
    assert watch.problems == []


def test_a_double_click_sends_a_form_once(sign_in, watch, reviewer):
    make_claim()
    make_claim()
    page = sign_in(reviewer)
    page.goto("/queue/review/")
    page.get_by_role("button", name="Take next claim").dblclick()
    page.wait_for_url("**/claims/*/")
    assert Claim.objects.filter(holder=reviewer).count() == 1
    assert watch.problems == []


def test_what_a_claim_implies_and_what_to_ask_need_no_script(sign_in, watch, reviewer):
    article = read_article("The poverty rate went up 30 % from 17 % in 2024.")
    claim = article.claims.get(surface="30 %")
    page = sign_in(reviewer, width=390, script=False)
    page.goto(claim.get_absolute_url())
    expect(page.get_by_text("If percentage points are meant")).to_be_visible()
    question = page.get_by_text("Percent or percentage points?")
    expect(question).to_be_hidden()
    page.get_by_text("What to ask of a change").focus()
    page.keyboard.press("Enter")
    expect(question).to_be_visible()
    assert watch.problems == []
