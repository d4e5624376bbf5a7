"""A reviewer's day without a mouse: from signing in to the twentieth review."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import Claim, Review
from tests.browser.keyboard import press, tab_to, write
from tests.conftest import PASSWORD
from tests.factories import make_article, make_claim, make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIMS = 20


def test_twenty_claims_are_reviewed_without_a_mouse(open_page, watch, reviewer, editor):
    article = make_article(
        " ".join(f"Depot {n} holds {4_000 + n:,} crates." for n in range(CLAIMS))
    )
    for number in range(CLAIMS):
        claim = make_claim(article, surface=f"{4_000 + number:,}")
        make_evidence(claim, actor=editor)
    page = open_page()
    page.goto("/sign-in/")
    write(page, "[name=username]", reviewer.username)
    write(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Good to see you").wait_for()
    press(page, "header a[href^='/queue/'], nav a[href^='/queue/']")
    page.wait_for_url("**/queue/**")

    for number in range(CLAIMS):
        page.keyboard.press("n")
        told = page.locator(".message--success")
        expect(told).to_contain_text("This claim is yours now")
        page.keyboard.press("r")
        tab_to(page, "[name=rating]")
        page.keyboard.press("Space")
        write(page, "[name=rationale]", f"The depot's own list says so, line {number}.")
        press(page, "#review [name=evidence]", "Space")
        press(page, "#review button[type=submit]")
        expect(told).to_contain_text("Your review is in.")

    assert Review.objects.filter(author=reviewer).count() == CLAIMS
    assert not Claim.objects.filter(holder=reviewer).exists()
    page.keyboard.press("n")
    expect(page.get_by_text("Nothing is waiting in this queue")).to_be_visible()
    assert watch.problems == []
