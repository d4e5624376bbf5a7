"""A document becomes evidence by keys alone, on a desk and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from claims.models import Evidence
from claims.services import bringing, publishing, working
from claims.vocabulary import Standing
from tests.browser.test_layout import SIDEWAYS
from tests.factories import make_claim, make_evidence, make_verdict
from tests.providers.fakes import Web, reply

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = (
    "<html lang=en><title>Loss report</title><article><h1>Loss report</h1><p>Insurers say"
    " that 5,150 containers were lost in the storm of 2024.</p><p>Divers found 3,000"
    " containers lost in the storm on the sea floor.</p></article></html>"
)


def shot(page, name: str) -> None:
    """For whoever wants to look: SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_address_becomes_evidence_without_a_mouse(
    sign_in, watch, reviewer, monkeypatch, width
):
    web = Web(lambda _request: reply(PAGE, content_type="text/html"))
    monkeypatch.setattr(bringing, "Setup", lambda: web)
    claim = make_claim()
    page = sign_in(reviewer, width=width)
    page.goto(claim.get_absolute_url())
    page.keyboard.press("a")
    expect(page.get_by_label("Address", exact=True)).to_be_focused()
    shot(page, f"attach-{width}")
    page.keyboard.type("https://insurers.example/report")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Step 1 of 2: waiting its turn")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    working.drain()
    best = page.get_by_role("radio").first
    expect(best).to_be_checked()
    expect(best).to_be_focused()
    shot(page, f"passages-{width}")
    assert page.evaluate(SIDEWAYS) == []
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Evidence A")).to_contain_text("5,150")
    shot(page, f"attached-{width}")
    assert Evidence.objects.get().added_by == reviewer
    assert watch.problems == []


@pytest.mark.parametrize("width", [1280, 390])
def test_what_became_of_a_source_is_seen_and_asked_for(
    sign_in, watch, reviewer, editor, width
):
    claim = make_claim()
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    make_evidence(make_claim(), actor=reviewer)
    kept = claim.evidence.get()
    Evidence.objects.filter(pk=kept.pk).update(
        standing=Standing.GONE, locator="Sheet ‘Data’, cell C14"
    )
    page = sign_in(reviewer, width=width)
    page.goto(claim.get_absolute_url())
    expect(page.get_by_role("alert")).to_contain_text("rests on a quote that is gone")
    assert page.evaluate(SIDEWAYS) == []
    shot(page, f"shaken-{width}")
    page.goto("/claims/?evidence=shaken")
    expect(page.get_by_text("rests on a quote that is gone").last).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    shot(page, f"list-{width}")
    page.goto(f"/evidence/{kept.pk}/snapshot/#passage")
    expect(page.locator("#passage")).to_be_in_viewport()
    page.get_by_role("button", name="Look again now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Being looked at", exact=True)).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    working.drain()
    expect(page.get_by_text("Could not be checked")).to_be_visible()
    shot(page, f"snapshot-{width}")
    assert watch.problems == []
