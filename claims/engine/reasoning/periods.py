"""Written time frames as calendar windows, and the days numbers hold for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from claims.engine.types import Quantity

_MONTHS = {
    name.lower(): number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
_MONTHS |= {"januar": 1, "februar": 2, "märz": 3, "mai": 5, "juni": 6, "juli": 7}
_MONTHS |= {"oktober": 10, "dezember": 12}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"

#: A day, a month or a year as written; the most precise form first.
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? (?P<month>{_MONTH})\.?,? {_YEAR}\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?P<month>{_MONTH})\.?(?: of)?,? {_YEAR}\b", re.IGNORECASE
)
_YEAR_ONLY = re.compile(rf"\b{_YEAR}\b(?!-\d\d-)")
_QUARTER = re.compile(
    rf"\b(?P<which>first|second|third|fourth|1st|2nd|3rd|4th|q[1-4])"
    rf"(?: quarter)?(?: of)?,? {_YEAR}\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"\b(?P<which>first|second|1st|2nd) half(?: of)?,? {_YEAR}\b", re.IGNORECASE
)
_SPAN = re.compile(
    rf"\b(?:between|from) (?:\d{{1,2}} )?(?P<first>{_MONTH})\.?"
    rf"(?: \d{{1,2}},?)?(?: (?P<first_year>(?:19|20)\d\d))? (?:and|to|until|through) "
    rf"(?:\d{{1,2}} )?(?P<month>{_MONTH})\.?(?: \d{{1,2}},)? {_YEAR}\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|seit|from the start of|starting)\b", re.IGNORECASE)
_TO_DATE = re.compile(
    r"\bthis (?:year|month)\b|\bso far\b|\bto date\b|\bbisher\b|\bbislang\b"
    r"|\bdiese[mns] (?:Jahr|Monat)\b",
    re.IGNORECASE,
)
_POINT = re.compile(
    rf"\b(?:as of|as at|by|on|until|up to|end of|end-|stand|am|bis|ende)\s*(?:the )?(?:end of )?"
    rf"(?:early |mid-?|late )?(?=\d|(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<which>last|this|diese[mns]|(?:vergangene|letzte|vorige)[mns]?) "
    r"(?P<unit>year|month|jahr|monat)\b"
)
#: A month or a day whose year goes without saying: one of the last half-year.
_HALF_YEAR = timedelta(days=183)
_NO_YEAR = re.compile(
    r"(?:(?:in|during|on|as of|at|im|am|the|start of|beginning of|middle of|end of"
    r"|early|mid|late|anfang|mitte|ende)[ -])*"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? )?(?P<month>{_MONTH})\b\.?"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?)?(?: (?P<which>last|this) year)?",
    re.IGNORECASE,
)
_WHICH = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days.  `shape`: within, since (no end) or point (holds on `end`)."""

    start: date | None
    end: date | None
    shape: str = "within"


def is_since(text: str | None) -> bool:
    """Whether the phrase opens a running total: "since the flood", "since 2020"."""
    return bool(text) and bool(_SINCE.search(text or ""))


def is_to_date(text: str | None) -> bool:
    """Whether the phrase counts up to now: "since 2020", "so far this year"."""
    return is_since(text) or bool(_TO_DATE.search(text or ""))


def window_of(q: Quantity) -> Window | None:
    """The window a quantity's period names, as on the day it was said."""
    return parse_period(q.period, as_of=q.known or q.as_of)


def parse_period(text: str | None, *, as_of: date | None = None) -> Window | None:
    """The window a phrase names; relative ones need the day they were said."""
    if not text:
        return None
    stretch = _stretch(text) or _month_past(text, as_of) or _relative(text, as_of)
    if stretch is None:
        return None
    if _SINCE.search(text):
        return Window(stretch[0], None, "since")
    if _POINT.search(text) or stretch[0] == stretch[1]:
        return Window(None, stretch[1], "point")
    return Window(*stretch)


def dated_phrases(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of calendar phrases, with the preposition that says how they hold."""
    found: list[tuple[int, int]] = []
    for pattern in _PHRASES:
        for hit in pattern.finditer(text):
            if not any(start < hit.end() and hit.start() < end for start, end in found):
                found.append(hit.span())
    return tuple(sorted((_lead_in(text, start), end) for start, end in found))


_PHRASES = (
    _SPAN,
    re.compile(
        r"\b(?:between|from) (?:19|20)\d\d (?:and|to|until) (?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
    _ISO,
    _DAY_FIRST,
    _MONTH_FIRST,
    _QUARTER,
    _HALF,
    _MONTH_ONLY,
    re.compile(r"\b(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:19|20)?\d\d)?\b(?!-\d\d)"),
)
_LEADS = re.compile(
    r"(?:\b(?:since|seit|im|am|bis|stand|ende|anfang|mitte|jahr|jahres|des|from the start of|starting|as of|as at|by|on|until|up to|in|during|for"
    r"|at|end of|end|early|mid|late|the|of|and|year|fiscal|between|from)[\s-]+)+$",
    re.IGNORECASE,
)


def _lead_in(text: str, start: int) -> int:
    """Where the words that lead into a date begin, none of them far off."""
    lead = _LEADS.search(text, max(0, start - 40), start)
    return lead.start() if lead else start


def _stretch(text: str) -> tuple[date, date] | None:
    found = _SPAN.search(text)
    if found:
        return _span_of_months(found)
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.search(text)
        if found:
            return _one_day(found)
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        found = pattern.search(text)
        if found:
            return _part_of_year(found, months)
    found = _MONTH_ONLY.search(text)
    if found:
        month = _MONTHS[found["month"].lower()]
        return month_window(int(found["year"]), month)
    return _years(text)


def _years(text: str) -> tuple[date, date] | None:
    years = [int(found["year"]) for found in _YEAR_ONLY.finditer(text)]
    if not years:
        return None
    return date(min(years), 1, 1), date(max(years), 12, 31)


def _span_of_months(found: re.Match[str]) -> tuple[date, date] | None:
    """From the first month named to the end of the last: days are let go."""
    last = int(found["year"])
    first = int(found["first_year"] or last)
    start = month_window(first, _MONTHS[found["first"].lower()])[0]
    end = month_window(last, _MONTHS[found["month"].lower()])[1]
    return (start, end) if start <= end else None


def _one_day(found: re.Match[str]) -> tuple[date, date] | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        day = date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
    return day, day


def _part_of_year(found: re.Match[str], months: int) -> tuple[date, date]:
    written = found["which"].lower()
    which = _WHICH.get(written) or int(re.sub(r"\D", "", written))
    year = int(found["year"])
    start = date(year, (which - 1) * months + 1, 1)
    return start, month_window(year, which * months)[1]


def month_window(year: int, month: int) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last)


def _month_past(text: str, as_of: date | None) -> tuple[date, date] | None:
    """ "At the end of March", said in April 2026: the month, or the day, of that year."""
    found = _NO_YEAR.fullmatch(text)
    if found is None or as_of is None or as_of.year <= 1:
        return None
    month, day = _MONTHS[found["month"].lower()], found["day"] or found["after"]
    try:
        first = date(as_of.year, month, int(day or 1))
        if found["which"] == "last" or (not found["which"] and first > as_of):
            first = first.replace(year=as_of.year - 1)
    except ValueError:
        return None
    if not found["which"] and as_of - first > _HALF_YEAR:
        return None
    return (first, first) if day else month_window(first.year, month)


def _relative(text: str, as_of: date | None) -> tuple[date, date] | None:
    found = _RELATIVE.search(text.lower())
    if not found or as_of is None or as_of.year <= 1:
        return None
    now = found["which"] == "this" or found["which"].startswith("diese")
    if found["unit"] in {"year", "jahr"}:
        year = as_of.year if now else as_of.year - 1
        end = as_of if now else date(year, 12, 31)
        return date(year, 1, 1), end
    first = as_of.replace(day=1)
    last_month = first - timedelta(days=1)
    return (first, as_of) if now else month_window(last_month.year, last_month.month)
