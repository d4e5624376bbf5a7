"""What a reader hands to the scorer: a mention in the words of our own reader.

The peers have other names for units and kinds.  They are mapped to ours here, and where
a peer cannot say what we ask for, the doubt is theirs to profit from.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from bench.readers.units import canonical

#: For readers that know a date or a time of day but not which of our kinds it is.
ANY_TIME = "date|year|time|period"
_OLD = re.compile(r"[- ]olds?\b| of age\b")


def mention(
    text: str,
    span: tuple[int, int],
    ends: tuple[object, object],
    unit: str = "",
    kind: str = "count",
) -> dict[str, Any]:
    start, end = span
    low, high = (_decimal(value) for value in ends)
    unit = canonical(unit, kind)
    if kind == "duration" and (old := _OLD.match(text, end)):
        kind, unit, end = "age", f"{unit} of age", old.end()
    if not unit and low is not None and 0 < low < 1 and "." not in text[start:end]:
        kind = unit = "fraction"
    return {
        "start": start,
        "end": end,
        "surface": text[start:end],
        "low": low,
        "high": high,
        "unit": unit,
        "kind": kind,
        "qualifier": "" if low == high else "range",
        "claim": True,
    }


def rejected(text: str, span: tuple[int, int], kind: str) -> dict[str, Any]:
    """What the reader itself says is no quantity: a date, an ordinal, a number to call."""
    return mention(text, span, (None, None), kind=kind) | {"claim": False}


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
