"""The features by which a number, or a sentence without one, deserves checking.

What a feature weighs is in `worth.toml`, the words that show one in `en/worth.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.engine.reading.lexicon import language_code, table
from claims.engine.reading.mentions import Mention
from claims.engine.reading.phrases import phrases_of
from claims.engine.reading.tokens import Sentence

_BOUNDS = frozenset({"at_least", "more_than", "at_most", "up_to"})
_ZERO, _SMALL, _LARGE = Decimal(0), Decimal(10), Decimal(1000)

#: What the kind of a number tells by itself.
_BY_KIND = {
    "percent": ("number", "share"),
    "fraction": ("number", "share"),
    "percentage_point": ("number", "share"),
    "money": ("number", "money"),
    "duration": ("number", "duration"),
    "age": ("number", "duration"),
    "measure": ("number", "measure"),
    "temperature": ("number", "measure"),
}

#: A sentence of fewer tokens says little.
_SHORT = 7

#: A capital inside a sentence; "I" is no name.
_NAME = re.compile(r" [A-Z]\w")

Pair = tuple[str, str]

#: The words of a phrase after its first two, and the feature it shows.
Tail = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class WorthWords:
    """What shows a feature in one language."""

    people: frozenset[str] = frozenset()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
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
    words: dict[str, tuple[str, ...]] = {}
    for name, listed in data["words"].items():
        for word in listed.split():
            words[word] = (*words.get(word, ()), name)
    phrases: dict[Pair, tuple[Tail, ...]] = {}
    for name, listed in data["phrases"].items():
        for text in phrases_of(listed):
            first, second, *rest = text.split()
            known = phrases.get((first, second), ())
            phrases[first, second] = (*known, (tuple(rest), name))
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


def sentence_features(s: Sentence, known: WorthWords) -> tuple[str, ...]:
    """What the words of a sentence tell, whatever its numbers."""
    words = s.words
    shown = [name for word in words & known.vocabulary for name in known.words[word]]
    shown.extend(_phrases(s.low, known))
    found = set(shown)
    if shown.count("public") > 1:
        found.add("public_again")
    if not words.isdisjoint(known.past) or (
        known.past_form is not None and known.past_form.search(s.view, s.start, s.end)
    ):
        found.add("past")
    if known.names and _NAME.search(s.view, s.start, s.end):
        found.add("named")
    if s.view[s.end - 1] == "?":
        found.add("question")
    if s.size < _SHORT:
        found.add("short")
    return tuple(found)


def number_features(
    m: Mention, known: WorthWords, *, claimant: str | None, period: str | None
) -> list[str]:
    """What the number itself tells."""
    value = m.low if m.low is not None else m.high or _ZERO
    found = list(_BY_KIND.get(m.kind, ("number",)))
    if claimant is not None:
        found.append("claimed")
    if period is not None:
        found.append("period")
    if m.unit in known.people:
        found.append("people")
    if m.trend is not None or m.kind == "multiple":
        found.append("trend")
    if m.qualifier in _BOUNDS:
        found.append("bounded")
    if m.per is not None:
        found.append("rate")
    if m.form == "vague":
        found.append("vague")
    if value >= _LARGE and "measure" not in found:
        found.append("large")
    elif value < _SMALL and m.kind == "count" and m.unit not in known.people:
        found.append("small")
    return found


def _phrases(low: list[str], known: WorthWords) -> Iterator[str]:
    for first, second in known.pairs.intersection(pairwise(low)):
        for rest, name in known.phrases[first, second]:
            if not rest or _has(low, (first, second, *rest)):
                yield name


def _has(low: list[str], words: tuple[str, ...]) -> bool:
    size = len(words)
    return any(tuple(low[i : i + size]) == words for i in range(len(low) - size + 1))
