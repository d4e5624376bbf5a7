from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.reading import (
    number_in_words,
    read_two_ways,
    read_typed,
    read_unit,
    retell,
    wording,
)
from claims.engine.types import QUALIFIERS, QUANTITY_KINDS, Quantity

TAGS = ("en", "de", "fr", "en-IN", "de-CH")
VALUES = st.decimals(-(10**15), 10**15, allow_nan=False, places=6) | st.integers(
    -(10**12), 10**12
).map(Decimal)
BOUND = {"at_least": "low", "more_than": "low", "at_most": "high", "less_than": "high"}
BOUND |= {"up_to": "high"}


def _quantity(kind: str, qualifier: str, one: Decimal, other: Decimal) -> Quantity:
    low, high = sorted((one, other))
    if qualifier in {"range", "vague"}:
        return Quantity(
            kind, low, low + 1 if low == high else high, qualifier=qualifier
        )
    end = BOUND.get(qualifier)
    return Quantity(
        kind,
        None if end == "high" else one,
        None if end == "low" else one,
        low_open=qualifier == "more_than",
        high_open=qualifier == "less_than",
        qualifier=qualifier,
    )


@example("count", "range", Decimal(1), Decimal(125000), "de")
@example("count", "range", Decimal(-1), Decimal(125000), "en")
@given(
    st.sampled_from(sorted(QUANTITY_KINDS)),
    st.sampled_from(QUALIFIERS),
    VALUES,
    VALUES,
    st.sampled_from(TAGS),
)
def test_a_number_that_is_written_is_read_back_as_it_was(
    kind, qualifier, one, other, tag
):
    stated = _quantity(kind, qualifier, one, other)
    written = number_in_words(stated, tag)
    assert read_two_ways(written, tag) is None
    read = read_typed(written, language=tag)
    assert read is not None
    assert (read.low, read.high) == (stated.low, stated.high)
    assert (read.low_open, read.high_open) == (stated.low_open, stated.high_open)
    assert read.qualifier == stated.qualifier


def test_every_claim_of_the_gold_sentences_is_written_and_read_back():
    lines = (Path(__file__).parent / "gold.jsonl").read_text().splitlines()
    for text in (json.loads(line)["text"] for line in lines[::4]):
        for claim in extract(text).claims:
            stated = Quantity(
                claim.kind, claim.low, claim.high, qualifier=claim.qualifier
            )
            for tag in ("en", "de"):
                read = read_typed(number_in_words(stated, tag), language=tag)
                assert read is not None
                assert (read.low, read.high) == (claim.low, claim.high)
                assert read.qualifier == claim.qualifier


@pytest.mark.parametrize(
    ("text", "tag", "whole", "parted"),
    [
        ("152,500", "de", "152500", "152,5"),
        ("about 8,600 boats", "de", "8600", "8,6"),
        ("152,000", "de", "152000", "152"),
        ("1,234", "fr", "1234", "1,2340"),
        ("152.500", "en", "152500", "152.5"),
        ("1.234 million", "en", "1234", "1.2340"),
    ],
)
def test_a_sign_two_notations_read_differently_is_seen(text, tag, whole, parted):
    found = read_two_ways(text, tag)
    assert found is not None
    assert (found.whole, found.parted) == (whole, parted)
    for one in (whole, parted):
        assert read_two_ways(one, tag) is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("152.500", "de"),
        ("152,500", "en"),
        ("0,125", "de"),
        ("1234,500", "de"),
        ("1.234,567", "de"),
        ("1,234,567", "de"),
        ("1 234,567", "de"),
        ("8,6", "de"),
        ("152.500", "de-AT"),
    ],
)
def test_what_only_one_notation_prints_is_not_asked_back(text, tag):
    assert read_two_ways(text, tag) is None


@pytest.mark.parametrize(
    ("text", "tag", "low", "high", "qualifier"),
    [
        ("about 8.600", "de", 8600, 8600, "about"),
        ("2 to 4", "de", 2, 4, "range"),
        ("at least 8.600 Menschen", "de", 8600, None, "at_least"),
        ("höchstens 8,600", "en", None, 8600, "at_most"),
        ("2 bis 4", "en", 2, 4, "range"),
        ("etwa 8.600", "de", 8600, 8600, "about"),
    ],
)
def test_bounds_are_read_in_the_words_of_either_language(
    text, tag, low, high, qualifier
):
    read = read_typed(text, language=tag)
    assert read is not None
    assert (read.low, read.high, read.qualifier) == (low, high, qualifier)


def test_the_unit_of_the_article_stays_beside_a_bound_of_another_language():
    read = read_typed("at least 8.600 Menschen", language="de")
    assert read is not None
    assert read.unit == "Mensch"


@pytest.mark.parametrize("tag", ["en", "de"])
@pytest.mark.parametrize(
    ("text", "kind", "unit", "factor"),
    [
        ("percentage point", "percentage_point", "percentage point", 1),
        ("percentage points", "percentage_point", "percentage point", 1),
        ("EUR", "money", "EUR", 1),
        ("euros", "money", "EUR", 1),
        ("km", "measure", "kilometre", 1),
        ("kilometre", "measure", "kilometre", 1),
        ("second", "duration", "second", 1),
        ("point", "index", "point", 1),
        ("households", "count", "household", 1),
        ("quatloos", "count", "quatloo", 1),
        ("million EUR", "money", "EUR", 1_000_000),
        ("thousand tonnes", "measure", "tonne", 1_000),
    ],
)
def test_a_unit_is_read_as_after_a_number(text, tag, kind, unit, factor):
    read = read_unit(text, language=tag)
    assert read is not None
    assert (read.kind, read.unit, read.factor) == (kind, unit, factor)


def test_german_units_are_read_in_a_german_article():
    for text, unit in (
        ("Prozentpunkte", "percentage point"),
        ("Haushalte", "Haushalt"),
    ):
        read = read_unit(text, language="de")
        assert read is not None
        assert read.unit == unit


def test_a_number_keeps_its_words_when_something_else_is_retold():
    text = "The agency gives the margin as ±2,000 completions."
    claim = extract(text).claims[0]
    worded = wording(text, claim.start, claim.end)
    stated = Quantity("count", claim.low, claim.high, unit="completion")
    assert retell(stated, worded=worded) == "We read this as: ±2,000 completions."


def test_words_that_state_another_number_are_not_shown():
    text = "Seven of 24 boats sank."
    claim = extract(text).claims[0]
    worded = wording(text, claim.start, claim.end)
    other = Quantity("fraction", Decimal("0.37"), Decimal("0.37"), unit="fraction")
    assert retell(other, worded=worded) == "We read this as: 0.37."
