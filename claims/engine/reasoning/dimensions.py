"""What a number is of: dimensions with their powers, from the engine's unit tables.

Counts keep their noun ("count:soldier"), money its currency ("money:USD"); percent and
plain numbers have no dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from claims.engine.reasoning.lexicon import CURRENCIES, LEXICON, UNITS
from claims.engine.reasoning.units import (
    canonical,
    denominator,
    money_name,
    units_name,
)
from claims.engine.reasoning.words import head_noun, lemma, plural
from claims.engine.types import NumericClaim, Quantity

#: Dimension -> power, in alphabetical order.
Powers = tuple[tuple[str, int], ...]

_LARGEST_POWER = 4
COUNT, MONEY = "count:", "money:"
_POINTS = frozenset({"percentage point", "basis point"})
_TEMPERATURES = frozenset({"celsius", "fahrenheit", "kelvin"})

#: Dimensions of the tables that are made of others, and the size of their first unit.
_MADE_OF: Mapping[str, tuple[dict[str, int], Fraction]] = {
    "area": ({"length": 2}, Fraction(1)),
    "volume": ({"length": 3}, Fraction(1, 1000)),
    "speed": ({"length": 1, "time": -1}, Fraction(1852)),
    "power": ({"energy": 1, "time": -1}, Fraction(1, 1000)),
}
#: What a result is told in where no number of the formula says so.
_USUAL = (
    *("metre", "square metre", "cubic metre", "kilometre per hour", "kilogram", "day"),
    *("kilowatt-hour", "kilowatt", "byte", "hertz", "pascal"),
)


class UnitError(Exception):
    """Numbers that cannot be put together; `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a number of these powers is written: in `unit`, `size` of the base units.

    `form` is percent, points, temperature, index or "" for everything else.
    """

    powers: Powers = ()
    size: Fraction = Fraction(1)
    kind: str = "multiple"
    unit: str = ""
    per: str | None = None

    @property
    def form(self) -> str:
        if self.kind in {"percent", "fraction"}:
            return "percent"
        return self.kind if self.kind == "percentage_point" else ""

    @property
    def is_plain(self) -> bool:
        return not self.powers and not self.form


PLAIN = Spelling()
PERCENT = Spelling(size=Fraction(1, 100), kind="percent", unit="percent")
POINTS = Spelling((("points", 1),), kind="percentage_point", unit="percentage point")


def spelling_of(q: Quantity | NumericClaim) -> Spelling:
    """The unit a stated number stands in; raises UnitError."""
    top = _top(q.kind, q.unit, q.thing)
    if not q.per:
        return top
    powers, size = _per(q.per)
    made = combined(top.powers, powers, -1)
    kind = "rate" if top.kind == "count" else top.kind
    return Spelling(made, top.size / size, kind, top.unit, q.per)


def literal(unit: str) -> Spelling:
    """The unit behind a number in a formula; a word that is no unit is a thing counted."""
    name = canonical(unit)
    if name == "percent":
        return PERCENT
    if name in _POINTS:
        return _top("percentage_point", name, None)
    if unit.upper() in CURRENCIES and len(unit) == 3:
        return _top("money", unit.upper(), None)
    if name in _TEMPERATURES:
        return _top("temperature", name, None)
    if name in UNITS or " per " in name:
        time = UNITS.get(name, ("",))[0] == "time"
        return _top("duration" if time else "measure", name, None)
    return _top("count", name, None)


def _top(kind: str, unit: str, thing: str | None) -> Spelling:
    if kind in {"percent", "fraction"}:
        return PERCENT if kind == "percent" else Spelling(kind="fraction", unit=unit)
    if kind == "percentage_point":
        size = Fraction(1, 100) if canonical(unit) == "basis point" else Fraction(1)
        return Spelling(POINTS.powers, size, kind, unit or POINTS.unit)
    if kind == "multiple":
        return PLAIN
    if kind == "money":
        if not unit:
            raise UnitError("One of the amounts does not say in which currency it is.")
        return Spelling(((MONEY + unit, 1),), kind="money", unit=unit)
    if kind in {"count", "rate"}:
        noun = noun_of(unit, thing)
        return Spelling(((COUNT + noun, 1),), kind="count", unit=unit)
    if kind == "index":
        return Spelling((("index", 1),), kind=kind, unit=unit)
    name = canonical(unit)
    if name in _TEMPERATURES:
        return Spelling(((f"temperature:{name}", 1),), kind=kind, unit=unit)
    powers, size = physical(name)
    return Spelling(powers, size, kind, unit)


def noun_of(unit: str, thing: str | None) -> str:
    """What is counted, under one name for its many: soldiers and troops."""
    return LEXICON.concept(canonical(unit) if unit else head_noun(thing))


def physical(unit: str) -> tuple[Powers, Fraction]:
    if unit in UNITS:
        dimension, size = UNITS[unit]
        made, first = _MADE_OF.get(dimension, ({dimension: 1}, Fraction(1)))
        return _sorted(made), size * first
    upper, per, lower = unit.partition(" per ")
    if not per:
        raise UnitError(f"“{unit or 'No unit'}” is in no table of units here.")
    (top, size), (bottom, under) = physical(upper), _per(lower)
    return combined(top, bottom, -1), size / under


def _per(per: str) -> tuple[Powers, Fraction]:
    count, unit = denominator(per)
    if not count:
        raise UnitError(f"Nothing can be said per {per}.")
    if unit in UNITS:
        powers, size = physical(unit)
        return powers, size * count
    return ((COUNT + LEXICON.concept(unit), 1),), count


def combined(a: Powers, b: Powers, sign: int) -> Powers:
    """The powers of a product (`sign` 1) or of a quotient (-1)."""
    made = dict(a)
    for name, power in b:
        made[name] = made.get(name, 0) + sign * power
    if any(abs(power) > _LARGEST_POWER for power in made.values()):
        raise UnitError("The units pile up to more than a fourth power.")
    return _sorted({name: power for name, power in made.items() if power})


def _sorted(powers: Mapping[str, int]) -> Powers:
    return tuple(sorted(powers.items()))


def spelled(powers: Powers, known: Iterable[Spelling]) -> Spelling:
    """How a result of these powers is written: as a number of the formula is, else usual."""
    known = tuple(known)
    for one in known:
        if one.powers == powers and not one.form:
            return one
    for name in _USUAL:
        made, size = physical(name)
        if made == powers:
            kind = "duration" if made == (("time", 1),) else "measure"
            return Spelling(powers, size, kind, name)
    return _rate(powers, known)


def _rate(powers: Powers, known: tuple[Spelling, ...]) -> Spelling:
    tops = [(name, power) for name, power in powers if power > 0]
    bottoms = [(name, -power) for name, power in powers if power < 0]
    if len(tops) > 1 or len(bottoms) > 1:
        raise UnitError(f"The result is in {text_of(powers)}, which is no unit here.")
    top = spelled(tuple(tops), known) if tops and bottoms else _single(tops)
    if not bottoms:
        return top
    per, size = _bottom(tuple(bottoms), known)
    kind = "rate" if top.kind in {"count", "multiple"} else top.kind
    return Spelling(powers, top.size / size, kind, top.unit, per)


def _single(tops: list[tuple[str, int]]) -> Spelling:
    if not tops:
        return PLAIN
    (name, power), *_ = tops
    if power != 1:
        raise UnitError(f"The result is in {text_of(tuple(tops))}, which is no unit.")
    if name.startswith(MONEY):
        return Spelling(tuple(tops), kind="money", unit=name.removeprefix(MONEY))
    if name.startswith(COUNT):
        noun = name.removeprefix(COUNT)
        return Spelling(tuple(tops), kind="count", unit=lemma(noun))
    raise UnitError(f"The result is in {text_of(tuple(tops))}, which is no unit here.")


def _bottom(powers: Powers, known: tuple[Spelling, ...]) -> tuple[str, Fraction]:
    for one in known:
        if one.per and _per(one.per)[0] == powers:
            return one.per, _per(one.per)[1]
    if powers[0][0].startswith(COUNT) and powers[0][1] == 1:
        return lemma(powers[0][0].removeprefix(COUNT)) or "one", Fraction(1)
    one = spelled(powers, known)
    return one.unit, one.size


def nouns(powers: Powers) -> tuple[Powers, str]:
    """The powers with every noun forgotten, and the noun of a plain count."""
    bare = _sorted({COUNT if n.startswith(COUNT) else n: p for n, p in powers})
    single = [n for n, p in powers if n.startswith(COUNT) and p == 1]
    return bare, single[0].removeprefix(COUNT) if len(single) == 1 else ""


def text_of(powers: Powers) -> str:
    """Powers in words: "US dollars", "soldiers per time"."""
    if not powers:
        return "plain numbers"
    words = [f"{_word(name)}{_power(power)}" for name, power in powers if power > 0]
    unders = [f"{_word(name)}{_power(-power)}" for name, power in powers if power < 0]
    told = " \N{MULTIPLICATION SIGN} ".join(words) or "one"
    return f"{told} per {' and '.join(unders)}" if unders else told


def unit_text(one: Spelling) -> str:
    """The unit in words for an error: "kilometres", "people", "percent"."""
    if one.form:
        return "percent" if one.form == "percent" else "percentage points"
    if one.kind in {"measure", "duration", "age", "temperature"} and one.unit:
        name = units_name(one.unit)
    else:
        name = text_of(tuple(p for p in one.powers if p[1] > 0))
    return f"{name} per {one.per}" if one.per else name


def _word(name: str) -> str:
    if name.startswith(MONEY):
        return money_name(name.removeprefix(MONEY))
    if name.startswith(COUNT):
        return plural(name.removeprefix(COUNT)) or "things"
    return name.removeprefix("temperature:").replace("points", "percentage points")


def _power(power: int) -> str:
    return "" if power == 1 else str(power).translate(str.maketrans("234", "²³⁴"))
