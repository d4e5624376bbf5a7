"""What a passage is found by: keys of numbers, words as ideas, pieces of a text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.finding.cutting import passages
from claims.engine.finding.numberkeys import keys
from claims.engine.finding.shelving import counted, shelve
from claims.engine.finding.terms import words, years
from claims.engine.types import Quantity


def keys_of(text, around=0):
    (number,) = extract(text).claims
    return set(keys(number, around=around))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("600,000 people came.", "0.6 million people came."),
        ("600,000 people came.", "600 thousand inhabitants stayed."),
        ("Half of all shops closed.", "50 percent of shops closed."),
        ("A quarter of them voted.", "25% of them voted."),
        ("The road is 120 km long.", "The road is 120,000 metres long."),
        ("They paid €2.5 million.", "It cost 2,500,000 euros."),
        ("The wait was 14 days.", "The wait was two weeks."),
        ("It weighs 3 tonnes.", "It weighs 3,000 kilograms."),
    ],
)
def test_one_number_has_one_key_however_it_is_written(one, other):
    assert keys_of(one) == keys_of(other) != set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("600,000 people came.", "They paid €600,000."),
        ("50 percent of shops closed.", "50 shops closed."),
        ("They paid €600,000.", "They paid $600,000."),
        ("The road is 120 km long.", "The wait was 120 days."),
        ("600,000 people came.", "700,000 people came."),
    ],
)
def test_numbers_that_say_something_else_share_no_key(one, other):
    assert not keys_of(one, around=1) & keys_of(other)


def test_a_rounded_number_is_one_step_off_at_most():
    assert keys_of("Nearly 600,000 people came.", around=1) & keys_of(
        "587,312 people came."
    )


@given(st.decimals(allow_nan=False, allow_infinity=True), st.sampled_from(["", "km"]))
def test_any_number_has_keys_that_are_plain_words(value, unit):
    kind = "measure" if unit else "count"
    for key in keys(Quantity(kind=kind, low=value, high=value, unit=unit)):
        assert re.fullmatch(r"[a-z0-9]{1,60}", key)


def test_zero_and_what_no_text_states_have_no_key():
    for value in (Decimal(0), Decimal("1e999999"), Decimal("NaN")):
        assert keys(Quantity(kind="count", low=value, high=None)) == ()


def test_words_of_one_idea_share_a_term():
    assert set(words("the jobless")) & set(words("Unemployment rose"))
    assert set(words("heating")) == set(words("heated"))
    assert words("of the and") == ()


def test_names_keep_their_spelling():
    assert not set(words("Northampton")) & set(words("Northallerton"))
    assert set(words("Saint-Étienne")) == set(words("saint etienne"))


def test_years_are_found_and_other_figures_are_not():
    assert years("In 2023, 1,999 of 2000.5 and 1987% in 1875") == ("y2023",)


@given(st.text(max_size=400))
def test_a_term_is_letters_and_figures_whatever_the_text(text):
    text = unicodedata.normalize("NFC", text)  # as every stored text is
    for shelf in shelve(text, text[:50], "en"):
        assert all(term.isalnum() and len(term) <= 60 for term in shelf.terms)
        assert text[shelf.start :].startswith(shelf.text)


@given(st.text(alphabet="ab .!\n\r\t\u00a0\u2028", max_size=3_000))
def test_passages_hold_every_word_once_and_none_is_long(text):
    spans = passages(text)
    assert all(0 < end - start <= 700 for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_heading_goes_with_what_it_heads_and_a_paragraph_stands_alone():
    text = "Deaths\nThe town lost 40 men.\nWounds\nThe town had 90 wounded."
    assert [text[a:b] for a, b in passages(text)] == [
        "Deaths\nThe town lost 40 men.",
        "Wounds\nThe town had 90 wounded.",
    ]


def test_each_passage_has_the_keys_of_its_own_numbers():
    first, second = shelve("He saw 40 ships.\nShe saw 7 trains.", "Seen in 2020", "en")
    assert keys_of("40 ships sank.") <= set(first.terms)
    assert not keys_of("40 ships sank.") & set(second.terms)
    assert "y2020" in first.terms
    assert counted((first, second))[""] == 2
