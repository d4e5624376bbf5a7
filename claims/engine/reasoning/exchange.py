"""Money in another currency: only by a dated rate, and the rate is shown."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from claims.engine.reasoning.lexicon import load
from claims.engine.reasoning.periods import window_of
from claims.engine.reasoning.units import Conversion, as_decimal, money_name
from claims.engine.types import Quantity, decimal_text

#: A rate over more months than this is no rate of any of them.
_LONGEST = 12
Months = tuple[tuple[int, int], ...]


def money_conversion(claim: Quantity, evidence: Quantity) -> Conversion | None:
    """From the source's currency to the claim's, at the rate of the source's time."""
    months = _months(evidence)
    have, want = _euro(evidence.unit, months), _euro(claim.unit, months)
    if not months or have is None or want is None:
        return None
    rate = want / have
    note = (
        f"1 {evidence.unit} = {_short(rate)} {money_name(claim.unit)}, average of "
        f"{_named(months)} ({_table()['about']['source']})"
    )
    return Conversion(rate, note=note)


def _months(q: Quantity) -> Months:
    """The months an amount is of: its window's, or its day's."""
    window = window_of(q)
    if window is not None and window.shape == "within":
        start, end = window.start, window.end
    else:
        start = end = (window.end if window else None) or q.as_of
    if start is None or end is None:
        return ()
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if not 0 < count <= _LONGEST:
        return ()
    first = start.year * 12 + start.month - 1
    return tuple(divmod(first + n, 12) for n in range(count))


def _euro(currency: str, months: Months) -> Fraction | None:
    """How much of the currency a euro was, on average; None with a month unknown."""
    if currency == _table()["about"]["base"]:
        return Fraction(1)
    known = [_rates().get(currency, {}).get(month) for month in months]
    found = [rate for rate in known if rate is not None]
    return sum(found, Fraction(0)) / len(found) if found and None not in known else None


def _short(rate: Fraction) -> str:
    value = as_decimal(rate)
    return decimal_text(value.quantize(Decimal(1).scaleb(value.adjusted() - 4)))


def _named(months: Months) -> str:
    (year, first), (last_year, last) = months[0], months[-1]
    if len(months) == _LONGEST and first == 0:
        return str(year)
    name = _month(year, first)
    return name if len(months) == 1 else f"{name} to {_month(last_year, last)}"


def _month(year: int, month: int) -> str:
    return f"{calendar.month_name[month + 1]} {year}"


@cache
def _table() -> dict[str, Any]:
    return load("exchange_rates.toml")


@cache
def _rates() -> Mapping[str, Mapping[tuple[int, int], Fraction]]:
    return {
        currency: {
            (int(year), month): Fraction(rate)
            for year, rates in years.items()
            for month, rate in enumerate(rates.split())
            if rate != "-"
        }
        for currency, years in _table()["rates"].items()
    }


def last_day() -> date:
    """The end of the last month there are rates for."""
    year, month = max(max(months) for months in _rates().values())
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
