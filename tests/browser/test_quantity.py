"""The drawing of a quantity over time, in a browser: read, walked by keyboard, wide and narrow."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import grave
from tests.browser.test_layout import SIDEWAYS
from tests.factories import make_cost, make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUTSIDE = """(drawing) => {
    const frame = drawing.getBoundingClientRect();
    return [...drawing.querySelectorAll("text, .mark, .end")]
        .filter((one) => {
            const box = one.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1
                || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
        })
        .map((one) => one.outerHTML);
}"""


@pytest.fixture
def claim(reviewer):
    """Values of days and of a year, with an open end, on one day, and of no day."""
    day = datetime(2024, 3, 1, tzinfo=UTC)
    claim = make_cost(240, day, high=None, qualifier="at_least")
    make_cost(241, day)
    make_cost(1_250, datetime(2024, 6, 1, tzinfo=UTC), claimant="Ada Brook " * 9)
    make_cost(200, day, period="in 2022")
    make_cost(300)
    make_evidence(
        claim,
        actor=reviewer,
        quote="The new hospital in Orsby cost 210 to 220 million euros.",
        published_at=datetime(2024, 2, 1, tzinfo=UTC),
        publisher="The audit office",
    )
    return claim


@pytest.mark.parametrize(("width", "drawing"), [(1280, "wide"), (390, "narrow")])
@pytest.mark.parametrize("dark", [False, True])
def test_the_drawing_of_its_width_is_shown_whole(
    sign_in, watch, reviewer, claim, width, drawing, dark
):
    page = sign_in(reviewer, width=width, dark=dark)
    page.goto(f"{claim.get_absolute_url()}quantity/")
    shown = page.locator("svg.line:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_class(re.compile(f"line--{drawing}"))
    assert shown.evaluate(OUTSIDE) == []
    assert page.evaluate(SIDEWAYS) == []
    assert watch.problems == []


def test_a_value_is_reached_by_keyboard_and_leads_to_its_evidence(
    sign_in, watch, reviewer, claim
):
    kept = claim.evidence.get()
    page = sign_in(reviewer)
    page.goto(f"{claim.get_absolute_url()}quantity/")
    links = page.locator("svg.line--wide a")
    links.first.focus()
    page.keyboard.press("Tab")
    mark = links.nth(1)
    expect(mark).to_be_focused()
    expect(mark).to_have_accessible_name(
        re.compile(
            "evidence, 210 million to 220 million euros, The audit office, published 1"
        )
    )
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{claim.get_absolute_url()}#evidence-{kept.pk}")
    expect(page.locator(f"#evidence-{kept.pk}")).to_be_in_viewport()
    assert watch.problems == []


def test_it_passes_axe(sign_in, reviewer, claim):
    page = sign_in(reviewer)
    assert grave(page, f"{claim.get_absolute_url()}quantity/") == []
