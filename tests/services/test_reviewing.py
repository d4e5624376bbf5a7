from __future__ import annotations

import pytest

from claims import selectors
from claims.errors import (
    ConflictError,
    EvidenceMissingError,
    FourEyesError,
    HeldError,
    InvalidInputError,
    NotAllowedError,
    SeveralProblemsError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Review, Verdict
from claims.services import queueing, reviewing, sourcing, working
from claims.vocabulary import ClaimStatus, QueueSlug
from tests.factories import make_claim, make_evidence, make_review, make_verdict

pytestmark = pytest.mark.django_db


def review_data(**fields):
    return reviewing.ReviewData(
        **{"rating": "supported", "rationale": "The register agrees."} | fields
    )


@pytest.fixture
def claim(db):
    return make_claim()


@pytest.fixture
def taken(claim, reviewer):
    return queueing.take(claim, actor=reviewer)


def test_a_review_cites_evidence_and_frees_the_claim(taken, reviewer):
    cited = make_evidence(taken, actor=reviewer)
    review = reviewing.submit_review(
        taken, review_data(evidence=[cited.pk]), actor=reviewer
    )
    taken.refresh_from_db()
    assert taken.status == ClaimStatus.IN_REVIEW
    assert taken.holder is None
    assert list(review.evidence.all()) == [cited]


@pytest.mark.parametrize("rationale", ["", "   \n"])
def test_a_review_says_why(taken, reviewer, rationale):
    with pytest.raises(InvalidInputError) as refused:
        reviewing.submit_review(taken, review_data(rationale=rationale), actor=reviewer)
    assert refused.value.field == "rationale"


def test_a_review_needs_evidence(taken, reviewer):
    with pytest.raises(EvidenceMissingError):
        reviewing.submit_review(taken, review_data(), actor=reviewer)
    assert not Review.objects.exists()


def test_searched_and_not_enough_stands_without_evidence(taken, reviewer):
    review = reviewing.submit_review(
        taken,
        review_data(rating="not_enough_evidence", searched_not_enough=True),
        actor=reviewer,
    )
    assert review.searched_not_enough


def test_a_firm_rating_never_stands_without_evidence(taken, reviewer):
    with pytest.raises(EvidenceMissingError):
        reviewing.submit_review(
            taken,
            review_data(
                rating="refuted",
                searched_not_enough=True,
                reason_codes=["outdated"],
            ),
            actor=reviewer,
        )


def test_evidence_of_another_claim_cannot_be_cited(taken, reviewer):
    other = make_evidence(make_claim(), actor=reviewer)
    with pytest.raises(InvalidInputError):
        reviewing.submit_review(taken, review_data(evidence=[other.pk]), actor=reviewer)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"rating": "mostly_fine"}, "rating"),
        ({"reason_codes": ["bad_vibes"]}, "reason_codes"),
        ({"rationale": "x" * 20_001}, "rationale"),
    ],
)
def test_what_the_lists_do_not_know_is_refused(taken, reviewer, fields, field):
    with pytest.raises(InvalidInputError) as refused:
        reviewing.submit_review(taken, review_data(**fields), actor=reviewer)
    assert field in {one.field for one in refused.value.problems}


def test_a_claim_is_taken_before_it_is_reviewed(claim, reviewer):
    with pytest.raises(TransitionError):
        reviewing.submit_review(claim, review_data(), actor=reviewer)


def test_only_the_holder_reviews(taken, second_reviewer):
    with pytest.raises(HeldError, match="rita"):
        reviewing.submit_review(taken, review_data(), actor=second_reviewer)


def test_a_stranger_reviews_nothing(taken, stranger):
    with pytest.raises(NotAllowedError):
        reviewing.submit_review(taken, review_data(), actor=stranger)


def test_a_stale_version_is_refused(taken, reviewer):
    with pytest.raises(StaleClaimError):
        reviewing.submit_review(
            taken, review_data(), actor=reviewer, version=taken.version - 1
        )


def test_one_person_reviews_a_claim_once_a_round(claim, reviewer):
    make_review(claim, author=reviewer)
    cited = claim.evidence.first()
    with pytest.raises(ConflictError):
        reviewing.submit_review(claim, review_data(evidence=[cited.pk]), actor=reviewer)


def test_an_editor_signs_off_somebody_elses_review(claim, reviewer, editor):
    review = make_review(claim, author=reviewer)
    verdict = reviewing.decide(claim, actor=editor)
    assert (verdict.author, verdict.signed_off_by) == (reviewer, editor)
    assert verdict.review == review
    assert claim.status == ClaimStatus.DECIDED


def test_an_editor_never_signs_off_their_own_review(claim, editor, second_editor):
    own = make_review(claim, author=editor)
    for chosen in (None, own):
        with pytest.raises(FourEyesError):
            reviewing.decide(claim, actor=editor, review=chosen)
    assert not Verdict.objects.exists()
    reviewing.decide(claim, actor=second_editor)


@pytest.mark.parametrize("who", ["reviewer", "second_reviewer", "stranger", "operator"])
def test_without_the_editors_role_nobody_signs_off(request, claim, reviewer, who):
    make_review(claim, author=reviewer)
    with pytest.raises(NotAllowedError):
        reviewing.decide(claim, actor=request.getfixturevalue(who))


def test_nothing_is_signed_off_without_a_review(taken, editor, reviewer):
    queueing.release(taken, actor=reviewer)
    with pytest.raises(TransitionError):
        reviewing.decide(taken, actor=editor)


def test_the_database_refuses_a_verdict_by_one_person(claim, editor):
    from django.db import IntegrityError

    review = make_review(claim, author=editor)
    with pytest.raises(IntegrityError):
        Verdict.objects.create(
            claim=claim, review=review, author=editor, signed_off_by=editor
        )


def test_a_review_sent_back_is_history_and_the_claim_is_free(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    queueing.release(claim, actor=editor, reason="The base is missing.")
    assert claim.status == ClaimStatus.READY
    with pytest.raises(TransitionError):
        reviewing.decide(claim, actor=editor)
    make_review(claim, author=reviewer)
    reviewing.decide(claim, actor=editor)
    assert claim.reviews.count() == 2


def test_sending_back_says_why(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    with pytest.raises(InvalidInputError):
        queueing.send_back(claim, actor=editor, reason=" ")
    with pytest.raises(NotAllowedError):
        queueing.send_back(claim, actor=reviewer, reason="Again.")
    queueing.send_back(claim, actor=editor, reason="The base is missing.")
    assert claim.status == ClaimStatus.READY
    with pytest.raises(TransitionError):
        queueing.send_back(claim, actor=editor, reason="Twice.")


def test_an_editor_who_puts_a_sign_off_down_leaves_the_review(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    queueing.take(claim, actor=editor)
    queueing.release(claim, actor=editor)
    assert (claim.status, claim.holder) == (ClaimStatus.IN_REVIEW, None)
    reviewing.decide(claim, actor=editor)


def test_evidence_and_not_enough_do_not_go_together(taken, reviewer):
    cited = make_evidence(taken, actor=reviewer)
    with pytest.raises(InvalidInputError) as refused:
        reviewing.submit_review(
            taken,
            review_data(
                rating="not_enough_evidence",
                evidence=[cited.pk],
                searched_not_enough=True,
            ),
            actor=reviewer,
        )
    assert refused.value.field == "searched_not_enough"


def test_a_reopened_verdict_is_no_longer_in_force(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    with pytest.raises(InvalidInputError):
        reviewing.reopen(claim, actor=editor, reason=" ")
    reviewing.reopen(claim, actor=editor, reason="New figures came out.")
    assert claim.status == ClaimStatus.IN_REVIEW
    assert selectors.verdict_of(claim) is None


def test_a_reopened_claim_waits_in_the_review_queue(
    claim, reviewer, second_reviewer, editor
):
    make_verdict(claim, author=reviewer, editor=editor)
    reviewing.reopen(claim, actor=editor, reason="New figures came out.")
    assert queueing.take_next(QueueSlug.REVIEW, actor=second_reviewer) == claim
    assert queueing.take_next(QueueSlug.REVIEW, actor=reviewer) is None
    make_review(claim, author=second_reviewer)


@pytest.mark.parametrize("reason", [" \u200b", "\u00a0\u2060\n"])
def test_what_nobody_can_see_is_no_reason(taken, reviewer, reason):
    with pytest.raises(InvalidInputError):
        reviewing.dismiss(taken, actor=reviewer, reason=reason)
    with pytest.raises(InvalidInputError):
        reviewing.submit_review(taken, review_data(rationale=reason), actor=reviewer)


def test_nobody_reviews_what_they_did_not_take(claim, reviewer, second_reviewer):
    make_review(claim, author=reviewer)
    cited = claim.evidence.first()
    with pytest.raises(HeldError, match="Take this claim"):
        reviewing.submit_review(
            claim, review_data(evidence=[cited.pk]), actor=second_reviewer
        )


def test_among_several_reviews_the_editor_says_which(
    claim, reviewer, second_reviewer, editor
):
    first = make_review(claim, author=reviewer)
    make_review(claim, author=second_reviewer)
    with pytest.raises(InvalidInputError, match="which"):
        reviewing.decide(claim, actor=editor)
    assert reviewing.decide(claim, actor=editor, review=first).review == first


def test_a_reviewer_does_not_undo_what_waits_for_sign_off(
    claim, reviewer, second_reviewer
):
    make_review(claim, author=reviewer)
    with pytest.raises(NotAllowedError, match="Reviews of this claim are in"):
        sourcing.request_sources(claim, actor=second_reviewer)
    with pytest.raises(NotAllowedError, match="Reviews of this claim are in"):
        reviewing.dismiss(claim, actor=second_reviewer, reason="No claim.")


def test_wanting_more_sources_makes_reviews_so_far_history(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    sourcing.request_sources(claim, actor=editor)
    working.drain()
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.READY
    make_review(claim, author=reviewer)


def test_a_claim_dismissed_and_restored_starts_a_new_round(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    reviewing.dismiss(claim, actor=editor, reason="No claim after all.")
    reviewing.restore(claim, actor=reviewer)
    sourcing.request_sources(claim, actor=reviewer)
    working.drain()
    claim.refresh_from_db()
    make_review(claim, author=reviewer)


def test_others_cannot_send_a_held_claim_back_for_sources(taken, second_reviewer):
    with pytest.raises(HeldError):
        sourcing.request_sources(taken, actor=second_reviewer)


def test_dismissing_is_explained_and_can_be_undone(claim, reviewer):
    with pytest.raises(InvalidInputError):
        reviewing.dismiss(claim, actor=reviewer, reason="")
    reviewing.dismiss(claim, actor=reviewer, reason="A joke.")
    assert (claim.status, claim.dismissal) == (ClaimStatus.DISMISSED, "A joke.")
    reviewing.restore(claim, actor=reviewer)
    assert (claim.status, claim.dismissal) == (ClaimStatus.READY, "")
    told = claim.status_changes.values_list("action", "reason")
    assert ("dismiss", "A joke.") in told


@pytest.mark.parametrize("in_hand", [False, True])
def test_what_was_ready_is_served_again_and_no_source_is_asked_twice(
    claim, reviewer, second_reviewer, in_hand
):
    if in_hand:
        queueing.take(claim, actor=reviewer)
    reviewing.dismiss(claim, actor=reviewer, reason="A joke.")
    reviewing.restore(claim, actor=reviewer)
    assert not claim.source_jobs.exists()
    assert queueing.take_next(QueueSlug.REVIEW, actor=second_reviewer) == claim


def test_what_nobody_looked_for_is_looked_for_when_it_is_taken_up(reviewer):
    claim = make_claim(status=ClaimStatus.DETECTED, check_worthiness="0.01")
    reviewing.dismiss(claim, actor=reviewer, reason="A joke.")
    reviewing.restore(claim, actor=reviewer)
    assert claim.source_jobs.exists()
    working.drain()
    assert claim in selectors.queue(QueueSlug.REVIEW, reviewer)


def test_all_that_is_wrong_with_a_review_is_said_at_once(taken, reviewer):
    data = reviewing.ReviewData(
        rating="", rationale=" ", figure="1e400", judged_as_of="someday", evidence=[]
    )
    with pytest.raises(SeveralProblemsError) as refused:
        reviewing.submit_review(taken, data, actor=reviewer)
    told = [one.field for one in refused.value.problems]
    assert told == ["rating", "figure", "rationale", "evidence", "judged_as_of"]
    assert not taken.reviews.exists()


def test_one_thing_that_is_wrong_is_refused_as_itself(taken, reviewer):
    data = reviewing.ReviewData(
        rating="supported", rationale="Read twice.", evidence=[]
    )
    with pytest.raises(EvidenceMissingError) as refused:
        reviewing.submit_review(taken, data, actor=reviewer)
    assert refused.value.problems == (refused.value,)
