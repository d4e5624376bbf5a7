"""Evidence keeps two answers: for the day the claim was made, and for its own day."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from claims.services import evidence, recomparing
from claims.services.tolerances import in_use
from claims.vocabulary import Relation, Stance
from tests.factories import make_article, make_claim, make_evidence

pytestmark = pytest.mark.django_db

TEXT = "About 9,000 soldiers are stationed on the island of Fenn."


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def claim():
    article = make_article(TEXT, published_at=when("2024-03-01"))
    return make_claim(
        article,
        surface="9,000",
        low=Decimal(9000),
        high=Decimal(9000),
        unit="soldier",
        thing="soldiers",
        qualifier="about",
        statement=TEXT,
    )


def found(claim, actor, quote, published):
    return make_evidence(
        claim, actor=actor, quote=quote, published_at=when(published), stance=""
    )


def test_a_later_number_is_kept_apart_from_what_was_said(claim, reviewer):
    later = found(
        claim, reviewer, "Some 4,000 soldiers are stationed on Fenn.", "2024-09-01"
    )
    assert (later.relation, later.gate) == (Relation.NOT_COMPARABLE, "period")
    assert later.relation_now == Relation.OUTSIDE
    assert later.suggested_stance == Stance.CONTEXT
    assert later.known_on == when("2024-09-01").date()


def test_an_earlier_number_says_nothing_of_now(claim, reviewer):
    kept = found(
        claim, reviewer, "Some 4,000 soldiers are stationed on Fenn.", "2024-02-20"
    )
    assert (kept.relation, kept.relation_now) == (Relation.OUTSIDE, "")


def test_comparing_again_keeps_both_answers_and_what_the_sentence_meant(
    claim, reviewer
):
    kept = found(
        claim,
        reviewer,
        "The number of soldiers on Fenn is forecast to fall by 2,000.",
        "2024-09-01",
    )
    assert (kept.change, kept.status) == ("down", "forecast")
    rows = recomparing.with_claims(type(kept).objects.filter(pk=kept.pk))
    ((row, again),) = recomparing.compared(rows, in_use())
    columns = evidence.compared_columns(again)
    assert columns == {name: getattr(row, name) for name in columns}


def test_what_only_looks_alike_is_kept_and_named(claim, reviewer):
    kept = found(
        claim, reviewer, "Some 4,000 soldiers are stationed on Fenn.", "2024-02-20"
    )
    kept.gate = "subject"
    assert kept.is_about_something_else
