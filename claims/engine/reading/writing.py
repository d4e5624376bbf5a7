"""A number written so that the reader of its language reads the very same back."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from claims.engine.reading.languages import grammar
from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.view import plain
from claims.engine.types import Quantity, decimal_text

_SWAPPED = str.maketrans(",.", ".,")
#: So many digits stand in a group; so many decimals may be taken for one.
_GROUP = 3
_THOUSAND = Decimal(1000)


class TwoWays(NamedTuple):
    """A figure two notations read differently, and how to write either."""

    surface: str
    whole: str  # the sign parts thousands
    parted: str  # the sign begins the decimals


def number_in_words(q: Quantity, language: str = "en") -> str:
    """The bare number with its bound, as in "at least 10,000" or "2,5 bis 3"."""
    bounds = grammar(language).bounds
    low, high = q.low, q.high
    if low is not None and high is not None and low != high:
        frame = bounds["vague" if q.qualifier == "vague" else "range"]
        start, end = figure_in(low, language), figure_in(high, language)
        shared = low * _THOUSAND < high and not high % _THOUSAND
        if shared and 0 != low < _THOUSAND and low == int(low):
            # "10 to 12,000" would be thousands at both ends.
            start += f"{',' if lexicon(language).decimal_comma else '.'}0"
        return frame.format(start, end)
    value = low if low is not None else high
    if value is None:
        return ""
    return bounds.get(q.qualifier, "{}").format(figure_in(value, language))


def figure_in(value: Decimal, language: str) -> str:
    """Every digit of a value as the language prints it, never to be read two ways."""
    whole, point, part = decimal_text(value).partition(".")
    if len(part) == _GROUP and len(whole.lstrip("-")) <= _GROUP and whole.strip("-0"):
        part += "0"
    text = f"{Decimal(whole):,f}" if whole.strip("-0") else whole
    text = f"{text}{point}{part}"
    return text.translate(_SWAPPED) if lexicon(language).decimal_comma else text


def read_two_ways(text: str, language: str) -> TwoWays | None:
    """The first figure whose one sign may as well part thousands as begin decimals.

    It is the sign of the language's decimals before three digits: "152.500" in an
    English text, "152,500" in a German one.  In the text of somebody who keeps to
    the language it is a decimal sign; who types a number may keep to another.
    """
    sign = "," if lexicon(language).decimal_comma else "."
    found = _doubtful(sign).search(plain(text))
    if found is None:
        return None
    whole, part = found[1], found[2].rstrip("0")
    part = f"{part}0" if len(part) == _GROUP else part
    parted = f"{whole}{sign}{part}" if part else whole
    surface = text[found.start() : found.end()]
    return TwoWays(surface, f"{whole}{found[2]}", parted)


@lru_cache(2)
def _doubtful(sign: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9.,'])(?<![0-9] )([1-9][0-9]{{0,2}}){re.escape(sign)}([0-9]{{3}})"
        r"(?![0-9])(?![.,'][0-9])"
    )


_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[.,](?=[0-9])")


def rewritten(text: str, language: str, other: str) -> str:
    """A text whose figures are those of `language`, with figures as in `other`."""
    if lexicon(language).decimal_comma == lexicon(other).decimal_comma:
        return text
    return _BETWEEN_DIGITS.sub(lambda sign: sign[0].translate(_SWAPPED), plain(text))
