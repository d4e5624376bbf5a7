"""Set relations between two intervals.  None is an unbounded end."""

from __future__ import annotations

from decimal import Decimal, localcontext

from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.types import Interval

_BELOW, _ABOVE = Decimal("-Infinity"), Decimal("Infinity")


def _low(interval: Interval) -> tuple[Decimal, bool]:
    """The lower end in sorting order: an open end lies after the same closed one."""
    low = interval.low
    return (_BELOW if low is None else low, low is not None and interval.low_open)


def _high(interval: Interval) -> tuple[Decimal, bool]:
    """The upper end in sorting order: an open end lies before the same closed one."""
    high = interval.high
    return (_ABOVE if high is None else high, high is None or not interval.high_open)


def is_inside(inner: Interval, outer: Interval) -> bool:
    return _low(inner) >= _low(outer) and _high(inner) <= _high(outer)


def is_below(one: Interval, other: Interval) -> bool:
    """Every number of `one` is smaller than every number of `other`."""
    (high, high_closed), (low, low_open) = _high(one), _low(other)
    return high < low or (high == low and (low_open or not high_closed))


def relation(claim: Interval, evidence: Interval) -> str:
    """inside (evidence within claim), outside (nothing in common) or overlaps."""
    if is_inside(evidence, claim):
        return "inside"
    if is_below(evidence, claim) or is_below(claim, evidence):
        return "outside"
    return "overlaps"


def difference(claim: Interval, evidence: Interval) -> Decimal | None:
    """How far outside, as a signed share of the claim's nearest end (0.16: 16 % over).

    None when the two meet, or when that end is zero and no share can be taken.
    """
    if is_below(evidence, claim):
        end, reached = claim.low, evidence.high
    elif is_below(claim, evidence):
        end, reached = claim.high, evidence.low
    else:
        return None
    if not end or reached is None:
        return None
    with localcontext(ARITHMETIC):
        return ((reached - end) / abs(end)).quantize(Decimal("0.0001"))
