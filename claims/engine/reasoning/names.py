"""Proper names in a sentence, and the part they play: where, whose, or who."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from claims.engine.reasoning.german import english
from claims.engine.reasoning.lexicon import LEXICON, WORD_LISTS
from claims.engine.reasoning.words import lemma

_RUN = re.compile(
    r"[A-Z][\w\u2019'-]*(?:[.](?=[A-Z]))?(?:\s+(?:[A-Z][\w\u2019'-]*))*", re.UNICODE
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\u2013\u2014][\"\u201d\u2019')]*\s+|\n\s*)$")
_OPENING_QUOTES = "\"\u201c\u2018'(\u2022 "
_KINDS_OF_PLACE = (
    r"(?:(?:neighbouring|neighboring|nearby)\s+)?"
    r"(?:(?:city|town|village|district|province|region|county|state|port|island"
    r"|municipality|company|firm|airport|university|hospital)\s+(?:of\s+)?)?"
)
_WHERE = re.compile(
    rf"\b(?:in|inside|within|across|near|into|around|throughout)\s+"
    rf"(?:the\s+)?{_KINDS_OF_PLACE}$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\bof\s+(?:the\s+)?{_KINDS_OF_PLACE}$|\b(?:city|town|village|district|province"
    r"|region|county|state|municipality|island)\s+of\s+$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    rf"(?:^|[,;:.!?\u2013\u2014][\"\u201d\u2019')]*\s+|\b(?:and|but|while|that)\s+)"
    rf"(?:the\s+)?{_KINDS_OF_PLACE}$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\s*,?\s*(?:says?|said|told|puts?|estimates?d?|claims?|claimed|reports?|reported"
    r"|believes?|wrote|writes|according|spoke|welcomed|described|announced|expects?)\b"
)
_VERB = re.compile(
    r"\s+(?:has|have|had|is|was|are|were|will|sold|made|took|lost|won|built|spent|paid"
    r"|gets|got|gave|cut|[a-z]{2,}ed|[a-z]{2,}s)\s"
)
_LEADING = (WORD_LISTS["breaks"] | WORD_LISTS["stop"] | {"as", "while"}) - {"new"}
#: So many characters before a name say what part it plays.
_LEAD = 80
_NO_NAMES = WORD_LISTS["no_places"]


@dataclass(frozen=True, slots=True)
class Names:
    """Lower-case names of a sentence: `every` one, and those that play a part.

    `unsure` are words that may owe their capital to opening the sentence; `openers`
    those of them that its verb follows: "Transport gets", but not "Officials say".
    """

    every: frozenset[str]
    places: frozenset[str]
    owners: frozenset[str]
    unsure: frozenset[str]
    openers: frozenset[str]

    @property
    def parts(self) -> frozenset[str]:
        return self.places | self.owners


@lru_cache(maxsize=4_000)
def names_in(text: str) -> Names:
    text = english(text)
    every: set[str] = set()
    places: set[str] = set()
    owners: set[str] = set()
    unsure: set[str] = set()
    openers: set[str] = set()
    for hit in _RUN.finditer(text):
        before = text[: hit.start()][-_LEAD:].rstrip(_OPENING_QUOTES)
        before += " " if before else ""
        opens = bool(_SENTENCE_START.search(before))
        at = hit.start()
        for name, owns, dropped in _names_of(hit.group(), opens=opens):
            key = name.lower()
            if opens and not dropped and " " not in name and not owns:
                unsure.add(key)
                if _opens_as_subject(key, text[hit.end() :]):
                    openers.add(key)
                continue
            every.add(key)
            lead = text[:at][-_LEAD:] + dropped
            following = text[hit.end() :]
            if _WHERE.search(lead):
                places.add(key)
            elif owns or (
                (_CLAUSE_START.search(lead)) and not _SAYING.match(following)
            ):
                owners.add(key)
            elif _OF.search(lead):
                places.add(key)
    return Names(*map(frozenset, (every, places, owners, unsure, openers)))


def _opens_as_subject(word: str, following: str) -> bool:
    if word.endswith("s") or word in WORD_LISTS["groups"] | WORD_LISTS["commonplace"]:
        return False
    return bool(_VERB.match(following)) and not _SAYING.match(following)


def _names_of(run: str, *, opens: bool) -> Iterable[tuple[str, bool, str]]:
    """The names of a run of capitals, whether each owns what follows, and the words
    that only opened the sentence.
    """
    words, dropped = run.split(), ""
    while words and (
        words[0].lower() in _NO_NAMES or (opens and words[0].lower() in _LEADING)
    ):
        dropped += words.pop(0) + " "
    kept: list[str] = []
    for word in words:
        plain = word.replace("\u2019", "'")
        if plain.lower() in _NO_NAMES:
            continue
        owns = plain.endswith(("'s", "s'"))
        kept.append(plain.removesuffix("'s").rstrip("'"))
        if owns:
            yield " ".join(kept), True, dropped
            kept = []
    if kept and not (len(kept) == 1 and len(kept[0]) == 1):
        yield " ".join(kept), False, dropped


def share_a_name(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(same_name(a, b) for a in ours for b in theirs)


def same_name(one: str, other: str) -> bool:
    """ "Ellery" is Port Ellery, "Norwegian" Norway; Port Harlan is not."""
    a, b = sorted((one.split(), other.split()), key=len)
    return all(any(_alike(word, each) for each in b) for word in a)


def _alike(one: str, other: str) -> bool:
    a, b = (LEXICON.names.get(lemma(w), lemma(w)) for w in (one, other))
    shared = min(len(a), len(b), 5)
    return a == b or (shared >= 4 and a[:shared] == b[:shared])


def title_names(title: str) -> Names:
    """The names of a headline, unless its capitals tell nothing."""
    words = [word for word in title.split() if word[:1].isalpha()]
    small = [word for word in words if word[:1].islower() and len(word) > 3]
    if len(words) > 2 and not small:
        return Names(*[frozenset[str]()] * 5)
    return names_in(title)


def shown(names: Iterable[str]) -> str:
    found = sorted(names)
    return ", ".join(" ".join(w.capitalize() for w in n.split()) for n in found)
