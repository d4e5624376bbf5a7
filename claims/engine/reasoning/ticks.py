"""Round numbers for an axis, with labels that never touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from claims.engine.reasoning.wording import number_text, texts_in_one_unit

#: Estimated width of one character of a label, and the least gap between two, in px.
CHARACTER = 7
GAP = 12

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
_MOST = 8
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark `at` px along the axis; `anchor` keeps a label under it in the plot."""

    at: Decimal
    value: Decimal
    label: str
    anchor: str = "middle"  # or start, end


#: From and to which px along the axis a label reaches.
Extent = Callable[[Tick], tuple[Decimal, Decimal]]


def tick_label(value: Decimal) -> str:
    """ "600,000", "1.2 million"; powers of ten outside what words are good for."""
    if _has_words(value):
        return number_text(value)
    power = value.adjusted()
    digits = value.scaleb(-power).normalize()
    ten = f"10{str(power).translate(_SUPERSCRIPTS)}"
    return ten if digits == 1 else f"{format(digits, 'f')} \u00d7 {ten}"


def _has_words(value: Decimal) -> bool:
    return not value or -4 <= value.adjusted() < 15


def _linear_labels(values: Sequence[Decimal]) -> list[str]:
    """All in one unit: "1,705 million", "1,705.5 million"."""
    if all(map(_has_words, values)):
        return texts_in_one_unit(values)
    return [tick_label(value) for value in values]


def _log_labels(values: Sequence[Decimal]) -> list[str]:
    """Each in its own unit, as they are orders of magnitude apart."""
    return [tick_label(value) for value in values]


def linear_ticks(
    low: Decimal,
    high: Decimal,
    place: Callable[[Decimal], Decimal],
    width: int,
    extent: Extent,
) -> tuple[Tick, ...]:
    """The densest round scale whose labels fit side by side."""
    for step in _linear_steps(high - low):
        values = _multiples(low, high, step)
        ticks = _laid_out(values, _linear_labels(values), place, width)
        if len(ticks) <= _MOST and _apart(ticks, extent):
            return ticks
    return ()


def _linear_steps(span: Decimal) -> Iterator[Decimal]:
    power = (span / _MOST).adjusted()
    for exponent in range(power, power + 4):
        for step in _STEPS:
            yield step.scaleb(exponent)


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    return [step * number for number in range(first, min(last, first + 99) + 1)]


def log_ticks(
    low: Decimal,
    high: Decimal,
    place: Callable[[Decimal], Decimal],
    width: int,
    extent: Extent,
) -> tuple[Tick, ...]:
    """Powers of ten, with 2 and 5 between them where there is room."""
    for values in _log_scales(low, high):
        inside = [value for value in values if low <= value <= high]
        ticks = _laid_out(inside, _log_labels(inside), place, width)
        if len(ticks) <= _MOST and _apart(ticks, extent):
            return ticks
    return ()


def _log_scales(low: Decimal, high: Decimal) -> Iterator[list[Decimal]]:
    first, last = low.adjusted(), high.adjusted()
    decades = range(first, last + 1)
    yield _decades(decades, ("1", "2", "5"))
    yield _decades(decades, ("1", "3"))
    for every in range(1, len(decades) + 1):
        start = -(-first // every) * every
        yield _decades(range(start, last + 1, every), ("1",))


def _decades(powers: Iterable[int], digits: Sequence[str]) -> list[Decimal]:
    return [Decimal(digit).scaleb(power) for power in powers for digit in digits]


def _laid_out(
    values: Sequence[Decimal],
    labels: Sequence[str],
    place: Callable[[Decimal], Decimal],
    width: int,
) -> tuple[Tick, ...]:
    return tuple(
        _tick(value, label, place(value), width)
        for value, label in zip(values, labels, strict=True)
    )


def _tick(value: Decimal, label: str, x: Decimal, width: int) -> Tick:
    half = Decimal(len(label) * CHARACTER) / 2
    if x - half < 0:
        return Tick(x, value, label, "start")
    if x + half > width:
        return Tick(x, value, label, "end")
    return Tick(x, value, label)


def label_extent(tick: Tick) -> tuple[Decimal, Decimal]:
    """The px from and to which a tick's label is drawn, as estimated."""
    wide = Decimal(len(tick.label) * CHARACTER)
    left = {"start": Decimal(0), "middle": wide / 2, "end": wide}[tick.anchor]
    return tick.at - left, tick.at - left + wide


def _apart(ticks: Sequence[Tick], extent: Extent) -> bool:
    extents = sorted(map(extent, ticks))
    labels = {tick.label for tick in ticks}
    return len(labels) == len(ticks) and all(
        before[1] + GAP <= after[0] for before, after in pairwise(extents)
    )
