"""The features by which a number, or a sentence without one, deserves checking.

What a feature weighs is in `worth.toml`, the words that show one in `en/worth.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.engine.reading.lexicon import language_code
from claims.engine.reading.mentions import Mention
from claims.engine.reading.phrases import phrases_of
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.weighing import bits
from claims.engine.reading.wordlists import table

_BOUNDS = frozenset({"at_least", "more_than", "at_most", "up_to"})
_ZERO, _SMALL, _LARGE = Decimal(0), Decimal(10), Decimal(1000)

_BITS = bits()
_NUMBER, _PUBLIC, _PEOPLE = _BITS["number"], _BITS["public"], _BITS["people"]
_MEASURED = _BITS["measure"]

#: What the kind of a number tells by itself.
_BY_KIND = {
    "percent": _NUMBER | _BITS["share"],
    "fraction": _NUMBER | _BITS["share"],
    "percentage_point": _NUMBER | _BITS["share"],
    "money": _NUMBER | _BITS["money"],
    "duration": _NUMBER | _BITS["duration"],
    "age": _NUMBER | _BITS["duration"],
    "measure": _NUMBER | _MEASURED,
    "temperature": _NUMBER | _MEASURED,
}

#: A sentence of fewer tokens says little.
_SHORT = 7

#: A capital inside a sentence; "I" is no name.
_NAME = re.compile(r" [A-Z]\w")

Pair = tuple[str, str]

#: The words of a phrase after its first two, and the features it shows.
Tail = tuple[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class WorthWords:
    """What shows a feature in one language."""

    people: frozenset[str] = frozenset()
    words: dict[str, int] = field(default_factory=dict)
    phrases: dict[Pair, tuple[Tail, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()  # the keys of `words`, quicker to meet
    pairs: frozenset[Pair] = frozenset()  # and those of `phrases`
    past: frozenset[str] = frozenset()
    past_form: re.Pattern[str] | None = None
    names: bool = False  # a capital inside a sentence is a name


def worth_words(language: str) -> WorthWords:
    return _load(language_code(language))


@cache
def _load(code: str) -> WorthWords:
    try:
        data = table(f"{code}/worth.toml")
    except FileNotFoundError:  # a language may do without: then only its numbers tell
        return WorthWords()
    words: dict[str, int] = {}
    for name, listed in data["words"].items():
        for word in listed.split():
            words[word] = words.get(word, 0) | _BITS[name]
    phrases: dict[Pair, tuple[Tail, ...]] = {}
    for name, listed in data["phrases"].items():
        for text in phrases_of(listed):
            first, second, *rest = text.split()
            known = phrases.get((first, second), ())
            phrases[first, second] = (*known, (tuple(rest), _BITS[name]))
    return WorthWords(
        people=frozenset(data["units"]["people"].split()),
        words=words,
        phrases=phrases,
        vocabulary=frozenset(words),
        pairs=frozenset(phrases),
        past=frozenset(data["past"]["words"].split()),
        past_form=re.compile(data["past"]["form"]),
        names=data["capitals"]["inside_are_names"],
    )


def sentence_features(s: Sentence, known: WorthWords) -> int:
    """What the words of a sentence tell, whatever its numbers."""
    words, public, found = s.words, 0, 0
    for shown in [known.words[word] for word in words & known.vocabulary]:
        public += shown & _PUBLIC
        found |= shown
    for first, second in known.pairs.intersection(pairwise(s.low)):
        for rest, shown in known.phrases[first, second]:
            if not rest or _has(s.low, (first, second, *rest)):
                public += shown & _PUBLIC
                found |= shown
    if public > _PUBLIC:
        found |= _BITS["public_again"]
    if not words.isdisjoint(known.past) or (
        known.past_form is not None and known.past_form.search(s.view, s.start, s.end)
    ):
        found |= _BITS["past"]
    if known.names and _NAME.search(s.view, s.start, s.end):
        found |= _BITS["named"]
    if s.view[s.end - 1] == "?":
        found |= _BITS["question"]
    if s.size < _SHORT:
        found |= _BITS["short"]
    return found


def number_features(
    m: Mention, known: WorthWords, claimant: str | None, period: str | None
) -> int:
    """What the number itself tells."""
    value = m.low if m.low is not None else m.high or _ZERO
    found = _BY_KIND.get(m.kind, _NUMBER)
    if claimant is not None:
        found |= _BITS["claimed"]
    if period is not None:
        found |= _BITS["period"]
    if m.unit in known.people:
        found |= _PEOPLE
    if m.trend is not None or m.kind == "multiple":
        found |= _BITS["trend"]
    if m.qualifier in _BOUNDS:
        found |= _BITS["bounded"]
    if m.per is not None:
        found |= _BITS["rate"]
    if m.form == "vague":
        found |= _BITS["vague"]
    if value >= _LARGE and not found & _MEASURED:
        found |= _BITS["large"]
    elif value < _SMALL and m.kind == "count" and not found & _PEOPLE:
        found |= _BITS["small"]
    return found


def _has(low: list[str], words: tuple[str, ...]) -> bool:
    size = len(words)
    return any(tuple(low[i : i + size]) == words for i in range(len(low) - size + 1))
