"""Sizes in two units, sizes with a hyphen, and what only stands beside a size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

WHOLE = {
    "She is 6ft 2in tall.": ("6ft 2in", "foot", "6.1667"),
    "He stands 5 ft 10 and weighs little.": ("5 ft 10", "foot", "5.8333"),
    "He is 6ft 2.": ("6ft 2", "foot", "6.1667"),
    "It lasted 1h 30m.": ("1h 30m", "hour", "1.5"),
    "It lasted 1h30m.": ("1h30m", "hour", "1.5"),
    "It lasted 2h15.": ("2h15", "hour", "2.25"),
    "He won in an hour and 45 minutes.": ("an hour and 45 minutes", "hour", "1.75"),
    "He waited an hour and a half.": ("an hour and a half", "hour", "1.5"),
    "It is a mile and a quarter away.": ("a mile and a quarter", "mile", "1.25"),
    "The prop weighs 17st 7lb now.": ("17st 7lb", "stone", "17.5"),
    "The talks took two and a half hours.": ("two and a half hours", "hour", "2.5"),
    "It took 2 hours, 15 minutes.": ("2 hours, 15 minutes", "hour", "2.25"),
}


@pytest.mark.parametrize(("text", "wanted"), WHOLE.items())
def test_one_size_in_two_units_is_one_number(text, wanted):
    (found,) = extract(text).claims
    assert (found.surface, found.unit) == wanted[:2]
    assert round(found.low, 4) == Decimal(wanted[2])


@pytest.mark.parametrize(
    "text",
    [
        "He jumped 85.2 metres, 12cm short of the record.",
        "It took 2 hours, 14 minutes behind the winner.",
        "They cut 6 ft 10 times.",
    ],
)
def test_a_distance_to_something_else_is_a_number_of_its_own(text):
    assert len(extract(text).claims) == 2


@pytest.mark.parametrize(
    ("text", "value", "unit", "thing"),
    [
        ("A 40-mile-long convoy crossed.", 40, "mile", "convoy"),
        ("An 800-metre-high peak rose.", 800, "metre", "peak"),
        ("A 15-minute-long speech followed.", 15, "minute", "speech"),
        ("A 12-strong team arrived.", 12, "person", "team"),
        ("The 300-strong crowd cheered.", 300, "person", "crowd"),
        ("Some 3,000-odd workers left.", 3000, "worker", "workers"),
    ],
)
def test_a_size_with_hyphens_has_its_unit_and_its_thing(text, value, unit, thing):
    (found,) = extract(text).claims
    assert (found.low, found.unit, found.thing) == (value, unit, thing)


@pytest.mark.parametrize("sign", ["\u00b1 \u22125", "+/- -5", "\u00b1 5"])
def test_a_margin_is_a_distance_whatever_its_sign(sign):
    (found,) = extract(f"The reading was 12 {sign} mm.").claims
    assert (found.low, found.high) == (7, 17)


@pytest.mark.parametrize(
    "text",
    [
        "Rents rose from £400 in 2019 to £512 last year.",
        "Rents rose from £400 a month to £512 a month.",
        "The price swung from £400 to £512.",
    ],
)
def test_a_change_has_two_ends(text):
    assert [c.low for c in extract(text).claims] == [400, 512]


def test_the_denominator_of_a_change_stands_behind_its_end():
    low, high = extract("Wages rose from £10 to £11 an hour.").claims
    assert (low.per, high.per) == ("hour", "hour")


@pytest.mark.parametrize(
    "text",
    ["Rents are between £400 and £512.", "Tickets from £400 to £512 are sold."],
)
def test_a_range_has_two_ends_in_one(text):
    (found,) = extract(text).claims
    assert (found.low, found.high, found.unit) == (400, 512, "GBP")
