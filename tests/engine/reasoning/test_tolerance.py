from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.tolerance import (
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
    usable,
    written_step,
)
from claims.engine.types import QUALIFIERS, QUANTITY_KINDS, Quantity
from tests.engine.reasoning.quantities import interval, quantity

# kind, qualifier, written, upper end, surface, what it allows
TABLE = [
    # bare: half the written step; zeros at the end are rounding up to a tenth
    ("count", "", "600000", "", "600,000", "[570000; 630000)"),
    ("count", "", "590000", "", "590,000", "[585000; 595000)"),
    ("count", "", "12345", "", "12,345", "[12344.5; 12345.5)"),
    ("count", "", "10", "", "10", "[9.5; 10.5)"),
    ("count", "", "20", "", "20", "[19; 21)"),
    ("count", "", "100", "", "100", "[95; 105)"),
    ("count", "", "7", "", "seven", "[6.5; 7.5)"),
    ("count", "", "1", "", "one", "[0.5; 1.5)"),
    ("count", "", "0", "", "0", "[-0.5; 0.5)"),
    ("count", "", "1200000", "", "1.2 million", "[1150000; 1250000)"),
    ("count", "", "2000000", "", "two million", "[1900000; 2100000)"),
    ("count", "", "3000", "", "three thousand", "[2850; 3150)"),
    ("percent", "", "6", "", "six percent", "[5.5; 6.5)"),
    ("percent", "", "6", "", "6.0 percent", "[5.95; 6.05)"),
    ("percent", "", "10.4", "", "10.4%", "[10.35; 10.45)"),
    ("percent", "", "0.25", "", "0.25 %", "[0.245; 0.255)"),
    ("percent", "", "10.4", "", "10,4 %", "[10.35; 10.45)"),
    ("money", "", "2500000000", "", "$2.5bn", "[2450000000; 2550000000)"),
    ("money", "", "2000000000", "", "€2bn", "[1900000000; 2100000000)"),
    ("temperature", "", "-12", "", "-12", "[-12.5; -11.5)"),
    ("count", "", "1234567", "", "1 234 567", "[1234566.5; 1234567.5)"),
    # shares and multiples in words are said roughly; in digits they are not
    ("fraction", "", "0.5", "", "half", "[0.45; 0.55]"),
    ("fraction", "", "0.2", "", "one in five", "[0.18; 0.22]"),
    ("fraction", "", "0.54", "", "0.54", "[0.535; 0.545)"),
    ("fraction", "", "0.6", "", "0.6", "[0.57; 0.63)"),  # as 60 percent is
    ("fraction", "", "0.5", "", "exactly half", "[0.475; 0.525)"),
    ("multiple", "", "2", "", "doubled", "[1.8; 2.2]"),
    ("multiple", "", "2.5", "", "2.5 times", "[2.45; 2.55)"),
    # lower bounds
    ("count", "at_least", "10000", "", "10,000", "[10000; +)"),
    ("count", "more_than", "600000", "", "600,000", "(600000; +)"),
    ("fraction", "more_than", "0.5", "", "half", "(0.5; +)"),
    # upper bounds start at zero where nothing can be less
    ("count", "up_to", "12000", "", "12,000", "[0; 12000]"),
    ("count", "at_most", "500", "", "500", "[0; 500]"),
    ("percent", "less_than", "5", "", "5", "[0; 5)"),
    ("count", "less_than", "0", "", "0", "[-; 0)"),
    ("temperature", "less_than", "5", "", "5", "[-; 5)"),
    ("money", "at_most", "-3", "", "-3", "[-; -3]"),
    ("percentage_point", "up_to", "2", "", "2", "[-; 2]"),
    # about: a tenth to either side, or half the written step where that is more
    ("rate", "about", "1000", "", "1,000", "[900; 1100]"),
    ("count", "about", "3", "", "three", "[2.5; 3.5]"),
    ("temperature", "about", "-20", "", "-20", "[-22; -18]"),
    ("count", "about", "0", "", "0", "[-0.5; 0.5]"),
    # nearly: up to a tenth short, never reached
    ("count", "nearly", "600000", "", "600,000", "[540000; 600000)"),
    ("percent", "nearly", "50", "", "50", "[45; 50)"),
    ("temperature", "nearly", "-10", "", "-10", "(-10; -9]"),
    # ranges as stated
    ("count", "range", "10000", "12000", "10–12,000", "[10000; 12000]"),
    ("percent", "range", "5", "11", "5–11%", "[5; 11]"),
    ("percent", "", "12.8", "13", "12.9±0.1", "[12.8; 13]"),
    # vague magnitudes: at least two of them, less than the next
    ("count", "vague", "10000", "100000", "tens of thousands", "[20000; 100000)"),
    ("count", "vague", "100", "1000", "hundreds", "[200; 1000)"),
    ("count", "vague", "12", "120", "dozens", "[24; 100)"),
    ("count", "vague", "1000000", "", "several million", "[2000000; 10000000)"),
    (
        "money",
        "vague",
        "1000000000",
        "",
        "billions of dollars",
        "[2000000000; 10000000000)",
    ),
    # the same hedge on every kind of number
    ("percent", "about", "40", "", "40 percent", "[36; 44]"),
    ("percent", "about", "2", "", "2 percent", "[1.5; 2.5]"),
    ("percentage_point", "about", "3", "", "3 points", "[2.5; 3.5]"),
    ("fraction", "about", "0.25", "", "a quarter", "[0.225; 0.275]"),
    ("money", "about", "2500000000", "", "$2.5bn", "[2250000000; 2750000000]"),
    ("measure", "about", "155", "", "155", "[139.5; 170.5]"),
    ("duration", "about", "6", "", "six", "[5.4; 6.6]"),
    ("age", "about", "30", "", "30", "[27; 33]"),
    ("multiple", "about", "3", "", "three times", "[2.5; 3.5]"),
    ("index", "about", "110.4", "", "110.4", "[99.36; 121.44]"),
    ("money", "nearly", "1000000", "", "1 million", "[900000; 1000000)"),
    ("fraction", "nearly", "0.5", "", "half", "[0.45; 0.5)"),
    ("multiple", "nearly", "2", "", "doubled", "[1.8; 2)"),
    # bounds on every kind of number
    ("percent", "at_least", "10", "", "10", "[10; +)"),
    ("temperature", "at_least", "-5", "", "-5", "[-5; +)"),
    ("money", "more_than", "3000000", "", "3 million", "(3000000; +)"),
    ("duration", "less_than", "90", "", "90", "[0; 90)"),
    ("rate", "at_most", "5", "", "5", "[0; 5]"),
    ("index", "at_most", "100", "", "100", "[-; 100]"),
    ("multiple", "up_to", "4", "", "four times", "[0; 4]"),
    ("money", "range", "2000", "3000", "2,000 to 3,000", "[2000; 3000]"),
    # bare numbers of other kinds
    ("age", "", "42", "", "42", "[41.5; 42.5)"),
    ("duration", "", "90", "", "90", "[85.5; 94.5)"),
    ("rate", "", "4.5", "", "4.5", "[4.45; 4.55)"),
    ("percentage_point", "", "2", "", "two points", "[1.5; 2.5)"),
]


@pytest.mark.parametrize(
    ("kind", "qualifier", "low", "high", "surface", "allows"),
    TABLE,
    ids=[f"{row[1] or 'bare'} {row[4]}" for row in TABLE],
)
def test_a_qualifier_means_this_interval(kind, qualifier, low, high, surface, allows):
    stated = quantity(kind, low, qualifier, to=high, surface=surface)
    assert to_interval(stated) == interval(allows)


STEPS = [
    ("12345", "12,345", "1"),
    ("10.4", "10.4", "0.1"),
    ("6", "6", "1"),
    ("600000", "600,000", "60000"),
    ("1.234", "1.234", "0.001"),
    ("2500000", "2.50 million", "10000"),
    ("500000", "half a million", "50000"),
]


@pytest.mark.parametrize(("value", "surface", "step"), STEPS)
def test_the_written_step_is_the_last_digit_that_means_something(value, surface, step):
    cap = DEFAULT_POLICY.rounding_cap
    assert written_step(Decimal(value), surface, cap) == Decimal(step)


def test_the_policy_decides_how_wide_about_is():
    strict = TolerancePolicy(version="strict", about=Decimal("0.02"))
    stated = quantity("count", "1000", "about")
    assert to_interval(stated, strict) == interval("[950; 1050]")
    assert to_interval(quantity("count", "1523", "about"), strict) == interval(
        "[1492.54; 1553.46]"
    )


def test_a_kind_of_number_may_have_its_own_tolerances():
    own = {"percent": {"about": Decimal("0.02"), "rounding": Decimal(1)}}
    policy = TolerancePolicy(version="own", about=Decimal("0.20"), by_kind=own)
    assert to_interval(quantity("percent", "200", "about"), policy) == interval(
        "[180; 220]"
    )
    assert to_interval(quantity("percent", "45", "about"), policy) == interval(
        "[44; 46]"
    )
    assert to_interval(quantity("percent", "45"), policy) == interval("[44; 46)")
    assert to_interval(quantity("count", "45", "about"), policy) == interval("[36; 54]")
    assert to_interval(quantity("count", "45"), policy) == interval("[44.5; 45.5)")


def test_no_allowed_setting_empties_what_a_hedge_allows():
    for vague_from, nearly in ((1, "0.001"), (8, "1")):
        policy = TolerancePolicy(
            about=Decimal(0),
            nearly=Decimal(nearly),
            rounding=Decimal(0),
            rounding_cap=Decimal(0),
            vague_from=Decimal(vague_from),
        )
        for kind, qualifier, low, high, surface, _ in TABLE:
            stated = quantity(kind, low, qualifier, to=high, surface=surface)
            found = to_interval(stated, policy)
            closed = not (found.low_open or found.high_open)
            if found.low is not None and found.high is not None:
                assert found.low < found.high or (closed and found.low == found.high)


def test_ends_stay_open_when_they_were_stated_open():
    stated = Quantity("count", Decimal(5), Decimal(9), low_open=True, qualifier="range")
    assert to_interval(stated) == interval("(5; 9]")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+400", "1E-400"])
def test_numbers_nothing_can_be_computed_with_allow_anything(value):
    assert not usable(Decimal(value))
    stated = Quantity("count", Decimal(value), Decimal(value))
    assert to_interval(stated) == interval("[-; +)")


@given(
    kind=st.sampled_from(sorted(QUANTITY_KINDS)),
    qualifier=st.sampled_from(QUALIFIERS),
    value=st.decimals(-(10**9), 10**9, places=3),
)
def test_the_stated_number_bounds_or_lies_in_what_it_allows(kind, qualifier, value):
    found = to_interval(Quantity(kind, value, value, qualifier=qualifier))
    ends = [end for end in (found.low, found.high) if end is not None]
    assert ends
    assert found.low is None or found.high is None or found.low <= found.high
    if qualifier in {"", "about", "nearly", "range"}:
        assert min(ends) <= value <= max(ends)
