"""Each step of the claim page: done, or refused with every typed word kept."""

from __future__ import annotations

import pytest

from claims.models import Evidence, Review
from claims.services import queueing, reviewing, working
from claims.vocabulary import ClaimStatus, SearchOutcome
from tests.factories import (
    make_evidence,
    make_review,
)
from tests.web.pages import form_to, text
from tests.web.steps import do, status_of

RATIONALE = "The salvage log counts 3,150, and it was kept by hand.\nSee page 4."


def test_a_claim_is_taken_and_given_back(as_reviewer, reviewer, claim):
    assert "This claim is yours now." in text(do(as_reviewer, claim, "take"))
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.IN_REVIEW, reviewer)
    assert "free for others" in text(do(as_reviewer, claim, "release"))
    claim.refresh_from_db()
    assert (claim.status, claim.holder) == (ClaimStatus.READY, None)


def test_a_hold_is_renewed_with_and_without_script(as_reviewer, held):
    before = held.held_until
    address = f"/claims/{held.pk}/renew/"
    assert as_reviewer.post(address).status_code == 302
    quietly = as_reviewer.post(address, headers={"HX-Request": "true"})
    assert quietly.status_code == 204
    held.refresh_from_db()
    assert held.held_until > before


def test_a_hold_that_is_not_mine_is_not_renewed(as_editor, held):
    assert as_editor.post(f"/claims/{held.pk}/renew/").status_code == 409


def test_sources_are_asked_for(as_reviewer, claim):
    assert "Looking for sources" in text(do(as_reviewer, claim, "sources"))
    assert status_of(claim) == ClaimStatus.SOURCING
    assert claim.source_jobs.filter(outcome=SearchOutcome.PENDING).exists()


def test_one_provider_is_asked_in_a_person_s_words_and_says_so(as_reviewer, claim):
    do(as_reviewer, claim, "sources", provider="library", queries=" crates lost \n\n")
    working.drain()
    asked = claim.source_jobs.get(provider="library")
    assert (asked.wording, asked.queries) == (["crates lost"], ["crates lost"])
    assert not claim.source_jobs.exclude(provider="library").exists()
    page = as_reviewer.get(f"/claims/{claim.pk}/")
    assert "worded by a person" in text(page)
    assert ">crates lost</textarea>" in page.content.decode()
    do(as_reviewer, claim, "sources", provider="library", queries="")
    working.drain()
    asked.refresh_from_db()
    assert asked.wording == []
    assert asked.queries != ["crates lost"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"provider": "oracle"}, "No such provider is in use."),
        ({"queries": "a\nb\nc\nd"}, "asked at most 3 questions"),
        ({"queries": "x" * 201}, "at most 200 characters"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused_and_kept(
    as_reviewer, claim, given, told
):
    do(as_reviewer, claim, "sources")
    working.drain()
    given = {"provider": "library", "queries": "kept words"} | given
    answer = do(as_reviewer, claim, "sources", **given)
    assert answer.status_code == 400
    assert told in text(answer)
    assert status_of(claim) == ClaimStatus.READY
    if given["provider"] == "library":
        assert given["queries"][:5] in answer.content.decode()


def test_evidence_is_attached_and_compared_at_once(as_reviewer, reviewer, claim):
    answer = do(
        as_reviewer,
        claim,
        "evidence",
        quote="Divers counted 3,150 lost containers on the sea floor.",
        url="https://salvage.example/log",
        title="Salvage log",
        publisher="Salvors",
        published_on="2026-05-04",
        stance="refutes",
        note="By hand.",
    )
    kept = Evidence.objects.get()
    assert kept.explanation in text(answer)
    assert (kept.low, kept.stance, kept.added_by) == (3150, "refutes", reviewer)
    assert kept.source.published_at.date().isoformat() == "2026-05-04"


def test_a_review_is_handed_in_with_what_it_relies_on(as_reviewer, reviewer, held):
    cited = make_evidence(held, actor=reviewer)
    answer = do(
        as_reviewer,
        held,
        "review",
        rating="refuted",
        rationale=RATIONALE,
        evidence=[cited.pk],
        reason_codes=["outdated", "rounding"],
    )
    assert "Your review is in." in text(answer)
    review = Review.objects.get()
    assert (review.author, review.rating.slug) == (reviewer, "refuted")
    assert review.rationale.replace("\r\n", "\n") == RATIONALE
    assert list(review.evidence.all()) == [cited]
    assert review.reason_codes == ["outdated", "rounding"]


def test_searching_without_finding_enough_is_a_result(as_reviewer, held):
    do(
        as_reviewer,
        held,
        "review",
        rating="not_enough_evidence",
        rationale="Nobody counts this.",
        searched_not_enough="on",
    )
    assert Review.objects.get().searched_not_enough


def test_another_person_signs_off(as_editor, editor, reviewer, claim):
    review = make_review(claim, author=reviewer)
    answer = do(as_editor, claim, "decide", review=review.pk, note="Agreed.")
    assert "Signed off: Supported" in text(answer)
    verdict = claim.verdicts.get()
    assert (verdict.author, verdict.signed_off_by) == (reviewer, editor)
    assert verdict.note == "Agreed."


def test_of_two_reviews_the_chosen_one_is_signed_off(
    as_editor, reviewer, second_reviewer, claim
):
    first = make_review(claim, author=reviewer)
    queueing.take(claim, actor=second_reviewer)
    reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            "refuted",
            "I disagree.",
            evidence=[make_evidence(claim, actor=reviewer).pk],
            reason_codes=["rounding"],
        ),
        actor=second_reviewer,
    )
    do(as_editor, claim, "decide", review=first.pk)
    assert claim.verdicts.get().review == first


def test_publishing_correcting_and_retracting(as_editor, decided):
    assert "Published." in text(do(as_editor, decided, "publish"))
    assert status_of(decided) == ClaimStatus.PUBLISHED
    do(as_editor, decided, "correct", reason="The unit was wrong.", kind="factual")
    assert status_of(decided) == ClaimStatus.IN_REVIEW
    assert decided.publications.get().withdrawal == "The unit was wrong."


def test_retracting_takes_the_publication_down(as_editor, published):
    do(as_editor, published, "retract", reason="The claim was never made.")
    assert status_of(published) == ClaimStatus.DECIDED
    assert not published.publications.filter(in_force=True).exists()


def test_a_verdict_is_reopened_with_a_reason(as_editor, decided):
    do(as_editor, decided, "reopen", reason="A newer register is out.")
    assert status_of(decided) == ClaimStatus.IN_REVIEW


def test_a_claim_is_set_aside_and_taken_up_again(as_reviewer, claim):
    do(as_reviewer, claim, "dismiss", reason="A jersey number.")
    claim.refresh_from_db()
    assert (claim.status, claim.dismissal) == (
        ClaimStatus.DISMISSED,
        "A jersey number.",
    )
    do(as_reviewer, claim, "restore")
    assert status_of(claim) == ClaimStatus.READY


def test_an_editor_sends_a_review_back_with_a_reason(as_editor, reviewer, claim):
    make_review(claim, author=reviewer)
    refused = do(as_editor, claim, "send-back", reason="  ")
    assert refused.status_code == 400
    assert "Say why, in a sentence." in text(refused)
    assert status_of(claim) == ClaimStatus.IN_REVIEW
    answer = do(as_editor, claim, "send-back", reason="Cite the register itself.")
    assert "Sent back to review." in text(answer)
    claim.refresh_from_db()
    assert (claim.status, claim.round) == (ClaimStatus.READY, 2)


def test_only_an_editor_sends_a_review_back(
    as_reviewer, reviewer, second_reviewer, claim
):
    make_review(claim, author=second_reviewer)
    answer = do(as_reviewer, claim, "send-back", reason="Mine would be better.")
    assert answer.status_code == 403
    assert "Mine would be better." in answer.content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.round) == (ClaimStatus.IN_REVIEW, 1)


def test_putting_a_sign_off_down_leaves_the_review_waiting(
    as_editor, editor, reviewer, claim
):
    make_review(claim, author=reviewer)
    queueing.take(claim, actor=editor)
    do(as_editor, claim, "release")
    claim.refresh_from_db()
    assert (claim.status, claim.round, claim.holder) == (ClaimStatus.IN_REVIEW, 1, None)


def test_a_signed_off_claim_is_put_down_too(as_editor, editor, decided):
    queueing.take(decided, actor=editor)
    page = as_editor.get(decided.get_absolute_url())
    assert form_to(page, f"/claims/{decided.pk}/release/") is not None
    do(as_editor, decided, "release")
    decided.refresh_from_db()
    assert (decided.status, decided.holder) == (ClaimStatus.DECIDED, None)


def test_an_editor_frees_a_claim_somebody_walked_away_with(as_editor, held):
    page = as_editor.get(held.get_absolute_url())
    assert "Free it for others" in text(page)
    do(as_editor, held, "release")
    held.refresh_from_db()
    assert (held.status, held.holder) == (ClaimStatus.READY, None)
