"""Two reviewers on their phones and an editor at a desk, all at once, on one claim."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Publication
from tests.browser.conftest import say_what_is_off
from tests.browser.test_layout import SIDEWAYS
from tests.factories import make_claim, make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST = "The insurers counted all of them."
SECOND = "The coast guard found far fewer."


def seen(page: Page) -> Page:
    """A page that has loaded, and fits."""
    page.wait_for_load_state()
    assert page.evaluate(SIDEWAYS) == [], page.url
    return page


def hand_in(page: Page, *, rating: str, figure: str, rationale: str) -> None:
    page.get_by_role("radio", name=rating).check()
    page.locator("#review").get_by_label("number you found").fill(figure)
    page.get_by_label("Rationale").fill(rationale)
    page.locator("#review [name=evidence]").first.check()
    if rating == "Refuted":
        say_what_is_off(page.locator("#review"))
    page.get_by_role("button", name="Hand in the review").click()
    expect(page.locator(".message--success")).to_contain_text("Your review is in")
    seen(page)


def test_two_disagree_unseen_by_each_other_and_a_third_decides_and_publishes(
    sign_in, watch, reviewer, second_reviewer, editor
):
    claim = make_claim()
    make_evidence(claim, actor=editor)
    first = sign_in(reviewer, width=390)
    second = sign_in(second_reviewer, width=390, dark=True)
    desk = sign_in(editor)

    desk.goto(claim.get_absolute_url())
    desk.get_by_text("Reviewers: 1").click()
    desk.locator("form[action$='/reviewers/'] [name=reviews]").select_option("2")
    desk.get_by_role("button", name="Set", exact=True).click()
    expect(desk.get_by_text("Reviewers: 2")).to_be_visible()

    for page in (first, second):
        page.goto("/queue/review/")
        seen(page)
    first.get_by_role("button", name="Take next claim").click()
    seen(first)
    second.get_by_role("button", name="Take next claim").click()
    expect(second.get_by_text("Nothing is waiting in this queue")).to_be_visible()
    hand_in(first, rating="Supported", figure="4,200", rationale=FIRST)

    second.get_by_role("button", name="Take next claim").click()
    second.wait_for_url(f"**{claim.get_absolute_url()}")
    expect(seen(second).get_by_text(FIRST)).to_have_count(0)
    hand_in(second, rating="Refuted", figure="3,150", rationale=SECOND)
    expect(second.get_by_text(FIRST).first).to_be_visible()
    first.reload()
    expect(seen(first).get_by_text(SECOND).first).to_be_visible()

    desk.goto("/queue/adjudicate/")
    desk.get_by_role("button", name="Take next claim").click()
    expect(desk.get_by_text("The reviews do not agree")).to_be_visible()
    desk.get_by_role("radio", name="Refuted").check()
    desk.get_by_role("button", name="Sign off as the verdict").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Readers find it at its own address")).to_be_visible()
    assert Publication.objects.get().verdict.author == second_reviewer
    claim = Claim.objects.get(pk=claim.pk)
    first.goto(claim.public_url())
    expect(seen(first).get_by_text(SECOND)).to_be_visible()
    assert watch.problems == []
