"""A German number restated: the sentence as it stands, and how it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.readback import figure
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import table
from claims.engine.types import decimal_text


def statement(s: Sentence, mentions: list[Mention], lex: Lexicon) -> str:
    """The sentence: German word order does not stand leaving parts out."""
    return " ".join(s.text[s.start : s.end].split())


@dataclass(frozen=True, slots=True)
class _Templates:
    words: dict[str, str]
    qualifiers: dict[str, str]
    fractions: dict[str, str]
    units: dict[str, tuple[str, str]]


@cache
def _templates() -> _Templates:
    data: dict[str, Any] = table("de/readback.toml")
    return _Templates(
        {name: text for name, text in data.items() if isinstance(text, str)},
        data["qualifiers"],
        data["fractions"],
        {name: tuple(forms.split(",")) for name, forms in data["units"].items()},
    )


def bounds() -> dict[str, str]:
    """How a number is written with its bound, by qualifier."""
    known = _templates()
    bounded = {name: f"{word} {{}}" for name, word in known.qualifiers.items()}
    return {**bounded, "range": known.words["to"], "vague": known.words["vague"]}


def read_back(m: Mention, about: Meaning, claimant: str | None, surface: str) -> str:
    """As in "Gelesen als: mindestens 10.000 Soldaten; gesagt von X; nach oben offen." """
    words = _templates().words
    parts = [_amount(m, about, surface)]
    if claimant:
        parts.append(words["said_by"].format(claimant))
    if m.trend and not about.change:
        parts.append(words["rising" if m.trend == "up" else "falling"])
    parts.extend(_bounds(m, words))
    return words["lead"].format("; ".join(parts))


def _amount(m: Mention, about: Meaning, surface: str) -> str:
    known = _templates()
    words = known.words
    text = (
        f"{known.qualifiers.get(m.qualifier, '')} {_number(m, about, surface)}".strip()
    )
    if m.trend and about.change in {"by", "to"}:
        way = words["rising" if m.trend == "up" else "falling"]
        joint = {"by": "by", "to": "to_level"}[about.change]
        text = f"{way} {words[joint]} {text}"
    if m.per:
        text = words["per"].format(text, known.units.get(m.per, (m.per, ""))[0])
    if about.base and m.kind in {"fraction", "percent"}:
        text = f"{text} {about.base}"
    if about.period:
        text = f"{text}, {about.period[0].lower()}{about.period[1:]}"
    counted = m.kind in {"count", "rate"} and m.unit
    if about.thing and about.thing != about.base and not counted:
        text = f"{about.thing}: {text}"
    return text


def _number(m: Mention, about: Meaning, surface: str) -> str:
    words, low, high = _templates().words, m.low, m.high
    if low is not None and high is not None and low != high:
        frame = words["vague" if m.qualifier == "vague" else "to"]
        return frame.format(_figure(low), _with_unit(high, m, about, surface))
    value = low if low is not None else high
    if value is None:
        return surface
    number = _with_unit(value, m, about, surface)
    return f"±{number}" if m.either_way else number


def _with_unit(value: Decimal, m: Mention, about: Meaning, surface: str) -> str:
    known = _templates()
    if m.form == "ratio":
        return surface
    if m.kind == "fraction":
        return known.fractions.get(decimal_text(value), surface) or _figure(value)
    number = _figure(value)
    if m.kind == "percent":
        return known.words["percent"].format(number)
    if m.kind == "multiple":
        return known.words["times"].format(number)
    if m.kind in {"count", "rate"} and m.unit:
        return f"{number} {about.thing or m.unit}"
    one, many = known.units.get(m.unit, (m.unit, m.unit))
    return f"{number} {one if value == 1 else many}".strip()


def _figure(value: Decimal) -> str:
    """1234.5 as German prints it: 1.234,5."""
    words = _templates().words
    marks = str.maketrans(",.", words["group"] + words["decimal"])
    return figure(value).translate(marks)


def _bounds(m: Mention, words: dict[str, str]) -> list[str]:
    found = []
    ends = ((m.low, m.low_open), (m.high, m.high_open))
    found += [
        words["open_low"].format(_figure(v)) for v, o in ends if o and v is not None
    ]
    if m.high is None and m.low is not None:
        found.append(words["no_upper"])
    if m.low is None and m.high is not None:
        found.append(words["no_lower"])
    return found
