"""Marks on an axis of days: from single days to centuries, in labels that never touch."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from claims.engine.reasoning.ticks import CHARACTER, GAP

_MOST = 8
_DAYS = (1, 2, 3, 5, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class DayTick:
    """A mark at `at` px; `year` stands below where the label does not tell a new one."""

    at: int
    day: date
    label: str
    year: str = ""

    @property
    def extent(self) -> tuple[int, int]:
        """The px from and to which it is written, as estimated."""
        half = max(len(self.label), len(self.year)) * CHARACTER // 2
        return self.at - half, self.at + half


def day_ticks(
    first: date, last: date, place: Callable[[date], int], room: tuple[int, int]
) -> tuple[DayTick, ...]:
    """The densest round scale from `first` to `last` whose labels fit side by side.

    `room` is the px within which labels must stay.
    """
    for days, label in _scales(first, last):
        marks = [DayTick(place(day), day, label(day)) for day in days]
        ticks = tuple(_with_years(mark for mark in marks if _fits(mark, room)))
        if len(ticks) <= _MOST and _apart(ticks):
            return ticks
    return ()


def _scales(
    first: date, last: date
) -> Iterator[tuple[list[date], Callable[[date], str]]]:
    """No scale of more marks than twice what could be shown is made at all."""
    span = (last - first).days
    for step in _DAYS:
        if span // step <= 2 * _MOST:
            yield list(_every_days(first, last, step)), _day_label
    for step in _MONTHS:
        if span // (28 * step) <= 2 * _MOST:
            yield list(_every_months(first, last, step)), _month_label
    for step in _YEARS:
        if span // (365 * step) <= 2 * _MOST:
            yield list(_every_years(first, last, step)), _year_label


def _every_days(first: date, last: date, step: int) -> Iterator[date]:
    """Weeks begin on Mondays: day 1 of the calendar was one."""
    start = first.toordinal()
    start += (1 - start) % step
    return map(date.fromordinal, range(start, last.toordinal() + 1, step))


def _every_months(first: date, last: date, step: int) -> Iterator[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = (date(m // 12, m % 12 + 1, 1) for m in months if m % 12 % step == 0)
    return (day for day in days if first <= day)


def _every_years(first: date, last: date, step: int) -> Iterator[date]:
    years = range(max(-(-first.year // step) * step, 1), last.year + 1, step)
    days = (date(year, 1, 1) for year in years)
    return (day for day in days if first <= day)


def _day_label(day: date) -> str:
    return f"{day.day} {calendar.month_abbr[day.month]}"


def _month_label(day: date) -> str:
    return calendar.month_abbr[day.month]


def _year_label(day: date) -> str:
    return str(day.year)


def _with_years(ticks: Iterable[DayTick]) -> Iterator[DayTick]:
    told = ""
    for tick in ticks:
        year = _year_label(tick.day)
        new = year not in {told, tick.label}
        yield DayTick(tick.at, tick.day, tick.label, year) if new else tick
        told = year


def _fits(tick: DayTick, room: tuple[int, int]) -> bool:
    """Whether there is room for it also where its year, which may be longer, is told."""
    start, end = replace(tick, year=_year_label(tick.day)).extent
    return room[0] <= start and end <= room[1]


def _apart(ticks: Sequence[DayTick]) -> bool:
    return all(a.extent[1] + GAP <= b.extent[0] for a, b in pairwise(ticks))
