"""What a number format of a spreadsheet says a number is: a date, a share, money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
_BUILT_IN_PERCENT = frozenset({9, 10})
# Words in quotes, escaped letters, and colours and conditions in brackets.
_NO_CODE = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[(?!\$)[^\]]*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_SIGNS = {"$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP"}
_SIGNS |= {"GBP": "GBP", "¥": "JPY", "CHF": "CHF"}
_FIRST, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 2_958_465


@dataclass(frozen=True, slots=True)
class Format:
    """`date` is "day", "month", "year" or "time"; empty for a number."""

    date: str = ""
    percent: bool = False
    currency: str = ""


def format_of(number: int, code: str) -> Format:
    """A format by its number, or by its code where the file defines it."""
    if not code:
        if number in _BUILT_IN_DATES:
            return Format(date="month" if number == 17 else "day")
        if number in _BUILT_IN_TIMES:
            return Format(date="time")
        return Format(percent=number in _BUILT_IN_PERCENT)
    first = code.split(";")[0]
    money = _CURRENCY.search(first)
    quoted = re.findall(r"\"([^\"]*)\"", first)
    bare = _NO_CODE.sub("", first)
    signs = [money.group(1) if money else "", *quoted, *re.findall(r"[$€£¥]", bare)]
    currency = next((_SIGNS[s.strip()] for s in signs if s.strip() in _SIGNS), "")
    plain = _CURRENCY.sub("", bare).lower()
    if "general" in plain:
        return Format(currency=currency)
    if re.search(r"[ydhs]|mm", plain) and not re.search(r"[0#]", _no_seconds(plain)):
        return Format(date=_date_kind(plain))
    return Format(percent="%" in plain, currency=currency)


def _no_seconds(plain: str) -> str:
    return re.sub(r"s\.0+", "s", plain)


def _date_kind(plain: str) -> str:
    if "d" in plain:
        return "day"
    if "y" in plain:
        return "month" if "m" in plain else "year"
    return "time"


def day_of(serial: Decimal, *, from_1904: bool) -> date | None:
    """The day a serial number stands for; None where it is none.

    Days before March 1900 are one off: 1900 is a leap year in these files.
    """
    days = int(serial)
    if not 0 < days <= _LAST_SERIAL:
        return None
    if from_1904:
        return _FIRST_1904 + timedelta(days=days)
    return _FIRST + timedelta(days=days + (days < 60))
