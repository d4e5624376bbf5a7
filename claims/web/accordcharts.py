"""How far people agreed, drawn over time; where there is too little to say, a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.selectors.accord import Period
from claims.web.charts import Column

WIDTH, HEIGHT, LEFT = 340, 128, 38
TOP, BASE = 10, 102


@dataclass(frozen=True, slots=True)
class Point:
    """Alpha of a period; not `firm`: of few pairs."""

    x: int
    y: int
    firm: bool


@dataclass(frozen=True, slots=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class AlphaChart:
    """Points of alpha, joined where one follows the other; `gaps` had too few pairs."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    gaps: tuple[Column, ...]
    lowest: int  # what stands at the foot: 0, or -1 where some are worse than chance
    chance: int  # where 0 stands
    newest: Period | None
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = BASE
    left: int = LEFT


@dataclass(frozen=True, slots=True)
class RateChart:
    """A column a period, of percent; `gaps` had too few rounds."""

    columns: tuple[Column, ...]
    gaps: tuple[Column, ...]
    most: int  # percent at the top
    some: int
    of: int
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = BASE
    left: int = LEFT


def alpha_chart(periods: Sequence[Period]) -> AlphaChart:
    told = [one for one in periods if one.accord.alpha is not None]
    lowest = -1 if any((one.accord.alpha or 0) < 0 for one in told) else 0

    def height(alpha: float) -> int:
        return round(BASE - (alpha - lowest) / (1 - lowest) * (BASE - TOP))

    points: list[Point | None] = []
    for spot, one in _spots(periods):
        alpha, middle = one.accord.alpha, spot.x + spot.width // 2
        firm = not one.accord.few
        points.append(
            None if alpha is None else Point(middle, height(float(alpha)), firm)
        )
    return AlphaChart(
        tuple(one for one in points if one),
        tuple(
            Line(one.x, one.y, other.x, other.y)
            for one, other in pairwise(points)
            if one and other
        ),
        tuple(
            spot
            for spot, one in _spots(periods)
            if one.accord.pairs and one.accord.alpha is None
        ),
        lowest,
        height(0),
        told[-1] if told else None,
    )


def rate_chart(periods: Sequence[Period]) -> RateChart:
    rates = [one.accord.other_number for one in periods]
    most = max((one.percent or 0 for one in rates), default=0)
    columns, gaps = [], []
    for spot, one in _spots(periods):
        rate = one.accord.other_number
        if rate.percent is None and rate.of:
            gaps.append(spot)
        elif rate.some:
            tall = max(round((BASE - TOP) * (rate.percent or 0) / (most or 1)), 2)
            columns.append(Column(spot.x, BASE - tall, spot.width, tall))
    return RateChart(
        tuple(columns),
        tuple(gaps),
        most,
        sum(one.some for one in rates),
        sum(one.of for one in rates),
    )


def _spots(periods: Sequence[Period]) -> Iterator[tuple[Column, Period]]:
    """Where each period stands on the axis: as wide as it, and flat."""
    step = (WIDTH - LEFT) / max(len(periods), 1)
    for at, one in enumerate(periods):
        left, right = (round(LEFT + edge * step) for edge in (at, at + 1))
        yield Column(left + 1, BASE - 3, right - left - 2, 3), one
