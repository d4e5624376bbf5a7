"""Small words about words: lemmas, content words, heads and names of a noun phrase.

Just enough to tell whether two phrases count the same thing; no part of reading.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.engine.reasoning.german import english
from claims.engine.reasoning.lexicon import WORD_LISTS

_WORD = re.compile(r"[^\W\d_]+(?:[.'\u2019-][^\W\d_]+)*")
_ENGLISH = re.compile(r"[a-z]")

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "schoolchildren": "schoolchild",
    "people": "person",
    "persons": "person",
    "peoples": "person",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "feet": "foot",
    "lives": "life",
    "wives": "wife",
    "crises": "crisis",
    "analyses": "analysis",
    "aircraft": "aircraft",
    "series": "series",
    "species": "species",
    "news": "news",
    "takings": "takings",
    "earnings": "earnings",
    "houses": "house",
    "horses": "horse",
    "cases": "case",
    "databases": "database",
    "expenses": "expense",
    "buses": "bus",
    "viruses": "virus",
    "deaths": "death",
    "births": "birth",
}

#: Words that end what the head noun is: it stands before the first of them.
_BREAKS = WORD_LISTS["breaks"]

_STOP = _BREAKS | WORD_LISTS["stop"]

#: Participles after a head noun: "soldiers stationed in ...", "shells used by ...".
_PARTICIPLE = re.compile(r"(?:ed|ing|wn|ught)$")
_IRREGULAR_PARTICIPLES = WORD_LISTS["irregular_participles"]
_NOUNS_LIKE_PARTICIPLES = WORD_LISTS["nouns_like_participles"]
_SAME_IN_PLURAL = WORD_LISTS["same_in_plural"]


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The singular, lower-case form of an English noun; other words unchanged."""
    low = word.lower().replace("\u2019", "'").removesuffix("'s").rstrip("'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "ches", "shes", "xes", "zes")):
        return low[:-2]
    return low[:-1]


def tokens(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(english(text)))


@lru_cache(maxsize=4_000)
def content_words(text: str) -> frozenset[str]:
    """Lemmas of the words that carry the topic."""
    found = (lemma(word) for word in tokens(text) if word.lower() not in _STOP)
    return frozenset(word for word in found if len(word) > 1 and word not in _STOP)


def before_break(phrase: str) -> tuple[str, ...]:
    """The words up to the first preposition, verb or trailing participle."""
    kept: list[str] = []
    for word in tokens(phrase):
        low = word.lower()
        if low in _BREAKS and kept:
            break
        if kept and _ends_phrase(low):
            break
        if low not in _STOP or word[:1].isupper():
            kept.append(word)
    return tuple(kept)


def _ends_phrase(low: str) -> bool:
    if low in _IRREGULAR_PARTICIPLES:
        return True
    return bool(_PARTICIPLE.search(low)) and low not in _NOUNS_LIKE_PARTICIPLES


def head_noun(phrase: str | None) -> str:
    """The lemma of the noun a phrase is about: "Russian soldiers in Kursk": soldier."""
    kept = before_break(phrase or "")
    return lemma(kept[-1]) if kept else ""


def plural(noun: str) -> str:
    """A noun for "x are not y" sentences: "tonne of grain" is "tonnes of grain"."""
    words = noun.split(" ")
    for place, word in enumerate(words):
        if place and word in _BREAKS:
            return " ".join([plural(" ".join(words[:place])), *words[place:]])
    last = words[-1].lower()
    if not last or not _ENGLISH.match(last[-1]):
        return noun
    if last in _SAME_IN_PLURAL or _ends_phrase(last):
        return noun  # "the injured"
    if noun in {"person", "people"}:
        return "people"
    if noun.endswith(("man", "men")) and noun not in {"human", "german"}:
        return noun[:-2] + "en"
    if noun == "child":
        return "children"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es" if not noun.endswith("s") or noun.endswith("ss") else noun
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"
