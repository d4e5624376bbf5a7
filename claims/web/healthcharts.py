"""How the providers did day by day, drawn: a row each, its days as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.selectors import Ended
from claims.web.charts import NARROW, ROW, WIDE, Column
from claims.web.providers import ProviderRow

TOP, TALL = 22, 18


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a day's column: searches that `worked`, `failed` or were `spared`."""

    how: str
    column: Column


@dataclass(frozen=True, slots=True)
class HealthRow:
    row: ProviderRow
    y: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class HealthChart:
    name: str
    width: int
    height: int
    rows: tuple[HealthRow, ...]


def health_charts(
    rows: Sequence[ProviderRow], days: Sequence[date]
) -> tuple[HealthChart, HealthChart]:
    return _chart("wide", WIDE, rows, days), _chart("narrow", NARROW, rows, days)


def _chart(
    name: str, width: int, rows: Sequence[ProviderRow], days: Sequence[date]
) -> HealthChart:
    drawn = tuple(
        HealthRow(row, at * ROW, _pieces(row, at * ROW, width, days))
        for at, row in enumerate(rows)
    )
    return HealthChart(name, width, len(rows) * ROW, drawn)


def _pieces(
    row: ProviderRow, y: int, width: int, days: Sequence[date]
) -> tuple[Piece, ...]:
    """To a scale of the row's own; what there is can be seen, however little of it."""
    most = max((one.total for one in row.health.days.values()), default=0)
    found, base = [], y + TOP + TALL
    for at, day in enumerate(days):
        ended = row.health.days.get(day, Ended())
        left, right = (round(width * edge / len(days)) for edge in (at, at + 1))
        foot = base
        for how in ("worked", "failed", "spared"):
            count = getattr(ended, how)
            if count:
                tall = max(round(TALL * count / most), 3)
                foot -= tall
                found.append(Piece(how, Column(left + 1, foot, right - left - 2, tall)))
    return tuple(found)
