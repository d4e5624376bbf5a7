"""Which passages speak of a claim's thing, place and time, best first.

What a passage is about decides; its number hardly does.  A passage that contradicts
the claim must come as far up as one that repeats it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.engine.finding.numberkeys import keys
from claims.engine.finding.wanted import Wanted
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.periods import parse_period
from claims.engine.types import Passage, Quantity

#: BM25's saturation and length weight, for passages of some `_USUAL` terms.
_K1, _B, _USUAL = 1.2, 0.4, 20
#: Passages whose words fit best are read for their numbers.
READ = 40
#: What counts, beside 1 for the words: names found, the same thing, the same time.
_NAMES, _ABOUT, _TIME = 2.0, 1.0, 1.5
#: What is lost where the passage may be about something else, and won by the number.
_DOUBTED, _VALUE = 0.2, 0.05
_NUMBERS, _FLOOR = 4, Decimal("0.05")
_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Shelved:
    """A passage of the index: `terms` to begin with, what it says for the last round."""

    key: int
    document: int
    terms: frozenset[str]
    text: str = ""
    heading: str = ""
    language: str = "en"
    published: date | None = None
    score: float = 0.0


def by_words(
    wanted: Wanted, found: Iterable[Shelved], counts: Mapping[str, int], among: int
) -> list[Shelved]:
    """Passages by their words and number keys, as BM25 weighs them."""
    asked = {**wanted.words, **wanted.numbers}
    weights = {
        term: weight * _rarity(counts[term], among)
        for term, weight in asked.items()
        if counts.get(term)
    }
    scored = [replace(one, score=_lexical(weights, one.terms)) for one in found]
    return sorted(scored, key=_best_first)


def by_subject(wanted: Wanted, found: Sequence[Shelved]) -> list[Shelved]:
    """Passages by thing, place and time; `found` has texts and the words' scores."""
    quantity = wanted.quantity
    most = max((one.score for one in found), default=0.0)
    if quantity is None or not most:
        return list(found)
    scored = [
        replace(
            one,
            score=one.score / most
            + _NAMES * _named(wanted, one)
            + _closeness(wanted, quantity, one),
        )
        for one in found
    ]
    return sorted(scored, key=_best_first)


def _best_first(one: Shelved) -> tuple[float, int]:
    return -one.score, one.key


def _rarity(count: int, among: int) -> float:
    return math.log(1 + max(among - count + 0.5, 0.5) / (count + 0.5))


def _lexical(weights: Mapping[str, float], terms: frozenset[str]) -> float:
    length = 1 - _B + _B * len(terms) / _USUAL
    shared = sum(weight for term, weight in weights.items() if term in terms)
    return shared * (_K1 + 1) / (1 + _K1 * length)


def _named(wanted: Wanted, passage: Shelved) -> float:
    names = wanted.names
    return len(names & passage.terms) / len(names) if names else 1.0


def _closeness(wanted: Wanted, quantity: Quantity, passage: Shelved) -> float:
    """How far the passage's best number is about the same thing at the same time."""
    found = find_passages(
        quantity,
        passage.text,
        context=wanted.sentence,
        heading=passage.heading,
        language=passage.language,
        as_of=passage.published,
        limit=_NUMBERS,
        floor=_FLOOR,
    )
    return max((_fit(wanted, quantity, passage, one) for one in found), default=0.0)


def _fit(wanted: Wanted, quantity: Quantity, passage: Shelved, one: Passage) -> float:
    fit = _ABOUT * float(one.score)
    if one.quantity.doubt:
        fit -= _DOUBTED
    if wanted.numbers.keys() & set(keys(one.quantity)):
        fit += _VALUE
    return fit + _TIME * _same_time(wanted, quantity, passage, one)


def _same_time(
    wanted: Wanted, quantity: Quantity, passage: Shelved, one: Passage
) -> float:
    """1 for the same year; for a claim that names no time, the latest before it."""
    theirs = parse_period(one.quantity.period, as_of=one.quantity.as_of)
    theirs = theirs or parse_period(passage.heading)
    held = theirs.end if theirs else passage.published
    ours = wanted.window.end if wanted.window else None
    if held is None or (ours is None and quantity.as_of is None):
        return _UNKNOWN
    if ours is not None:
        return float(ours.year == held.year)
    said = quantity.as_of or held
    gap = said.year - held.year
    return 1 / max(gap, 1) if gap >= 0 else 0.0
