"""Whose, and where: peoples and places that a phrase names.

Phrases in, reasons out; None when nothing stands against comparing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claims.engine.reasoning.german import english
from claims.engine.reasoning.lexicon import LEXICON, WORD_LISTS
from claims.engine.reasoning.words import before_break, lemma, tokens

_NO_PLACES = WORD_LISTS["no_places"]
_DEMONYM_ENDINGS = ("an", "ese", "ish", "i")
_ADJECTIVES = WORD_LISTS["adjectives"]
_NOT_DEMONYMS = WORD_LISTS["not_demonyms"]
_COMPASS = {
    "north": "north",
    "northern": "north",
    "south": "south",
    "southern": "south",
    "east": "east",
    "eastern": "east",
    "west": "west",
    "western": "west",
}
_GROUPS = WORD_LISTS["groups"]
_KINDS = r"(?:(?:region|district|city|province|village|town)\s+)?"
_PLACE = re.compile(
    r"\b(?:in|inside|within|across|near|into|entered)\s+(?:the\s+)?"
    rf"{_KINDS}(?P<place>[A-Z][\w.'\u2019-]*(?:\s+[A-Z][\w.'\u2019-]*)*)"
)


def place_gap(claim: str | None, evidence: str | None) -> str | None:
    """Soldiers in Russia are not soldiers in the Kursk region."""
    ours, theirs = places(claim), places(evidence)
    if not ours or not theirs or any(_same_name(a, b) for a in ours for b in theirs):
        return None
    here, there = _named_place(claim), _named_place(evidence)
    return f"a number for {there} is not a number for {here}"


def places(phrase: str | None) -> frozenset[str]:
    """Names of the places a phrase stands in; of "Russia's Kursk region" Kursk."""
    found = (lemma(word).rstrip(".") for word in _place_words(phrase))
    return frozenset(LEXICON.names.get(name, name) for name in found)


def _named_place(phrase: str | None) -> str:
    return " ".join(_place_words(phrase))


def _place_words(phrase: str | None) -> list[str]:
    found: list[str] = []
    for hit in _PLACE.finditer(english(phrase or "")):
        words = [word.replace("\u2019", "'") for word in hit["place"].split()]
        owned = [word for word in words if not word.endswith(("'s", "'"))]
        found += (word for word in owned or words if _is_place(lemma(word)))
    return found


def _is_place(name: str) -> bool:
    if name.rstrip(".") in _NO_PLACES | _ADJECTIVES:
        return False
    return not (name.endswith(("ian", "ean", "ese", "ish")) and is_side(name))


def side_gap(claim: str | None, evidence: str | None) -> str | None:
    """Ukrainian casualties are not Russian casualties."""
    ours, theirs = _sides(claim), _sides(evidence)
    if not ours or not theirs or _share_a_side(ours, theirs):
        return None
    return f"“{claim}” is not “{evidence}”: another side or place"


@dataclass(frozen=True, slots=True)
class _Sides:
    names: frozenset[str]
    compass: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.names)


def _share_a_side(ours: _Sides, theirs: _Sides) -> bool:
    if ours.compass and theirs.compass and ours.compass != theirs.compass:
        return False
    return any(_same_name(a, b) for a in ours.names for b in theirs.names)


def _same_name(a: str, b: str) -> bool:
    shared = min(len(a), len(b), 5)
    return a == b or (shared >= 4 and a[:shared] == b[:shared])


def _sides(phrase: str | None) -> _Sides:
    """Peoples and places that qualify the counted noun itself."""
    words = list(before_break(phrase or "")) + _ranked(phrase or "")
    low = [lemma(word).rstrip(".") for word in words]
    compass = frozenset(_COMPASS[word] for word in low if word in _COMPASS)
    names = frozenset(
        LEXICON.names.get(name, name)
        for word, name in zip(words, low, strict=True)
        if word[:1].isupper() and is_side(name)
    )
    return _Sides(names or compass, compass)


def is_side(name: str) -> bool:
    if name in LEXICON.names:
        return True
    return (
        len(name) > 4
        and name.endswith(_DEMONYM_ENDINGS)
        and name not in _NOT_DEMONYMS
        and name not in _COMPASS
    )


def _ranked(phrase: str) -> list[str]:
    """Sides named later: "casualties in the Russian ranks", "shells of Russian forces"."""
    words = tokens(phrase)
    return [
        word
        for word, following in pairwise(words)
        if word[:1].isupper() and lemma(following) in _GROUPS
    ]
