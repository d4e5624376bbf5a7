"""Signs, codes and marks beside a figure that change what it states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

STATED = """
The year ended at -$5m. | -5000000 | USD
The year ended at −€5.5bn. | -5500000000 | EUR
The year ended at -US$40. | -40 | USD
The year ended at minus £300 million. | -300000000 | GBP
The year ended at $-5m. | -5000000 | USD
A seat costs Rs 500. | 500 | INR
A seat costs RM 50. | 50 | MYR
A seat costs DKr300. | 300 | DKK
It fell to 30 below zero. | -30 | degree
It was 5 degrees below zero. | -5 | degree
It was 20C below freezing. | -20 | celsius
It was 5 degrees above zero. | 5 | degree
It is minus-12 today. | -12 |
A minus-30-degree night. | -30 | degree
They paid $US5.4 million. | 5400000 | USD
They paid $A3m. | 3000000 | AUD
They paid $NZ40. | 40 | NZD
They paid $C2.1bn. | 2100000000 | CAD
They sold <b>12 boats</b>. | 12 | boat
Lorries, 5...12 boats. | 12 | boat
"""


@pytest.mark.parametrize("row", STATED.strip().splitlines())
def test_a_figure_is_read_with_its_marks(row):
    text, value, unit = map(str.strip, row.split(" |"))
    claim = extract(text).claims[-1]
    assert (claim.low, claim.high) == (Decimal(value), Decimal(value))
    assert claim.unit == unit
    assert claim.qualifier == ""


NAMED = """
The town lost 300 homes[12] that year. | 12 | list_marker
Two aims: (1) to cut 40 jobs and (2) to shut shops. | 2 | list_marker
1\ufe0f\u20e3 Cut 40 jobs. | 1\ufe0f\u20e3 | list_marker
Fans wrote #3million on the wall. | #3million | label
They bought a 4K television. | 4K | label
The wreck lies at 51°30′N. | 51°30′N | identifier
Call 1-800-FLOWERS to order. | 1-800-FLOWERS | identifier
The curfew starts at 1400 hours. | 1400 | time
"""


@pytest.mark.parametrize("row", NAMED.strip().splitlines())
def test_a_mark_makes_a_figure_a_name(row):
    text, surface, kind = row.split(" | ")
    found = {(number.surface, number.kind) for number in extract(text).dismissed}
    assert (surface, kind) in found


COUNTED = """
The crew lost [12] men. | 12
The net loss was 14 (12) boats. | 12
It took 1400 hours of work. | 1400
He moved 4K boxes. | 4000
Sales were > 40 boats. | 40
"""


@pytest.mark.parametrize("row", COUNTED.strip().splitlines())
def test_the_same_mark_elsewhere_leaves_a_count(row):
    text, value = row.split(" | ")
    assert Decimal(value) in {claim.low for claim in extract(text).claims}


def test_a_quoted_line_is_no_bound_and_says_so():
    (claim,) = extract("> 40 people were hurt").claims
    assert claim.qualifier == ""
    assert claim.ambiguities == ("value",)


def test_a_heading_is_no_number_sign():
    (claim,) = extract("## 40 people were hurt").claims
    assert claim.low == 40


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Ha pagado 3,5 millones de euros.", 3_500_000, "EUR"),
        ("Il debito è di 2.800 miliardi di euro.", 2_800_000_000_000, "EUR"),
    ],
)
def test_a_neighbours_magnitude_is_not_passed_over(text, value, unit):
    (claim,) = extract(text, language="es").claims
    assert (claim.low, claim.unit) == (value, unit)


@pytest.mark.parametrize("unit", ["tonnes", "km", "people", "euros"])
def test_a_bare_point_before_three_digits_is_flagged(unit):
    (claim,) = extract(f"It came to 1.234 {unit}.").claims
    assert "value" in claim.ambiguities


HYPOTHETICAL = """
Unless 300 people pay, the club will close.
Had it rained, 12 homes would have been lost.
Without the dam, 3,000 homes would have flooded.
Should 300 people apply, the course would run.
Let us assume that 5 percent leave.
"""
STANDING = """
Without a permit, 300 people built homes.
Were it to wait, the rate could rise, from 3.9 percent at present.
But 300 people would not pay, she said.
"""


@pytest.mark.parametrize("text", HYPOTHETICAL.strip().splitlines())
def test_what_would_be_is_no_claim(text):
    (number,) = extract(text).dismissed
    assert number.reason == "hypothetical"


@pytest.mark.parametrize("text", STANDING.strip().splitlines())
def test_what_is_so_beside_a_condition_is_a_claim(text):
    assert len(extract(text).claims) == 1


def test_grams_and_litres_stand_before_what_they_measure():
    units = [c.unit for c in extract("Mix 200 g flour with 3 l milk.").claims]
    assert units == ["gram", "litre"]


ROUND = """
It cost 100s of jobs. | 100 | 1000 | job
It cost 1,000s of jobs. | 1000 | 10000 | job
It drew 10s of thousands of fans. | 10000 | 100000 | fan
It cost $5m-6m. | 5000000 | 6000000 | USD
It drew 5m-6m people. | 5000000 | 6000000 | person
The waves were 5m-6m tall. | 5 | 6 | metre
"""


@pytest.mark.parametrize("row", ROUND.strip().splitlines())
def test_plural_figures_and_letters_on_both_ends_span_a_range(row):
    text, low, high, unit = row.split(" | ")
    (claim,) = extract(text).claims
    assert (claim.low, claim.high, claim.unit) == (Decimal(low), Decimal(high), unit)


def test_a_decade_stays_a_stretch_of_the_calendar():
    (number,) = extract("It stems from the 1000s of our era.").numbers
    assert number.kind == "period"
