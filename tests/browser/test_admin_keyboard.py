"""The admin without a mouse: every form is near, and what a step came to is told first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.models import PriorityPolicy
from tests.browser.keyboard import press, tab_to
from tests.conftest import person
from tests.factories import make_claim

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 15
FIELD = "#content form :is(input:not([type=submit], [type=hidden]), select, textarea)"


def forms(page: Page) -> list[str]:
    """Where rows are added, from the admin's front page."""
    page.goto("/admin/")
    links = page.locator("#content a.addlink").all()
    return [str(one.get_attribute("href")) for one in links]


@pytest.fixture
def operator(db):
    return person("olga", is_staff=True, is_superuser=True)


@pytest.fixture
def chief(db):
    return person("elis", "editor", is_staff=True)


def test_every_form_s_first_field_is_a_few_tabs_away(
    sign_in, watch, operator, chief, reviewer
):
    claim = make_claim()
    other = [f"/admin/claims/claim/{claim.pk}/review/", "/admin/password_change/"]
    other.append(f"/admin/auth/user/{reviewer.pk}/change/")
    seen = set()
    for who in (chief, operator):
        page = sign_in(who)
        addresses = forms(page)
        addresses += [other[0]] if who == chief else other[1:]
        for address in addresses:
            page.goto(address)
            tab_to(page, FIELD, most=MOST)
            seen.add(address)
            page.goto(address)
            if not page.evaluate(f"document.activeElement.matches('{FIELD}')"):
                press(page, ".skip-to-content-link")
                tab_to(page, FIELD, most=6)
    assert len(seen) > 15
    assert watch.problems == []


def test_the_list_of_tables_stays_as_somebody_leaves_it(sign_in, chief):
    page = sign_in(chief)
    page.goto("/admin/claims/claim/")
    expect(page.locator("#nav-filter")).to_be_hidden()
    press(page, "#toggle-nav-sidebar")
    page.goto("/admin/claims/article/")
    expect(page.locator("#nav-filter")).to_be_visible()


def test_a_policy_is_tried_and_put_to_use_from_the_keyboard(sign_in, watch, chief):
    make_claim()
    page = sign_in(chief)
    page.goto("/admin/claims/prioritypolicy/add/")
    tab_to(page, "#id_worth", most=MOST)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("101")
    page.keyboard.press("Enter")
    expect(page.locator("#id_worth")).to_be_focused()  # to be put right
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("70")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-impact")).to_be_focused()
    press(page, "input[name=save]")
    expect(page.locator(".messagelist")).to_contain_text("is in use")
    assert PriorityPolicy.objects.get().points["worth"] == 70
    assert watch.problems == []


def test_an_order_to_many_claims_is_near_however_many_there_are(sign_in, chief):
    for _ in range(30):
        make_claim()
    page = sign_in(chief)
    page.goto("/admin/claims/claim/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("bulk_importance")
    page.get_by_role("button", name="Go").click()
    expect(page.locator("#id_importance")).to_be_focused()
    page.keyboard.press("ArrowDown")
    press(page, "input[type=submit]")
    expect(page.get_by_role("status")).to_be_focused()
    tab_to(page, "input[name=confirm]", most=2)
