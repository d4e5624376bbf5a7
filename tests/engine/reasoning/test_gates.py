from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine.reasoning.compare import GATES, compare, suggested_stance
from claims.engine.types import Quantity
from tests.engine.reasoning.quantities import count, day, percent, quantity

HALF = quantity("fraction", "0.5", surface="half", base="all shells")
SIX = percent("6", surface="six percent")

CASUALTIES = {"unit": "casualty", "thing": "Russian casualties"}
MONEY = {"thing": "the cost of the bridge"}

# claim, evidence, the gate that stops them, words the reason must name
GATED = [
    (count("5"), Quantity("count", None, None), "value", "the source gives no number"),
    (Quantity("count", None, None), count("5"), "value", "the claim gives no number"),
    (count("5"), Quantity("count", Decimal("NaN"), None), "value", "no number"),
    (SIX, quantity("percentage_point", "6"), "kind", "percentage points"),
    (count("5"), quantity("year", "1999"), "kind", "no quantity (year)"),
    (count("5"), percent("5"), "kind", "a count is not a percentage"),
    (
        quantity("money", "5", unit="USD"),
        quantity("multiple", "5"),
        "kind",
        "an amount of money is not a multiple",
    ),
    (
        quantity("duration", "5", unit="year"),
        quantity("age", "5", unit="year of age"),
        "kind",
        "a length of time is not an age",
    ),
    (
        quantity("money", "5", unit="USD", **MONEY),
        quantity("money", "5", unit="RUB", **MONEY),
        "unit",
        "US dollars are not roubles: no dated exchange rate here",
    ),
    (
        quantity("money", "5", unit="XTS"),
        quantity("money", "5", unit="EUR"),
        "unit",
        "XTS are not euros",
    ),
    (
        quantity("money", "5", unit="EUR"),
        quantity("money", "5"),
        "unit",
        "the source does not say in which currency",
    ),
    (
        quantity("measure", "5", unit="kilometre"),
        quantity("measure", "5", unit="kilogram"),
        "unit",
        "kilometre and kilogram do not convert",
    ),
    (
        quantity("measure", "5"),
        quantity("measure", "5", unit="kilometre"),
        "unit",
        "the claim does not say in what unit",
    ),
    (
        count("600000", "more_than", **CASUALTIES),
        count("120000", unit="death"),
        "definition",
        "casualties are not deaths",
    ),
    (
        count("120000", unit="death"),
        count("600000", unit="casualty"),
        "definition",
        "deaths are not casualties",
    ),
    (
        count("300", unit="person", thing="people wounded"),
        count("300", unit="person", thing="people killed"),
        "definition",
        "injuries are not deaths",
    ),
    (
        count("500"),
        count("500", unit="shell", thing="artillery shells"),
        "definition",
        "soldiers are not shells",
    ),
    (
        count("5000", unit="shell"),
        count("5000", unit="container", thing="containers of shells"),
        "definition",
        "shells are not containers",
    ),
    (
        count("500", **CASUALTIES),
        count("500", unit="casualty", thing="Ukrainian casualties"),
        "definition",
        "another side or place",
    ),
    (
        count("500", thing="North Korean soldiers"),
        count("500", thing="South Korean soldiers"),
        "definition",
        "another side or place",
    ),
    (
        count("500"),
        count("500", unit=""),
        "definition",
        "the source does not say what its number counts",
    ),
    (
        count("500", unit="person", thing="people"),
        count("500"),
        "definition",
        "people are not soldiers",
    ),
    (
        quantity("money", "5", unit="EUR", thing="exports to Norway"),
        quantity("money", "5", unit="EUR", thing="imports from Norway"),
        "definition",
        "exports and imports differ",
    ),
    (
        quantity("money", "5", unit="EUR", thing="the city's spending"),
        quantity("money", "5", unit="EUR", thing="the city's revenue"),
        "definition",
        "spending and revenue differ",
    ),
    (
        quantity("money", "5", unit="EUR", thing="the school roof"),
        quantity("money", "5", unit="EUR", thing="a harbour crane"),
        "definition",
        "“the school roof” is not “a harbour crane”",
    ),
    (
        percent("6", thing="pensions"),
        percent("6", thing="defence"),
        "definition",
        "“pensions” is not “defence”",
    ),
    (
        percent("4", base=None, thing="the unemployment rate"),
        percent("4", base=None, thing="the employment rate"),
        "definition",
        "the unemployed and the employed differ",
    ),
    (
        percent("6", base="the Russian state budget"),
        percent("6", base="GDP"),
        "base",
        "percent of GDP is not percent of the Russian state budget",
    ),
    (percent("6", base=None), percent("6"), "base", "the claim does not say"),
    (percent("6"), percent("6", base=None), "base", "the source does not say"),
    (HALF, percent("50", base="all tanks"), "base", "percent of all tanks"),
    (
        percent("6", base="the state budget"),
        percent("6", base="the city budget"),
        "base",
        "the city budget",
    ),
    (
        percent("6", base="the Russian budget"),
        percent("6", base="the Ukrainian budget"),
        "base",
        "the Ukrainian budget",
    ),
    (
        percent("6", base="adults under 25"),
        percent("6", base="adults"),
        "base",
        "percent of adults is not percent of adults under 25",
    ),
    (
        percent("6", base="shells used by Russian forces"),
        percent("6", base="shells imported"),
        "base",
        "shells imported",
    ),
    (
        count("500", unit="shell", thing="shells delivered"),
        count("500", unit="shell", thing="shells fired"),
        "definition",
        "delivered is not used",
    ),
    (
        count("9400", unit="person", thing="people employed"),
        count("9400", unit="inhabitant", thing="inhabitants"),
        "definition",
        "people employed are not inhabitants",
    ),
    (
        percent("6", base=None, thing="unemployment in Talheim"),
        percent("6", base=None, thing="youth unemployment in Talheim"),
        "definition",
        "only a part of it",
    ),
    (
        count("500", thing="soldiers in Kursk"),
        count("500", thing="soldiers in Russia"),
        "place",
        "a number for Russia is not a number for Kursk",
    ),
    (
        count("500", unit="", thing=""),
        count("500", unit="death"),
        "definition",
        "the claim does not say what its number counts",
    ),
    (
        quantity("measure", "80", unit="metre", thing="bridge length"),
        quantity("measure", "80", unit="metre", thing="bridge height"),
        "definition",
        "length and height differ",
    ),
    (
        percent("6", base=None, thing="unemployment rate"),
        percent("6", base="adults", thing="unemployment"),
        "base",
        "a share of adults",
    ),
    (
        quantity("rate", "1000", "about", unit="casualty", per="day"),
        count("600000", unit="casualty"),
        "rate",
        "a rate per day is not a total",
    ),
    (
        count("600000", unit="casualty"),
        quantity("rate", "1000", unit="casualty", per="day"),
        "rate",
        "the source gives a rate",
    ),
    (
        quantity("rate", "5", unit="case", per="household"),
        quantity("rate", "5", unit="case", per="person"),
        "rate",
        "a number per person is not a number per household",
    ),
    (
        quantity("rate", "5", unit="case"),
        count("5", unit="case"),
        "rate",
        "a rate is not a total",
    ),
    (
        percent("6", change="up"),
        percent("6"),
        "change",
        "the claim says how far it moved, the source where it stands",
    ),
    (
        percent("6"),
        percent("6", change="down"),
        "change",
        "the claim says where it stands, the source how far it moved",
    ),
    (
        percent("6"),
        percent("6", status="forecast"),
        "status",
        "the source's number is a forecast",
    ),
    (
        percent("6", status="plan"),
        percent("6", status="estimate"),
        "status",
        "the claim is a plan, the source says what came about",
    ),
    (
        percent("6", status="plan"),
        percent("6", status="forecast"),
        "status",
        "a forecast is not a plan",
    ),
    (
        count("500"),
        count("500", doubt="the source may be about something else"),
        "subject",
        "about something else",
    ),
    (
        quantity("multiple", "2", base="the budget of 2019"),
        quantity("multiple", "2", base="the budget of 2015"),
        "base",
        "the budget of 2015 is not",
    ),
    (
        count("500", unit="crime", period="in 2023"),
        count("500", unit="crime", period="in 2019"),
        "period",
        "the claim is about “in 2023”, the source about “in 2019”",
    ),
    (
        count("500", unit="crime", period="in 2023"),
        count("500", unit="crime", period="in March 2023"),
        "period",
        "“in March 2023”",
    ),
    (
        count("500", unit="crime", period="since February 2022"),
        count("500", unit="crime", period="since 2014"),
        "period",
        "counted from different days",
    ),
    (
        count("500", unit="crime", period="since the flood"),
        count("500", unit="crime", period="in 2023"),
        "period",
        "a running total is not a figure for one period",
    ),
    (
        quantity("rate", "9", unit="casualty", per="day"),
        quantity("rate", "9", unit="casualty", per="day", period="since 2022"),
        "period",
        "no stated period, the source about “since 2022”: an average since then",
    ),
    (
        count("500", unit="crime", period="last year", as_of=day("2024-05-01")),
        count("500", unit="crime", period="last year", as_of=day("2022-05-01")),
        "period",
        "“last year”",
    ),
    (
        percent("6", as_of=day("2024-11-05")),
        percent("6", period="in 2026"),
        "period",
        "a time after the claim of 2024-11-05",
    ),
    (
        count("10000", as_of=day("2024-11-05")),
        count("10000", as_of=day("2025-03-01")),
        "period",
        "116 days after the claim",
    ),
    (
        count("10000", as_of=day("2024-11-05")),
        count("10000", as_of=day("2024-02-01")),
        "stale",
        "278 days before the claim; for numbers that change from week to week",
    ),
    (
        percent("6", as_of=day("2024-11-05")),
        percent("6", period="in 2021"),
        "stale",
        "from 2021-12-31",
    ),
    (
        quantity("rate", "9", unit="casualty", per="day", as_of=day("2024-11-05")),
        quantity("rate", "9", unit="casualty", per="day", as_of=day("2024-08-05")),
        "stale",
        "for daily rates the limit is 45 days",
    ),
    (
        count("70000", unit="inhabitant", as_of=day("2024-11-05")),
        count("70000", unit="resident", as_of=day("2020-01-01")),
        "stale",
        "for populations the limit is 730 days",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "gate", "words"), GATED)
def test_a_gate_says_why_two_numbers_are_not_compared(claim, evidence, gate, words):
    found = compare(claim, evidence)
    assert (found.outcome, found.gate) == ("not_comparable", gate)
    assert words in found.explanation
    assert found.difference is None
    assert suggested_stance(found) == "context"


def test_the_table_has_a_case_for_every_gate():
    assert {row[2] for row in GATED} == set(GATES)
