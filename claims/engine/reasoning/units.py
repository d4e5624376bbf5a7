"""Units, currencies and denominators: which convert, by what exact factor."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning.lexicon import (
    ALIASES,
    CURRENCIES,
    FACTOR_SOURCES,
    UNITS,
)
from claims.engine.reasoning.words import lemma, plural
from claims.engine.types import Interval, decimal_text

_TEMPERATURES = frozenset({"celsius", "fahrenheit", "kelvin"})
_COUNTED_PER = re.compile(r"^([\d,. ]+)\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Conversion:
    """value * scale + shift takes a number from one unit to another."""

    scale: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)
    note: str = ""

    def apply(self, interval: Interval) -> Interval:
        """The interval in the other unit; every scale here is positive."""
        return replace(
            interval, low=self._value(interval.low), high=self._value(interval.high)
        )

    def _value(self, value: Decimal | None) -> Decimal | None:
        if value is None or self == Conversion(note=self.note):
            return value
        return as_decimal(Fraction(value) * self.scale + self.shift)


SAME = Conversion()


def as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def canonical(unit: str) -> str:
    low = " ".join(unit.lower().split())
    if low in UNITS or low in _TEMPERATURES:
        return low
    if low in ALIASES:
        return ALIASES[low]
    single = lemma(low)
    return ALIASES.get(single, single)


def unit_conversion(source: str, target: str) -> Conversion | None:
    """From one unit of measure to another; None when no exact factor is known."""
    have, want = canonical(source), canonical(target)
    if have == want:
        return SAME
    if have in _TEMPERATURES and want in _TEMPERATURES:
        return _temperature(have, want)
    factor = _factor(have, want)
    if factor is None:
        return None
    return Conversion(scale=factor, note=_note(have, want, factor))


def _factor(have: str, want: str) -> Fraction | None:
    if have == want:
        return Fraction(1)
    if have in UNITS and want in UNITS:
        (dimension, size), (other, unit) = UNITS[have], UNITS[want]
        return size / unit if dimension == other else None
    upper, _, lower = have.partition(" per ")
    want_upper, _, want_lower = want.partition(" per ")
    if not lower or not want_lower:
        return None
    over = _factor(canonical(upper), canonical(want_upper))
    under = _factor(canonical(lower), canonical(want_lower))
    return over / under if over is not None and under is not None else None


def _temperature(have: str, want: str) -> Conversion:
    offset, degree = Fraction(27315, 100), Fraction(5, 9)
    to_kelvin = {
        "kelvin": (Fraction(1), Fraction(0)),
        "celsius": (Fraction(1), offset),
        "fahrenheit": (degree, offset - 32 * degree),
    }
    (scale, shift), (unit, zero) = to_kelvin[have], to_kelvin[want]
    note = f"degrees {have.capitalize()} converted to {want.capitalize()}"
    return Conversion(scale / unit, (shift - zero) / unit, note)


def _note(have: str, want: str, factor: Fraction) -> str:
    """The factor the way round that is written shortest: "1 mile = 1.609344 ..."."""
    ways = [(factor, have, want), (1 / factor, want, have)]
    factor, one, other = min(ways, key=lambda way: (len(_plain(way[0])), way[0] < 1))
    name = other if factor == 1 else units_name(other)
    one = "pound" if one == "pound-mass" else one
    return f"1 {one} = {_plain(factor)} {name}{_source(have)}"


def _source(unit: str) -> str:
    """Where the factor is from, and since when."""
    known = UNITS.get(canonical(unit.partition(" per ")[0]))
    said = FACTOR_SOURCES.get(known[0], "") if known else ""
    return f" (exact; {said})" if said else ""


#: From here on a factor has no decimals worth printing.
_WHOLE = 10**9


def _plain(factor: Fraction) -> str:
    value = as_decimal(factor)
    return decimal_text(round(value, 12) if value < _WHOLE else value)


def units_name(unit: str) -> str:
    """A unit after a number: "kilometres per hour", "feet", "degrees Celsius"."""
    if unit.lower() in {"celsius", "fahrenheit"}:
        return f"degrees {unit.capitalize()}"
    first, _, rest = unit.partition(" per ")
    words, _, age = first.partition(" of ")
    *others, last = words.split() or [""]
    name = " ".join([*others, _PLURALS.get(last, plural(last))])
    name = f"{name} of {age}" if age else name
    return f"{name} per {rest}" if rest else name


_PLURALS = {
    "pound-mass": "pounds",
    "foot": "feet",
    "inch": "inches",
    "hertz": "hertz",
    "kelvin": "kelvin",
}


def per_conversion(source: str, target: str) -> Conversion | None:
    """From "so many per `source`" to "so many per `target`"; None when not possible."""
    have, want = denominator(source), denominator(target)
    if have == want:
        return SAME
    (count, unit), (other, base) = have, want
    size = _factor(unit, base)
    if size is None or not count or not other:
        return None
    timed = UNITS.get(unit, ("", Fraction(0)))[0] == "time"
    if unit != base and not timed:
        return None
    scale = other / (count * size)
    return Conversion(scale, note=f"per {source} turned into per {target}")


def denominator(per: str) -> tuple[Fraction, str]:
    counted = _COUNTED_PER.match(per.strip())
    if not counted:
        return Fraction(1), canonical(per)
    digits = re.sub(r"[,\s]", "", counted.group(1)).rstrip(".")
    try:
        count = Fraction(digits)
    except ValueError:
        return Fraction(1), canonical(per)
    return count, canonical(counted.group(2))


def is_time(per: str) -> bool:
    return UNITS.get(denominator(per)[1], ("", 0))[0] == "time"


def money_name(code: str) -> str:
    return CURRENCIES.get(code, code)
