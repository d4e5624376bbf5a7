"""Numbers as they are written, and the value they must get."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.engine import extract

FRACTIONS = {
    "half of the seats": "0.5",
    "one half of the seats": "0.5",
    "a third of the seats": "1/3",
    "one-third of the seats": "1/3",
    "two thirds of the seats": "2/3",
    "two-thirds of the seats": "2/3",
    "a quarter of the seats": "1/4",
    "three quarters of the seats": "3/4",
    "four fifths of the seats": "4/5",
    "a tenth of the seats": "1/10",
    "¾ of the seats": "3/4",
    "3/4 of the seats": "3/4",
    "1/40 of the seats": "1/40",
    "one in five seats": "1/5",
    "1 in 10 seats": "1/10",
    "one in every eight seats": "1/8",
    "three out of four seats": "3/4",
    "nine out of every ten seats": "9/10",
    "four in ten seats": "4/10",
    "one in 40,000 seats": "1/40000",
    "7 in 250,000 seats": "7/250000",
    "11 of 18 seats": "11/18",
    "3,200 of 6,400 seats": "1/2",
    "two of five seats": "2/5",
    "a hundred thousandths of the seats": "1/10",
    "one hundred and ten fifths of the seats": "110/5",
    "310 out of 400 seats": "310/400",
    "2 million of 5 million seats": "2/5",
}


@pytest.mark.parametrize(("text", "value"), FRACTIONS.items())
def test_a_share_has_its_value_and_base(text, value):
    (claim,) = extract(f"The party lost {text}.").claims
    above, _, below = value.partition("/")
    wanted = Decimal(above) / Decimal(below or 1)
    assert claim.kind == "fraction"
    assert claim.low == claim.high
    assert abs(claim.low - wanted) < Decimal("1e-20")
    assert claim.base in {"the seats", "seats"}


@pytest.mark.parametrize(
    "text",
    [
        "The army lost 5 of its 12 boats.",
        "She is one of 12 jurors.",
        "Between 3 and 5 of 40 wells failed.",
        "They lost 3 of 12-seat rows.",
        "It was one in 2019.",
    ],
)
def test_two_numbers_joined_by_of_or_in_are_not_always_a_share(text):
    assert all(m.kind != "fraction" for m in extract(text).numbers)


VAGUE = {
    "dozens": (12, 120),
    "scores": (20, 200),
    "hundreds": (100, 1000),
    "thousands": (1000, 10_000),
    "tens of thousands": (10_000, 100_000),
    "hundreds of thousands": (100_000, 1_000_000),
    "millions": (10**6, 10**7),
    "tens of millions": (10**7, 10**8),
    "several hundred": (100, 1000),
    "a few thousand": (1000, 10_000),
    "several million": (10**6, 10**7),
}


@pytest.mark.parametrize(("text", "ends"), VAGUE.items())
def test_an_order_of_magnitude_is_an_interval(text, ends):
    (claim,) = extract(f"The quake left {text} of families homeless.").claims
    assert (claim.low, claim.high) == ends
    assert (claim.qualifier, claim.unit) == ("vague", "family")


MULTIPLES = {
    "Prices doubled.": (2, "up"),
    "Prices have tripled.": (3, "up"),
    "Prices quadrupled.": (4, "up"),
    "Output halved.": (Decimal("0.5"), "down"),
    "Output rose tenfold.": (10, "up"),
    "Output grew 12-fold.": (12, "up"),
    "The new plant is twice as big.": (2, None),
    "It is three times as expensive.": (3, None),
    "It is 4x faster.": (4, None),
}


@pytest.mark.parametrize(("text", "wanted"), MULTIPLES.items())
def test_a_multiple_has_its_factor(text, wanted):
    (claim,) = extract(text).claims
    assert (claim.kind, claim.unit) == ("multiple", "times")
    assert (claim.low, claim.trend) == wanted


@pytest.mark.parametrize("text", ["1.234", "12.500", "1,5", "3,20,000", "2.345.678,9"])
def test_a_separator_with_two_readings_is_flagged(text):
    (claim,) = extract(f"The village has {text} wells.").claims
    assert "value" in claim.ambiguities


@pytest.mark.parametrize(
    "text", ["1,234", "1.2345", "0.125", "1.234 million", "1.234%"]
)
def test_a_separator_with_one_reading_is_not_flagged(text):
    (claim,) = extract(f"The village has {text} wells.").claims
    assert "value" not in claim.ambiguities


@pytest.mark.parametrize(
    "text", ["7.2\u202c percent", "\u202a7.2\u202c percent", "\u20677.2\u2069%"]
)
def test_a_number_beside_a_turn_of_direction_is_flagged_and_shown_plain(text):
    (claim,) = extract(f"Rents rose {text} last year.").claims
    assert (claim.surface, claim.kind, claim.low) == ("7.2", "percent", Decimal("7.2"))
    assert "value" in claim.ambiguities


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.234,5", "de", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1.234", "de", "1234"),
        ("12.500", "es-AR", "12500"),
        ("1,200", "es-MX", "1200"),
        ("1,5", "de", "1.5"),
        ("1,234", "en", "1234"),
        ("1,234.5", "en", "1234.5"),
        ("12,34,567", "en-IN", "1234567"),
    ],
)
def test_digits_are_read_as_the_language_prints_them(text, language, value):
    (claim,) = extract(f"The village has {text} wells.", language=language).claims
    assert claim.low == claim.high == Decimal(value)
    assert "value" not in claim.ambiguities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Every fifth shop is empty.", "0.2"),
        ("Every second shop is.", "0.5"),
        ("They lost one ship in five last year.", "0.2"),
        ("It was a 1-in-100-year flood.", "0.01"),
    ],
)
def test_a_share_may_be_told_by_every_or_by_hyphens(text, value):
    (claim,) = extract(text).claims
    assert (claim.kind, claim.low) == ("fraction", Decimal(value))


@pytest.mark.parametrize("text", ["Every third day is free.", "Every second counts."])
def test_every_third_day_is_no_share(text):
    assert [number.kind for number in extract(text).numbers] == ["ordinal"]


def test_a_score_of_people_is_twenty_and_a_score_for_strings_is_music():
    text = "He wrote a score of films and a score for strings, and has a score of 5."
    score, _ = extract(text).claims
    assert (score.surface, score.low, score.unit) == ("a score", 20, "film")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In two wards out of three the rota has gaps.", [Decimal(2) / 3]),
        ("Seven patients out of ten recovered.", [Decimal("0.7")]),
        ("They lost five games out of the 12 games.", [5, 12]),
        ("He was left with two sons out of wedlock.", [2]),
    ],
)
def test_so_many_out_of_so_many_is_a_share(text, values):
    assert [claim.low for claim in extract(text).claims] == values


@pytest.mark.parametrize("power", ["10\u00b3\u2070", "10^30", "10^999999"])
def test_a_power_too_large_is_one_number_that_is_not_read(power):
    read = extract(f"The star weighs 2 \u00d7 {power} kg.")
    assert read.claims == ()
    assert [m.surface for m in read.dismissed] == [f"2 \u00d7 {power}"]
