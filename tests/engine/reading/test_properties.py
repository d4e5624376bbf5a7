"""Whatever the text: no error, true spans, order, bounded values."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine import extract
from claims.engine.reading.digits import MOST_DIGITS, read_digits
from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.tokens import TOKEN
from claims.engine.reading.view import lowered, plain
from tests.engine.reading.scoring import gold_documents

_MORE = (
    "at least more than of the per percent $ £ % million bn - – / . , ' ( ) + ± to "
    "and or between from said according in 2019 May since people km year-old old a "
    "an each every 5 1,000 1.5 10 3rd º ² ½ − \u200b \u00a0 \n ? ! : ;"
)
WORDS = st.sampled_from([*sorted(lexicon("en").triggers), *_MORE.split(" ")])
SOUP = st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=25).map(
    "".join
)
ANYTHING = st.text(max_size=200)


def _check(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    read = extract(text)
    assert read == extract(text)
    assert list(read.claims) == sorted(read.claims, key=lambda m: m.start)
    assert list(read.dismissed) == sorted(read.dismissed, key=lambda m: m.start)
    end = 0
    for item in read.numbers:
        assert text[item.start : item.end] == item.surface
        assert item.start >= end
        assert item.end > item.start
        end = item.end
        for value in (item.low, item.high):
            assert value is None or value.is_finite()
            assert value is None or abs(value) < 10**MOST_DIGITS
        if item.low is not None and item.high is not None:
            assert item.low <= item.high
    for claim in read.claims:
        first, last = claim.sentence
        assert first <= claim.start < claim.end <= last
        assert claim.statement
        assert claim.readback.startswith("We read this as: ")
        assert (claim.low is None and claim.high is None) is False


@settings(max_examples=300)
@given(SOUP)
def test_a_soup_of_number_words_is_read_soundly(text):
    _check(text)


@settings(max_examples=200)
@given(ANYTHING)
def test_any_text_is_read_soundly(text):
    _check(text)


@given(st.from_regex(r"[0-9][0-9.,']{0,60}", fullmatch=True))
def test_a_digit_token_has_a_bounded_value_or_a_fault(token):
    read = read_digits(token)
    assert (read.value is None) is bool(read.fault)
    if read.value is not None:
        assert len(read.value.as_tuple().digits) <= MOST_DIGITS


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_integer_reads_back_as_itself(number):
    (item,) = extract(f"They counted {number:,} stars.").numbers
    assert item.low == item.high == number


def _uncovered(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    covered = {
        place for item in extract(text).numbers for place in range(item.start, item.end)
    }
    lex = lexicon("en")
    figures = (lex.cardinals.keys() | lex.scales.keys()) & lex.triggers
    return [
        match.group()
        for match in TOKEN.finditer(lowered(plain(text)))
        if (match.group()[0] in "0123456789" or match.group() in figures)
        and match.start() not in covered
    ]


@settings(max_examples=300)
@given(SOUP)
def test_every_figure_is_claimed_or_dismissed(text):
    assert _uncovered(text) == []


def test_every_figure_of_the_annotated_sentences_is_claimed_or_dismissed():
    for document in gold_documents():
        assert _uncovered(document["text"]) == []
