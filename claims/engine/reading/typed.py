"""A number or a unit somebody types into a field, not into a text."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from claims.engine.reading.candidates import extract
from claims.engine.reading.languages import grammar
from claims.engine.reading.lexicon import LANGUAGES, Unit, language_code, lexicon
from claims.engine.reading.retelling import Wording, wording
from claims.engine.reading.writing import rewritten
from claims.engine.types import QUANTITY_KINDS

_PLAIN = frozenset({"count", "rate"})


class Typed(NamedTuple):
    """The one number of a typed text; without a unit, `unit` is "" and the kind open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    qualifier: str
    kind: str
    unit: str
    per: str | None
    worded: Wording


class TypedUnit(NamedTuple):
    """`known` words are the unit; `factor` is what they multiply a number by."""

    kind: str
    unit: str
    per: str | None = None
    known: str = ""
    factor: Decimal = Decimal(1)


def read_typed(text: str, *, language: str) -> Typed | None:
    """The number, in the notation of `language` but in the words of any.

    Where the words of the language itself make no one number of it, or know no bound
    or unit in it, those of another language may: "about 8.600", "2 to 4".
    """
    found, own = None, extract(text, language=language).numbers
    if len(own) == 1 and _stated(own[0]):
        found = _typed(own[0], text, language)
    for other in sorted(LANGUAGES - {language_code(language)}):
        words = rewritten(text, language, other)
        numbers = extract(words, language=other).numbers
        if len(numbers) == 1 and _stated(numbers[0]):
            found = _joined(found, _typed(numbers[0], words, other))
    last = own[-1] if own else None
    if found is not None and last is not None and last.unit and found.unit:
        per = getattr(last, "per", None)
        found = found._replace(kind=last.kind, unit=last.unit, per=per or found.per)
    return found


def _joined(own: Typed | None, other: Typed) -> Typed:
    """What the language's own words say, completed by what only another's do."""
    if own is None:
        return other
    if (own.unit or not other.unit) and (own.qualifier or not other.qualifier):
        return own
    if own.qualifier or not other.qualifier:
        return own._replace(kind=other.kind, unit=other.unit, per=own.per or other.per)
    if own.unit:
        return other._replace(kind=own.kind, unit=own.unit, per=own.per or other.per)
    return other


def _stated(number: Any) -> bool:
    return number.low is not None or number.high is not None


def _typed(number: Any, text: str, language: str) -> Typed:
    qualifier, kind, unit = number.qualifier, number.kind, number.unit
    vague = grammar(language).bounds["vague"].partition("{")[0]
    if qualifier == "range" and text.lower().lstrip().startswith(vague):
        qualifier = "vague"
    worded = wording(text, number.start, number.end, language=language)
    return Typed(
        number.low,
        number.high,
        getattr(number, "low_open", False),
        getattr(number, "high_open", False),
        qualifier,
        kind if kind in QUANTITY_KINDS else "count",
        unit if kind in QUANTITY_KINDS else "",
        getattr(number, "per", None),
        worded or Wording(text[number.start : number.end], number.low, number.high),
    )


#: Read before a unit; no unit is another one at this number.
_SAMPLE = Decimal(7)


def read_unit(text: str, *, language: str) -> TypedUnit | None:
    """A unit by its name in readings, or as it would be read after a number."""
    named = _named().get(text)
    if named is not None:
        return TypedUnit(named.kind, named.name, known=text)
    for code in (language, *sorted(LANGUAGES - {language_code(language)})):
        sample = f"{_SAMPLE} {text}"
        numbers = extract(sample, language=code).numbers
        if not numbers or numbers[0].start or numbers[0].low is None:
            continue
        number: Any = numbers[0]
        factor = number.low / _SAMPLE
        if number.kind not in QUANTITY_KINDS or not (number.unit or factor != 1):
            continue
        known = number.surface.partition(" ")[2]
        per = getattr(number, "per", None)
        if number.kind in _PLAIN and number.unit and factor == 1:
            return TypedUnit("count", _counted(text, number.unit, per), per, text)
        return TypedUnit(number.kind, number.unit, per, known, factor)
    return None


def _counted(text: str, noun: str, per: str | None) -> str:
    """The singular of the noun with the words before it: "new cars" is "new car"."""
    words = text.split()
    same = words[-1][:2].lower() == noun[:2].lower()
    return noun if per or not same else " ".join((*words[:-1], noun))


@cache
def _named() -> dict[str, Unit]:
    """Every unit under the name readings give it."""
    every = [unit for code in LANGUAGES for unit in lexicon(code).units.values()]
    every += [Unit("fraction", "fraction"), Unit("multiple", "times")]
    return {unit.name: unit for unit in every if unit.kind != "per_mille"}
