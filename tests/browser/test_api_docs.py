from __future__ import annotations

import pytest

from tests.browser.test_axe import GRAVE, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_api_page_works_offline_under_the_policy(open_page, watch):
    """The operations are shown, nothing fails, nobody else is asked."""
    page = open_page()
    page.goto("/api/v1/docs/")
    assert page.locator("html").get_attribute("lang") == "en"
    operation = page.locator("#operations-claims-claims_list")
    operation.wait_for()
    operation.click()
    operation.get_by_text("min_worthiness").wait_for()
    assert page.locator(".opblock").count() > 35
    assert watch.problems == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_api_page_has_no_serious_finding(open_page, dark):
    """As it is opened, with operations of every kind tried out, and asking for a key."""
    page = open_page(dark=dark)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/api/v1/docs/")
    page.evaluate(axe.AXE_SCRIPT)
    page.locator("#operations-claims-claims_list").wait_for()
    found = page.evaluate(GRAVE, None)
    for kind in ("get", "post", "put", "patch", "delete"):
        operation = page.locator(f".opblock-{kind}").first
        operation.locator(".opblock-summary-control").click()
        operation.get_by_role("button", name="Try it out").click()
        operation.get_by_role("button", name="Execute").wait_for()
    page.get_by_role("button", name="Expand all").first.click()
    found += page.evaluate(GRAVE, None)
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.get_by_role("heading", name="Available authorizations").wait_for()
    found += page.evaluate(GRAVE, None)
    assert found == [], "\n".join(found)


def test_the_api_page_names_and_reaches_what_the_library_leaves_out(open_page):
    page = open_page()
    page.goto("/api/v1/docs/#/claims/claims_list")
    operation = page.locator("#operations-claims-claims_list")
    operation.get_by_role("button", name="Try it out").click()
    assert operation.get_by_label("min_worthiness").is_editable()
    assert operation.locator(".opblock-summary-control a[href]").count() == 0
