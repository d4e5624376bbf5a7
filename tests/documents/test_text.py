from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.text import (
    hidden_characters,
    normalise,
    one_line,
    sha256_of,
    tidy,
)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\ufeffstart", "start"),
        ("nul\x00 bell\x07 del\x7f c1\x9b", "nul bell del c1"),
        ("tab\tstays", "tab\tstays"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        (
            "10\u00b2 and 1\u00bd and \uff15\uff05",
            "10\u00b2 and 1\u00bd and \uff15\uff05",
        ),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("1\u200b000 and 5.\u202e4\u202c%", "1\u200b000 and 5.\u202e4\u202c%"),
        ("10\u00a0000 and 10\u202f000", "10\u00a0000 and 10\u202f000"),
        ("", ""),
    ],
)
def test_text_takes_its_one_form(given_text, expected):
    assert normalise(given_text) == expected


@given(st.text(alphabet=st.characters(), max_size=200))
def test_normalising_twice_changes_nothing_and_the_result_is_nfc(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not set(once) & set("\r\x00\x0b\x0c\x85\u2028\u2029")


def test_the_hash_is_of_the_utf8_bytes():
    assert (
        sha256_of("5 % für Köln") == hashlib.sha256("5 % für Köln".encode()).hexdigest()
    )


def test_hidden_characters_are_counted_by_sort():
    assert hidden_characters("plain 5 % text") == ()
    assert hidden_characters("\u202e5\u202c 1\u200b000") == (
        "The text has 2 hidden direction characters.",
        "The text has 1 invisible characters.",
    )


def test_a_title_is_one_line_without_hidden_characters_and_capped():
    assert one_line("  A\n\ttitle\u202e \u200bhere ") == "A title here"
    assert len(one_line("x" * 400)) == 300
    assert one_line("x" * 400).endswith("…")


def test_tidy_leaves_at_most_one_blank_line():
    assert tidy("\n\na  \n\n\n\nb\t\nc \n") == "a\n\nb\nc"
