from __future__ import annotations

from decimal import Decimal

import pytest

from claims.errors import (
    HeldError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.services import queueing, ranking, rereading, worthiness
from claims.vocabulary import DeskStep, Relation
from tests.factories import make_claim, make_evidence, make_review, read_article

pytestmark = pytest.mark.django_db
Data = rereading.ReadingData


@pytest.fixture
def claim(db):
    return make_claim()


def test_a_reading_is_confirmed_once_and_by_whom_is_kept(claim, reviewer, editor):
    rereading.confirm(claim, actor=reviewer)
    rereading.confirm(claim, actor=editor)
    assert claim.confirmed_by == reviewer
    assert [one.step for one in claim.events.all()] == [DeskStep.CONFIRM]


def test_a_number_is_put_right_in_words(claim, reviewer):
    rereading.correct(claim, Data(number="about 42,000"), actor=reviewer)
    assert (claim.low, claim.high) == (Decimal(42000), Decimal(42000))
    assert (claim.qualifier, claim.unit) == ("about", "container")
    assert claim.readback == "We read this as: about 42,000 containers."
    assert claim.confirmed_by == reviewer


def test_each_field_put_right_is_told_in_the_history(claim, reviewer):
    rereading.correct(
        claim,
        Data(base="all containers at sea", claimant="the harbour master"),
        actor=reviewer,
        reason="It says so above.",
    )
    told = [(one.before, one.after, one.reason) for one in claim.events.all()]
    assert told == [
        ("base: none", "all containers at sea", "It says so above."),
        ("said by: none", "the harbour master", "It says so above."),
    ]
    assert "said by the harbour master" in claim.readback


def test_evidence_is_compared_anew(claim, reviewer):
    evidence = make_evidence(
        claim,
        actor=reviewer,
        quote="The insurers counted 4,350 containers lost at sea.",
    )
    assert evidence.relation == Relation.INSIDE
    rereading.correct(claim, Data(number="at least 42,000"), actor=reviewer)
    evidence.refresh_from_db()
    assert evidence.relation == Relation.OUTSIDE
    rereading.correct(claim, Data(number="at least 4,200"), actor=reviewer)
    evidence.refresh_from_db()
    assert evidence.relation == Relation.INSIDE


def test_what_a_person_read_is_not_written_over_by_a_new_ranking(reviewer, editor):
    claim = read_article().claims.first()
    rereading.correct(claim, Data(number="at least 77,000"), actor=reviewer)
    policy = worthiness.make_policy({"base": Decimal("0.9")}, actor=editor)
    ranking._work(policy)
    claim.refresh_from_db()
    assert claim.low == Decimal(77000)


def test_a_field_is_emptied(reviewer):
    claim = make_claim(period="in 2023", thing="containers")
    rereading.correct(claim, Data(period=""), actor=reviewer)
    assert (claim.period, claim.thing) == (None, "containers")


def test_a_reading_that_changes_nothing_is_refused(claim, reviewer):
    with pytest.raises(InvalidInputError, match="Nothing"):
        rereading.correct(claim, Data(**rereading.told(claim)), actor=reviewer)


@pytest.mark.parametrize("number", ["", "many", "4 ships and 9 cranes", "9" * 300])
def test_a_number_that_is_none_is_refused_at_its_field(claim, reviewer, number):
    with pytest.raises(InvalidInputError) as refused:
        rereading.correct(claim, Data(number=number), actor=reviewer)
    assert refused.value.field == "number"


def test_a_reading_reviews_rest_on_stays(claim, reviewer, editor):
    make_review(claim, author=reviewer)
    with pytest.raises(TransitionError, match="sends the claim back"):
        rereading.correct(claim, Data(number="5,000"), actor=editor)


def test_a_number_is_not_changed_under_a_search(reviewer):
    claim = make_claim(status="sourcing")
    with pytest.raises(TransitionError, match="wait"):
        rereading.correct(claim, Data(number="5,000"), actor=reviewer)
    assert rereading.confirm(claim, actor=reviewer).confirmed_by == reviewer


@pytest.mark.parametrize("status", ["decided", "published", "dismissed"])
def test_what_is_done_is_not_read_otherwise(reviewer, status):
    with pytest.raises(TransitionError):
        rereading.correct(make_claim(status=status), Data(number="5"), actor=reviewer)


def test_who_may_not(claim, reviewer, second_reviewer, stranger):
    with pytest.raises(NotAllowedError):
        rereading.confirm(claim, actor=stranger)
    with pytest.raises(StaleClaimError):
        rereading.confirm(claim, actor=reviewer, version=claim.version + 7)
    queueing.take(claim, actor=second_reviewer)
    with pytest.raises(HeldError):
        rereading.correct(claim, Data(number="5"), actor=reviewer)


@pytest.mark.parametrize(
    "text",
    ["at least 10,000", "about 4.5", "more than 600,000", "3 to 5", "half a million"],
)
def test_a_number_in_words_reads_back_as_the_same(claim, reviewer, text):
    rereading.correct(claim, Data(number=text), actor=reviewer)
    told = rereading.told(claim)["number"]
    stated = claim.interval
    with pytest.raises(InvalidInputError, match="Nothing"):
        rereading.correct(claim, Data(number=told), actor=reviewer)
    other = make_claim()
    rereading.correct(other, Data(number=told), actor=reviewer)
    assert other.interval == stated
