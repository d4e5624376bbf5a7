from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

RANGES = {
    "between 300 and 350 families": (300, 350, "family"),
    "300 to 350 families": (300, 350, "family"),
    "300-350 families": (300, 350, "family"),
    "300\u2013350 families": (300, 350, "family"),
    "from 300 to 350 families": (300, 350, "family"),
    "two or three families": (2, 3, "family"),
    "10\u201312,000 families": (10_000, 12_000, "family"),
    "between 300k and 350k families": (300_000, 350_000, "family"),
    "between 2bn and 3bn euros": (2 * 10**9, 3 * 10**9, "EUR"),
    "between 3 thousand and 350k families": (3_000, 350_000, "family"),
    "between 5 and 7 million families": (5_000_000, 7_000_000, "family"),
    "5-7m euros": (5_000_000, 7_000_000, "EUR"),
    "$5-7m": (5_000_000, 7_000_000, "USD"),
    "$60 billion and $100 billion": (60 * 10**9, 100 * 10**9, "USD"),
    "\u00a31bn\u2013\u00a32bn": (10**9, 2 * 10**9, "GBP"),
    "5%\u20137%": (5, 7, "percent"),
    "5 to 7 percent": (5, 7, "percent"),
    "18-45 years of age": (18, 45, "year of age"),
    "8- to 16-metre": (8, 16, "metre"),
    "12.9 ± 0.1 kg": (Decimal("12.8"), Decimal("13.0"), "kilogram"),
    "more than 20 and less than 35 litres": (20, 35, "litre"),
    "−4 to +9 °C": (-4, 9, "celsius"),
    "between minus 4 and plus 9 degrees": (-4, 9, "degree"),
    "between 300 families and 350 families": (300, 350, "family"),
    "some 43, 44 families": (43, 44, "family"),
    "40, 50 families": (40, 50, "family"),
    "seven and a half, eight million families": (7_500_000, 8_000_000, "family"),
}


@pytest.mark.parametrize(("text", "wanted"), RANGES.items())
def test_a_range_is_one_mention_with_both_ends(text, wanted):
    frame = "The plan needs between {}." if "$60" in text else "The plan needs {}."
    (claim,) = extract(frame.format(text)).claims
    assert (claim.low, claim.high, claim.unit) == wanted
    assert claim.qualifier == "range"


def test_numbers_on_both_sides_of_and_stay_apart():
    first, second = extract("The fire cost €5bn and 200 homes.").claims
    assert (first.low, first.unit) == (5 * 10**9, "EUR")
    assert (second.low, second.unit) == (200, "home")


def test_a_range_between_open_bounds_keeps_them_open():
    (claim,) = extract("It needs more than 20 and less than 35 litres.").claims
    assert claim.low_open
    assert claim.high_open


@pytest.mark.parametrize(
    ("text", "values", "trend"),
    [
        ("Rents rose from 700 to 900 euros.", (700, 900), "up"),
        ("The rate fell from 8 percent to 5 percent.", (8, 5), "down"),
        ("The fleet shrank from 40 ships to 31.", (40, 31), "down"),
        ("It would lift the rate from 38 to 45 percent.", (38, 45), "up"),
        ("Its stake grew from 5% in 2010 to 12% in 2020.", (5, 12), "up"),
    ],
)
def test_a_change_is_two_mentions(text, values, trend):
    claims = extract(text).claims
    assert tuple(claim.low for claim in claims) == values
    assert [claim.trend for claim in claims] == [None, trend]
    assert {claim.unit for claim in claims} != {""}


@pytest.mark.parametrize(
    "text",
    [
        "Boeing is down from its peak of $47.",
        "Joblessness has come down from a record of 47 percent.",
        "It owns 60 percent, up from last year's 47 percent.",
        "Shares slid 8% off their high of $47.",
    ],
)
def test_where_a_change_begins_nothing_moved(text):
    assert extract(text).claims[-1].trend is None


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("The fee rose by $9 to $47 a month.", "up"),
        ("The fee has gone up by $9 to $47 a month.", "up"),
    ],
)
def test_a_step_and_the_level_it_leads_to_are_no_range(text, trend):
    step, level = extract(text).claims
    assert (step.low, step.high, step.trend, step.per) == (9, 9, trend, None)
    assert (level.low, level.high, level.trend) == (47, 47, trend)
    assert (level.unit, level.per) == ("USD", "month")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Prices rose by 5 to 10 percent.", (5, 10)),
        ("Staff grew by 20 to 30 people.", (20, 30)),
        ("The fee could rise by $5 to $9.", (5, 9)),
    ],
)
def test_a_step_between_two_bounds_stays_a_range(text, ends):
    (claim,) = extract(text).claims
    assert (claim.low, claim.high) == ends


def test_points_that_move_a_percentage_are_percentage_points():
    points, level = extract("Turnout rose 3 points to 12 %.").claims
    assert (points.kind, points.low) == ("percentage_point", 3)
    assert (level.kind, level.low, level.trend) == ("percent", 12, "up")


def test_an_equivalent_in_brackets_is_a_mention_of_its_own():
    first, second = extract("The peak is 1,800 m (5,900 ft) high.").claims
    assert (first.low, first.unit) == (1800, "metre")
    assert (second.low, second.unit) == (5900, "foot")


@pytest.mark.parametrize(
    "gap", [" CI ", " CI: ", " confidence interval ", " CI, ", " CI of "]
)
@pytest.mark.parametrize("dash", ["–", " to "])
def test_a_confidence_interval_is_in_the_unit_of_its_estimate(gap, dash):
    text = f"The drug was 61% (95%{gap}48{dash}70) effective in 90 adults."
    estimate, interval, adults = extract(text).claims
    assert (estimate.low, interval.low, interval.high) == (61, 48, 70)
    assert (interval.kind, interval.unit) == ("percent", "percent")
    assert (adults.low, adults.unit) == (90, "adult")


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("The flats have 3, 4 and 5 rooms.", [3, 4, 5], "room"),
        ("It saw 45 and 90 cases.", [45, 90], "case"),
        ("It has seats for 10, 20 and 30 people.", [10, 20, 30], "person"),
    ],
)
def test_the_numbers_of_a_list_count_the_noun_behind_the_last(text, values, unit):
    claims = extract(text).claims
    assert [claim.low for claim in claims] == values
    assert {claim.unit for claim in claims} == {unit}


def test_a_number_in_a_clause_of_its_own_lends_no_noun():
    twelve, five = extract("They scored 12, and 5 teams left.").claims
    assert (twelve.unit, five.unit) == ("", "team")
