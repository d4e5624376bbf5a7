"""Numbers as texts that sort as numbers do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.reasoning.places import ends, placed
from claims.engine.types import Interval

NUMBERS = st.decimals(
    min_value=Decimal("-1e30"),
    max_value=Decimal("1e30"),
    allow_nan=False,
    allow_infinity=False,
)


def at(value: Decimal) -> str:
    return ends(Interval(value, value))[0]


@given(NUMBERS, NUMBERS)
def test_places_sort_as_the_numbers_do(a, b):
    assert (at(a) < at(b)) == (a < b)
    assert (at(a) == at(b)) == (a == b)


@given(NUMBERS)
def test_an_open_end_lies_beside_its_number_and_a_missing_one_beyond_all(value):
    below = ends(Interval(None, value, high_open=True))
    above = ends(Interval(value, None, low_open=True))
    assert below[0] < below[1] < at(value) < above[0] < above[1]


ENDS = st.one_of(st.none(), st.integers(-3, 3).map(Decimal))


@given(ENDS, ENDS, st.booleans(), st.booleans(), ENDS, ENDS)
def test_two_intervals_overlap_where_each_begins_before_the_other_ends(
    low, high, low_open, high_open, first, last
):
    one, other = Interval(low, high, low_open, high_open), Interval(first, last)
    if not _points(one) or not _points(other):
        return
    (a, b), (c, d) = ends(one), ends(other)
    assert (a <= d and c <= b) == bool(_points(one) & _points(other))


def _points(one: Interval) -> set[Fraction]:
    """Every half from -4 to 4 within an interval of whole ends."""
    halves = (Fraction(n, 2) for n in range(-8, 9))
    return {
        p
        for p in halves
        if (one.low is None or p > one.low or (p == one.low and not one.low_open))
        and (one.high is None or p < one.high or (p == one.high and not one.high_open))
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pipe is 3 miles long.", "The pipe is 4,828.032 metres long."),
        ("It took 90 minutes.", "It took 1.5 hours."),
        ("They lost 1.5 million soldiers.", "They lost 1,500,000 troops."),
        ("A share of 50 percent voted.", "A half of the town voted."),
        ("It costs €2.5bn.", "It costs 2,500 million euros."),
        ("It was 68 degrees Fahrenheit outside.", "It was 20 degrees Celsius outside."),
    ],
)
def test_one_amount_has_one_place_however_it_is_written(one, other):
    a, b = (placed(extract(text).claims[0]) for text in (one, other))
    assert (a.measure, a.base_low, a.base_high) == (b.measure, b.base_low, b.base_high)


def test_what_is_counted_and_per_what_tells_amounts_apart():
    texts = (
        "The army fired 600 shells.",
        "The army fired 600 shells per day.",
        "The town counted 600 visitors.",
        "The town paid $600.",
        "The town paid €600.",
    )
    assert len({placed(extract(text).claims[0]).measure for text in texts}) == 5


def test_a_rate_is_one_amount_by_the_day_and_by_the_week():
    a, b = (
        placed(extract(text).claims[0])
        for text in (
            "The army fired 1,000 shells per day.",
            "The army fired 7,000 shells per week.",
        )
    )
    assert a.measure == b.measure
    assert a.base_low == b.base_low
    assert a.told_low != b.told_low
