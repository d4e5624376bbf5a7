"""Results in words, with as many digits as they deserve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from claims.engine.reasoning.operands import Operand, Unit
from claims.engine.types import Interval

#: Digits kept of a quotient, and digits shown of it.
_KEPT, _SHOWN, _EXACT = 12, 4, 5
_HEDGED = frozenset({"about", "nearly"})


def said_text(interval: Interval, unit: Unit, operands: tuple[Operand, ...]) -> str:
    shown = _rounded(interval, shown_as)
    text = unit.text(shown)
    hedged = any(one.claim.qualifier in _HEDGED for one in operands)
    return f"about {text}" if hedged and shown.low == shown.high else text


#: A sum so far from what is said holds only where hedges and rounding are stretched.
_FAR = Decimal("0.2")


def is_strained(worked_out: Interval, said: Interval) -> bool:
    """Whether two numbers that may fit are far apart as they are written."""
    one, other = worked_out.low, said.low
    points = one == worked_out.high and other == said.high
    if not points or one is None or other is None:
        return False
    return abs(one - other) >= _FAR * abs(other)


def sign_of(interval: Interval) -> str:
    exact = all(end is None or shown_as(end) == end for end in _ends(kept(interval)))
    return "=" if exact else "≈"


def kept(interval: Interval) -> Interval:
    return _rounded(interval, lambda value: _significant(value, _KEPT))


def _ends(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    return interval.low, interval.high


def _rounded(interval: Interval, way: Callable[[Decimal], Decimal]) -> Interval:
    low, high = (None if end is None else way(end) for end in _ends(interval))
    return replace(interval, low=low, high=high)


def shown_as(value: Decimal) -> Decimal:
    """In full where it has few digits, or else four of them."""
    value = _significant(value, _KEPT)
    if _significant(value, _EXACT) == value:
        return value
    return _significant(value, _SHOWN)


def _significant(value: Decimal, digits: int) -> Decimal:
    if not value:
        return Decimal(0)
    return round(value, digits - 1 - value.adjusted()).normalize() + 0


def leeway(stated: Interval, allowed: Interval, unit: Unit) -> str:
    """What rounding and hedges allow, where that is more than the result itself."""
    if stated == allowed or stated.low != stated.high:
        return ""
    wide = _rounded(allowed, lambda value: _significant(value, 3))
    if wide.low == wide.high:
        return ""
    bare = replace(unit, kind="count", name="", per=None, noun="")
    return f" ({bare.text(wide)}, allowing for rounding)"
