"""The annotated sentences of gold.jsonl: their data is right, and the reader keeps up."""

from __future__ import annotations

import pytest

from claims.engine.types import OTHER_KINDS, QUALIFIERS, QUANTITY_KINDS
from tests.engine.reading.scoring import Score, gold_documents, score_documents

DOCUMENTS = gold_documents()


@pytest.fixture(scope="module")
def score() -> Score:
    return score_documents(DOCUMENTS)


def test_the_annotations_are_sound():
    for document in DOCUMENTS:
        end = 0
        for mention in document["mentions"]:
            start, stop = mention["start"], mention["end"]
            assert document["text"][start:stop] == mention["surface"]
            assert start >= end
            end = stop
            assert mention["kind"] in QUANTITY_KINDS | OTHER_KINDS | {"any"}
            assert mention.get("qualifier", "") in QUALIFIERS


def test_the_annotations_cover_every_kind_and_qualifier():
    mentions = [m for document in DOCUMENTS for m in document["mentions"]]
    assert len(DOCUMENTS) >= 250
    kinds = {m["kind"] for m in mentions}
    assert kinds >= (QUANTITY_KINDS | OTHER_KINDS) - {"list_marker"}
    assert {m.get("qualifier", "") for m in mentions} == set(QUALIFIERS)


@pytest.mark.parametrize(
    ("level", "floor"), [("found", 98), ("value", 96), ("bound", 95), ("full", 92)]
)
def test_quantities_are_read_whole(score, level, floor):
    assert score.f1(level) >= floor, score.errors


def test_what_is_no_quantity_is_typed_and_kept_out(score):
    assert score.hits["leaked"] <= 0.03 * score.gold["other"], score.errors
    assert score.share("other") >= 95, score.errors


@pytest.mark.parametrize(
    "name", ["kind", "thing", "base", "claimant", "period", "per", "trend"]
)
def test_what_a_number_is_about_is_found(score, name):
    assert score.share(name) >= 90, score.errors


def test_claims_are_told_from_what_nobody_could_check(score):
    assert score.checkable_f1() >= 95, score.errors
