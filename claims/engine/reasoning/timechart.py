"""Geometry of values over time: days and intervals in, pixels out.

Days run from left to right, values upwards.  A template only prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext

from claims.engine.reasoning.axis import Axis
from claims.engine.reasoning.dayticks import DayTick, day_ticks
from claims.engine.reasoning.ticks import CHARACTER, Tick
from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.types import Interval

#: Half of what a mark covers, half of what a bar does, and how far a mark may be moved.
MARK, BAR, ASIDE = 7, 3, 140
#: Room above the plot and below it, and beside the labels of the values.
_ABOVE, _BELOW, _BESIDE = 26, 42, 12
_LINE = 9  # half the height a line of text takes, with some air
#: So many are called by their longest name; more have room for the shortest alone.
_NAMED = 10

Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of `first` to `day`, or of `day` alone.

    `stated` is the number as it was said, `allowed` what tolerance makes of it.
    `names` are what it may be called in the drawing, the longest first; `called`: it must
    be, whatever the name covers.
    """

    day: date
    allowed: Interval
    stated: Interval
    names: tuple[str, ...] = ()
    called: bool = False
    first: date | None = None

    @property
    def begun(self) -> date:
        return self.first or self.day

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """Of the number as it was said; of what is allowed, where nothing exact was."""
        for one in (self.stated, self.allowed):
            ends = [end for end in (one.low, one.high) if end is not None]
            if ends:
                return tuple(dict.fromkeys(ends))
        return ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An end of the number as it was said; hollow where it is not included."""

    y: int
    hollow: bool


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    x: int
    y: int  # of its middle
    anchor: str  # start, middle, end

    @property
    def box(self) -> Box:
        """What it covers, as estimated."""
        wide = len(self.text) * CHARACTER
        left = self.x - {"start": 0, "middle": wide // 2, "end": wide}[self.anchor]
        return left, self.y - _LINE, left + wide, self.y + _LINE


@dataclass(frozen=True, slots=True)
class Placed:
    """A value at `x` px, its time from `x1` to `x2`, which are one for a day.

    `x` is aside of its time where marks would cover one another.  What is allowed goes
    from `top` to `bottom`; an unbounded end is an arrow at the plot's edge.
    """

    x: int
    x1: int
    x2: int
    top: int
    bottom: int
    arrow_up: bool
    arrow_down: bool
    marks: tuple[Mark, ...]
    label: Label | None = None

    @property
    def said(self) -> tuple[int, int]:
        """The px between which the number was said to lie."""
        return self.marks[-1].y, self.marks[0].y

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def shows_bar(self) -> bool:
        """Whether any of it is to be seen beside the marks."""
        ys = [mark.y for mark in self.marks]
        return self.top < min(ys) - MARK or max(ys) + MARK < self.bottom

    @property
    def moved(self) -> bool:
        return not self.x1 <= self.x <= self.x2


@dataclass(frozen=True, slots=True)
class TimeChart:
    """All of it in px: the plot's edges, what is drawn in it, and both axes."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    scale: str
    values: tuple[Placed, ...]
    ticks: tuple[Tick, ...]
    days: tuple[DayTick, ...]

    @property
    def across(self) -> int:
        return self.right - self.left

    @property
    def moved(self) -> bool:
        return any(one.moved for one in self.values)


def time_chart(
    values: Sequence[Dated],
    *,
    width: int,
    height: int,
    scale: str = "",
    suffix: str = "",
) -> TimeChart:
    """Lay out values, at least one and each with an end; those before keep their place.

    `scale` forces linear or log; log is refused where a number is not positive.  `suffix`
    follows the labels of the values: " %".
    """
    top, bottom = _ABOVE, height - _BELOW
    with localcontext(ARITHMETIC):
        said = [Interval(end, end) for one in values for end in one.ends]
        axis = Axis.over(
            [*said, *(one.allowed for one in values)],
            start=bottom,
            end=top,
            scale=scale,
        )
        ticks = tuple(
            replace(tick, label=f"{tick.label}{suffix}")
            for tick in axis.ticks(height, _upright)
        )
        widest = max((len(tick.label) for tick in ticks), default=0)
        left, right = widest * CHARACTER + _BESIDE, width - _BESIDE
        days = _Days.over(values, left, right)
        placed = [_placed(one, axis, days) for one in values]
    frame = (left, top, right, bottom)
    aside = _moved_aside(placed, frame)
    return TimeChart(
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        scale=axis.scale,
        values=tuple(_labelled(aside, values, frame)),
        ticks=ticks,
        days=day_ticks(days.first, days.last, days.place, (left - _BESIDE, width)),
    )


def _upright(tick: Tick) -> tuple[Decimal, Decimal]:
    return tick.at - _LINE, tick.at + _LINE


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    last: date
    left: int
    right: int

    @classmethod
    def over(cls, values: Sequence[Dated], left: int, right: int) -> _Days:
        """From the first day to the last, with air around them."""
        first = min(one.begun for one in values)
        last = max(one.day for one in values)
        air = max((last - first).days // 16, 1)
        return cls(_moved_day(first, -air), _moved_day(last, air), left, right)

    def place(self, day: date) -> int:
        span, done = (self.last - self.first).days, (day - self.first).days
        return self.left + round(Decimal((self.right - self.left) * done) / span)


def _moved_day(day: date, days: int) -> date:
    """As far as the calendar reaches."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _placed(one: Dated, axis: Axis, days: _Days) -> Placed:
    low, high = one.allowed.low, one.allowed.high
    x1, x2 = days.place(one.begun), days.place(one.day)
    return Placed(
        x=(x1 + x2) // 2,
        x1=x1,
        x2=x2,
        top=axis.end if high is None else round(axis.place(high)),
        bottom=axis.start if low is None else round(axis.place(low)),
        arrow_up=high is None,
        arrow_down=low is None,
        marks=tuple(
            Mark(round(axis.place(end)), _is_open(end, one.allowed)) for end in one.ends
        ),
    )


def _is_open(end: Decimal, allowed: Interval) -> bool:
    return (allowed.low_open and end == allowed.low) or (
        allowed.high_open and end == allowed.high
    )


# Side by side ---------------------------------------------------------------------


def _ink(value: Placed) -> list[Box]:
    """What a value covers, but for its stretch of time: its bar and its marks."""
    return [
        (value.x - BAR, value.top - BAR, value.x + BAR, value.bottom + BAR),
        *(
            (value.x - MARK, mark.y - MARK, value.x + MARK, mark.y + MARK)
            for mark in value.marks
        ),
    ]


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    return not any(_meet(box, other) for other in taken)


def _moved_aside(values: Sequence[Placed], frame: Box) -> list[Placed]:
    """Each where nothing else stands: in its place, or the nearest one beside it.

    Where all are taken it stays where it belongs, upon others.
    """
    taken: list[Box] = []
    found = []
    for value in values:
        tries = (replace(value, x=x) for x in _places(value, frame))
        free = (one for one in tries if all(_is_free(box, taken) for box in _ink(one)))
        placed = next(free, value)
        taken += _ink(placed)
        found.append(placed)
    return found


def _places(value: Placed, frame: Box) -> Iterator[int]:
    yield value.x
    for step in range(MARK, ASIDE + 1, MARK):
        for x in (value.x + step, value.x - step):
            if frame[0] <= x - MARK and x + MARK <= frame[2]:
                yield x


# Names ----------------------------------------------------------------------------


def _labelled(
    values: Sequence[Placed], dated: Sequence[Dated], frame: Box
) -> list[Placed]:
    """With the longest name there is room for, or none: names cover nothing.

    But for those that are `called` so in any case.
    """
    taken = [box for value in values for box in (*_ink(value), *_stretches(value))]
    found = []
    for value, told in zip(values, dated, strict=True):
        names = told.names if len(values) <= _NAMED else told.names[-1:]
        labels = [one for one in _labels(value, names) if _within(one.box, frame)]
        label = next((one for one in labels if _is_free(one.box, taken)), None)
        if label is None and told.called and labels:
            label = min(labels, key=lambda one: _covering(one.box, taken))
        if label is not None:
            taken.append(label.box)
        found.append(replace(value, label=label))
    return found


def _stretches(value: Placed) -> Iterator[Box]:
    return ((value.x1, mark.y - 2, value.x2, mark.y + 2) for mark in value.marks)


def _labels(value: Placed, names: Sequence[str]) -> Iterator[Label]:
    """Beside a mark, right before left; above or below all of it; or beside its bar."""
    ys = [value.top, value.bottom, *value.said]
    clear = MARK + _LINE
    for name in names:
        for mark in value.marks:
            yield from _beside(name, value.x, mark.y, MARK + 4)
        yield Label(name, value.x, min(ys) - clear, "middle")
        yield Label(name, value.x, max(ys) + clear, "middle")
        for mark in value.marks:
            yield from _beside(name, value.x, mark.y - clear, BAR + 2)
            yield from _beside(name, value.x, mark.y + clear, BAR + 2)


def _beside(name: str, x: int, y: int, away: int) -> Iterator[Label]:
    yield Label(name, x + away, y, "start")
    yield Label(name, x - away, y, "end")


def _covering(box: Box, taken: Sequence[Box]) -> int:
    return sum(_meet(box, other) for other in taken)


def _within(box: Box, frame: Box) -> bool:
    return (
        frame[0] <= box[0]
        and frame[1] <= box[1]
        and box[2] <= frame[2]
        and box[3] <= frame[3]
    )
