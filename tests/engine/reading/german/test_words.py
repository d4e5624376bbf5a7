"""Number words of one piece, spelled here by the rules of German and read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.reading.german.words import cardinal, number_word

_ONES = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = [
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]


def spelled(value: int) -> str:
    if value >= 1000:
        rest = value % 1000
        return f"{spelled(value // 1000)}tausend{spelled(rest) if rest else ''}"
    if value >= 100:
        rest = value % 100
        return f"{_ONES[value // 100]}hundert{spelled(rest) if rest else ''}"
    if value < 20:
        return _ONES[value]
    ten, one = _TENS[value // 10 - 2], value % 10
    return f"{_ONES[one]}und{ten}" if one else ten


@given(st.integers(2, 999_999))
def test_every_number_word_is_read_back(value):
    word = spelled(value)
    if word.endswith("ein"):
        word += "s"
    assert cardinal(word) == value


@given(st.integers(2, 999_999).filter(lambda n: n % 100 != 1))
def test_a_number_word_counts_in_a_sentence(value):
    (claim,) = extract(f"Es kamen {spelled(value)} Menschen.", language="de").claims
    assert (claim.low, claim.high, claim.unit) == (value, value, "Mensch")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("anderthalb", "1.5"),
        ("eineinhalb", "1.5"),
        ("dreieinhalb", "3.5"),
        ("hundertzwanzig", "120"),
        ("tausend", "1000"),
        ("zweihundertfünfzigtausend", "250000"),
        ("hundertundeins", "101"),
        ("dreissig", "30"),
    ],
)
def test_shorter_and_older_forms_are_known(word, value):
    assert cardinal(word) == Decimal(value)


@pytest.mark.parametrize(
    "word",
    ["ein", "eine", "und", "hundertund", "zweizwei", "undzwanzig", "verein", "nacht",
     "dreieck", "zweifel", "achtung", "einfach", "vierer", "zehntel" * 30, "elfen"],
)  # fmt: skip
def test_what_only_looks_like_a_number_word_is_none(word):
    assert cardinal(word) is None


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("dritter", "ordinal", "3"),
        ("einundzwanzigsten", "ordinal", "21"),
        ("dreizehnte", "ordinal", "13"),
        ("zweitgrößte", "ordinal", "2"),
        ("dreimal", "times", "3"),
        ("zehnfache", "fold", "10"),
        ("dreiviertel", "shares", "0.75"),
        ("verdoppelt", "multiple", "2"),
        ("hunderttausende", "vague", "100000"),
    ],
)
def test_a_word_says_what_kind_of_number_it_is(word, kind, value):
    said = number_word(word)
    assert said is not None
    assert (said.kind, said.value) == (kind, Decimal(value))
