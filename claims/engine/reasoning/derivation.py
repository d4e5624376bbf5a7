"""What every derivation gives: a quantity of another sort, and how it follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning.units import as_decimal
from claims.engine.types import Interval, Quantity


@dataclass(frozen=True, slots=True)
class Derived:
    """`quantity` is what follows from the source's number, `note` how.

    `interval` is what that allows, or None for the quantity's own; `written` the same
    reckoned from the numbers as written, without their rounding.
    """

    quantity: Quantity
    note: str = ""
    interval: Interval | None = None
    written: Interval | None = None


def ends(interval: Interval, turn: Callable[[Decimal], Decimal]) -> Interval:
    """Both ends turned into another measure; a falling one swaps them."""
    low = None if interval.low is None else turn(interval.low)
    high = None if interval.high is None else turn(interval.high)
    if turn(Decimal(2)) >= turn(Decimal(1)):
        return Interval(low, high, interval.low_open, interval.high_open)
    return Interval(high, low, interval.high_open, interval.low_open)


def times(factor: Fraction) -> Callable[[Decimal], Decimal]:
    return lambda value: as_decimal(Fraction(value) * factor)
