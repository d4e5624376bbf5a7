"""Arithmetic on intervals of any sign.  An end of None is unbounded."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reasoning.sums import minus, negative, plus
from claims.engine.types import Interval

__all__ = ["divided", "larger", "minus", "negative", "plus", "smaller", "times"]

_Edge = tuple[Decimal, bool]  # the end, and whether it is left out
_BELOW, _ABOVE = Decimal("-Infinity"), Decimal("Infinity")


def times(a: Interval, b: Interval) -> Interval:
    """Every product of a number of one and a number of the other."""
    edges = [_product(x, y) for x in _edges(a) for y in _edges(b)]
    return _around(edges)


def divided(a: Interval, b: Interval) -> Interval | None:
    """None where the divisor may be nothing."""
    low, high = _edges(b)
    if low[0] < 0 < high[0] or (not low[0] and not low[1]):
        return None
    if not high[0] and not high[1]:
        return None
    inverse = (_inverse(high, _BELOW), _inverse(low, _ABOVE))
    return _around([_product(x, y) for x in _edges(a) for y in inverse])


def smaller(a: Interval, b: Interval) -> Interval:
    return negative(larger(negative(a), negative(b)))


def larger(a: Interval, b: Interval) -> Interval:
    (a_low, a_high), (b_low, b_high) = _edges(a), _edges(b)
    low = max(a_low, b_low)
    high = max(a_high, b_high, key=lambda edge: (edge[0], not edge[1]))
    return _interval(low, high)


def _edges(a: Interval) -> tuple[_Edge, _Edge]:
    low = (_BELOW, True) if a.low is None else (a.low, a.low_open)
    high = (_ABOVE, True) if a.high is None else (a.high, a.high_open)
    return low, high


def _product(x: _Edge, y: _Edge) -> _Edge:
    # Nothing times anything is nothing, and is reached where that nothing is.
    for (value, is_open), (other, _) in ((x, y), (y, x)):
        if not value:
            return Decimal(0), is_open and bool(other)
    return x[0] * y[0], x[1] or y[1]


def _inverse(edge: _Edge, beyond: Decimal) -> _Edge:
    """One over an end; of an open zero it is without bound."""
    value, is_open = edge
    if not value:
        return beyond, True
    return (Decimal(0), True) if value.is_infinite() else (1 / value, is_open)


def _around(edges: list[_Edge]) -> Interval:
    low = min(edges)
    high = max(edges, key=lambda edge: (edge[0], not edge[1]))
    return _interval(low, high)


def _interval(low: _Edge, high: _Edge) -> Interval:
    return Interval(
        None if low[0].is_infinite() else low[0] + 0,
        None if high[0].is_infinite() else high[0] + 0,
        low[1] and low[0].is_finite(),
        high[1] and high[0].is_finite(),
    )
