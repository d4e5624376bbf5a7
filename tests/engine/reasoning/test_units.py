from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.lexicon import UNITS
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.reasoning.units import (
    is_time,
    money_name,
    per_conversion,
    unit_conversion,
    units_name,
)
from claims.engine.types import Interval

FACTORS = [
    ("mile", "kilometre", "1.609344"),
    ("foot", "metre", "0.3048"),
    ("km", "m", "1000"),
    ("tonne", "kg", "1000"),
    ("hectare", "acre", "2.4710538146716536"),
    ("square kilometre", "hectare", "100"),
    ("week", "day", "7"),
    ("day", "hour", "24"),
    ("year", "month", "12"),
    ("metre per second", "kilometre per hour", "3.6"),
    ("knot", "kilometre per hour", "1.852"),
    ("litre per second", "cubic metre per hour", "3.6"),
    ("gigawatt-hour", "terawatt-hour", "0.001"),
    ("basis point", "percentage point", "0.01"),
]


@pytest.mark.parametrize(("source", "target", "factor"), FACTORS)
def test_units_of_a_dimension_convert_by_an_exact_factor(source, target, factor):
    found = unit_conversion(source, target)
    assert found is not None
    assert abs(found.scale - Fraction(factor)) < Fraction(1, 10**12)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("metre", "kilogram"),
        ("", "metre"),
        ("metre per second", "metre"),
        ("furlong", "mile"),
    ],
)
def test_other_pairs_do_not_convert(source, target):
    assert unit_conversion(source, target) is None


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("32", "fahrenheit", "celsius", "0"),
        ("-40", "celsius", "fahrenheit", "-40"),
        ("0", "kelvin", "celsius", "-273.15"),
        ("100", "celsius", "kelvin", "373.15"),
    ],
)
def test_temperatures_convert_with_their_zero(value, source, target, result):
    found = unit_conversion(source, target)
    end = Decimal(value)
    with localcontext(ARITHMETIC):
        assert found.apply(Interval(end, end)).low == Decimal(result)


PER = [
    ("week", "day", Fraction(1, 7)),
    ("day", "week", Fraction(7)),
    ("annum", "year", Fraction(1)),
    ("1,000 people", "100,000 people", Fraction(100)),
    ("capita", "person", Fraction(1)),
    ("million inhabitants", "person", None),
    ("household", "person", None),
    ("day", "person", None),
    ("0 people", "person", None),
]


@pytest.mark.parametrize(("source", "target", "scale"), PER)
def test_denominators_convert_by_time_or_number(source, target, scale):
    found = per_conversion(source, target)
    assert (found.scale if found else None) == scale


def test_a_denominator_is_a_time_or_it_is_not():
    assert is_time("day")
    assert not is_time("1,000 people")


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("kilometre per hour", "kilometres per hour"),
        ("foot", "feet"),
        ("square mile", "square miles"),
        ("celsius", "degrees Celsius"),
        ("year of age", "years of age"),
        ("hertz", "hertz"),
    ],
)
def test_units_are_named_in_the_plural(unit, name):
    assert units_name(unit) == name


def test_an_unlisted_currency_is_named_by_its_code():
    assert money_name("RUB") == "roubles"
    assert money_name("XTS") == "XTS"


@given(
    unit=st.sampled_from(sorted(UNITS)),
    other=st.sampled_from(sorted(UNITS)),
    value=st.decimals(-(10**6), 10**6, places=3),
)
def test_there_and_back_is_the_same_number(unit, other, value):
    there = unit_conversion(unit, other)
    if there is None:
        assert UNITS[unit][0] != UNITS[other][0]
        return
    back = unit_conversion(other, unit)
    with localcontext(ARITHMETIC):
        found = back.apply(there.apply(Interval(value, value)))
    assert abs(found.low - value) <= Decimal("1E-20")
