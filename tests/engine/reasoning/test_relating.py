"""Pairs of claims, and what the one's number is to the other's."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.engine.reading import extract
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.reasoning.relating import RELATIONS, Related, relate
from claims.engine.reasoning.roles import Told

TABLES = tomllib.loads(Path(__file__).with_name("relations.toml").read_text("utf-8"))
ROWS = [
    (name, *(part.strip() for part in line.split("|")))
    for name, table in TABLES.items()
    for line in table.strip().splitlines()
]
DAY = "2024-03-01"


def told(sentence: str, number: str, day: str, language: str) -> Told:
    start, end = sentence.index(number), sentence.index(number) + len(number)
    own = next(
        one
        for one in extract(sentence, language=language).claims
        if one.start < end and start < one.end
    )
    quantity = quantity_of(own, as_of=date.fromisoformat(day))
    return Told(quantity, own.statement, own.start - own.sentence[0])


def related(row: tuple[str, ...]) -> tuple[Related, Related, str]:
    name, ours, number, theirs, other, expected, *days = row
    language = "de" if name == "german" else "en"
    first, second = days or (DAY, DAY)
    one = told(ours, number, first, language)
    two = told(theirs, other, second, language)
    return relate(one, two), relate(two, one), expected


def test_pairs_are_related_as_a_person_would():
    wrong = []
    for row in ROWS:
        answer, back, expected = related(row)
        wrong += [
            f"{row[1]} / {row[3]}: {expected}; {one.explanation}"
            for one in (answer, back)
            if one.relation != expected
        ]
    assert len(ROWS) >= 100
    assert len(wrong) <= 2 * len(ROWS) * 5 // 100, "\n".join(wrong)


def test_every_relation_has_pairs():
    assert {row[5] for row in ROWS} == set(RELATIONS)


def test_nothing_a_tenth_apart_is_the_same():
    for row in ROWS:
        answer, _, _ = related(row)
        if answer.relation == "same":
            assert answer.gap is None or abs(answer.gap) < Decimal("0.1"), row


@pytest.mark.parametrize(
    ("ours", "number", "theirs", "other", "relation"),
    [
        ("600,000 homes were built in Lunden.", "600,000", "60,000 homes were built in Lunden.", "60,000", "contradictory"),
        ("The hall in Marn cost $1 million.", "$1 million", "The hall in Marn cost $1m.", "$1m", "same"),
        ("The Halden reservoir held 39 million cubic metres at the end of January 2024.", "39 million cubic metres", "The Ostrel reservoir held 22 million cubic metres at the end of March 2024.", "22 million cubic metres", "different_place"),
        ("The Halden reservoir held 39 million cubic metres at the end of January 2024.", "39 million cubic metres", "The Halden reservoir held 22 million cubic metres at the end of March 2024.", "22 million cubic metres", "different_period"),
        ("At least 10,000 people marched in Velden.", "10,000", "In Velden 12,000 people marched.", "12,000", "compatible"),
    ],
)  # fmt: skip
def test_what_must_never_go_wrong(ours, number, theirs, other, relation):
    answer, back, _ = related(("", ours, number, theirs, other, relation))
    assert (answer.relation, back.relation) == (relation, relation)


def test_the_explanation_names_words_values_units_and_periods():
    answer, _, _ = related(
        ("", "Rents in Lunden rose by 5 percent in 2023.", "5 percent", "In 2021 rents in Lunden went up by 9 percent.", "9 percent", "")
    )  # fmt: skip
    assert answer.relation == "different_period"
    assert answer.shared == ("rent", "lunden")
    assert "“in 2023”" in answer.explanation
    assert "“In 2021”" in answer.explanation
    assert answer.ours == "rise of 5 percent"
    converted, _, _ = related(
        ("", "The tunnel in Marn is 12 miles long.", "12 miles", "The tunnel in Marn is 30 kilometres long.", "30 kilometres", "")
    )  # fmt: skip
    assert "12 miles and 30 kilometres cannot both be right" in converted.explanation
    assert "Converted: 1 " in converted.explanation


def test_an_explanation_speaks_of_two_claims_and_of_no_source():
    for row in ROWS:
        answer, back, _ = related(row)
        assert "source" not in answer.explanation + back.explanation
