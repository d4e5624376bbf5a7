"""Evidence taken together, calculations and origins, by keyboard and on a phone."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from claims.models import Calculation, RootChoice
from claims.services import calculating, publishing, queueing, reviewing
from tests.browser.test_layout import NAMELESS, SIDEWAYS
from tests.factories import make_article, make_claim, make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def disputed(db, reviewer):
    claim = make_claim(
        make_article("About 4,200 containers were lost. The quay is long."),
        qualifier="about",
        high=Decimal(4200),
        statement="About 4,200 containers were lost in the storm.",
    )
    told = {
        "4,210": "Insurers",
        "9,100": "Coast guard of the northern and western districts",
        "8,400": "Harbour board",
    }
    for count, publisher in told.items():
        make_evidence(
            claim,
            actor=reviewer,
            quote=f"In all {count} containers were lost at sea in the storm.",
            publisher=publisher,
        )
    return claim


def test_a_calculation_is_typed_previewed_and_kept_by_keyboard(
    sign_in, watch, reviewer, disputed
):
    page = sign_in(reviewer)
    page.goto(disputed.get_absolute_url())
    page.get_by_text("Calculate with these numbers").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Formula").focus()
    page.keyboard.type("e3 / 2")
    expect(page.locator("#calculation-preview")).to_contain_text("= 4,200 containers")
    page.keyboard.type(" + 3 km")
    expect(page.locator("#calculation-preview")).to_contain_text("cannot be added")
    for _ in " + 3 km":
        page.keyboard.press("Backspace")
    expect(page.locator("#calculation-preview")).to_contain_text("= 4,200 containers")
    page.keyboard.press("Enter")  # previews: the first button of the form
    expect(page.get_by_label("Formula")).to_have_value("e3 / 2")
    assert not Calculation.objects.exists()
    page.get_by_role("button", name="Keep as evidence").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".message--success")).to_contain_text("Kept as evidence")
    assert Calculation.objects.get().formula == "e3 / 2"
    assert watch.problems == []


def test_origins_are_said_by_keyboard(sign_in, watch, reviewer, disputed):
    page = sign_in(reviewer)
    page.goto(disputed.get_absolute_url())
    page.get_by_text("Say which passages have one origin").focus()
    page.keyboard.press("Enter")
    for letter in "AB":
        box = page.locator("#roots").get_by_role(
            "checkbox", name=re.compile(f"^{letter} ")
        )
        box.focus()
        page.keyboard.press("Space")
    page.locator("#roots").get_by_label("The origin").fill("Port survey")
    page.locator("#roots").get_by_label("Why").fill("Both copy its table.")
    page.get_by_role("button", name="Count as one").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#weighing")).to_contain_text(
        "3 sources, 2 independent origins: Port survey"
    )
    assert RootChoice.objects.count() == 2
    assert watch.problems == []


def test_bars_are_reached_by_keyboard_and_the_scale_is_chosen(
    sign_in, watch, reviewer, disputed
):
    page = sign_in(reviewer)
    page.goto(disputed.get_absolute_url())
    page.get_by_role("link", name="Logarithmic").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?scale=log#line-title")
    expect(page.get_by_role("link", name="Logarithmic")).to_have_attribute(
        "aria-current", "true"
    )
    page.keyboard.press("Tab")
    bars = page.locator(".line--wide a")
    for number in range(bars.count()):
        bars.nth(number).focus()
        expect(bars.nth(number)).to_be_focused()
    bars.nth(1).press("Enter")
    page.wait_for_url("**#evidence-*")
    assert watch.problems == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways(
    sign_in, watch, reviewer, editor, disputed, width, dark
):
    kept, _ = calculating.keep(
        disputed,
        calculating.CalculationData("percent(e1, e2 + e3) * 1", note="A share."),
        actor=reviewer,
    )
    queueing.take(disputed, actor=reviewer)
    reviewing.submit_review(
        disputed,
        reviewing.ReviewData(
            "supported",
            "So it is.",
            evidence=[one.pk for one in disputed.evidence.all()],
        ),
        actor=reviewer,
    )
    page = sign_in(editor, width=width, dark=dark)
    page.goto(disputed.get_absolute_url())
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(NAMELESS) == []
    reviewing.decide(disputed, actor=editor)
    publishing.publish(disputed, actor=editor)
    page.goto(disputed.public_url())
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate(SIDEWAYS) == []
    assert kept.pk
    assert watch.problems == []
