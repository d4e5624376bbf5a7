"""The made-up library: the same every time, and known to hold what it is asked for."""

from __future__ import annotations

import pytest

from bench.retrieval.judging import place, scores
from bench.retrieval.world import make, topics
from claims.engine import extract


@pytest.fixture(scope="module")
def world():
    return make()


def test_it_is_large_and_the_same_every_time(world):
    assert world == make()
    assert world.passages > 10_000
    assert len(world.claims) >= 200


def test_a_larger_one_holds_the_smaller_and_no_more_claims(world):
    larger = make(150)
    assert larger.claims == world.claims
    assert larger.documents[: len(world.documents)] == world.documents
    assert larger.passages > world.passages


def test_each_claim_has_a_passage_for_and_one_against_and_states_a_number(world):
    held = {text for document in world.documents for text in document.paragraphs}
    for claim in world.claims:
        assert {claim.support, claim.against} <= held
        assert claim.support != claim.against
        assert claim.text not in held
        assert extract(claim.text).claims


def test_no_topic_is_for_tuning_and_for_measuring():
    splits = [topic["split"] for topic in topics()]
    assert len({topic["name"] for topic in topics()}) == len(splits)
    assert splits.count("dev") == splits.count("test")


def test_places_are_counted_from_one_and_none_after_the_last():
    assert place(["x", "a heading\nb"], "b") == 2
    assert place(["x"], "b") is None
    found = scores([{"support": 1, "against": 6}, {"support": 2, "against": None}])
    assert found["support_recall"] == 100
    assert found["support_mrr"] == 75
    assert found["against_recall"] == found["both_recall"] == 0
