"""Numbers somebody looks for, as people write them: from "500k" to "0.7 million"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.engine.reading import extract
from claims.engine.reasoning.dimensions import UnitError, literal
from claims.engine.reasoning.lexicon import COUNTING
from claims.engine.reasoning.places import ends, placed
from claims.engine.reasoning.wording import interval_text
from claims.engine.reasoning.words import plural
from claims.engine.types import Interval, Quantity

LONGEST = 100
_LANGUAGES = ("en", "de")
_ONE = Decimal(1)
#: A unit is said by the trillion at most.
MOST_TIMES = 10**12


class AskedError(Exception):
    """What was typed cannot be looked for; `field` is the box it stands in."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class AskedRange:
    """Numbers from one place to another; without a measure, as they are written."""

    low: str
    high: str
    measure: str
    told: str


def asked_range(least: str, most: str, unit: str) -> AskedRange | None:
    """Between "500k" and "0.7 million" of "casualties"; None where nothing is asked.

    One box may hold it all: "at least €1.5bn", "3 to 5 percent".
    """
    first, last = _number("from", least), _number("to", most)
    of, times = _unit(unit)
    first, last = _multiplied(first, times), _multiplied(last, times)
    of = of or _bare(first) or _bare(last)
    if first is None and last is None and of is None:
        return None
    begins = _span(first, of, low=True, alone=last is None)
    finishes = _span(last, of, low=False, alone=False)
    low, high, measure = _place(begins)
    _, end, other = _place(finishes)
    if measure != other:
        raise AskedError("to", "The two numbers do not measure the same.")
    high = min(high, end)
    if low > high:
        raise AskedError("to", "The range ends before it begins.")
    return AskedRange(low, high, measure, _told(begins, finishes))


def _number(field: str, text: str) -> Quantity | None:
    text = _short(field, text)
    if not text:
        return None
    found = (one for one in _read(text) if one.low is not None or one.high is not None)
    number = next(found, None)
    if number is None:
        raise AskedError(
            field, "Write one number, such as 500k, 0.5 million or €1.5bn."
        )
    return number


def _unit(text: str) -> tuple[Quantity | None, Decimal]:
    """What so many of "casualties" or "shells per day" would be; by the million, too."""
    text = _short("unit", text)
    if not text:
        return None, _ONE
    trials = [one for trial in (f"5 {text}", f"{text}5") for one in _read(trial)]
    most = 1 if any(sign.isdecimal() for sign in text) else MOST_TIMES
    found = [
        (_bare(one), one.low / 5)
        for one in trials
        if one.low and one.low == one.high and 5 <= one.low <= 5 * most
    ]
    for of, times in sorted(found, key=lambda one: one[0] is None):
        if of or times > 1:
            return of, times
    try:
        unit = literal(text)
    except UnitError as error:
        raise AskedError("unit", str(error)) from error
    return Quantity(unit.kind, None, None, unit=unit.unit), _ONE


def _multiplied(number: Quantity | None, times: Decimal) -> Quantity | None:
    """A number said by the million; one that names its own unit stays."""
    if number is None or number.unit or number.per:
        return number
    low = None if number.low is None else number.low * times
    high = None if number.high is None else number.high * times
    return replace(number, low=low, high=high)


def _short(field: str, text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise AskedError(field, f"At most {LONGEST} characters.")
    return text


def _read(text: str) -> Iterator[Quantity]:
    """The one number of a text, as each language reads it."""
    for language in _LANGUAGES:
        found = extract(text, language=language).numbers
        if len(found) == 1:
            one = found[0]
            yield Quantity(
                kind=one.kind,
                low=one.low,
                high=one.high,
                low_open=getattr(one, "low_open", False),
                high_open=getattr(one, "high_open", False),
                unit=one.unit,
                per=getattr(one, "per", None),
                thing=getattr(one, "thing", None),
            )


def _bare(number: Quantity | None) -> Quantity | None:
    """A number's unit alone."""
    if number is None or not (number.unit or number.per):
        return None
    return replace(number, low=None, high=None, low_open=False, high_open=False)


def _span(
    number: Quantity | None, of: Quantity | None, *, low: bool, alone: bool
) -> Quantity:
    """A box as all the numbers it lets through, in its own unit or else in `of`."""
    plain = of or Quantity("count", None, None)
    if number is None:
        return plain
    own = number if number.unit or number.per else plain
    if alone and number.low != number.high:  # "at least 5", "3 to 5 percent"
        own = replace(own, high=number.high, high_open=number.high_open)
        return replace(own, low=number.low, low_open=number.low_open)
    if low:
        start = number.high if number.low is None else number.low
        return replace(own, low=start, high=None, low_open=number.low_open)
    end = number.low if number.high is None else number.high
    return replace(own, low=None, high=end, high_open=number.high_open)


def _place(span: Quantity) -> tuple[str, str, str]:
    """Both ends and the measure; as written where nobody named a unit."""
    whole = _whole(span)
    if not (span.unit or span.per):
        return *ends(whole), ""
    where = placed(span)
    if where is not None:
        return where.base_low, where.base_high, where.measure
    one = placed(replace(span, low=_ONE, high=_ONE))
    return *ends(whole), one.measure if one else ""


def _told(begins: Quantity, finishes: Quantity) -> str:
    """In words: "500,000 to 700,000 casualties"."""
    if begins.high is None and (begins.unit, begins.per) == (
        finishes.unit,
        finishes.per,
    ):
        begins = replace(begins, high=finishes.high, high_open=finishes.high_open)
        finishes = replace(finishes, high=None)
    parts = [one for one in (begins, finishes) if (one.low, one.high) != (None, None)]
    of = plural(begins.unit) if begins.kind in COUNTING and begins.unit else ""
    told = " and ".join(interval_text(_whole(one), one) for one in parts)
    return " ".join(filter(None, (told or "any number of", of)))


def _whole(span: Quantity) -> Interval:
    return Interval(span.low, span.high, span.low_open, span.high_open)
