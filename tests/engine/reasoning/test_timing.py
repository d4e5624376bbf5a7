from __future__ import annotations

from dataclasses import replace

import pytest

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.timing import held_on, held_since
from claims.engine.types import Quantity
from tests.engine.reasoning.quantities import count, day, percent, quantity

CASUALTIES = {"unit": "casualty", "thing": "Russian casualties"}


def total(written: str, qualifier: str = "", *, as_of: str) -> Quantity:
    return count(written, qualifier, as_of=day(as_of), **CASUALTIES)


AT_LEAST = total("600000", "at_least", as_of="2024-11-05")
ABOUT = total("600000", "about", as_of="2024-11-05")
UP_TO = total("600000", "up_to", as_of="2024-11-05")

# A running total only grows: claim, evidence, outcome, gate
TOTALS = [
    (AT_LEAST, total("650000", as_of="2024-06-01"), "inside", ""),
    (AT_LEAST, total("500000", as_of="2024-06-01"), "not_comparable", "stale"),
    (AT_LEAST, total("500000", as_of="2024-10-20"), "outside", ""),
    (AT_LEAST, total("650000", as_of="2024-11-20"), "inside", ""),
    (AT_LEAST, total("650000", as_of="2025-06-01"), "not_comparable", "period"),
    (AT_LEAST, total("500000", as_of="2025-06-01"), "outside", ""),
    (ABOUT, total("800000", as_of="2024-06-01"), "outside", ""),
    (ABOUT, total("590000", as_of="2024-06-01"), "not_comparable", "stale"),
    (ABOUT, total("300000", as_of="2025-06-01"), "outside", ""),
    (UP_TO, total("800000", as_of="2024-06-01"), "outside", ""),
    (UP_TO, total("550000", as_of="2025-06-01"), "inside", ""),
    (UP_TO, total("550000", as_of="2024-06-01"), "not_comparable", "stale"),
]


@pytest.mark.parametrize(("claim", "evidence", "outcome", "gate"), TOTALS)
def test_running_totals_of_other_days_say_what_follows(claim, evidence, outcome, gate):
    found = compare(claim, evidence)
    assert (found.outcome, found.gate) == (outcome, gate), found.explanation


def test_an_unknown_day_is_said_and_stops_nothing():
    found = compare(count("500", as_of=day("2024-01-01")), count("500"))
    assert found.outcome == "inside"
    assert "The day the source's number holds for is not known." in found.explanation


def test_a_later_yearly_figure_is_compared_and_its_distance_said():
    found = compare(
        percent("6", as_of=day("2023-01-01")), percent("6", as_of=day("2025-01-01"))
    )
    assert found.outcome == "inside"
    assert (
        "The source's number is from 731 days after the claim's." in found.explanation
    )


def level(period: str, written: str = "41.2", said: str = "2026-04-02") -> Quantity:
    return quantity(
        "measure", written, unit="kilometre", period=period, as_of=day(said)
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "gate"),
    [
        ("at the end of March", "at the end of January", "period"),
        ("at the end of March", "in January", "period"),
        ("at the end of March", "in March", ""),
        ("at the end of March", "on 31 March", ""),
        ("on 31 March 2026", "at the end of March", ""),
        ("on 31 March 2025", "at the end of March", "period"),
        ("at the end of March", "since January 2026", ""),
        ("at the end of March", "", ""),
        ("in May", "at the end of March", ""),  # of last year, or to come?
    ],
)
def test_measurements_of_two_days_are_two_numbers(ours, theirs, gate):
    assert compare(level(ours), level(theirs, "47.9")).gate == gate
    assert compare(level(theirs), level(ours, "47.9")).gate == gate


def test_yearly_rates_may_lie_a_year_apart():
    claim = quantity("rate", "9", unit="case", per="year", as_of=day("2024-11-05"))
    near = quantity("rate", "9", unit="case", per="year", as_of=day("2024-01-05"))
    assert compare(claim, near).outcome == "inside"


def test_this_year_so_far_only_grows():
    claim = count(
        "500", "at_least", unit="case", period="this year", as_of=day("2024-11-05")
    )
    earlier = count(
        "450", unit="case", period="from January to June 2024", as_of=day("2024-07-01")
    )
    assert compare(claim, earlier).gate == "stale"
    more = count(
        "800", unit="case", period="from January to June 2024", as_of=day("2024-07-01")
    )
    assert compare(claim, more).outcome == "inside"


HELD = [
    ("in 2023", "2024-02-01", "2023-01-01", "2023-12-31"),
    ("in 2024", "2024-02-01", "2024-01-01", "2024-02-01"),  # which is not over
    ("in May 2023", None, "2023-05-01", "2023-05-31"),
    ("on 5 May 2023", "2024-02-01", None, "2023-05-05"),
    ("since 2020", "2024-02-01", None, "2024-02-01"),
    ("", "2024-02-01", None, "2024-02-01"),
    ("in 2024", "2024-01-01", None, "2024-01-01"),
    ("", None, None, None),
]


@pytest.mark.parametrize(("period", "said", "first", "last"), HELD)
def test_a_number_is_of_a_stretch_of_time_or_of_a_day(period, said, first, last):
    told = count("500", period=period, as_of=day(said) if said else None)
    assert held_since(told) == (day(first) if first else None)
    assert held_on(told) == (day(last) if last else None)


def test_another_subject_at_another_time_is_another_subject():
    doubtful = level("at the end of January", "47.9")
    doubtful = replace(doubtful, doubt="another place or subject: Halden")
    assert compare(level("at the end of March"), doubtful).gate == "subject"
