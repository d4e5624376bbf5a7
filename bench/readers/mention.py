"""What a reader hands to the scorer: numbers in the words of our own reader.

The peers have other names for units and kinds.  They are mapped to ours here, and where
a peer cannot say what we ask for, the doubt is theirs to profit from.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from bench.readers.units import canonical
from claims.engine.types import DismissedNumber, NumericClaim

#: A date or a time, by readers that do not know which of our kinds it is.
ANY_TIME = "date or time"
_OLD = re.compile(r"[- ]olds?\b| of age\b")


def mention(
    text: str,
    span: tuple[int, int],
    ends: tuple[object, object],
    unit: str = "",
    kind: str = "count",
) -> NumericClaim:
    """A quantity.  Peers know no claims from others, so that each is taken as one."""
    start, end = span
    low, high = (_decimal(value) for value in ends)
    unit = canonical(unit, kind)
    if kind == "duration" and (old := _OLD.match(text, end)):
        kind, unit, end = "age", f"{unit} of age", old.end()
    if not unit and low is not None and 0 < low < 1 and "." not in text[start:end]:
        kind = unit = "fraction"
    return NumericClaim(
        start=start,
        end=end,
        surface=text[start:end],
        kind=kind,
        low=low,
        high=high,
        low_open=False,
        high_open=False,
        unit=unit,
        per=None,
        qualifier="" if low == high else "range",
        thing=None,
        base=None,
        claimant=None,
        period=None,
        trend=None,
        sentence=span,
        statement="",
        readback="",
        check_worthiness=Decimal(0),
        reasons=(),
        contributions=(),
        ambiguities=(),
    )


def rejected(text: str, span: tuple[int, int], kind: str) -> DismissedNumber:
    """What the reader itself says is no quantity: a date, an ordinal, a number to call."""
    start, end = span
    return DismissedNumber(start, end, text[start:end], kind, None, None, "", "", "")


def _decimal(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
