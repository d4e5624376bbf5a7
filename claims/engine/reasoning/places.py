"""Where a number lies, as a text that sorts as numbers do: for the index of a database.

Any database compares these texts, digit for digit and without rounding: they are ASCII
and sorted by their bytes.  An open end lies just beside the number it leaves out, and an
end that is not there beyond all numbers, so that two intervals overlap exactly where
each begins no later than the other ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from claims.engine.reasoning.dimensions import Spelling, UnitError, spelling_of
from claims.engine.reasoning.lexicon import LEXICON
from claims.engine.reasoning.units import canonical, money_name, unit_conversion
from claims.engine.reasoning.words import plural
from claims.engine.types import Interval, NumericClaim, Quantity

FIRST, LAST = "0", "3"
_BELOW, _AT, _ABOVE = 0, 1, 2
#: Behind the digits: before every digit, and after every digit where they run backwards.
_UPWARDS, _BACKWARDS = "+,-", "abc"
_BACK = str.maketrans("0123456789", "9876543210")
_MIDDLE = 500
#: A third of an hour has no last digit.
_DIGITS = Context(prec=40, Emax=9_999, Emin=-9_999)
_LONGEST = 120
#: What things of one idea are called: soldiers, children, people.
_PLURALS = frozenset(head.name for head in LEXICON.heads.values())


@dataclass(frozen=True, slots=True)
class Placed:
    """A number as it is looked for: as written, and in the base unit of its measure.

    `measure` says what it is of ("count:soldier", "money:USD", "length per time").
    """

    measure: str
    told_low: str
    told_high: str
    base_low: str
    base_high: str


def placed(q: Quantity | NumericClaim) -> Placed | None:
    """None for a number without a value."""
    if q.low is None and q.high is None:
        return None
    interval = Interval(q.low, q.high, q.low_open, q.high_open)
    measure, in_base = _in_base(q, interval)
    return Placed(measure, *ends(interval), *ends(in_base))


def ends(interval: Interval) -> tuple[str, str]:
    """The two ends in their order."""
    low, high = interval.low, interval.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    return (
        FIRST if low is None else _text(low, _ABOVE if interval.low_open else _AT),
        LAST if high is None else _text(high, _BELOW if interval.high_open else _AT),
    )


def measure_of(unit: Spelling) -> str:
    """What a unit measures, as one word of the index."""
    above = [_powered(name, power) for name, power in unit.powers if power > 0]
    below = [_powered(name, -power) for name, power in unit.powers if power < 0]
    told = [unit.form, *above] if unit.form == "percent" else above
    top = " ".join(filter(None, told)) or "number"
    return f"{top} per {' '.join(below)}"[:_LONGEST] if below else top[:_LONGEST]


def _powered(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def _in_base(q: Quantity | NumericClaim, interval: Interval) -> tuple[str, Interval]:
    if q.kind == "temperature" and (way := unit_conversion(q.unit, "celsius")):
        return "temperature:celsius", way.apply(interval)
    try:
        unit = spelling_of(q)
    except UnitError:
        per = f" per {canonical(q.per)}" if q.per else ""
        return f"unit:{canonical(q.unit)}{per}"[:_LONGEST], interval
    return measure_of(unit), _scaled(interval, unit.size)


def _scaled(interval: Interval, size: Fraction) -> Interval:
    if size == 1:
        return interval
    return replace(
        interval,
        low=None if interval.low is None else _exact(interval.low, size),
        high=None if interval.high is None else _exact(interval.high, size),
    )


def _exact(value: Decimal, size: Fraction) -> Decimal:
    made = Fraction(value) * size
    return _DIGITS.divide(Decimal(made.numerator), Decimal(made.denominator))


def _text(value: Decimal, side: int) -> str:
    if not value:
        return f"1{_UPWARDS[side]}"
    negative, digits, _ = value.as_tuple()
    written = "".join(map(str, digits)).lstrip("0").rstrip("0")
    body = f"{_MIDDLE + value.adjusted():03d}{written}"
    if negative:
        return f"0{body.translate(_BACK)}{_BACKWARDS[side]}"
    return f"2{body}{_UPWARDS[side]}"


def measure_text(measure: str) -> str:
    """A measure in words: "soldiers", "US dollars", "shells per time"."""
    return " per ".join(map(_measured, measure.split(" per "))) or "numbers"


def _measured(part: str) -> str:
    kind, colon, name = part.partition(":")
    if not colon:
        return "percentage points" if kind == "points" else kind
    if kind == "money":
        return money_name(name) or "money"
    return name if name in _PLURALS else plural(name) or "things"
