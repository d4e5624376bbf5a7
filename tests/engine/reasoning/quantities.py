"""Short ways to say a quantity in a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from claims.engine.types import Interval, Quantity

_LOW_ONLY = {"at_least", "more_than"}
_HIGH_ONLY = {"at_most", "less_than", "up_to"}


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.replace(",", ""))


def quantity(
    kind: str, written: str, qualifier: str = "", *, to: str = "", **fields: Any
) -> Quantity:
    """`written` and `to` are digits; a bound leaves its other end None."""
    low = None if qualifier in _HIGH_ONLY else number(written)
    high = None if qualifier in _LOW_ONLY else number(to or written)
    fields.setdefault("surface", written)
    return Quantity(kind=kind, low=low, high=high, qualifier=qualifier, **fields)


def count(written: str, qualifier: str = "", **fields: Any) -> Quantity:
    fields.setdefault("unit", "soldier")
    return quantity("count", written, qualifier, **fields)


def percent(written: str, qualifier: str = "", **fields: Any) -> Quantity:
    fields.setdefault("base", "the state budget")
    return quantity("percent", written, qualifier, unit="percent", **fields)


def interval(text: str) -> Interval:
    """ "[1, 5)" with "-" or "+" for an unbounded end: "[1, +)"."""
    low, high = (end.strip() for end in text[1:-1].split(";"))
    return Interval(
        None if low == "-" else number(low),
        None if high == "+" else number(high),
        low_open=text[0] == "(" and low != "-",
        high_open=text[-1] == ")" and high != "+",
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
