"""Whether "he", "it" or "they" can stand for somebody who was named."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.nouns import is_plural
from claims.engine.reading.speakernames import PEOPLE
from claims.engine.reading.wordlists import word_list

_BODIES = word_list("attribution.bodies")
_SUBJECTS = {"his": "he", "her": "she", "their": "they"}
_PERSONAL = frozenset({"he", "she"})


def can_mean(pronoun: str, name: str, lex: Lexicon) -> bool:
    words = name.split()
    pronoun = _SUBJECTS.get(pronoun, pronoun)
    head = _head(words, lex)
    personal = _is_person(words, lex)
    many = is_plural(head, lex) or head == "police"
    if pronoun == "they":
        return many
    surnamed = personal and len(words) > 1 and words[-1][0].isupper()
    if many and not surnamed:
        return False
    if pronoun in _PERSONAL:
        return personal
    return not personal or len(words) == 1  # Holm may be a firm


def names_a_person(name: str, language: str = "en") -> bool:
    """Whether a claimant is somebody, and not a body: "Mayor Lea Holm", not "Interpol"."""
    words = name.split()
    if not words or not _is_person(words, lexicon(language)):
        return False
    return len(words) > 1 or not PEOPLE.isdisjoint({words[0].lower()})


def _head(words: list[str], lex: Lexicon) -> str:
    """The noun the name turns on: "researchers" of "researchers from Balder"."""
    head = words[0]
    for word in words:
        low = word.lower().rstrip(",")
        if low in lex.words["prepositions"] or low in {"led", "published"}:
            break
        head = word
        if word.endswith(","):
            break
    return head.rstrip(",").lower() if words[0] != head else head.lower()


def _is_person(words: list[str], lex: Lexicon) -> bool:
    """Judged by what stands before "of the association"."""
    low = [word.lower().strip(",") for word in words]
    of = next((k for k, w in enumerate(low) if w in lex.words["prepositions"]), 0)
    if of:
        words, low = words[:of], low[:of]
    if not PEOPLE.isdisjoint(low):
        return True
    if not _BODIES.isdisjoint(low) or low[0] in {"the", "a", "an", "its", "their"}:
        return False
    if len(words) > 2 and low[-1] not in _BODIES and low[-2] not in _BODIES:
        words = words[-2:]  # harbour master Lee Fong
    return all(word[0].isupper() and not word.isupper() for word in words)
