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
    "minus negative −5 ±5 several few 787-8 7-6 (8) 0.8 HR p < ratio m h ft in strong "
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


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def _spell(number: int, joint: str) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        tail = f"{joint}{_spell(rest, joint)}" if rest else ""
        return f"{_ONES[hundreds]} hundred{tail}"
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    above, rest = divmod(number, size)
    tail = f"{' ' if rest >= 100 else ' and '}{_spell(rest, joint)}" if rest else ""
    return f"{_spell(above, joint)} {name}{tail}"


@given(st.integers(min_value=20, max_value=10**12 - 1), st.sampled_from([" and ", " "]))
def test_a_number_spelled_out_reads_back_as_itself(number, joint):
    (item,) = extract(f"They counted {_spell(number, joint)} stars.").claims
    assert item.low == item.high == number


_FIGURES = st.decimals(min_value=2, max_value=10**6, places=1)


@given(
    _FIGURES,
    _FIGURES,
    st.sampled_from(["percent", "km", "euros", "years", "stars", "°C", "litres"]),
    st.sampled_from(["between {} and {} {}", "{}–{} {}", "{} to {} {}"]),
)
def test_the_ends_of_a_range_are_in_order_and_in_one_unit(one, other, unit, frame):
    low, high = sorted((one, other))
    if low == high:
        return
    (item,) = extract(f"It needs {frame.format(f'{low:,}', f'{high:,}', unit)}.").claims
    assert (item.low, item.high, item.qualifier) == (low, high, "range")
    assert item.unit


@given(_FIGURES, _FIGURES, st.sampled_from(["±", "± −", "+/-", "± -"]))
def test_a_margin_never_turns_a_range(value, margin, sign):
    (item,) = extract(f"It weighs {value} {sign}{margin} kg.").claims
    assert (item.low, item.high) == (value - margin, value + margin)


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
