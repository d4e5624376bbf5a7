"""How old somebody is: after a name, a title or a pronoun."""

from __future__ import annotations

import pytest

from claims.engine import extract

AGES = {
    "Jones, 29, said the offer was fair.": [29],
    "Mary Jones, 29, said the offer was fair.": [29],
    "Petrov, 41, and his wife, 38, were held.": [41, 38],
    "Ana, 5, and Leo, 9, were rescued.": [5, 9],
    "Ruiz, 33, who plays for the Reds, is out.": [33],
    "The suspect, Adeyemi, 44, of Leeds, fled.": [44],
    "It drew Lopez, 40, a nurse, to the town.": [40],
    "Teen, 17, Swims Across Bay": [17],
    "GRAN, 83, WINS PRIZE": [83],
    "I will be 67 in May.": [67],
    "I got bees when I was eleven.": [11],
    "Kim (31) said no.": [31],
    "Obi (17) was born in Lagos.": [17],
    "He was 17 when he left school.": [17],
    "She is 91 and still paints.": [91],
    "The actor turns 60 in June.": [60],
    "Miller, aged 56, retired.": [56],
    "The 34-year-old won the race.": [34],
    "Ages ranged from 4 to 91.": [4],
}
OLDER = {
    "Fewer speakers remain, half of them over 70.": (70, "more_than"),
    "Most patients seen at the clinic are under 25, says its nurse.": (25, "less_than"),
    "One in three women over the age of 50 will break a bone.": (50, "more_than"),
    "Nobody below the age of 16 may enter.": (16, "less_than"),
    "Voters over 65 backed the plan.": (65, "more_than"),
    "At least 15 of those killed were under 18.": (18, "less_than"),
}
NO_AGES = """
In Leeds, 29, a small number, came.
In May, 29, 12 and 4 people came.
Medals went to France, 12, and Spain, 9, on Friday.
She was 20 points behind.
It was 17 in the shade.
He will be 12 hours late.
She was 12 under par.
He was 2 and 0 in the playoffs.
Turkey (12) and Spain (9) lead.
"""


@pytest.mark.parametrize(("text", "ages"), AGES.items())
def test_an_age_stands_behind_a_person(text, ages):
    found = extract(text).claims
    assert [claim.low for claim in found if claim.unit == "year of age"] == ages
    assert {claim.kind for claim in found} == {"age"}


@pytest.mark.parametrize(("text", "expected"), OLDER.items())
def test_a_group_may_be_told_by_the_age_it_is_over_or_under(text, expected):
    (claim,) = [claim for claim in extract(text).claims if claim.kind == "age"]
    told = claim.low if claim.qualifier == "more_than" else claim.high
    assert (told, claim.qualifier) == expected


def test_an_average_age_climbs_and_is_so_many_years_older_than_before() -> None:
    text = "The average age of first-time mothers rose to 31, three years older than in May."
    assert [claim.kind for claim in extract(text).claims] == ["age", "age"]


def test_no_crowd_is_as_old_as_the_age_before_it() -> None:
    _, second, third = extract("Half are older than 55, and 8,000 will retire.").claims
    assert (second.kind, third.kind) == ("age", "count")


@pytest.mark.parametrize("text", NO_AGES.strip().splitlines())
def test_a_figure_behind_a_place_or_a_score_is_no_age(text):
    assert "age" not in {number.kind for number in extract(text).numbers}


def test_those_under_thirty_are_no_decade():
    (found,) = extract("Few of the under-30s rent.").claims
    assert (found.kind, found.high, found.qualifier) == ("age", 30, "less_than")


def test_an_average_age_in_years_is_an_age() -> None:
    (claim,) = extract("The average age of drivers is now 41.9 years.").claims
    assert (claim.kind, claim.unit) == ("age", "year of age")
