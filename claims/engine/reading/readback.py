"""One plain sentence that says how a number was understood."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.wordlists import word_list
from claims.engine.types import decimal_text

#: Words that read back as the qualifier they stand for.
BOUNDS = {
    "about": "about {}",
    "nearly": "nearly {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "at most {}",
    "less_than": "less than {}",
    "up_to": "up to {}",
    "range": "{} to {}",
    "vague": "somewhere between {} and {}",
}
#: Those of two ends.
_SPANS = frozenset({"range", "vague"})


_FRACTIONS = {
    "0.5": "half",
    "0.25": "a quarter",
    "0.75": "three quarters",
    "0.2": "a fifth",
    "0.1": "a tenth",
    "0.333333": "a third",
    "0.666667": "two thirds",
}


#: A quotient (a third of a million, 3 h 22 min in hours) is shown with so many digits.
_SHOWN = 6
#: A whole number of so many digits is printed in groups.
_GROUPED = 4


def _rounded(value: Decimal) -> Decimal:
    return (
        Decimal(f"{value:.{_SHOWN}g}") if abs(value) < 10**_SHOWN else round(value, 0)
    )


def figure(value: Decimal) -> str:
    text = str(value)
    if len(text) < _GROUPED and text.isdecimal():
        return text
    text = f"{value:,f}"
    if "." in text:
        if len(text.partition(".")[2]) > 2 * _SHOWN:
            text = f"{_rounded(value):,f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def read_back(m: Mention, about: Meaning, claimant: str | None, surface: str) -> str:
    """As in "We read this as: at least 10,000 soldiers; said by X; no upper bound." """
    parts = [_amount(m, about, surface)]
    if claimant:
        parts.append(f"said by {claimant}")
    if about.base and m.kind not in {"fraction", "percent"}:
        parts.append(f"out of {about.base}")
    if m.trend and not about.change:
        parts.append("rising" if m.trend == "up" else "falling")
    parts.extend(_bounds(m))
    return f"We read this as: {'; '.join(parts)}."


#: What a number that moved is told with; where it came from, it did not move.
_REACHED = frozenset({"by", "to"})


def _amount(m: Mention, about: Meaning, surface: str) -> str:
    number = _number(m, about, surface)
    bounded = m.qualifier in BOUNDS and m.qualifier not in _SPANS
    text = BOUNDS[m.qualifier].format(number) if bounded else number
    if m.trend and about.change in _REACHED:
        text = f"{'rising' if m.trend == 'up' else 'falling'} {about.change} {text}"
    if m.per:
        text += f" per {m.per}"
    if about.base and m.kind in {"fraction", "percent"}:
        counted = m.form == "ratio" and about.base.partition(" ")[0] not in _DEFINITE
        joint = " " if counted else " of "
        text += f"{joint}{_lower_start(about.base)}"
    if about.period:
        text += f", {_inside(about.period)}"
    if about.thing and about.thing != about.base and not _counts_thing(m):
        text = f"{_lower_start(about.thing)}: {text}"
    return text


def _inside(period: str) -> str:
    """A period that opened its sentence, as it stands inside one."""
    first = period.partition(" ")[0].lower()
    return f"{first}{period[len(first) :]}" if first in _PERIOD_OPENERS else period


_PERIOD_OPENERS = word_list("readback.period_openers")


def _counts_thing(m: Mention) -> bool:
    """The thing stands right after the number: "300 people"."""
    return m.kind in {"count", "rate"} and bool(m.unit)


def _lower_start(thing: str) -> str:
    first = thing.partition(" ")[0]
    return f"{first.lower()}{thing[len(first) :]}" if first in _OPENERS else thing


_DEFINITE = frozenset(
    {"the", "all", "its", "their", "his", "her", "our", "these", "those", "my"}
)
_OPENERS = frozenset({"The", "A", "An", "Its", "Their", "Our", "His", "Her", "My"})


def _number(m: Mention, about: Meaning, surface: str) -> str:
    low, high = m.low, m.high
    if m.either_way and low is not None and low == high:
        return f"±{_with_unit(low, m, about, surface)}"
    vague = m.qualifier == "vague"
    if low is not None and high is not None and (vague or low != high):
        frame = BOUNDS["vague" if vague else "range"]
        return frame.format(figure(low), _with_unit(high, m, about, surface))
    value = low if low is not None else high
    return _with_unit(value, m, about, surface) if value is not None else surface


def _with_unit(value: Decimal, m: Mention, about: Meaning, surface: str) -> str:
    if m.form == "ratio":
        return surface.lower()
    if m.kind == "fraction":
        known = _FRACTIONS.get(decimal_text(_rounded(value)), surface.lower())
        return known or figure(value)
    if m.kind == "money":
        return f"{figure(value)} {m.unit}"
    if m.kind == "percent":
        return f"{figure(value)} percent"
    if m.kind == "multiple":
        return f"{figure(value)} times"
    if about.thing and _counts_thing(m) and not _tallied(about.thing):
        thing = _in_sentence(about.thing, m.unit)
        alone = thing == m.unit and value != 1
        return f"{figure(value)} {_plural(thing) if alone else thing}"
    if not m.unit:
        return figure(value)
    unit = _DEGREES.get(m.unit, m.unit)
    return f"{figure(value)} {_plural(unit) if value != 1 else unit}"


def _tallied(thing: str) -> bool:
    """The "numbers" of "passenger numbers": the passengers are counted."""
    return thing.rpartition(" ")[2] in _TALLIES


_TALLIES = word_list("readback.tallies")


def _in_sentence(thing: str, unit: str) -> str:
    """A sentence's first word in lower case, unless it is a name."""
    first, blank, _rest = thing.partition(" ")
    if not blank and first[1:].islower() and first[:1].lower() == unit[:1]:
        return thing.lower()
    return thing


_UNCHANGED = word_list("readback.unchanged")
_PLURALS = dict(pair.split("=") for pair in word_list("readback.plurals"))
_DEGREES = {"celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit"}


def _plural(unit: str) -> str:
    """As in "square feet", "kilometres per hour", "years of age", "part per million"."""
    head, of, tail = unit.partition(" of ")
    head, per, below = head.partition(" per ")
    first, degree, scale = head.partition("degree ")
    if degree:
        return f"{first}degrees {scale}"
    start, blank, word = head.rpartition(" ")
    return f"{start}{blank}{_plural_word(word)}{per}{below}{of}{tail}"


def _plural_word(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _UNCHANGED:
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _bounds(m: Mention) -> list[str]:
    found = []
    if m.low_open and m.low is not None:
        found.append(f"not counting {figure(m.low)} itself")
    if m.high_open and m.high is not None:
        found.append(f"not counting {figure(m.high)} itself")
    if m.high is None and m.low is not None:
        found.append("no upper bound")
    if m.low is None and m.high is not None:
        found.append("no lower bound")
    return found
