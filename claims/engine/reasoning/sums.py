"""Arithmetic on intervals: what a sum may be when its parts are not sharp.

An end of None is unbounded.  Products and quotients are of numbers above zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.engine.types import Interval

_End = tuple[Decimal | None, bool]


def exactly(value: Decimal) -> Interval:
    return Interval(value, value)


def plus(a: Interval, b: Interval) -> Interval:
    low, high = _both(_low(a), _low(b)), _both(_high(a), _high(b))
    return Interval(low[0], high[0], low[1], high[1])


def total_of(some: Sequence[Interval]) -> Interval:
    total = some[0]
    for one in some[1:]:
        total = plus(total, one)
    return total


def negative(a: Interval) -> Interval:
    return Interval(
        None if a.high is None else -a.high,
        None if a.low is None else -a.low,
        a.high_open,
        a.low_open,
    )


def minus(a: Interval, b: Interval) -> Interval:
    return plus(a, negative(b))


def times(a: Interval, b: Interval) -> Interval:
    low, high = _product(_low(a), _low(b)), _product(_high(a), _high(b))
    return Interval(low[0], high[0], low[1], high[1])


def over(a: Interval, b: Interval) -> Interval:
    """Unbounded above where `b` reaches down to nothing."""
    low = _product(_low(a), _inverse(_high(b), Decimal(0)))
    high = _product(_high(a), _inverse(_low(b), None))
    return Interval(low[0], high[0], low[1], high[1])


def scaled(a: Interval, factor: Decimal) -> Interval:
    return times(a, exactly(factor))


def above_zero(a: Interval) -> Interval | None:
    """The part of an interval of what cannot be negative; None where none is left."""
    if a.high is not None and (a.high < 0 or (a.high == 0 and a.low != 0)):
        return None
    if a.low is None or a.low < 0:
        return Interval(Decimal(0), a.high, high_open=a.high_open)
    return a


def _low(a: Interval) -> _End:
    return a.low, a.low_open


def _high(a: Interval) -> _End:
    return a.high, a.high_open


def _both(a: _End, b: _End) -> _End:
    if a[0] is None or b[0] is None:
        return None, False
    return a[0] + b[0], a[1] or b[1]


def _product(a: _End, b: _End) -> _End:
    if a[0] is None or b[0] is None:
        return None, False
    return a[0] * b[0], a[1] or b[1]


def _inverse(end: _End, unbounded: Decimal | None) -> _End:
    value, is_open = end
    if value is None:
        return unbounded, False
    if value <= 0:
        return None, False
    return 1 / value, is_open


def size(change: Interval) -> Interval:
    """A fall without its sign."""
    return negative(change) if falls(change) else change


def falls(change: Interval) -> bool:
    """Whether more of the interval lies below nothing than above."""
    low, high = change.low, change.high
    if low is None or high is None:
        return (high if high is not None else low or Decimal(0)) <= 0
    return low + high < 0
