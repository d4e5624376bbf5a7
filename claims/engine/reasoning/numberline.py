"""Geometry of the number line: intervals in, pixels out.  A template only prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from claims.engine.reasoning.ticks import Tick, linear_ticks, log_ticks
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.types import Interval

#: A scale spanning this factor or more is drawn in powers of ten.
_LOG_FROM = 50
_MARGIN = 16
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval to draw.  `outcome` is claim, or the comparison's outcome.

    `stated` is the number as it was said, where tolerance allows more than that.
    """

    label: str
    interval: Interval
    outcome: str = ""
    text: str = ""
    stated: Interval | None = None


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar at x1..x2 px in row `row` at height `y`; equal ends are a point.

    An open end is drawn hollow, an unbounded one as an arrow at the plot's edge.
    """

    label: str
    outcome: str
    text: str
    row: int
    y: int
    x1: Decimal
    x2: Decimal
    open_left: bool
    open_right: bool
    arrow_left: bool
    arrow_right: bool
    said: tuple[Decimal, ...] = ()  # where the ends of the number as said lie

    @property
    def is_point(self) -> bool:
        return self.x1 == self.x2 and not self.arrow_left and not self.arrow_right

    @property
    def width(self) -> Decimal:
        return self.x2 - self.x1


@dataclass(frozen=True, slots=True)
class NumberLine:
    """All of it in px.  `scale` is linear or log; `left` and `right` bound the plot."""

    width: int
    height: int
    left: int
    right: int
    axis_y: int
    scale: str
    low: Decimal
    high: Decimal
    claim: PlacedBar
    evidence: tuple[PlacedBar, ...]
    ticks: tuple[Tick, ...]

    @property
    def bars(self) -> tuple[PlacedBar, ...]:
        return (self.claim, *self.evidence)


def number_line(
    claim: Bar,
    evidence: Sequence[Bar],
    *,
    width: int = 640,
    row_height: int = 36,
    scale: str = "",
) -> NumberLine:
    """Lay out the claim's bar above one bar per piece of evidence.

    `scale` forces linear or log; log is refused where a number is not positive.
    """
    with localcontext(ARITHMETIC):
        bars = (claim, *evidence)
        axis = _Axis.over([bar.interval for bar in bars], width=width, scale=scale)
        placed = [_placed(bar, row, row_height, axis) for row, bar in enumerate(bars)]
        axis_y = row_height * len(bars) + row_height // 3
        return NumberLine(
            width=width,
            height=axis_y + row_height,
            left=axis.left,
            right=axis.right,
            axis_y=axis_y,
            scale=axis.scale,
            low=axis.low,
            high=axis.high,
            claim=placed[0],
            evidence=tuple(placed[1:]),
            ticks=axis.ticks(),
        )


@dataclass(frozen=True, slots=True)
class _Axis:
    low: Decimal
    high: Decimal
    scale: str
    width: int

    @classmethod
    def over(cls, intervals: Sequence[Interval], *, width: int, scale: str) -> _Axis:
        ends = [e for i in intervals for e in (i.low, i.high) if e is not None]
        if not ends:
            return cls(Decimal(0), Decimal(1), "linear", width)
        opens_down = any(i.low is None for i in intervals)
        opens_up = any(i.high is None for i in intervals)
        low, high = min(ends), max(ends)
        if _is_log(low, high, scale):
            low, high = _log_domain(low, high, down=opens_down, up=opens_up)
            return cls(low, high, "log", width)
        low, high = _linear_domain(low, high, down=opens_down, up=opens_up)
        return cls(low, high, "linear", width)

    @property
    def left(self) -> int:
        return _MARGIN

    @property
    def right(self) -> int:
        return max(self.width - _MARGIN, _MARGIN + 1)

    def place(self, value: Decimal) -> Decimal:
        share = _share(value, self.low, self.high, self._measure())
        x = self.left + share * (self.right - self.left)
        return min(max(x, Decimal(self.left)), Decimal(self.right)).quantize(_TENTH)

    def _measure(self) -> Callable[[Decimal], Decimal]:
        return Decimal.log10 if self.scale == "log" else Decimal

    def ticks(self) -> tuple[Tick, ...]:
        choose = log_ticks if self.scale == "log" else linear_ticks
        found = choose(self.low, self.high, self.place, self.width)
        if len(found) > 1 or self.scale == "linear":
            return found
        return linear_ticks(self.low, self.high, self.place, self.width) or found


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


def _placed(bar: Bar, row: int, row_height: int, axis: _Axis) -> PlacedBar:
    low, high = bar.interval.low, bar.interval.high
    return PlacedBar(
        label=bar.label,
        outcome=bar.outcome,
        text=bar.text,
        row=row,
        y=row * row_height + row_height // 2,
        x1=Decimal(axis.left) if low is None else axis.place(low),
        x2=Decimal(axis.right) if high is None else axis.place(high),
        open_left=low is not None and bar.interval.low_open,
        open_right=high is not None and bar.interval.high_open,
        arrow_left=low is None,
        arrow_right=high is None,
        said=_said(bar.stated, axis),
    )


def _said(stated: Interval | None, axis: _Axis) -> tuple[Decimal, ...]:
    ends = (stated.low, stated.high) if stated else ()
    return tuple(dict.fromkeys(axis.place(end) for end in ends if end is not None))
