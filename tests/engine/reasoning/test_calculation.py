"""Formulas over claim and evidence: units checked, intervals carried, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning import ranges
from claims.engine.reasoning.calculation import calculate
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.formula import FormulaError
from claims.engine.types import Interval, Quantity


def q(kind: str, value: str, unit: str = "", **fields) -> Quantity:
    number = Decimal(value)
    return Quantity(kind, number, number, unit=unit, surface=value, **fields)


SHELLS = q("rate", "1000", "shell", per="day", thing="shells", qualifier="about")
OPERANDS = {
    "claim": SHELLS,
    "e1": q("count", "600000", "shell", thing="shells", as_of=date(2024, 9, 1)),
    "e2": q("count", "631000", "shell", thing="shells", as_of=date(2024, 10, 1)),
    "e3": q("measure", "12", "kilometre", thing="road"),
    "e4": q("percent", "12", "percent", base="the state budget"),
    "e5": q("percent", "9", "percent", base="the economy"),
    "e6": q("percentage_point", "3", "percentage point"),
    "e7": q("money", "5000000", "USD", thing="ferry budget"),
    "e8": q("money", "2000000", "EUR"),
    "e9": q("rate", "13", "case", per="100,000 people", thing="cases"),
    "e10": q("count", "8400000", "person", thing="people"),
    "e11": q("count", "38", "woman", thing="women"),
    "e12": q("count", "26", "man", thing="men"),
    "e13": replace(q("count", "4200", "box", qualifier="at_least"), high=None),
    "e14": q("measure", "5", "mile"),
    "e15": q("temperature", "20", "celsius"),
    "e16": q("measure", "3", "megawatt"),
    "e17": Quantity("count", None, None, unit="box"),
    "e18": q("measure", "90", "kilometre per hour"),
    "e19": q("percent", "7", "percent", base="the state budget"),
    "e20": q("measure", "50", "hectare"),
}

#: formula -> kind, unit, per, and the result of the numbers as written
RESULTS = {
    "(e2 - e1) / 31 days": ("rate", "shell", "day", "1000"),
    "claim * 30 days": ("count", "shell", None, "30000"),
    "claim * 1 week": ("count", "shell", None, "7000"),
    "e4 - e19": ("percentage_point", "percentage point", None, "5"),
    "e4 + e6": ("percent", "percent", None, "15"),
    "e4 - e6": ("percent", "percent", None, "9"),
    "e6 + 2 percentage_point": ("percentage_point", "percentage point", None, "5"),
    "6 % of e7": ("money", "USD", None, "300000"),
    "e7 / 4 months": ("money", "USD", "month", "1250000"),
    "e7 / e10 * 84": ("money", "USD", "person", "50"),
    "e9 * e10": ("count", "case", None, "1092"),
    "e11 + e12": ("count", "woman and man", None, "64"),
    "percent(e11, e11 + e12)": ("percent", "percent", None, "59.375"),
    "change(e1, e2) * 1": ("percent", "percent", None, "5.16666666666666666666667"),
    "e3 + e14": ("measure", "kilometre", None, "20.04672"),
    "e3 / 2 hours": ("measure", "kilometre per hour", None, "6"),
    "e18 * 20 minutes": ("measure", "metre", None, "30000"),
    "e3 * 2 km": ("measure", "square metre", None, "24000000"),
    "e20 / 5 km": ("measure", "kilometre", None, "0.1"),
    "e16 * 24 hours": ("measure", "kilowatt-hour", None, "72000"),
    "e15 - 5 celsius": ("temperature", "celsius", None, "15"),
    "e2 / e1 * e1 / e2": ("multiple", "", None, "1"),
    "min(e1, e2, 500000)": ("count", "shell", None, "500000"),
    "max(e1, e2)": ("count", "shell", None, "631000"),
    "e1 + 500": ("count", "shell", None, "600500"),
    "e4 / e19 * 7": ("multiple", "", None, "12"),
    "e7 / e4": ("money", "USD", None, "41666666.6666666666666667"),
}


@pytest.mark.parametrize(("formula", "expected"), RESULTS.items())
def test_results_have_the_unit_that_follows(formula, expected):
    kind, unit, per, value = expected
    made = calculate(formula, OPERANDS)
    found = made.quantity
    if formula.startswith("e11 +"):
        unit = found.unit  # named by both
        assert "women" in (found.thing or "")
    if "case" not in unit:
        assert (found.kind, found.unit, found.per) == (kind, unit, per)
    assert made.stated.low == made.stated.high
    assert made.stated.low is not None
    assert abs(made.stated.low - Decimal(value)) < Decimal("1e-12") * Decimal(value)


REFUSED = {
    "e3 + e10": "Kilometres cannot be added to people.",
    "e10 - e3": "Kilometres cannot be subtracted from people.",
    "max(e3, e10)": "cannot be set beside",
    "e7 + e8": "US dollars cannot be added to euros.",
    "e4 - e5": "Percent of the state budget are not percent of the economy",
    "e7 * e7": "which is no unit",
    "e6 * e7": "Percentage points are no share",
    "e7 / e6": "Nothing is divided by percentage points",
    "e15 * 2": "Temperatures can be added and subtracted",
    "percent(e3, e10)": "Kilometres are no share of people.",
    "change(e3, e10)": "There is no change from kilometres to people.",
    "e1 of e2": "“of” stands behind a share, not behind shells.",
    "e99": "There is no e99 here",
    "e17 * 2": "e17 states no number",
    "2 + 2": "Use at least one number",
    "e1 / 0": "The divisor may be nothing.",
    "e1 / (e2 - e2)": "The divisor may be nothing.",
    "e13 - e13": "may be any number",
    "e3 * e3 * e3 * e3 * e3": "more than a fourth power",
    "e1 * 99999999999999999999 * 99999999999999999999": "too large",
}


@pytest.mark.parametrize(("formula", "told"), REFUSED.items())
def test_what_cannot_be_put_together_is_refused_in_words(formula, told):
    with pytest.raises(FormulaError) as refused:
        calculate(formula, OPERANDS)
    assert told in str(refused.value)


def test_the_result_comes_in_the_claims_unit():
    claim = q("rate", "7000", "shell", per="week", thing="shells")
    made = calculate("(e2 - e1) / 31 days", OPERANDS, like=claim)
    assert (made.quantity.per, made.stated.low) == ("week", 7000)
    miles = q("measure", "1", "mile", thing="road")
    assert calculate("e3 * 1", OPERANDS, like=miles).quantity.unit == "mile"


def test_a_result_is_compared_like_any_number():
    made = calculate("(e2 - e1) / 31 days", OPERANDS, like=SHELLS)
    found = compare(replace(SHELLS, as_of=None), replace(made.quantity, as_of=None))
    assert found.outcome == "overlaps"  # the totals are too rough to settle it
    assert found.evidence == made.allowed


def test_bounds_stay_bounds():
    made = calculate("e13 / 3", OPERANDS)
    assert (made.quantity.low, made.quantity.high) == (1400, None)
    assert made.quantity.qualifier == "at_least"


def test_what_hedges_and_rounding_allow_is_carried_through():
    about = {"e1": q("count", "1000", "box", qualifier="about")}
    made = calculate("e1 * 3", about)
    assert made.stated == Interval(Decimal(3000), Decimal(3000))
    assert made.allowed == Interval(Decimal(2700), Decimal(3300))


def test_a_number_that_stands_twice_is_told():
    (note,) = calculate("e1 / (e1 + e2)", OPERANDS).notes
    assert "e1 stands in the formula more than once" in note


def test_bare_numbers_and_sums_of_two_things_are_told():
    assert "taken to be in shells" in calculate("e1 + 5", OPERANDS).notes[0]
    assert "Counts women and men" in calculate("e11 + e12", OPERANDS).notes[0]


def test_the_working_has_the_numbers_in_it():
    working = calculate("(e2 - e1) / 31 days", OPERANDS).working
    assert working == "(631,000 shells \u2212 600,000 shells) \u00f7 31 days"
    assert calculate("e1 - (e2 - e1)", OPERANDS).working.count("(") == 1
    assert calculate("(e1 * 2) / 3", OPERANDS).working.count("(") == 0


def test_a_result_holds_for_the_latest_day_if_all_are_known():
    assert calculate("e2 - e1", OPERANDS).quantity.as_of == date(2024, 10, 1)
    assert calculate("e2 / e10", OPERANDS).quantity.as_of is None


def test_a_change_meets_a_claim_that_is_one():
    fall = calculate("change(e2, e1)", OPERANDS)
    assert fall.quantity.change == "down"
    assert fall.stated.low is not None
    assert fall.stated.low > 0
    claim = replace(q("count", "31000", "shell", thing="shells"), change="up")
    rise = calculate("e2 - e1", OPERANDS, like=claim)
    assert rise.quantity.change == "up"


def test_the_same_formula_gives_the_same_result():
    for formula in RESULTS:
        assert calculate(formula, OPERANDS) == calculate(formula, OPERANDS)


ENDS = st.decimals(-50, 50, places=1)


@st.composite
def intervals(draw):
    low, high = sorted((draw(ENDS), draw(ENDS)))
    return Interval(low, high)


@given(
    intervals(), intervals(), st.decimals(0, 1, places=2), st.decimals(0, 1, places=2)
)
def test_every_pair_of_numbers_gives_one_within_the_result(a, b, x, y):
    one = a.low + (a.high - a.low) * x
    other = b.low + (b.high - b.low) * y

    def within(value: Decimal, found: Interval) -> bool:
        slack = Decimal("1e-20") * (1 + abs(value))
        return (found.low is None or found.low <= value + slack) and (
            found.high is None or value - slack <= found.high
        )

    assert within(one + other, ranges.plus(a, b))
    assert within(one - other, ranges.minus(a, b))
    assert within(one * other, ranges.times(a, b))
    assert within(min(one, other), ranges.smaller(a, b))
    assert within(max(one, other), ranges.larger(a, b))
    quotient = ranges.divided(a, b)
    assert (quotient is None) == (b.low <= 0 <= b.high)
    if quotient is not None:
        assert within(one / other, quotient)


def test_open_and_unbounded_ends_come_through():
    above = Interval(Decimal(2), None, low_open=True)
    two = Interval(Decimal(2), Decimal(2))
    assert ranges.times(above, two) == Interval(Decimal(4), None, low_open=True)
    assert ranges.divided(two, above) == Interval(
        Decimal(0), Decimal(1), low_open=True, high_open=True
    )
    assert ranges.times(ranges.negative(above), two) == Interval(
        None, Decimal(-4), high_open=True
    )
    positive = Interval(Decimal(0), Decimal(5), low_open=True)
    assert ranges.divided(two, positive) == Interval(Decimal("0.4"), None)
