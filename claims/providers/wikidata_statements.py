"""Statements with quantities, as Wikibase's REST API sends them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.providers.mediawiki import not_understood

_AT, _URL, _MONTH, _DAY, _YEAR = "P585", "P854", 10, 11, 9
#: Imported from a wiki, its address, and when: nothing somebody else could vouch for.
_NO_SOURCES = frozenset({"P143", "P4656", "P813"})
_TIME = re.compile(r"\+(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)T")
_UNIT = re.compile(r"(?:.*/)?(?P<item>Q\d+)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """`unit` is an item's number, or "" for none; `start` and `end` hold it in time."""

    value: Decimal
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    start: date | None = None
    end: date | None = None
    preferred: bool = False
    referenced: bool = False
    references: tuple[str, ...] = ()


def statements_of(payload: Any, property_id: str) -> list[Statement]:
    """The known quantities of a property; deprecated ones are left out."""
    try:
        rows = payload.get(property_id) or ()
        found = [_statement(row) for row in rows if row["rank"] != "deprecated"]
    except (KeyError, TypeError, AttributeError) as error:
        raise not_understood("Wikidata") from error
    return [one for one in found if one is not None]


def _statement(row: Mapping[str, Any]) -> Statement | None:
    value = row["value"]
    if value["type"] != "value" or not isinstance(value["content"], Mapping):
        return None  # unknown, or none
    content = value["content"]
    if "amount" not in content:
        return None
    start, end = _time(row.get("qualifiers") or ())
    parts = [part for one in row.get("references") or () for part in one["parts"]]
    named = {part["property"]["id"] for part in parts}
    bounds = [_number(content[k]) for k in ("lowerBound", "upperBound") if k in content]
    unit = _UNIT.fullmatch(str(content.get("unit", "")))
    return Statement(
        value=_number(content["amount"]),
        unit=unit["item"] if unit else "",
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        start=start,
        end=end,
        preferred=row["rank"] == "preferred",
        referenced=bool(named - _NO_SOURCES),
        references=tuple(_urls(parts)),
    )


def _number(text: Any) -> Decimal:
    """An amount is a signed string of any length."""
    try:
        number = Decimal(text) if len(text) <= _LONGEST else None
    except (InvalidOperation, TypeError, ValueError) as error:
        raise not_understood("Wikidata") from error
    if number is None or not number.is_finite():
        raise not_understood("Wikidata")
    return number


def _urls(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    found = (
        part["value"].get("content") for part in parts if part["property"]["id"] == _URL
    )
    return [url for url in found if isinstance(url, str) and url.startswith("http")]


def _time(qualifiers: Sequence[Mapping[str, Any]]) -> tuple[date | None, date | None]:
    """The point in time as a stretch: a year's month and day are 00."""
    for one in qualifiers:
        content = one["value"].get("content")
        if one["property"]["id"] == _AT and isinstance(content, Mapping):
            return _stretch(str(content.get("time", "")), content.get("precision"))
    return None, None


def _stretch(time: str, precision: Any) -> tuple[date | None, date | None]:
    found = _TIME.match(time)
    if not found or precision not in {_YEAR, _MONTH, _DAY}:
        return None, None
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    try:
        if precision == _YEAR:
            return date(year, 1, 1), date(year, 12, 31)
        if precision == _MONTH:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None, None
