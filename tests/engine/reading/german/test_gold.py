"""The annotated German sentences: sound, and read as well as docs/reading.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.engine.types import OTHER_KINDS, QUALIFIERS, QUANTITY_KINDS
from tests.engine.reading.scoring import Score, gold_documents, score_documents

GOLD = Path(__file__).resolve().parents[4] / "seeds" / "gold" / "de" / "sentences.jsonl"
DOCUMENTS = gold_documents(GOLD)


@pytest.fixture(scope="module", params=["dev", "test"])
def score(request) -> Score:
    return score_documents([d for d in DOCUMENTS if d["split"] == request.param])


def test_the_annotations_are_sound():
    assert {d["language"] for d in DOCUMENTS} == {"de"}
    assert min(sum(d["split"] == s for d in DOCUMENTS) for s in ("dev", "test")) >= 60
    for document in DOCUMENTS:
        end = 0
        for mention in document["mentions"]:
            start, stop = mention["start"], mention["end"]
            assert document["text"][start:stop] == mention["surface"]
            assert start >= end
            end = stop
            assert mention["kind"] in QUANTITY_KINDS | OTHER_KINDS
            assert mention.get("qualifier", "") in QUALIFIERS


@pytest.mark.parametrize(
    ("level", "floor"), [("found", 93), ("value", 92), ("full", 88)]
)
def test_quantities_are_read_whole(score, level, floor):
    assert score.f1(level) >= floor, score.errors


def test_what_is_no_quantity_is_kept_out(score):
    assert score.hits["leaked"] <= 0.05 * score.gold["other"], score.errors
    assert score.share("other") >= 90, score.errors


@pytest.mark.parametrize(
    "name", ["kind", "thing", "base", "claimant", "period", "trend"]
)
def test_what_a_number_is_about_is_found(score, name):
    assert score.share(name) >= 80, score.errors
