"""Inputs made to hurt: bounded in time, and honest about what they are."""

from __future__ import annotations

import time

import pytest

from claims.engine import extract
from tests.engine.reading.hostile import HOSTILE

#: CPU seconds.  The aim is 0.05 on an idle machine; a shared one gets room.
LIMIT = 0.25


@pytest.fixture(autouse=True, scope="module")
def _warm():
    extract("At least 5 people paid $3 million in 2019.")


@pytest.mark.parametrize("name", HOSTILE)
def test_twenty_thousand_hostile_characters_are_read_in_time(name):
    text = HOSTILE[name]
    begin = time.process_time()
    read = extract(text)
    assert time.process_time() - begin < LIMIT
    for item in read.numbers:
        assert text[item.start : item.end] == item.surface


def test_reading_time_grows_with_the_length_and_no_faster():
    text = "The port said at least 1,200 crates, or 6% of the stock, were lost in May. "
    times = []
    for factor in (20, 200):
        begin = time.process_time()
        extract(text * factor)
        times.append(time.process_time() - begin)
    assert times[1] < 40 * times[0] + 0.05


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
