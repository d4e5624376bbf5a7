"""Every page on a phone and in the dark: nothing to scroll sideways, nothing refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.services import ingest, library, publishing, queueing
from claims.vocabulary import Origin
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
    read_article,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Wasserstandsmeldungsübertragungsgerät" * 4
SIDEWAYS = """() => {
    const page = document.documentElement;
    const room = page.clientWidth;
    return [...document.querySelectorAll("body *")]
        .filter((one) => page.scrollWidth > room && one.getBoundingClientRect().right > room + 1)
        .map((one) => one.outerHTML.slice(0, 120));
}"""
NAMELESS = """() => [...document.querySelectorAll(
        "input:not([type=hidden]), select, textarea, button, a[href]")]
    .filter((one) => !(one.labels?.length || one.textContent.trim()
        || one.getAttribute("aria-label")))
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def addresses(reviewer, editor) -> list[str]:
    """A page of every kind, with long words and every state of work."""
    article = read_article(
        f"At least 4,200 crates of {LONG} were lost, the port said. On 3 May 2026 rain fell.",
        title=f"Storm {LONG}",
    )
    unread = make_article(f"Another 77 cranes stand idle. {LONG}")
    ready, mine, reviewed, decided, published = (make_claim() for _ in range(5))
    kept = make_evidence(
        ready,
        actor=reviewer,
        quote=f"Divers counted 3,150 lost containers. {LONG}",
        title=LONG,
        publisher=LONG,
        url=f"https://salvage.example/{LONG}",
    )
    queueing.take(mine, actor=editor)
    make_review(reviewed, author=reviewer)
    make_verdict(decided, author=reviewer, editor=editor)
    make_verdict(published, author=reviewer, editor=editor)
    publishing.publish(published, actor=editor)
    waiting = ingest.submit_url(
        f"https://news.example/{LONG}", actor=reviewer, origin=Origin.URL
    )
    document, _ = library.add_reference(
        library.ReferenceData(text=f"The register counts 12. {LONG}", title=LONG),
        actor=None,
    )
    claims = (ready, mine, reviewed, decided, published)
    return [
        "/",
        "/articles/",
        "/articles/new/",
        article.get_absolute_url(),
        unread.get_absolute_url(),
        waiting.get_absolute_url(),
        "/queue/review/",
        "/queue/sign-off/",
        "/queue/publish/",
        "/claims/",
        *(claim.get_absolute_url() for claim in claims),
        f"/evidence/{kept.pk}/snapshot/",
        "/library/",
        "/library/new/",
        f"/library/{document.pk}/",
        "/jobs/",
        "/providers/",
        "/notices/?show=all",
        "/notices/choices/",
        "/shortcuts/",
        "/published/",
        published.public_url(),
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways_or_hides_a_control(
    sign_in, watch, editor, addresses, width
):
    page = sign_in(editor, width=width, dark=width == 360)
    for address in addresses:
        page.goto(address)
        assert page.evaluate(SIDEWAYS) == [], address
        assert page.evaluate(NAMELESS) == [], address
    assert watch.problems == []


def test_pages_for_everybody_fit_a_phone(open_page, watch, db):
    page = open_page(width=360)
    for address in ("/sign-in/", "/published/"):
        page.goto(address)
        assert page.evaluate(SIDEWAYS) == [], address
    assert watch.problems == []


@pytest.mark.parametrize("script", [True, False])
def test_a_review_can_be_handed_in_from_wherever_its_form_is_read(
    sign_in, watch, reviewer, script
):
    claim = make_claim()
    for number in range(12):
        make_evidence(
            claim, actor=reviewer, quote=f"Divers counted 3,1{number:02} lost crates."
        )
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer, script=script)
    page.goto(claim.get_absolute_url())
    hand_in = page.get_by_role("button", name="Hand in the review")
    for part in ("Rating", "What is off about the number"):
        page.locator("#review").get_by_text(
            part, exact=True
        ).first.scroll_into_view_if_needed()
        expect(hand_in).to_be_in_viewport(ratio=1)
    assert watch.problems == []


def test_a_phone_leads_from_the_top_to_the_work(sign_in, watch, reviewer):
    claim = make_claim()
    queueing.take(claim, actor=reviewer)
    page = sign_in(reviewer, width=390)
    page.goto(claim.get_absolute_url())
    leads = page.get_by_role("link", name="What you can do")
    expect(leads).to_be_in_viewport()
    leads.click()
    expect(page.get_by_role("heading", name="Your review")).to_be_in_viewport()
    assert watch.problems == []


def test_a_box_that_is_wrong_stays_in_line_with_the_others(sign_in, reviewer):
    page = sign_in(reviewer)
    page.goto("/claims/?worthiness=0.8&worthiness_to=0.2")
    expect(page.get_by_text("It is below 0.8")).to_be_visible()
    right, wrong = (
        page.get_by_label(f"Worth checking {name}").bounding_box()
        for name in ("from", "to")
    )
    assert (right["y"], right["height"]) == (wrong["y"], wrong["height"])


def test_the_admins_list_of_claims_fits_beside_its_filters(sign_in, editor):
    editor.is_staff = True
    editor.save()
    make_claim(statement=f"At least 4,200 crates were lost. {LONG[:37]}")
    page = sign_in(editor, width=1280)
    page.goto("/admin/claims/claim/")
    table, room = page.locator("#result_list"), page.locator(".results")
    assert table.bounding_box()["width"] <= room.bounding_box()["width"]
    assert page.locator("#changelist-filter").is_visible()
