"""Digits are read back as every language prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine import extract

#: Language tag -> the sign between groups of digits, and the one before decimals.
SIGNS = {
    "en": (",", "."),
    "en-GB": (",", "."),
    "en-IN": (",", "."),
    "de": (".", ","),
    "de-AT": ("\u00a0", ","),
    "de-CH": ("\u2019", "."),
    "fr": ("\u202f", ","),
    "es": (".", ","),
    "it": (".", ","),
    "nl": (".", ","),
    "pt-BR": (".", ","),
    "pl": ("\u00a0", ","),
    "sv": ("\u00a0", ","),
    "da": (".", ","),
    "ru": ("\u00a0", ","),
}
SENTENCES = {"de": "Das Dorf hat {} Brunnen.", "": "The village has {} wells."}

numbers = st.one_of(
    st.integers(0, 10**12).map(Decimal),
    st.tuples(st.integers(0, 10**9), st.integers(0, 99)).map(
        lambda parts: Decimal(f"{parts[0]}.{parts[1]:02d}")
    ),
)


def printed(value: Decimal, language: str) -> str:
    group, point = SIGNS[language]
    whole, _, part = str(value).partition(".")
    pieces = [whole[-3:]]
    size = 2 if language == "en-IN" else 3
    rest = whole[:-3]
    while rest:
        pieces.insert(0, rest[-size:])
        rest = rest[:-size]
    return group.join(pieces) + (point + part if part else "")


def read(text: str, language: str):
    sentence = SENTENCES.get(language.partition("-")[0], SENTENCES[""])
    (found,) = extract(sentence.format(text), language=language).numbers
    return found


@pytest.mark.parametrize("language", SIGNS)
@given(value=numbers)
def test_a_printed_number_is_read_back(language, value):
    found = read(printed(value, language), language)
    assert found.low == found.high == value
    assert found.surface == printed(value, language)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.234,5", "de", "1234.5"),
        ("1 234,5", "de", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1.000", "de", "1000"),
        ("12,34,567", "en-IN", "1234567"),
        ("1'234.50", "de-CH", "1234.5"),
        ("12.50", "de-CH", "12.5"),
        ("1\u2019234", "en", "1234"),
    ],
)
def test_a_number_as_its_country_prints_it_is_certain(text, language, value):
    found = read(text, language)
    assert found.low == Decimal(value)
    assert "value" not in found.ambiguities


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.234", "en"),
        ("1.234,5", "en"),
        ("1,50,000", "en-GB"),
        ("12.5", "de"),
        ("1.234", "de-CH"),
    ],
)
def test_a_number_two_countries_read_differently_is_flagged(text, language):
    assert "value" in read(text, language).ambiguities


def test_a_language_without_word_lists_has_english_words_and_its_own_digits():
    (claim,) = extract("At least 1.234,5 tonnes were lost.", language="fi").claims
    assert (claim.low, claim.unit, claim.qualifier) == (
        Decimal("1234.5"),
        "tonne",
        "at_least",
    )


@pytest.mark.parametrize(
    ("quoted", "low", "unit"),
    [
        ("Wir brauchen 3 Millionen Euro", 3_000_000, "EUR"),
        ("Das sind 1,2 Milliarden Euro", 1_200_000_000, "EUR"),
        ("Das sind 35 Prozent weniger", 35, "percent"),
    ],
)
def test_the_large_numbers_of_a_quoted_german_are_known(quoted, low, unit):
    (claim,) = extract(f'"{quoted}," said Weber.').claims
    assert (claim.low, claim.unit) == (low, unit)


def test_the_digits_of_a_quoted_german_are_flagged():
    claims = extract('She wrote "1.234,5 Euro, also 10.000 Flaschen".').claims
    assert ["value" in claim.ambiguities for claim in claims] == [True, True]
