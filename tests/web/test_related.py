"""Earlier checks of the same quantity on the claim's page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.services import correcting, pairing, publishing, queueing, reviewing
from tests.factories import make_article, make_claim, make_evidence, make_verdict
from tests.web.pages import text

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)
QUEUE = "/queue/outdated/"


@pytest.fixture
def pair(second_reviewer, editor):
    """A claim, and one of the same number that is signed off."""
    claim, other = (make_claim(make_article(published_at=DAY)) for _ in range(2))
    make_verdict(other, author=second_reviewer, editor=editor)
    other.refresh_from_db()
    return claim, other


def page(client, claim, query: str = "") -> str:
    return text(client.get(f"{claim.get_absolute_url()}{query}"))


def test_the_panel_tells_relation_reason_verdict_and_day(as_reviewer, pair):
    shown = page(as_reviewer, pair[0])
    assert "Earlier checks of this quantity 1" in shown
    assert "Same: both say at least 4,200." in shown
    assert "In common: container, lost, storm." in shown
    assert "Our verdict: Supported, signed off" in shown
    assert "1 Mar 2024" in shown
    assert "Same quantity" in shown


def test_who_only_reads_is_offered_nothing(as_stranger, pair):
    shown = page(as_stranger, pair[0])
    assert "Earlier checks of this quantity" in shown
    assert "Take over its evidence" not in shown


def test_words_are_said_and_taken_back_with_buttons(as_reviewer, pair):
    claim, other = pair
    url = f"/claims/{claim.pk}/pair/"
    as_reviewer.post(url, {"other": other.pk, "word": "same"})
    assert "✓ same quantity, said by" in page(as_reviewer, claim)
    as_reviewer.post(url, {"other": other.pk, "word": ""})
    assert "suggested" in page(as_reviewer, claim)


def test_evidence_is_taken_over_with_a_button(as_reviewer, pair):
    claim, other = pair
    answer = as_reviewer.post(
        f"/claims/{claim.pk}/carry/", {"other": other.pk}, follow=True
    )
    assert "1 passage taken over and compared with this claim." in text(answer)
    assert claim.evidence.get().quote == other.evidence.get().quote


def test_a_refusal_is_told_on_the_page(as_reviewer, pair):
    claim, _ = pair
    answer = as_reviewer.post(f"/claims/{claim.pk}/pair/", {"word": "same"})
    assert answer.status_code == 400
    assert "There is no such other claim." in text(answer)


def test_a_proposal_fills_in_the_form_and_says_so(as_reviewer, reviewer, pair):
    claim, other = pair
    pairing.say(claim, other, "same", actor=reviewer)
    assert "Propose its verdict" not in page(as_reviewer, claim)
    queueing.take(claim, actor=reviewer)
    assert "Propose its verdict" in page(as_reviewer, claim)
    proposed = page(as_reviewer, claim, f"?proposal={other.pk}")
    assert "Proposal: filled in from our verdict on" in proposed
    assert "As in our check of" in proposed
    cited = make_evidence(claim, actor=reviewer)
    data = {
        "rating": "supported",
        "rationale": "As before.",
        "evidence": [cited.pk],
        "leans_on": other.pk,
        "version": claim.version,
    }
    as_reviewer.post(f"/claims/{claim.pk}/review/", data)
    assert claim.reviews.get().leaning.parent.claim == other


def test_a_proposal_that_may_not_be_made_is_explained(as_reviewer, reviewer, pair):
    claim, other = pair
    queueing.take(claim, actor=reviewer)
    shown = page(as_reviewer, claim, f"?proposal={other.pk}")
    assert "First say that the two claims state the same quantity." in shown
    assert "Proposal: filled in" not in shown
    for odd in ("0", "-1", "x", "9" * 40, "٣"):
        assert "Proposal:" not in page(as_reviewer, claim, f"?proposal={odd}")


def test_precedents_are_of_about_as_much(as_reviewer, editor, pair):
    claim, other = pair
    assert "Precedents" not in page(as_reviewer, claim)
    publishing.publish(other, actor=editor)
    make_evidence(claim, actor=editor)
    assert "Precedents" in page(as_reviewer, claim)


def test_a_verdict_whose_parent_was_taken_back_waits_in_its_queue(
    as_editor, as_reviewer, reviewer, editor, pair
):
    claim, other = pair
    pairing.say(claim, other, "same", actor=reviewer)
    queueing.take(claim, actor=reviewer)
    cited = [make_evidence(claim, actor=reviewer).pk]
    data = reviewing.ReviewData(
        "supported", "As before.", evidence=cited, leans_on=other.pk
    )
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.decide(claim, actor=editor)
    assert claim.get_absolute_url() not in as_editor.get(QUEUE).content.decode()
    publishing.publish(other, actor=editor)
    correcting.correct(other, actor=editor, reason="A digit.", kind="factual")
    shown = as_editor.get(QUEUE)
    assert claim.get_absolute_url() in shown.content.decode()
    assert "rests on a verdict that was taken back" in text(shown)
    assert f"The verdict on claim {other.pk}" in text(as_reviewer.get("/notices/"))
