"""Pairs of sentences read by the engine, and how their numbers lie."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.compare import GATES, compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.types import Comparison

TABLES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
ROWS = [
    (name, *(part.strip() for part in line.split("|")))
    for name, table in TABLES.items()
    for line in table.strip().splitlines()
]
#: The languages of a claim and of its source, where they are not both English.
LANGUAGES = {"german": ("de", "de"), "german_and_english": ("de", "en")}
DAY = date(2024, 3, 1)


def compared(
    claim: str,
    number: str,
    source: str,
    found: str,
    *,
    language: str = "en",
    sources: str = "en",
) -> Comparison:
    start, end = claim.index(number), claim.index(number) + len(number)
    own = next(
        one
        for one in extract(claim, language=language).claims
        if one.start < end and start < one.end
    )
    passages = find_passages(
        quantity_of(own, as_of=DAY),
        source,
        context=claim,
        as_of=DAY,
        language=sources,
        limit=9,
    )
    at = source.index(found)
    passage = next(p for p in passages if p.number_start <= at < p.number_end)
    return compare(quantity_of(own, as_of=DAY), passage.quantity)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1][:30]}/{row[3][:30]}")
def test_two_sentences_are_compared_or_the_gate_is_named(row):
    name, claim, number, source, found, expected = row
    language, sources = LANGUAGES.get(name, ("en", "en"))
    answer = compared(claim, number, source, found, language=language, sources=sources)
    assert (answer.gate or answer.outcome) == expected, answer.explanation


def test_there_are_sixty_rows_and_every_name_is_known():
    assert len(ROWS) >= 60
    assert {row[5] for row in ROWS} <= {*GATES, "inside", "overlaps", "outside"}
