"""A scale of numbers along a drawing, linear or in powers of ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.engine.reasoning.ticks import (
    Extent,
    Tick,
    label_extent,
    linear_ticks,
    log_ticks,
)
from claims.engine.types import Interval

#: A scale spanning this factor or more is drawn in powers of ten.
_LOG_FROM = 50
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Axis:
    """Numbers from `low` to `high` on px from `start` to `end`, which may be the lesser.

    `scale` is linear or log.
    """

    low: Decimal
    high: Decimal
    scale: str
    start: int
    end: int

    @classmethod
    def over(
        cls, intervals: Sequence[Interval], *, start: int, end: int, scale: str = ""
    ) -> Axis:
        """`scale` forces linear or log; log is refused where a number is not positive."""
        ends = _ends(intervals)
        if not ends:
            return cls(Decimal(0), Decimal(1), "linear", start, end)
        opens_down = any(i.low is None for i in intervals)
        opens_up = any(i.high is None for i in intervals)
        low, high = min(ends), max(ends)
        if _is_log(low, high, scale):
            low, high = _log_domain(low, high, down=opens_down, up=opens_up)
            return cls(low, high, "log", start, end)
        low, high = _linear_domain(low, high, down=opens_down, up=opens_up)
        return cls(low, high, "linear", start, end)

    def place(self, value: Decimal) -> Decimal:
        share = _share(value, self.low, self.high, self._measure())
        at = self.start + share * (self.end - self.start)
        first, last = sorted((self.start, self.end))
        return min(max(at, Decimal(first)), Decimal(last)).quantize(_TENTH)

    def _measure(self) -> Callable[[Decimal], Decimal]:
        return Decimal.log10 if self.scale == "log" else Decimal

    def ticks(self, room: int, extent: Extent = label_extent) -> tuple[Tick, ...]:
        """As `ticks` chooses them, for a drawing of `room` px along the axis."""
        choose = log_ticks if self.scale == "log" else linear_ticks
        found = choose(self.low, self.high, self.place, room, extent)
        if len(found) > 1 or self.scale == "linear":
            return found
        return linear_ticks(self.low, self.high, self.place, room, extent) or found


def may_be_log(intervals: Sequence[Interval]) -> bool:
    """Powers of ten need numbers above nothing."""
    return all(end > 0 for end in _ends(intervals))


def asks_for_log(intervals: Sequence[Interval]) -> bool:
    """Whether the numbers lie so far apart that they are drawn in powers of ten."""
    ends = _ends(intervals)
    return bool(ends) and _is_log(min(ends), max(ends), "")


def _ends(intervals: Sequence[Interval]) -> list[Decimal]:
    return [e for i in intervals for e in (i.low, i.high) if e is not None]


def _share(
    value: Decimal,
    low: Decimal,
    high: Decimal,
    measure: Callable[[Decimal], Decimal],
) -> Decimal:
    start, end = measure(low), measure(high)
    return (measure(value) - start) / (end - start)


def _is_log(low: Decimal, high: Decimal, asked: str) -> bool:
    if low <= 0 or asked == "linear":
        return False
    return asked == "log" or high / low >= _LOG_FROM


def _linear_domain(
    low: Decimal, high: Decimal, *, down: bool, up: bool
) -> tuple[Decimal, Decimal]:
    """The ends with air around them, more of it on a side an arrow leaves by."""
    span = (high - low) or abs(low) / 2 or Decimal(1)
    start = low - span * (Decimal("0.25") if down else Decimal("0.1"))
    end = high + span * (Decimal("0.25") if up else Decimal("0.1"))
    if low >= 0 and not (down and not low) and (start < 0 or low <= high / 4):
        start = Decimal(0)
    return start, end


def _log_domain(
    low: Decimal, high: Decimal, *, down: bool, up: bool
) -> tuple[Decimal, Decimal]:
    air = Decimal("1.3") if high / low < 1_000 else Decimal(2)
    start = low / (air * air if down else air)
    return start, high * (air * air if up else air)
