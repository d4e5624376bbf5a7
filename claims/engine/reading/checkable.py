"""Why a quantity is no claim a third party could check."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_IMAGINED = word_list("checkable.imagined")


_WISHES = word_list("checkable.wishes")


def why_not(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """The reason as a short phrase; "" when the number is a claim."""
    words = s.low
    before = words[max(0, m.first - 14) : m.first]
    if not _IMAGINED.isdisjoint(before):
        return "hypothetical"
    if "if" in before and not {",", "then"} & set(before[before.index("if") :]):
        return "hypothetical"
    if {"i", "we"} & set(before) and not _WISHES.isdisjoint(before):
        return "a wish, not a fact"
    return ""
