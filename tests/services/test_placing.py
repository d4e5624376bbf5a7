"""The columns numbers are found by are kept by whoever stores or corrects a number."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from claims.models import Claim, Evidence
from claims.services import queueing, rereading
from claims.services.numbers import PLACED, placed_columns
from tests.factories import make_claim, make_evidence, read_article

pytestmark = pytest.mark.django_db
MIGRATION = import_module("claims.migrations.0022_placed_numbers")


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


def test_rows_of_an_older_release_are_placed_in_batches(reviewer, monkeypatch):
    monkeypatch.setattr(MIGRATION, "BATCH", 2)
    for surface in ("4,200", "nine"):
        make_evidence(make_claim(surface=surface), actor=reviewer)
    make_claim(low=None, surface="authority")
    for model in (Claim, Evidence):
        model.objects.update(**dict.fromkeys(PLACED))
    MIGRATION.place(apps, None)
    rows = [*Claim.objects.all(), *Evidence.objects.all()]
    assert len(rows) == 5
    for row in rows:
        assert _placed(row) == placed_columns(row.quantity())
    assert [row.measure for row in rows].count(None) == 1
