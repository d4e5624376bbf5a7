"""Why a quantity is no claim a third party could check."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence

_IMAGINED = word_list("checkable.imagined")
_WISHES = word_list("checkable.wishes")
_SPEAKERS = frozenset({"i", "we", "i'd", "we'd"})
_WOULD = frozenset({"would", "could", "might", "i'd", "we'd", "we'll", "i'll"})
_CUES = _IMAGINED | _SPEAKERS | {"if"}


def why_not(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """The reason as a short phrase; "" when the number is a claim."""
    if _CUES.isdisjoint(s.words):
        return ""
    before = s.low[max(0, m.first - 14) : m.first]
    if not _IMAGINED.isdisjoint(before):
        return "hypothetical"
    if _supposed(before):
        return "hypothetical"
    if "if" in s.words and not _WOULD.isdisjoint(
        s.low[max(0, m.first - 9) : m.last + 7]
    ):
        return "hypothetical"
    if any(
        before[k] in _SPEAKERS and not _WISHES.isdisjoint(before[k:][:3])
        for k in range(max(0, len(before) - 9), len(before))
    ):
        return "a wish, not a fact"
    return ""


def _supposed(before: list[str]) -> bool:
    """The number stands in an if-clause that is not over yet."""
    if "if" not in before:
        return False
    k = len(before) - 1 - before[::-1].index("if")
    if k and before[k - 1] in {"as", "even"}:
        return False
    return not {",", "then"} & set(before[k:])
