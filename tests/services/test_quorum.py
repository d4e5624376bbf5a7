from __future__ import annotations

from decimal import Decimal

import pytest

from claims import selectors
from claims.errors import (
    ConflictError,
    FourEyesError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Claim
from claims.selectors.soundness import broken_invariants
from claims.services import arranging, evidence, queueing, quorum, reviewing
from claims.vocabulary import ClaimStatus, DeskStep, QueueSlug
from tests.factories import make_claim, make_evidence

pytestmark = pytest.mark.django_db

MISCOUNTED = "claims whose reviews are miscounted"


@pytest.fixture
def second(second_reviewer):
    return second_reviewer


@pytest.fixture
def third(second_editor):
    return second_editor


@pytest.fixture
def claim(editor):
    return quorum.ask_reviews(make_claim(), 2, actor=editor)


def hand_in(claim, author, *, rating="supported", figure="about 4,300 containers"):
    claim.refresh_from_db()
    queueing.take(claim, actor=author)
    cited = make_evidence(claim, actor=author)
    return reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            rating=rating,
            rationale="Counted.",
            evidence=[cited.pk],
            reason_codes=[] if rating == "supported" else ["wrong_number"],
            figure=figure,
        ),
        actor=author,
    )


def waiting(slug, person):
    return list(selectors.queue(slug, person))


def test_one_review_is_enough_while_no_policy_says_otherwise(reviewer, editor):
    claim = make_claim()
    hand_in(claim, reviewer, figure="")
    assert reviewing.decide(claim, actor=editor).in_force


@pytest.mark.parametrize(
    ("worth", "count"), [("0.50", 1), ("0.70", 2), ("0.89", 2), ("0.90", 3)]
)
def test_the_policy_asks_for_more_eyes_on_what_is_more_worth_checking(
    editor, worth, count
):
    quorum.make_policy(two_from=Decimal("0.7"), three_from=Decimal("0.9"), actor=editor)
    claim = make_claim(check_worthiness=worth)
    claim.refresh_from_db()
    assert selectors.quorum_of(claim).needed == count


def test_a_claim_waits_for_its_second_review_and_never_comes_back_to_the_first_reviewer(
    claim, reviewer, second, editor
):
    hand_in(claim, reviewer)
    assert waiting(QueueSlug.REVIEW, reviewer) == []
    assert waiting(QueueSlug.SIGN_OFF, editor) == []
    assert waiting(QueueSlug.REVIEW, second) == [claim]
    assert queueing.take_next(QueueSlug.REVIEW, actor=reviewer) is None
    assert queueing.take_next(QueueSlug.REVIEW, actor=second) == claim
    hand_in(claim, second)
    assert waiting(QueueSlug.REVIEW, second) == []
    assert waiting(QueueSlug.SIGN_OFF, editor) == [claim]


def test_sign_off_waits_for_all_reviews(claim, reviewer, second, editor):
    first = hand_in(claim, reviewer)
    with pytest.raises(TransitionError, match="1 more review is needed"):
        reviewing.decide(claim, review=first, actor=editor)
    hand_in(claim, second)
    claim.refresh_from_db()
    assert reviewing.decide(claim, review=first, actor=editor).review == first


def test_a_second_review_is_made_unseen_by_the_first(claim, reviewer, second, editor):
    review = hand_in(claim, reviewer)
    assert list(selectors.reviews_of(claim, reviewer)) == [review]
    for person in (second, editor):
        assert list(selectors.reviews_of(claim, person)) == []
    other = hand_in(claim, second)
    for person in (reviewer, second, editor):
        assert list(selectors.reviews_of(claim, person)) == [other, review]


def test_reviews_that_agree_are_signed_off(claim, reviewer, second, editor):
    hand_in(claim, reviewer, figure="about 4,300 containers")
    hand_in(claim, second, figure="4,310")
    claim.refresh_from_db()
    assert not claim.disputed
    assert waiting(QueueSlug.ADJUDICATE, editor) == []


@pytest.mark.parametrize(
    "other",
    [
        {"rating": "refuted"},
        {"figure": "8,600 containers"},
        {"figure": "4,300 tonnes"},
    ],
    ids=["another rating", "another number", "another unit"],
)
def test_reviews_that_do_not_agree_go_to_a_third_person(
    claim, reviewer, second, editor, third, other
):
    hand_in(claim, reviewer)
    review = hand_in(claim, third, **other)
    claim.refresh_from_db()
    assert claim.disputed
    assert waiting(QueueSlug.SIGN_OFF, editor) == []
    assert waiting(QueueSlug.ADJUDICATE, third) == []
    assert waiting(QueueSlug.ADJUDICATE, editor) == [claim]
    with pytest.raises(FourEyesError, match="third person"):
        reviewing.decide(claim, actor=third)
    assert reviewing.decide(claim, review=review, actor=editor).author == third


def test_who_adjudicates_may_write_a_review_of_their_own_which_another_signs_off(
    claim, reviewer, second, editor, third
):
    hand_in(claim, reviewer)
    hand_in(claim, second, rating="refuted")
    own = hand_in(claim, editor, rating="conflicting")
    claim.refresh_from_db()
    with pytest.raises(FourEyesError):
        reviewing.decide(claim, review=own, actor=editor)
    assert reviewing.decide(claim, review=own, actor=third).author == editor


def test_a_dispute_ends_with_its_round(claim, reviewer, second, editor):
    hand_in(claim, reviewer)
    hand_in(claim, second, rating="refuted")
    claim.refresh_from_db()
    queueing.send_back(claim, actor=editor, reason="Look at the port's own list.")
    claim.refresh_from_db()
    assert (claim.status, claim.disputed) == (ClaimStatus.READY, False)


def test_a_claim_counts_its_reviews_until_a_round_ends(claim, reviewer, second, editor):
    counted = []
    for author in (reviewer, second):
        hand_in(claim, author)
        counted.append(Claim.objects.get(pk=claim.pk).reviews_in)
    assert counted == [1, 2]
    queueing.send_back(claim, actor=editor, reason="The log was misread.")
    assert Claim.objects.get(pk=claim.pk).reviews_in == 0
    assert broken_invariants()[MISCOUNTED] == 0


def test_a_count_that_is_wrong_is_found(claim, reviewer):
    hand_in(claim, reviewer)
    Claim.objects.update(reviews_in=2)
    assert broken_invariants()[MISCOUNTED] == 1


def test_asking_for_fewer_reviews_lets_the_one_handed_in_be_signed_off(
    claim, reviewer, editor
):
    review = hand_in(claim, reviewer)
    quorum.ask_reviews(claim, None, actor=editor)
    assert list(selectors.reviews_of(claim, editor)) == [review]
    assert reviewing.decide(claim, actor=editor).review == review


def test_asking_for_fewer_reviews_may_end_a_dispute_and_for_more_begin_one(
    claim, reviewer, second, third, editor
):
    quorum.ask_reviews(claim, 3, actor=editor)
    hand_in(claim, reviewer)
    hand_in(claim, second, rating="refuted")
    claim.refresh_from_db()
    assert not claim.disputed
    quorum.ask_reviews(claim, 2, actor=editor)
    assert claim.disputed


def test_several_reviewers_each_say_the_number_they_found(claim, reviewer):
    with pytest.raises(InvalidInputError) as refused:
        hand_in(claim, reviewer, figure="")
    assert refused.value.field == "figure"


@pytest.mark.parametrize("text", ["many", "4,200 containers and 12 cranes", "x" * 201])
def test_a_figure_is_one_number(claim, reviewer, text):
    with pytest.raises(InvalidInputError) as refused:
        hand_in(claim, reviewer, figure=text)
    assert refused.value.field == "figure"


def test_a_figure_is_kept_as_written_and_read(claim, reviewer):
    review = hand_in(claim, reviewer, figure="at most 4,350")
    review.refresh_from_db()
    assert (review.surface, review.unit) == ("at most 4,350", "container")
    assert (review.low, review.high) == (None, Decimal(4350))


def test_only_editors_say_how_many_review(claim, reviewer):
    with pytest.raises(NotAllowedError):
        quorum.ask_reviews(claim, 3, actor=reviewer)
    with pytest.raises(NotAllowedError):
        quorum.make_policy(two_from=None, three_from=None, actor=reviewer)


@pytest.mark.parametrize("count", [0, 4, -1])
def test_from_one_to_three_people_review(claim, editor, count):
    with pytest.raises(InvalidInputError):
        quorum.ask_reviews(claim, count, actor=editor)


def test_a_claim_changed_meanwhile_is_not_given_more_reviewers(claim, editor):
    with pytest.raises(StaleClaimError):
        quorum.ask_reviews(claim, 3, actor=editor, version=claim.version - 1)


@pytest.mark.parametrize(
    ("two", "three", "field"),
    [
        ("1.5", None, "two_from"),
        ("0.555", None, "two_from"),
        ("0.9", "0.8", "three_from"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(editor, two, three, field):
    with pytest.raises(InvalidInputError) as refused:
        quorum.make_policy(
            two_from=Decimal(two), three_from=three and Decimal(three), actor=editor
        )
    assert refused.value.field == field


def test_a_passage_is_not_judged_for_others_while_they_review_unled(
    claim, reviewer, second
):
    queueing.take(claim, actor=reviewer)
    cited = make_evidence(claim, actor=reviewer)
    with pytest.raises(TransitionError, match="in your review"):
        evidence.set_stance(cited, "refutes", actor=reviewer)
    with pytest.raises(TransitionError, match="in your review"):
        make_evidence(claim, actor=reviewer, note="This settles it.")
    evidence.set_stance(cited, "", actor=reviewer)
    hand_in(claim, reviewer)
    hand_in(claim, second)
    cited.refresh_from_db()
    evidence.set_stance(cited, "refutes", actor=reviewer)
    assert cited.stance == "refutes"


def test_who_was_to_review_and_has_leaves_the_rest_to_others(
    claim, reviewer, second, editor
):
    arranging.assign([claim], reviewer, actor=editor)
    hand_in(claim, reviewer)
    assert waiting(QueueSlug.REVIEW, second) == [claim]
    hand_in(claim, second)


def test_how_many_are_asked_to_review_is_kept(claim, editor):
    quorum.ask_reviews(claim, None, actor=editor)
    told = [(one.step, one.after, one.actor) for one in claim.events.all()]
    step = DeskStep.REVIEWERS
    assert told == [(step, "2", editor), (step, "as the policy says", editor)]


def test_whoever_hands_in_is_told_what_follows(claim, reviewer, second):
    hand_in(claim, reviewer)
    assert "1 more" in reviewing.what_follows(claim, reviewer)
    hand_in(claim, second, rating="refuted")
    claim.refresh_from_db()
    assert "third person" in reviewing.what_follows(claim, second)


def test_who_wrote_one_of_several_reviews_signs_none_of_them_off(
    claim, reviewer, editor, third
):
    first = hand_in(claim, reviewer)
    hand_in(claim, editor)
    claim.refresh_from_db()
    with pytest.raises(FourEyesError, match="third person"):
        reviewing.decide(claim, review=first, actor=editor)
    assert reviewing.decide(claim, review=first, actor=third).signed_off_by == third


def test_reviews_that_all_have_read_are_not_made_unread_by_asking_for_more(
    claim, reviewer, editor
):
    hand_in(claim, reviewer)
    quorum.ask_reviews(claim, 1, actor=editor)
    with pytest.raises(TransitionError, match="open to all"):
        quorum.ask_reviews(claim, 2, actor=editor)


def test_who_has_reviewed_does_not_keep_the_claim_from_others(claim, reviewer):
    hand_in(claim, reviewer)
    with pytest.raises(ConflictError, match="reviewed"):
        queueing.take(claim, actor=reviewer)
