"""Numbers and intervals in the words a comparison explains itself with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.engine.reasoning.tolerance import ARITHMETIC
from claims.engine.reasoning.units import money_name, units_name
from claims.engine.types import Interval, Quantity, decimal_text

_MAGNITUDES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)

KIND_NAMES = {
    "count": "a count",
    "money": "an amount of money",
    "percent": "a percentage",
    "percentage_point": "a number of percentage points",
    "fraction": "a share",
    "measure": "a measurement",
    "temperature": "a temperature",
    "duration": "a length of time",
    "age": "an age",
    "multiple": "a multiple",
    "rate": "a rate",
    "index": "an index value",
}


def kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, f"a number that is no quantity ({kind or 'unknown'})")


def number_text(value: Decimal) -> str:
    """ "600,000", "0.45", "2.5 million"; at most four significant decimals."""
    for size, name in _MAGNITUDES:
        short = ARITHMETIC.divide(value, size)
        if abs(value) >= size and short == _rounded(short, 3):
            return f"{_grouped(short)} {name}"
    return _grouped(value)


def texts_in_one_unit(values: Sequence[Decimal]) -> list[str]:
    """Numbers side by side, every digit kept: all in millions, or none."""
    most = max(map(abs, values), default=Decimal(0))
    for size, name in _MAGNITUDES:
        shares = [ARITHMETIC.divide(value, size) for value in values]
        if most >= size and all(map(_is_short, shares)):
            return [f"{_in_full(one)} {name}" if one else "0" for one in shares]
    return [_in_full(value) for value in values]


def _is_short(value: Decimal) -> bool:
    return value == _rounded(value, 3 if abs(value) < 10 else 2)


def _rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimals, however many digits stand before them."""
    return value.quantize(Decimal(1).scaleb(-places), context=ARITHMETIC)


def _grouped(value: Decimal) -> str:
    places = 4 if abs(value) < 10 else 2
    if value and abs(value) < Decimal("0.001"):
        places = 3 - value.adjusted()
    return _in_full(_rounded(value, places))


def _in_full(value: Decimal) -> str:
    text = decimal_text(value)
    whole, _, decimals = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-') or '0'):,}"
    return f"{sign}{grouped}.{decimals}" if decimals else f"{sign}{grouped}"


_HEDGES = {
    "about": "about ",
    "nearly": "nearly ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "up_to": "up to ",
}


_MOVES = {"up": "rise of ", "down": "fall of ", "moved": "change of "}


def stated_text(q: Quantity) -> str:
    """The number as it was stated: "about 1,000 per day", "11,000 to 12,000"."""
    ends = [end for end in (q.low, q.high) if end is not None]
    numbers = [number_text(_shown(end, q)) for end in dict.fromkeys(ends)]
    said = _with_unit(_HEDGES.get(q.qualifier, "") + " to ".join(numbers), q)
    return f"{_MOVES[q.change]}{said}" if q.change in _MOVES else said


def read_as(interval: Interval, stated: Quantity, target: Quantity) -> str:
    """The stated number, and beside it what it was read as where that is not plain.

    `target` carries the unit the interval is in.
    """
    said, meant = stated_text(stated), interval_text(interval, target)
    converted = (stated.kind, stated.unit, stated.per) != (
        target.kind,
        target.unit,
        target.per,
    )
    plain = stated.qualifier in _PLAIN or said == meant
    return said if plain and not converted else f"{said} (read as {meant})"


#: Hedges that say exactly what they are read as.
_PLAIN = frozenset({"at_least", "more_than", "at_most", "less_than", "up_to", "range"})


def interval_text(interval: Interval, q: Quantity) -> str:
    """The numbers an interval allows, with the unit of the quantity."""
    low = None if interval.low is None else _shown(interval.low, q)
    high = None if interval.high is None else _shown(interval.high, q)
    if low is None and high is None:
        return "any number"
    if low is None or (high is not None and interval.low == 0 != interval.high):
        words = "less than " if interval.high_open else ""
        text = words + number_text(high or Decimal(0))
        return _with_unit(text if words else f"{text} or less", q)
    if high is None:
        if interval.low_open:
            return _with_unit(f"more than {number_text(low)}", q)
        return _with_unit(f"{number_text(low)} or more", q)
    if low == high:
        return _with_unit(number_text(low), q)
    return _with_unit(f"{number_text(low)} to {number_text(high)}", q)


def _shown(value: Decimal, q: Quantity) -> Decimal:
    """Shares are shown in percent."""
    return value * 100 if q.kind == "fraction" else value


def _with_unit(text: str, q: Quantity) -> str:
    return f"{text}{unit_suffix(q)}{f' per {q.per}' if q.per else ''}"


def unit_suffix(q: Quantity) -> str:
    if q.kind in {"percent", "fraction"}:
        return " percent"
    if q.kind == "percentage_point":
        return " percentage points"
    if q.kind == "multiple":
        return " times"
    if q.kind == "money" and q.unit:
        return f" {money_name(q.unit)}"
    if q.kind in {"measure", "temperature", "duration", "age"} and q.unit:
        return f" {units_name(q.unit)}"
    return ""


def percent_text(share: Decimal) -> str:
    """A share as a percentage: "16 %", "0.4 %"; unsigned."""
    value = abs(share) * 100
    return f"{_grouped(_rounded(value, 1 if value < 100 else 0))} %"
