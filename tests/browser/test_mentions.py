"""Names offered while a comment is written: by keys, by a tap, and never in the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from claims.models import Comment
from claims.services import talking
from tests.browser.test_axe import GRAVE, axe
from tests.browser.test_layout import NAMELESS, SIDEWAYS
from tests.factories import make_claim

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def answering(sign_in, watch, reviewer, second_reviewer, editor):
    """A page with a discussion, and the focus where it is answered."""

    def begin(width: int):
        claim = make_claim()
        talking.begin(claim, text="Gross or net?", actor=editor)
        page = sign_in(reviewer, width=width)
        page.goto(claim.get_absolute_url())
        page.get_by_label("Your answer").focus()
        return page, page.get_by_label("Your answer")

    return begin


@pytest.mark.parametrize("width", [1280, 390])
def test_a_name_is_taken_by_keys(answering, watch, width):
    page, box = answering(width)
    page.keyboard.type("Ask @r")
    names = page.get_by_role("listbox", name="People to call")
    expect(names.get_by_role("option")).to_have_text(["@remy", "@rita"])
    page.keyboard.press("ArrowDown")
    expect(names.get_by_role("option", selected=True)).to_have_text("@rita")
    page.keyboard.press("ArrowDown")
    page.evaluate(axe.AXE_SCRIPT)
    assert page.evaluate(GRAVE, None) == []
    assert page.evaluate(SIDEWAYS) == page.evaluate(NAMELESS) == []
    page.keyboard.press("Enter")
    expect(names).to_be_hidden()
    expect(box).to_have_value("Ask @remy ")
    page.keyboard.type("and @edd")
    expect(names).to_be_visible()
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.type("please.")
    expect(box).to_have_value("Ask @remy and @edda please.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".message--success")).to_be_visible()
    called = Comment.objects.latest("pk").notices.values_list("person__username")
    assert {name for (name,) in called} >= {"remy", "edda"}
    assert watch.problems == []


def test_a_name_is_taken_by_a_tap(answering, watch):
    page, box = answering(390)
    page.keyboard.type("@")
    page.get_by_role("option", name="@rita").click()
    expect(box).to_have_value("@rita ")
    expect(box).to_be_focused()
    assert watch.problems == []


def test_escape_keeps_what_is_typed_and_the_list_is_not_in_the_way(answering, watch):
    page, box = answering(1280)
    names = page.get_by_role("listbox", name="People to call")
    page.keyboard.type("@re")
    expect(names).to_be_visible()
    page.keyboard.press("Escape")
    expect(names).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.type("ben@re")  # an address, not a name
    page.wait_for_timeout(300)
    expect(names).to_be_hidden()
    page.keyboard.type("x @remy")  # a whole name: nothing to choose
    page.wait_for_timeout(300)
    expect(names).to_be_hidden()
    page.keyboard.press("Enter")
    expect(box).to_have_value("@re\nben@rex @remy\n")
    assert watch.problems == []
