"""People's word on two claims, and what may be taken from one to the other."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps

from claims import selectors
from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import Leaning, Notice
from claims.services import (
    correcting,
    ledger,
    notices,
    pairing,
    publishing,
    queueing,
    relating,
    reviewing,
    validity,
)
from claims.vocabulary import (
    ClaimStatus,
    DeskStep,
    NoticeEvent,
    PairWord,
    QueueSlug,
)
from tests.factories import (
    make_article,
    make_claim,
    make_evidence,
    make_review,
    make_verdict,
)

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def claims():
    """Two claims of one quantity, in two articles of one day."""
    return tuple(make_claim(make_article(published_at=DAY)) for _ in range(2))


def word_of(claim, other) -> str:
    return relating.related_pair(claim, other).word


def test_a_word_holds_both_ways_and_stands_in_both_histories(claims, reviewer):
    claim, other = claims
    pairing.say(claim, other, PairWord.SAME, actor=reviewer)
    assert word_of(claim, other) == word_of(other, claim) == "same"
    steps = [one.events.get() for one in claims]
    assert [step.step for step in steps] == [DeskStep.PAIR] * 2
    assert steps[0].after == f"claim {other.pk}: same quantity"


def test_a_word_taken_back_leaves_everything_as_it_was(claims, reviewer):
    claim, other = claims
    before = relating.related_pair(claim, other)
    pairing.say(claim, other, PairWord.APART, actor=reviewer)
    assert not relating.related_pair(claim, other).is_of_one_quantity
    pairing.say(claim, other, "", actor=reviewer)
    after = relating.related_pair(claim, other)
    assert (after.word, after.related) == (before.word, before.related)
    assert after.is_of_one_quantity == before.is_of_one_quantity
    assert claim.events.count() == 2  # and the history keeps both


def test_the_same_word_again_is_no_new_one(claims, reviewer):
    first = pairing.say(*claims, PairWord.SAME, actor=reviewer)
    assert pairing.say(*claims, PairWord.SAME, actor=reviewer) == first
    assert claims[0].events.count() == 1


def test_a_word_changes_neither_claim(claims, reviewer):
    before = [type(one).objects.filter(pk=one.pk).values().get() for one in claims]
    pairing.say(*claims, PairWord.SAME, actor=reviewer)
    assert before == [
        type(one).objects.filter(pk=one.pk).values().get() for one in claims
    ]


def test_words_are_a_reviewers(claims, stranger):
    with pytest.raises(NotAllowedError):
        pairing.say(*claims, PairWord.SAME, actor=stranger)


def test_only_known_words_on_two_claims(claims, reviewer):
    claim, other = claims
    with pytest.raises(InvalidInputError):
        pairing.say(claim, other, "perhaps", actor=reviewer)
    with pytest.raises(InvalidInputError):
        pairing.say(claim, claim, PairWord.SAME, actor=reviewer)
    with pytest.raises(InvalidInputError):
        pairing.say(claim, other, "", actor=reviewer)


# Evidence ------------------------------------------------------------------------


def test_numbers_without_a_unit_in_common_are_no_values_of_one_quantity(
    claims, reviewer
):
    claim, _ = claims
    share = make_claim(kind="percent", unit="percent", base="the fleet")
    with pytest.raises(InvalidInputError, match="no unit in common"):
        pairing.say(claim, share, PairWord.SAME, actor=reviewer)
    pairing.say(claim, share, PairWord.APART, actor=reviewer)


def test_a_claim_read_otherwise_since_is_no_value_of_it_any_more(claims, reviewer):
    claim, other = claims
    pairing.say(claim, other, PairWord.SAME, actor=reviewer)
    assert len(ledger.ledger_of(claim, reviewer).values) == 2
    type(other).objects.filter(pk=other.pk).update(kind="percent", unit="percent")
    assert len(ledger.ledger_of(claim, reviewer).values) == 1


def test_evidence_taken_over_is_compared_with_this_claim(claims, reviewer):
    claim, other = claims
    type(claim).objects.filter(pk=claim.pk).update(low=9000)
    claim.refresh_from_db()
    quote = "The insurers counted 4,300 containers lost in the storm."
    theirs = make_evidence(
        other, actor=reviewer, quote=quote, stance="supports", note="Mine."
    )
    assert theirs.relation == "inside"
    (made,), known = pairing.carry_evidence(claim, other, actor=reviewer)
    assert known == 0
    assert made.relation == "outside"
    assert made.source == theirs.source
    assert (made.quote, made.low) == (theirs.quote, theirs.low)
    assert (made.stance, made.note, made.added_by) == ("", "", reviewer)
    assert claim.events.get().after == f"1 from claim {other.pk}"


def test_evidence_is_taken_over_once(claims, reviewer):
    claim, other = claims
    make_evidence(other, actor=reviewer)
    pairing.carry_evidence(claim, other, actor=reviewer)
    assert pairing.carry_evidence(claim, other, actor=reviewer) == ([], 1)
    assert claim.evidence.count() == 1
    assert claim.events.count() == 1


def test_there_must_be_evidence_and_an_open_claim(claims, reviewer):
    claim, other = claims
    with pytest.raises(InvalidInputError):
        pairing.carry_evidence(claim, other, actor=reviewer)
    closed = make_claim(status=ClaimStatus.DISMISSED)
    with pytest.raises(TransitionError):
        pairing.carry_evidence(closed, other, actor=reviewer)


# Verdicts ------------------------------------------------------------------------


@pytest.fixture
def checked(claims, reviewer, editor):
    """The other claim signed off, and the word of a person that they are one."""
    claim, other = claims
    make_verdict(other, author=reviewer, editor=editor)
    pairing.say(claim, other, PairWord.SAME, actor=reviewer)
    other.refresh_from_db()
    return claim, other


def test_a_proposal_fills_in_a_form_and_stores_nothing(checked, reviewer):
    claim, other = checked
    proposal = pairing.propose(claim, other, actor=reviewer)
    assert proposal.rating == "supported"
    assert "The report agrees." in proposal.rationale
    assert not claim.reviews.exists()
    assert not claim.verdicts.exists()


def test_nothing_is_proposed_without_a_persons_word(checked, reviewer):
    claim, other = checked
    pairing.say(claim, other, "", actor=reviewer)
    with pytest.raises(TransitionError, match="First say"):
        pairing.propose(claim, other, actor=reviewer)


def test_nothing_is_proposed_for_another_number(checked, reviewer):
    claim, other = checked
    type(claim).objects.filter(pk=claim.pk).update(low=42_000, surface="42,000")
    claim.refresh_from_db()
    with pytest.raises(TransitionError, match="Only the same number"):
        pairing.propose(claim, other, actor=reviewer)


def test_nothing_is_proposed_where_the_time_is_not_known(checked, reviewer):
    claim, other = checked
    type(claim.article).objects.filter(pk=claim.article_id).update(published_at=None)
    claim.article.refresh_from_db()
    with pytest.raises(TransitionError, match="not known"):
        pairing.propose(claim, other, actor=reviewer)


def test_nothing_is_proposed_of_reviews_not_signed_off(claims, reviewer):
    claim, other = claims
    make_review(other, author=reviewer)
    pairing.say(claim, other, PairWord.SAME, actor=reviewer)
    with pytest.raises(TransitionError, match="no verdict"):
        pairing.propose(claim, other, actor=reviewer)


def leaning_verdict(claim, other, reviewer, editor, *, rating="supported"):
    queueing.take(claim, actor=reviewer)
    cited = make_evidence(claim, actor=reviewer)
    data = reviewing.ReviewData(
        rating, "As before.", evidence=[cited.pk], leans_on=other.pk,
        reason_codes=["rounding"],
    )  # fmt: skip
    reviewing.submit_review(claim, data, actor=reviewer)
    return reviewing.decide(claim, actor=editor)


def test_a_verdict_is_pointed_out_once_its_parent_is_corrected(
    checked, reviewer, editor
):
    claim, other = checked
    verdict = leaning_verdict(claim, other, reviewer, editor)
    assert not selectors.shaken_claims().exists()
    publishing.publish(other, actor=editor)
    assert not selectors.shaken_claims().exists()
    correcting.correct(other, actor=editor, reason="A digit was wrong.", kind="verdict")
    assert selectors.shaken_claims().get() == claim
    assert selectors.undermined_by(verdict).parent.claim == other
    (row,) = selectors.claim_rows([claim], reviewer)
    assert (row.shaken, row.undermined) == (False, True)
    verdict.refresh_from_db()
    assert verdict.in_force  # it stands until people decide


def test_a_retracted_parent_is_pointed_out(checked, reviewer, editor):
    claim, other = checked
    leaning_verdict(claim, other, reviewer, editor)
    publishing.publish(other, actor=editor)
    correcting.retract(other, actor=editor, reason="Withdrawn.")
    assert selectors.shaken_claims().get() == claim


def test_another_rating_leans_on_nothing(checked, reviewer, editor):
    leaning_verdict(*checked, reviewer, editor, rating="refuted")
    assert not Leaning.objects.exists()


def test_a_proposal_still_needs_evidence(checked, reviewer):
    claim, other = checked
    queueing.take(claim, actor=reviewer)
    data = reviewing.ReviewData("supported", "As before.", leans_on=other.pk)
    with pytest.raises(Exception, match="Cite at least one"):
        reviewing.submit_review(claim, data, actor=reviewer)


FALLS = {
    "corrected": lambda other, editor: correcting.correct(
        other, actor=editor, reason="A digit was wrong.", kind="verdict"
    ),
    "retracted": lambda other, editor: correcting.retract(
        other, actor=editor, reason="Withdrawn."
    ),
    "reopened": lambda other, editor: reviewing.reopen(
        correcting.retract(other, actor=editor, reason="Withdrawn."),
        actor=editor,
        reason="Once more.",
    ),
}


@pytest.mark.parametrize("fall", FALLS)
def test_what_leaned_on_a_verdict_taken_back_waits_and_its_people_are_told(
    checked, reviewer, editor, second_editor, second_reviewer, fall
):
    claim, other = checked
    leaning_verdict(claim, other, reviewer, editor)
    publishing.publish(other, actor=editor)
    notices.watch(claim, actor=second_reviewer)
    assert claim not in selectors.queue(QueueSlug.OUTDATED, second_editor)
    FALLS[fall](other, second_editor)
    assert claim in selectors.queue(QueueSlug.OUTDATED, second_editor)
    assert selectors.queue_counts(second_editor)[QueueSlug.OUTDATED] == 1
    told = Notice.objects.filter(claim=claim, event=NoticeEvent.GONE)
    assert {one.person for one in told} == {reviewer, editor, second_reviewer}
    assert all(f"claim {other.pk}" in one.text for one in told)
    assert queueing.take_next(QueueSlug.OUTDATED, actor=second_editor) == claim
    claim.refresh_from_db()
    validity.prolong(claim, None, actor=second_editor, reason="Read all of it anew.")
    assert claim not in selectors.queue(QueueSlug.OUTDATED, second_editor)
    assert selectors.shaken_claims().get() == claim  # its page still says so


def test_a_review_whose_parent_fell_before_its_sign_off_waits_then(
    checked, reviewer, editor, second_editor
):
    claim, other = checked
    queueing.take(claim, actor=reviewer)
    cited = [make_evidence(claim, actor=reviewer).pk]
    data = reviewing.ReviewData(
        "supported", "As before.", evidence=cited, leans_on=other.pk
    )
    reviewing.submit_review(claim, data, actor=reviewer)
    reviewing.reopen(other, actor=second_editor, reason="A digit.")
    assert claim not in selectors.queue(QueueSlug.OUTDATED, editor)
    reviewing.decide(claim, actor=editor)
    assert claim in selectors.queue(QueueSlug.OUTDATED, second_editor)


@pytest.mark.parametrize("fall", ["corrected", "retracted"])
def test_what_fell_before_it_was_kept_when_is_found_by_the_migration(
    checked, reviewer, editor, fall
):
    claim, other = checked
    leaning_verdict(claim, other, reviewer, editor)
    publishing.publish(other, actor=editor)
    migration = import_module("claims.migrations.0017_leaning_gone")
    migration.gone_before(apps, None)
    assert Leaning.objects.get().gone_at is None
    FALLS[fall](other, editor)
    Leaning.objects.update(gone_at=None)
    migration.gone_before(apps, None)
    assert Leaning.objects.get().gone_at is not None
