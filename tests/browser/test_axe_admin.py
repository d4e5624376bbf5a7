"""The admin passes axe as well: lists, forms and pages of one row, by who opens them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.admin.rows import fill
from tests.browser.test_admin_keyboard import chief, forms, operator  # noqa: F401
from tests.browser.test_axe import GRAVE, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_admin_page_has_a_serious_finding(sign_in, chief, operator, reviewer):  # noqa: F811
    fill(1, author=reviewer, editor=chief)
    wrong: dict[str, list[str]] = {}
    for who in (chief, operator):
        page = sign_in(who)
        adding = forms(page)
        lists = hrefs(page, "#content th a")
        for address in ("/admin/", *adding, *lists):
            look(page, address, wrong)
        for address in lists:
            page.goto(address)
            for row in hrefs(page, f"#result_list a[href^='{address}']")[:1]:
                look(page, row, wrong)
    assert len(wrong) > 70
    found = [f"{address} {one}" for address, ones in wrong.items() for one in ones]
    assert found == [], "\n".join(found)


def hrefs(page: Page, links: str) -> list[str]:
    return [str(one.get_attribute("href")) for one in page.locator(links).all()]


def look(page: Page, address: str, wrong: dict[str, list[str]]) -> None:
    """Once at each page: axe takes its time."""
    if address not in wrong:
        page.goto(address)
        page.evaluate(axe.AXE_SCRIPT)
        wrong[address] = page.evaluate(GRAVE, None)
