"""Inputs made to hurt: bounded in time, and honest about what they are."""

from __future__ import annotations

import pytest

from claims.engine import extract
from tests.engine.reading.hostile import HOSTILE
from tests.engine.reading.scoring import gold_documents
from tests.engine.reading.steps import calls, steps


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_characters_are_read_at_the_places_they_stand(name):
    text = HOSTILE[name]
    for item in extract(text).numbers:
        assert text[item.start : item.end] == item.surface


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_hostile_characters_are_twice_the_work(name):
    text = HOSTILE[name][:20_000]
    assert steps(text) < 2.3 * steps(text[:10_000]) + 1_000


def test_work_grows_with_the_length_and_no_faster():
    text = "The port said at least 1,200 crates, or 6% of the stock, were lost in May. "
    assert steps(text * 100) < 10.5 * steps(text * 10)


def test_a_sentence_without_numbers_is_not_tokenised():
    told = "The port said that some of its crates were lost, and nobody knows when. "
    assert steps(told * 100) < 50 * 100


def test_a_plain_sentence_takes_few_steps():
    text = "The port said at least 1,200 crates, or 6% of the stock, were lost in May."
    assert steps(text) < 5_000


def test_a_sentence_takes_few_calls():
    """195 on average when this was written; a tenth more is worth a look."""
    texts = [document["text"] for document in gold_documents()]
    assert calls(texts) < 215 * len(texts)


def test_a_row_of_figures_is_covered_but_claims_nothing():
    text = " ".join(f"{n} kg" for n in range(100, 200))
    read = extract(text)
    assert read.claims == ()
    assert len(read.dismissed) == 100
    assert {item.reason for item in read.dismissed} == {
        "one of many figures in a row, not a sentence"
    }


def test_an_invisible_character_inside_a_number_is_read_over():
    (claim,) = extract("They lost 1\u200b000 crates.").claims
    assert (claim.low, claim.surface) == (1000, "1\u200b000")
