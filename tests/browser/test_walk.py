"""A newcomer's first article, from pasting it to reading the published check."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Article, Claim, Job, Publication
from claims.services import library, working
from claims.vocabulary import JobKind
from tests.browser.conftest import say_what_is_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "A good year for the Norrholm ferry"
STORY = """A good year for the Norrholm ferry

The harbour board said on Monday that the ferry between Norrholm and Vassby carried \
more than 900,000 passengers in 2025.

At least 420 sailors were hired, according to director Pia Lund. The 2nd ship sails \
from 4 May 2026.
"""
REGISTER = """Passengers are counted at the gate.

In 2025, the ferry between Norrholm and Vassby carried 860,000 passengers.
"""
RATIONALE = "The gate counted 860,000 passengers, which is less than was said."


@pytest.fixture
def register(db):
    library.add_reference(
        library.ReferenceData(
            text=REGISTER, title="Norrholm gate register 2025", publisher="Gate Office"
        ),
        actor=None,
    )


def paste(page: Page) -> Article:
    page.get_by_role("link", name="Add an article").click()
    page.get_by_label("Text of the article").fill(STORY)
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Published on").fill("2026-04-20")
    page.get_by_role("button", name="Add the text").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    return Article.objects.get()


def read_numbers(article: Article) -> None:
    """The reading job alone, so that the searches can be watched arriving."""
    working.run(Job.objects.get(kind=JobKind.EXTRACT, target_id=article.pk).pk)


def review(page: Page, claim: Claim) -> None:
    page.get_by_role("radio", name="Refuted").check()
    page.get_by_label("Rationale").fill(RATIONALE)
    form = page.locator("#review")
    form.get_by_role("checkbox", name=re.compile("860,000")).check()
    say_what_is_off(form)
    form.get_by_role("button", name="Hand in the review").click()
    expect(page.locator(".message--success")).to_contain_text("Your review is in.")


def sign_off_and_publish(page: Page) -> None:
    page.get_by_role("link", name="Queues").click()
    page.get_by_role("link", name="To sign off").click()
    page.get_by_role("button", name="Take next claim").click()
    expect(page.get_by_text("cannot sign off a review of your own")).to_be_visible()
    page.get_by_role("button", name="Sign off as the verdict").click()
    expect(page.get_by_text("Signed off: Refuted")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Readers find it at its own address")).to_be_visible()


def read_in_public(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Refuted", exact=True).first).to_be_visible()
    expect(page.get_by_text(RATIONALE)).to_be_visible()
    expect(page.locator("svg.line--wide")).to_be_visible()
    expect(page.get_by_role("link", name="Norrholm gate register 2025")).to_have_count(
        0
    )
    embedded = page.locator("script[type='application/ld+json']")
    expect(embedded).to_have_count(1)
    stored = Publication.objects.get().document
    assert json.loads(embedded.text_content() or "") == stored
    assert stored["reviewRating"]["alternateName"] == "Refuted"
    assert page.context.cookies() == []


@pytest.mark.usefixtures("register")
def test_a_newcomer_walks_from_a_text_to_a_published_check(
    sign_in, open_page, watch, reviewer, editor
):
    page = sign_in(reviewer)
    article = paste(page)
    expect(page.get_by_text("Reading the numbers")).to_be_visible()
    expect(page.locator(".num--pending")).not_to_have_count(0)

    read_numbers(article)  # the page notices by itself
    expect(page.get_by_text("Looking for sources:")).to_be_visible()
    expect(page.locator("a.num", has_text="900,000")).to_have_attribute(
        "data-word", "looking for sources"
    )
    page.locator("a.num", has_text="900,000").click()
    expect(page.locator("#claim-status")).to_contain_text("Looking for sources")
    expect(page.get_by_text("Passages appear here as they arrive.")).to_be_visible()

    working.drain()  # the claim's page notices by itself too
    expect(page.locator("#claim-status")).to_contain_text("Ready for review")
    card = page.locator(".card", has_text="860,000")
    expect(card).to_contain_text("Disagrees")
    card.get_by_role("link", name="Read it where it stands").click()
    expect(page.locator("#passage")).to_be_in_viewport()
    expect(page.locator("#passage mark")).to_have_text("860,000")
    page.get_by_role("link", name="Back to the claim").click()

    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("#article-live")).to_contain_text("Done")
    page.get_by_role("link", name="Review the claims of this article").click()
    page.get_by_role("button", name="Take next claim").click()
    claim = Claim.objects.get(holder=reviewer)
    if (
        claim.surface != "900,000"
    ):  # the next claim is the worthiest, not ours to choose
        page.get_by_role("button", name="Release").click()
        claim = Claim.objects.get(surface="900,000")
        page.goto(claim.get_absolute_url())
        page.get_by_role("button", name="Take for review").click()
    review(page, claim)

    sign_off_and_publish(sign_in(editor))
    read_in_public(open_page(), claim.public_url())
    assert watch.problems == []


@pytest.mark.usefixtures("register")
def test_the_same_walk_without_javascript(sign_in, open_page, watch, reviewer, editor):
    page = sign_in(reviewer, script=False)
    article = paste(page)
    expect(page.get_by_text("Reading the numbers")).to_be_visible()
    read_numbers(article)  # the page loads itself again
    expect(page.get_by_text("Looking for sources:")).to_be_visible()
    working.drain()
    expect(page.locator("#article-live")).to_contain_text("Done")

    claim = Claim.objects.get(surface="900,000")
    page.get_by_role("link", name="900,000").first.click()
    page.get_by_role("button", name="Take for review").click()
    page.get_by_role("button", name="Hand in the review").click()
    expect(page.get_by_text("Choose a rating.").first).to_be_visible()
    page.wait_for_timeout(200)  # the console may be a moment behind the page
    assert {problem.split(":")[0] for problem in watch.problems} == {"400", "console"}
    watch.problems.clear()
    review(page, claim)

    sign_off_and_publish(sign_in(editor, script=False))
    read_in_public(open_page(script=False), claim.public_url())
    assert watch.problems == []
