"""English number words, as far as searching needs them."""

from __future__ import annotations

from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_OTHER = (
    "hundred hundreds thousand thousands million millions billion billions trillion"
    " trillions dozen dozens half third thirds quarter quarters fifth percent per cent"
    " percentage"
)
_ONES, _TENS = _UNITS.split(), _DECADES.split()
_ALL = frozenset((*_ONES, *_TENS, *_OTHER.split()))
_SCALES = ((10**9, "billion"), (10**6, "million"), (1_000, "thousand"))


def is_number_word(word: str) -> bool:
    """Whether a word, or each part of a hyphened one, states a number."""
    return all(part in _ALL for part in word.lower().split("-"))


def spelled(value: Decimal) -> str:
    """A whole number of at most two steps ("ten thousand"), or "" for longer ones."""
    if value != value.to_integral_value() or not 0 <= value < 10**12:
        return ""
    number = int(value)
    for scale, name in _SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            return f"{_small(count)} {name}" if not rest and _small(count) else ""
    return _small(number)


def _small(number: int) -> str:
    """Below one hundred, or a round hundred."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1_000 and number % 100 == 0:
        return f"{_ONES[number // 100]} hundred"
    return ""
