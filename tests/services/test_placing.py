"""The columns numbers are found by are kept by whoever stores or corrects a number."""

from __future__ import annotations

import pytest

from claims.services import queueing, rereading
from claims.services.numbers import PLACED, placed_columns
from tests.factories import make_claim, make_evidence, read_article

pytestmark = pytest.mark.django_db


def _placed(row):
    return {name: getattr(row, name) for name in PLACED}


def test_an_article_s_claims_are_placed_when_it_is_read():
    article = read_article("The pier is 3 miles long, and 200 boats moor there.")
    rows = {claim.measure: claim for claim in article.claims.all()}
    assert set(rows) == {"length", "count:boat"}
    for claim in rows.values():
        assert _placed(claim) == placed_columns(claim.quantity())


def test_a_reading_put_right_is_placed_anew(reviewer):
    claim = queueing.take(make_claim(), actor=reviewer)
    before = _placed(claim)
    rereading.correct(
        claim, rereading.ReadingData(number="at least 42,000"), actor=reviewer
    )
    assert _placed(claim) != before
    assert _placed(claim) == placed_columns(claim.quantity())


def test_evidence_is_placed_by_the_number_in_it(reviewer):
    row = make_evidence(make_claim(), actor=reviewer, quote="They lost 4,317 crates.")
    assert row.measure == "count:crate"
    assert _placed(row) == placed_columns(row.quantity())
