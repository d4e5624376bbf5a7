from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine.reasoning.wording import (
    interval_text,
    kind_name,
    number_text,
    percent_text,
    read_as,
    stated_text,
)
from tests.engine.reasoning.quantities import count, interval, percent, quantity

NUMBERS = [
    ("600000", "600,000"),
    ("1000000", "1 million"),
    ("2345000", "2.345 million"),
    ("2345678", "2,345,678"),
    ("3200000000000", "3.2 trillion"),
    ("0", "0"),
    ("-1500.5", "-1,500.5"),
    ("-0.25", "-0.25"),
    ("0.333333", "0.3333"),
    ("12.3456", "12.35"),
    ("0.000012346", "0.00001235"),
    ("-2000000", "-2 million"),
    (
        "1234567890123456789012345678901.25",
        "1,234,567,890,123,456,789,012,345,678,901.25",
    ),
]


@pytest.mark.parametrize(("value", "text"), NUMBERS)
def test_numbers_are_written_for_people(value, text):
    assert number_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0.16", "16 %"),
        ("-0.079", "7.9 %"),
        ("12.5", "1,250 %"),
        ("0.0042", "0.4 %"),
        ("1e27", f"100{',000' * 9} %"),
    ],
)
def test_differences_are_written_in_percent(share, text):
    assert percent_text(Decimal(share)) == text


INTERVALS = [
    (count("1"), "[10000; +)", "10,000 or more"),
    (count("1"), "(10000; +)", "more than 10,000"),
    (count("1"), "[0; 500]", "500 or less"),
    (count("1"), "[0; 500)", "less than 500"),
    (
        quantity("temperature", "1", unit="celsius"),
        "[-; 5)",
        "less than 5 degrees Celsius",
    ),
    (quantity("temperature", "1"), "[-; 5]", "5 or less"),
    (count("1"), "[5; 5]", "5"),
    (count("1"), "[900; 1100]", "900 to 1,100"),
    (count("1"), "[-; +)", "any number"),
    (percent("1"), "[5; 6)", "5 to 6 percent"),
    (quantity("fraction", "1"), "[0.45; 0.55]", "45 to 55 percent"),
    (quantity("rate", "1", per="day"), "[9; 11]", "9 to 11 per day"),
    (quantity("money", "1", unit="EUR"), "[9; 11]", "9 to 11 euros"),
    (quantity("multiple", "1"), "[1.8; 2.2]", "1.8 to 2.2 times"),
    (quantity("percentage_point", "1"), "[2; 3]", "2 to 3 percentage points"),
    (quantity("measure", "1", unit="foot"), "[2; 3]", "2 to 3 feet"),
    (quantity("index", "1", unit="point"), "[2; 3]", "2 to 3"),
]


@pytest.mark.parametrize(("unit", "allows", "text"), INTERVALS)
def test_intervals_are_written_with_their_unit(unit, allows, text):
    assert interval_text(interval(allows), unit) == text


STATED = [
    (count("10000", "at_least"), "at least 10,000"),
    (count("12000", "up_to"), "up to 12,000"),
    (count("1000", "about"), "about 1,000"),
    (count("10000", "range", to="12000"), "10,000 to 12,000"),
    (quantity("fraction", "0.5", "more_than"), "more than 50 percent"),
    (count("10000", "vague", to="100000"), "10,000 to 100,000"),
]


@pytest.mark.parametrize(("stated", "text"), STATED)
def test_a_number_is_shown_as_it_was_stated(stated, text):
    assert stated_text(stated) == text


def test_what_a_number_was_read_as_is_shown_where_it_is_not_plain():
    bound = count("10000", "at_least")
    assert read_as(interval("[10000; +)"), bound, bound) == "at least 10,000"
    about = count("1000", "about")
    text = "about 1,000 (read as 900 to 1,100)"
    assert read_as(interval("[900; 1100]"), about, about) == text


def test_every_kind_has_a_name():
    assert kind_name("rate") == "a rate"
    assert kind_name("") == "a number that is no quantity (unknown)"
