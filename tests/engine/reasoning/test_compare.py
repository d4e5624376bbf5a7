from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine.reasoning.compare import GATES, compare, suggested_stance
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.types import (
    QUALIFIERS,
    QUANTITY_KINDS,
    Comparison,
    Interval,
    Quantity,
)
from tests.engine.reasoning.quantities import count, percent, quantity

HALF = quantity("fraction", "0.5", surface="half", base="all shells")
SIX = percent("6", surface="six percent")

# The relation of every pairing of hedges: claim, evidence, outcome, signed distance.
RELATIONS = [
    (count("10000", "at_least"), count("11000", "range", to="12000"), "inside", None),
    (count("10000", "at_least"), count("8000", "range", to="12000"), "overlaps", None),
    (count("10000", "at_least"), count("12000", "up_to"), "overlaps", None),
    (count("10000", "at_least"), count("10000", "more_than"), "inside", None),
    (count("10000", "at_least"), count("3000"), "outside", "-0.7"),
    (count("10000", "at_least"), count("10000"), "inside", None),
    (count("10000", "at_least"), count("8000", "up_to"), "outside", "-0.2"),
    (count("10000", "at_least"), count("10000", "less_than"), "outside", "0"),
    (count("10000", "more_than"), count("10000", "at_least"), "overlaps", None),
    (count("10000", "more_than"), count("10000"), "outside", "0"),
    (count("1000", "about"), count("1070"), "inside", None),
    (count("1000", "about"), count("900", "range", to="1300"), "overlaps", None),
    (count("1000", "about"), count("1523"), "outside", "0.3841"),
    (count("600000"), count("590000"), "inside", None),
    (count("600000"), count("500000"), "outside", "-0.0789"),
    (SIX, percent("6.3"), "inside", None),
    (SIX, percent("32"), "outside", "3.8462"),
    (HALF, quantity("fraction", "0.54", base="all shells"), "inside", None),
    (HALF, quantity("fraction", "0.6", base="all shells"), "outside", "0.0364"),
    (HALF, percent("54", base="shells"), "inside", None),
    (HALF, percent("60", base="shells"), "outside", "0.0364"),
    (count("12000", "up_to"), count("12000"), "inside", None),
    (count("12000", "up_to"), count("15000"), "outside", "0.25"),
    (count("500", "less_than"), count("500"), "outside", "0"),
    (count("500", "at_most"), count("500", "at_least"), "overlaps", None),
    (count("600000", "nearly"), count("580000"), "inside", None),
    (count("600000", "nearly"), count("700000"), "outside", "0.1083"),
    (count("10000", "range", to="12000"), count("12000"), "inside", None),
    (count("10000", "range", to="12000"), count("9000", "about"), "outside", "-0.01"),
    (
        count("10000", "vague", to="100000", surface="tens of thousands"),
        count("45000"),
        "inside",
        None,
    ),
    (
        count("10000", "vague", to="100000", surface="tens of thousands"),
        count("12000"),
        "outside",
        "-0.375",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "distance"), RELATIONS)
def test_intervals_lie_inside_across_or_outside(claim, evidence, outcome, distance):
    found = compare(claim, evidence)
    assert (found.outcome, found.gate) == (outcome, "")
    expected = None if distance is None else Decimal(distance)
    assert found.difference == expected


# claim, evidence, the evidence in the claim's unit, words of the explanation
CONVERTED = [
    (
        quantity("measure", "10", unit="mile"),
        quantity("measure", "16", "range", to="17", unit="kilometre"),
        ("9.9419", "10.5633"),
        "1 mile = 1.609344 kilometres",
    ),
    (
        quantity("measure", "5", unit="tonne"),
        quantity("measure", "4800", "range", to="5100", unit="kilogram"),
        ("4.8", "5.1"),
        "1 tonne = 1000 kilograms",
    ),
    (
        quantity("measure", "3", unit="square kilometre"),
        quantity("measure", "300", "range", to="310", unit="hectare"),
        ("3", "3.1"),
        "1 square kilometre = 100 hectares",
    ),
    (
        quantity("duration", "2", unit="week"),
        quantity("duration", "13", "range", to="14", unit="day"),
        ("1.8571", "2"),
        "1 week = 7 days",
    ),
    (
        quantity("temperature", "20", unit="celsius"),
        quantity("temperature", "68", "range", to="77", unit="fahrenheit"),
        ("20", "25"),
        "Fahrenheit converted to Celsius",
    ),
    (
        quantity("measure", "100", unit="kilometre per hour"),
        quantity("measure", "60", "range", to="65", unit="mile per hour"),
        ("96.5606", "104.6074"),
        "1.609344",
    ),
    (
        quantity("rate", "1000", "about", unit="casualty", per="day"),
        quantity("rate", "6300", "range", to="7700", unit="casualty", per="week"),
        ("900", "1100"),
        "per week turned into per day",
    ),
    (
        quantity("rate", "5", unit="case", per="100,000 people"),
        quantity("rate", "0.05", "range", to="0.06", unit="case", per="1,000 people"),
        ("5", "6"),
        "per 1,000 people turned into per 100,000 people",
    ),
    (
        quantity("percentage_point", "0.5"),
        quantity("percentage_point", "50", "range", to="60", unit="basis point"),
        ("0.5", "0.6"),
        "1 percentage point = 100 basis points",
    ),
]


@pytest.mark.parametrize(("claim", "evidence", "ends", "words"), CONVERTED)
def test_units_and_rates_are_converted_and_the_factor_is_named(
    claim, evidence, ends, words
):
    found = compare(claim, evidence)
    places = Decimal("0.0001")
    assert found.evidence.low.quantize(places) == Decimal(ends[0])
    assert found.evidence.high.quantize(places) == Decimal(ends[1])
    assert words in found.explanation


def test_what_only_one_side_names_is_pointed_out():
    named = quantity("money", "5", unit="EUR", thing="the school roof")
    found = compare(quantity("money", "5", unit="EUR"), named)
    assert found.outcome == "inside"
    assert "The claim does not name what it measures." in found.explanation


def test_no_share_can_be_taken_of_zero():
    found = compare(count("0", "at_most"), count("12"))
    assert (found.outcome, found.difference) == ("outside", None)
    assert found.explanation.startswith("Outside: the source's 12 lies above")


def test_the_largest_and_the_smallest_numbers_are_compared():
    huge, tiny = f"{Decimal('1E+40'):f}", f"{Decimal('1E-40'):f}"
    found = compare(count(tiny, "at_most"), count(huge))
    assert found.outcome == "outside"
    assert found.difference > 10**70
    found = compare(
        quantity("measure", tiny, "at_most", unit="gigatonne"),
        quantity("measure", huge, unit="gram"),
    )
    assert found.outcome == "outside"


def test_a_figure_many_times_above_a_lower_bound_is_true_but_far_off():
    assert "far off" in compare(count("10000", "at_least"), count("500000")).explanation
    assert (
        "far off" not in compare(count("10000", "at_least"), count("29000")).explanation
    )


def test_both_numbers_are_shown_as_stated_and_as_read():
    found = compare(count("1000", "about"), count("1523"))
    assert found.explanation.startswith(
        "Outside: the source's 1,523 (read as 1,522.5 to 1,523.5) lies above the "
        "claim's about 1,000 (read as 900 to 1,100) by 38.4 %."
    )


def test_every_comparison_carries_its_policy():
    policy = TolerancePolicy(version="narrow", about=Decimal("0.05"))
    claim, evidence = count("1000", "about"), count("1070")
    assert compare(claim, evidence).policy == "2026.1"
    found = compare(claim, evidence, policy=policy)
    assert (found.outcome, found.policy) == ("outside", "narrow")


@pytest.mark.parametrize(
    ("outcome", "difference", "stance"),
    [
        ("inside", None, "supports"),
        ("outside", "-0.2", "refutes"),
        ("outside", None, "refutes"),
        ("outside", "0", "context"),
        ("overlaps", None, "context"),
        ("not_comparable", None, "context"),
    ],
)
def test_the_suggestion_follows_the_outcome(outcome, difference, stance):
    far = None if difference is None else Decimal(difference)
    nothing = Interval(None, None)
    found = Comparison(outcome, "", far, "", nothing, nothing, "")
    assert suggested_stance(found) == stance


phrases = st.sampled_from(
    [None, "", "soldiers", "Russian soldiers killed", "the state budget", "GDP", "of"]
)
numbers = st.one_of(st.none(), st.decimals(), st.integers(-9, 9).map(Decimal))
quantities = st.builds(
    Quantity,
    kind=st.sampled_from([*sorted(QUANTITY_KINDS), "year", ""]),
    low=numbers,
    high=numbers,
    low_open=st.booleans(),
    high_open=st.booleans(),
    qualifier=st.sampled_from(QUALIFIERS),
    surface=st.sampled_from(["", "5", "1,000", "half", "1.5 million", "-"]),
    unit=st.sampled_from(["", "soldier", "USD", "kilometre", "mile", "celsius", "%"]),
    per=st.sampled_from([None, "day", "week", "1,000 people", "0 people", "", "/"]),
    thing=phrases,
    base=phrases,
    period=st.one_of(
        st.sampled_from(
            [None, "in 2023", "since 2022", "last month", "on 31 June 2020"]
        ),
        st.text(max_size=12),
    ),
    as_of=st.one_of(st.none(), st.dates()),
)


@given(claim=quantities, evidence=quantities)
def test_any_two_quantities_have_one_answer(claim, evidence):
    found = compare(claim, evidence)
    assert found == compare(claim, evidence)
    assert found.explanation
    assert (found.gate in GATES) == (found.outcome == "not_comparable")


@given(
    low=st.integers(1, 10_000),
    width=st.integers(0, 10_000),
    other=st.integers(1, 30_000),
)
def test_inside_and_overlaps_share_a_number_and_outside_does_not(low, width, other):
    claim = count(str(low), "range", to=str(low + width))
    evidence = count(str(other), "about")
    found = compare(claim, evidence)
    shared = (
        found.claim.low <= found.evidence.high
        and found.evidence.low <= found.claim.high
    )
    assert shared == (found.outcome in {"inside", "overlaps"})
    if found.outcome == "inside":
        assert found.claim.low <= found.evidence.low
        assert found.evidence.high <= found.claim.high


@given(value=st.integers(1, 10**9), qualifier=st.sampled_from(["", "about"]))
def test_a_number_lies_inside_itself(value, qualifier):
    same = count(str(value), qualifier)
    assert compare(same, same).outcome == "inside"
