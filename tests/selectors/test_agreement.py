"""Alpha against the worked examples of Krippendorff (2011), to the digits printed there."""

from __future__ import annotations

from itertools import combinations

import pytest

from claims.selectors.agreement import coincidences, from_pairs, nominal, ordinal

#: Sections A to D: each row an observer, each column a unit, "." where nothing was said.
BINARY = ["0100000010", "1110010000"]
TWO = ["aabbdcccedda", "babbbccceddd"]
FOUR = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(rows: list[str]) -> list[list[str]]:
    columns = zip(*rows, strict=True)
    return [[value for value in column if value != "."] for column in columns]


@pytest.mark.parametrize(
    ("rows", "alpha"), [(BINARY, 0.095), (TWO, 0.692), (FOUR, 0.743)]
)
def test_values_without_an_order_agree_as_the_worked_examples_say(rows, alpha):
    assert round(float(nominal(coincidences(units(rows)))), 3) == alpha


def test_values_in_an_order_agree_as_the_worked_example_says():
    found = coincidences(units(FOUR))
    assert round(float(ordinal(found, "12345")), 3) == 0.815


def test_pairs_counted_by_the_database_give_the_same():
    rows = [
        (one, other, len(unit), 1)
        for unit in units(FOUR)
        if len(unit) > 1
        for one, other in combinations(unit, 2)
    ]
    assert dict(from_pairs(rows)) == dict(coincidences(units(FOUR)))


def test_full_agreement_is_one_and_chance_is_none():
    assert nominal(coincidences(["aa", "bb"])) == 1
    assert ordinal(coincidences(["aa", "bb"]), "ab") == 1


@pytest.mark.parametrize("unit", [[], ["a"], ["aa", "aa"]])
def test_nothing_is_said_where_nobody_could_have_disagreed(unit):
    assert nominal(coincidences(unit)) is None


def test_a_value_without_a_place_in_the_order_is_left_out():
    found = coincidences(["ab", "aa", "bb", "ax"])
    assert ordinal(found, "ab") == ordinal(coincidences(["ab", "aa", "bb"]), "ab")
    assert nominal(found) != nominal(coincidences(["ab", "aa", "bb"]))
