"""Geometry of the number line: intervals in, pixels out.  A template only prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from claims.engine.reasoning.axis import Axis
from claims.engine.reasoning.ticks import Tick
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.types import Interval

_MARGIN = 16


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
        axis = Axis.over(
            [bar.interval for bar in bars],
            start=_MARGIN,
            end=max(width - _MARGIN, _MARGIN + 1),
            scale=scale,
        )
        placed = [_placed(bar, row, row_height, axis) for row, bar in enumerate(bars)]
        axis_y = row_height * len(bars) + row_height // 3
        return NumberLine(
            width=width,
            height=axis_y + row_height,
            left=axis.start,
            right=axis.end,
            axis_y=axis_y,
            scale=axis.scale,
            low=axis.low,
            high=axis.high,
            claim=placed[0],
            evidence=tuple(placed[1:]),
            ticks=axis.ticks(width),
        )


def _placed(bar: Bar, row: int, row_height: int, axis: Axis) -> PlacedBar:
    low, high = bar.interval.low, bar.interval.high
    return PlacedBar(
        label=bar.label,
        outcome=bar.outcome,
        text=bar.text,
        row=row,
        y=row * row_height + row_height // 2,
        x1=Decimal(axis.start) if low is None else axis.place(low),
        x2=Decimal(axis.end) if high is None else axis.place(high),
        open_left=low is not None and bar.interval.low_open,
        open_right=high is not None and bar.interval.high_open,
        arrow_left=low is None,
        arrow_right=high is None,
        said=_said(bar.stated, axis),
    )


def _said(stated: Interval | None, axis: Axis) -> tuple[Decimal, ...]:
    ends = (stated.low, stated.high) if stated else ()
    return tuple(dict.fromkeys(axis.place(end) for end in ends if end is not None))
