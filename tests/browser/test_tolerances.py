"""The editors' table of tolerances at a desk and on a phone, with what it would change."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import TolerancePolicy
from tests.browser.test_layout import SIDEWAYS
from tests.conftest import person
from tests.services.test_tolerances import about_a_thousand, found

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_an_editor_looks_before_a_policy_is_put_to_use(sign_in, watch, width):
    editor = person("elis", "editor", is_staff=True)
    for number in ("1,020", "1,070", "1,523"):
        found(about_a_thousand(), number, editor)
    page = sign_in(editor, width=width)
    page.goto("/admin/claims/tolerancepolicy/add/")
    assert page.evaluate(SIDEWAYS) == []
    page.get_by_label("About, all kinds").fill("0.05")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("1 of 3 comparisons")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    page.get_by_role("button", name="Use it so").click()
    expect(page.get_by_text("is in use; evidence is being compared")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    page.get_by_role("button", name="Go back to the shipped policy").click()
    expect(page.get_by_text("Tolerances, version 2 is in use")).to_be_visible()
    assert TolerancePolicy.objects.count() == 2
    assert watch.problems == []


def test_a_preview_that_takes_long_shows_that_it_goes_on(sign_in, watch):
    page = sign_in(person("elis", "editor", is_staff=True))
    page.goto("/admin/claims/tolerancepolicy/add/")
    # An answer that does not come: a page that waits for one cannot be looked at.
    page.evaluate("void addEventListener('submit', (event) => event.preventDefault())")
    bar = page.get_by_role("progressbar", name="Under way")
    expect(bar).to_have_count(0)
    page.get_by_role("button", name="Show what would change").click()
    expect(bar).to_be_visible()
    assert watch.problems == []
