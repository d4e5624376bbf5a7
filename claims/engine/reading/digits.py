"""Numbers written in digits: separators, grouping, and what cannot be a number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

#: Longer runs of digits are never read as a value.
MOST_DIGITS = 30


_WESTERN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")


_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


_APOSTROPHES = re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+")


_HEADED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


class Digits(NamedTuple):
    """The value of a digit token; `fault` says why there is none.

    `doubtful` marks a separator that two conventions read differently ("1.234") or
    that the language does not print; `indian` grouping is one of the latter.
    """

    value: Decimal | None
    fault: str = ""
    doubtful: bool = False
    decimals: bool = False
    indian: bool = False


TOO_LONG = Digits(None, "too many digits to be read as a number")


_VERSION = Digits(None, "a version or section number")


_MALFORMED = Digits(None, "not a well-formed number")


@lru_cache(4_096)
def read_digits(token: str, *, decimal_comma: bool = False) -> Digits:
    """Read one token as English prints numbers, other conventions where they are
    certain ("1.234.567", "1.234,5"); with `decimal_comma` as most of Europe does."""
    if token.isdecimal():
        return Digits(Decimal(token)) if len(token) <= MOST_DIGITS else TOO_LONG
    if len(token) > MOST_DIGITS and sum(map(str.isdecimal, token)) > MOST_DIGITS:
        return TOO_LONG
    commas, points, marks = token.count(","), token.count("."), token.count("'")
    if marks:
        return _with_apostrophes(token)
    if decimal_comma and commas + points == 1:
        return _european(token)
    if commas and points:
        return _with_both(token, decimal_comma=decimal_comma)
    if commas:
        return _with_commas(token, commas)
    if points == 1:
        doubtful = _HEADED.fullmatch(token) is not None
        return Digits(Decimal(token), doubtful=doubtful, decimals=True)
    if _POINTS.fullmatch(token):
        return Digits(Decimal(token.replace(".", "")))
    return _VERSION


def _european(token: str) -> Digits:
    """ "1.234" is a thousand and more, "1,234" is one and a bit."""
    if _POINTS.fullmatch(token):
        return Digits(Decimal(token.replace(".", "")))
    doubtful = "." in token or _HEADED.fullmatch(token.replace(",", ".")) is not None
    return Digits(Decimal(token.replace(",", ".")), doubtful=doubtful, decimals=True)


def _with_commas(token: str, commas: int) -> Digits:
    if _WESTERN.fullmatch(token):
        return Digits(Decimal(token.replace(",", "")))
    if _INDIAN.fullmatch(token):
        return Digits(Decimal(token.replace(",", "")), doubtful=True, indian=True)
    if commas == 1 and not token.startswith("00"):
        return Digits(Decimal(token.replace(",", ".")), doubtful=True, decimals=True)
    return _MALFORMED


def _with_both(token: str, *, decimal_comma: bool) -> Digits:
    mark = max(",.", key=token.rfind)
    other = "." if mark == "," else ","
    whole, _, part = token.rpartition(mark)
    if mark in whole:
        return _MALFORMED
    grouped = (_POINTS if other == "." else _WESTERN).fullmatch(whole)
    indian = other == "," and _INDIAN.fullmatch(whole)
    if not (grouped or indian):
        return _MALFORMED
    value = Decimal(f"{whole.replace(other, '')}.{part}")
    foreign = mark == "," and not decimal_comma
    return Digits(value, doubtful=foreign or bool(indian), decimals=True)


def _with_apostrophes(token: str) -> Digits:
    whole, _, part = token.partition(".")
    if not _APOSTROPHES.fullmatch(whole) or not (part or "0").isdecimal():
        return _MALFORMED
    return Digits(Decimal(token.replace("'", "")), decimals=bool(part))
