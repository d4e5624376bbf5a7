"""Drawings of counts, worked out here so that the template only prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.selectors.backlog import AGES, Waiting
from claims.selectors.workload import Series, Throughput

#: Widths of the drawing for a desk and for a phone.
WIDE, NARROW = 720, 340
ROW, BAR = 46, 14
COLUMNS_WIDTH, COLUMNS_HEIGHT, BASE = 340, 84, 64


@dataclass(frozen=True, slots=True)
class Segment:
    x: int
    width: int
    step: int  # how old, as a step of the colour


@dataclass(frozen=True, slots=True)
class BarRow:
    row: Waiting
    y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar a queue, its claims in the order of their age."""

    name: str
    width: int
    height: int
    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A column a day."""

    series: Series
    most: int
    columns: tuple[Column, ...]
    first: date
    last: date
    width: int = COLUMNS_WIDTH
    height: int = COLUMNS_HEIGHT
    base: int = BASE


def bars(rows: Sequence[Waiting]) -> tuple[Bars, Bars]:
    return _bars("wide", WIDE, rows), _bars("narrow", NARROW, rows)


def _bars(name: str, width: int, rows: Sequence[Waiting]) -> Bars:
    most = max((row.total for row in rows), default=0) or 1
    drawn = tuple(
        BarRow(row, at * ROW, _segments(row, width, most))
        for at, row in enumerate(rows)
    )
    return Bars(name, width, len(rows) * ROW, drawn)


def _segments(row: Waiting, width: int, most: int) -> tuple[Segment, ...]:
    """Ends are rounded, not widths, so that the pieces make up the bar."""
    found, done = [], 0
    for step, count in enumerate(row.ages):
        start, end = (round(width * at / most) for at in (done, done + count))
        done += count
        if count:
            found.append(Segment(start, max(end - start, 2), step))
    return tuple(found)


def columns(counted: Throughput) -> list[Columns]:
    return [_columns(one, counted.days) for one in counted.series]


def _columns(series: Series, days: Sequence[date]) -> Columns:
    most = max(series.counts, default=0)
    step = COLUMNS_WIDTH / len(days)
    drawn = []
    for at, count in enumerate(series.counts):
        height = round((BASE - 4) * count / most) if most else 0
        height = max(height, 2) if count else 0
        left, right = round(at * step), round((at + 1) * step)
        drawn.append(Column(left + 1, BASE - height, right - left - 2, height))
    return Columns(series, most, tuple(drawn), days[0], days[-1])


def ages() -> list[str]:
    return [name for name, _ in AGES]
