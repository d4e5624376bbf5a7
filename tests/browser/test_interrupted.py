"""The connection goes, or somebody else was faster: nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Draft, Review
from claims.services import queueing, quorum
from tests.factories import make_claim, make_evidence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RATIONALE = "The log says less than that."


@pytest.fixture
def reviewing(sign_in, reviewer, editor) -> Page:
    """The claim's page with a review filled in, not yet sent."""
    claim = make_claim()
    make_evidence(claim, actor=editor)
    queueing.take(claim, actor=reviewer)
    page: Page = sign_in(reviewer)
    page.goto(claim.get_absolute_url())
    page.get_by_role("radio", name="Supported").check()
    page.get_by_label("Rationale").fill(RATIONALE)
    page.locator("#review [name=evidence]").check()
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="Hand in the review").click()


def test_without_a_connection_a_review_stays_and_is_sent_later(reviewing, watch):
    page = reviewing
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_text("There is no connection: nothing was sent")).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)
    assert not Review.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("The connection is back")).to_be_visible()
    send(page)
    expect(page.locator(".message--success")).to_be_visible()
    assert Review.objects.get().rationale == RATIONALE
    assert [one for one in watch.problems if "DISCONNECTED" not in one] == []


def test_what_is_typed_after_a_lost_connection_is_kept_as_a_draft(reviewing):
    page = reviewing
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_text("There is no connection: nothing was sent")).to_be_visible()
    page.context.set_offline(False)
    with page.expect_response(lambda answer: "Far" in (answer.request.post_data or "")):
        page.get_by_label("Rationale").fill(f"{RATIONALE} Far less.")
    expect(page.locator("#review [data-draft-note]")).to_contain_text("Draft kept")
    page.reload()
    expect(page.get_by_label("Rationale")).to_have_value(f"{RATIONALE} Far less.")


def test_what_is_typed_without_a_connection_is_sent_when_it_is_back(reviewing):
    page = reviewing
    page.context.set_offline(True)
    page.get_by_label("Rationale").fill(f"{RATIONALE} Far less.")
    note = page.locator("#review [data-draft-note]")
    expect(note).to_contain_text("Kept in this browser only")
    page.context.set_offline(False)
    expect(note).to_contain_text("Draft kept")
    assert Draft.objects.get().content["rationale"] == f"{RATIONALE} Far less."


def test_what_never_reached_the_server_is_there_when_the_page_is_opened_again(
    reviewing,
):
    page = reviewing
    page.route("**/draft/", lambda route: route.abort("connectionrefused"))
    page.get_by_label("Rationale").fill(f"{RATIONALE} Far less.")
    expect(page.locator("#review [data-draft-note]")).to_contain_text("this browser")
    page.reload()
    page.unroute("**/draft/")
    expect(page.get_by_label("Rationale")).to_have_value(f"{RATIONALE} Far less.")
    send(page)
    expect(page.locator(".message--success")).to_be_visible()
    kept = page.evaluate("Object.keys(localStorage).filter((key) => /draft/.test(key))")
    assert kept == []


AWAY = """() => {
  const sent = window.fetch;
  window.tried = 0;
  window.answers = () => { window.fetch = sent; };
  window.fetch = (address, ...rest) => {
    if (!String(address).endsWith("/draft/")) return sent(address, ...rest);
    window.tried += 1;
    return Promise.reject(new TypeError("no answer"));
  };
}"""


def test_a_draft_is_sent_again_later_and_later_until_somebody_types_or_is_online(
    reviewing,
):
    page = reviewing
    page.clock.install(time=0)
    page.evaluate(AWAY)
    page.clock.pause_at(3_600)
    page.evaluate("window.tried = 0")

    def tried_within(milliseconds: int) -> int:
        before = page.evaluate("tried")
        page.clock.run_for(milliseconds)
        return int(page.evaluate("tried")) - before

    for words in ("Far less.", "Far less, and later."):
        page.get_by_label("Rationale").fill(words)
        assert tried_within(1_500) == 1
        for seconds in (10, 20, 40, 80, 160, 300, 300):
            assert tried_within(seconds * 1_000 - 1) == 0, seconds
            assert tried_within(1) == 1, seconds
    page.evaluate("answers(); dispatchEvent(new Event('online'))")
    expect(page.locator("#review [data-draft-note]")).to_contain_text("Draft kept")
    assert Draft.objects.get().content["rationale"] == "Far less, and later."


def test_a_second_tab_does_not_write_over_what_the_first_kept(reviewing):
    page, claim = reviewing, Claim.objects.get().get_absolute_url()
    page.goto("/")
    whole = Draft.objects.filter(content__evidence__0__isnull=False)
    for _ in range(400):  # until all that was filled in is kept
        if whole.exists():
            break
        page.wait_for_timeout(50)
    page.goto(claim)
    page.wait_for_timeout(1_000)  # drafts are told apart by the second
    other = page.context.new_page()
    other.goto(claim)
    other.get_by_label("Rationale").fill("The newer words.")
    expect(other.locator("#review [data-draft-note]")).to_contain_text("Draft kept")
    page.get_by_label("Rationale").fill("The older words.")
    note = page.locator("#review [data-draft-note]")
    expect(note).to_contain_text("another tab keeps a newer draft")
    assert Draft.objects.get().content["rationale"] == "The newer words."


def test_a_server_that_does_not_answer_costs_nothing_typed(reviewing):
    page = reviewing
    page.route("**/review/", lambda route: route.abort("connectionrefused"))
    send(page)
    page.wait_for_url("chrome-error://**")
    page.unroute("**/review/")
    page.go_back()
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)
    expect(page.get_by_role("radio", name="Supported")).to_be_checked()
    send(page)
    expect(page.locator(".message--success")).to_be_visible()
    assert Review.objects.get().rationale == RATIONALE


def test_somebody_else_s_change_is_told_and_the_review_kept(reviewing, watch, editor):
    page = reviewing
    claim = editor.evidence.get().claim
    claim.refresh_from_db()
    quorum.ask_reviews(claim, 1, actor=editor)
    send(page)
    expect(page.get_by_text("Somebody changed this claim").first).to_be_visible()
    expect(page.get_by_label("Rationale")).to_have_value(RATIONALE)
    expect(page.locator("#review [name=evidence]")).to_be_checked()
    send(page)
    expect(page.locator(".message--success")).to_be_visible()
    assert Review.objects.get().rationale == RATIONALE
    assert {one.split(":")[0] for one in watch.problems} <= {"409", "console"}
