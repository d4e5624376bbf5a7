from __future__ import annotations

import pytest

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
