"""Why a quantity is no claim a third party could check."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_IMAGINED = word_list("checkable.imagined")
_WISHES = word_list("checkable.wishes")
_SPEAKERS = frozenset({"i", "we", "i'd", "we'd"})
_WOULD = frozenset({"would", "could", "might", "i'd", "we'd", "we'll", "i'll"})
_CONDITIONS = frozenset({"if", "unless"})
#: A sentence that opens with one of these may suppose something: "had it rained, ..."
_INVERTED = frozenset({"had", "should", "were"})
_LACKING = frozenset({"without", "but"})
_CUES = _IMAGINED | _SPEAKERS | _CONDITIONS | _WOULD


def why_not(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """The reason as a short phrase; "" when the number is a claim."""
    if _CUES.isdisjoint(s.words):
        return ""
    before = s.low[max(0, m.first - 14) : m.first]
    if not _IMAGINED.isdisjoint(before):
        return "hypothetical"
    if _supposed(before) or _contrary(s, m):
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


def _contrary(s: Sentence, m: Mention) -> bool:
    """As in "had it rained, 12 homes would have been lost", "without the dam, ..."."""
    opens = s.low[0] in _INVERTED or (
        s.low[0] in _LACKING and ("without" in s.words or s.word(1) == "for")
    )
    if not opens or _WOULD.isdisjoint(s.words) or "," not in s.words:
        return False
    if s.word(m.left - 1) == "from":
        return False  # where it stands: "could reach 5%, from 3.9 at present"
    inverted = s.low[0] in _INVERTED and m.first < s.low.index(",")
    near = s.low[max(0, m.first - 6) : m.last + 7]
    return inverted or not _WOULD.isdisjoint(near)


def _supposed(before: list[str]) -> bool:
    """The number stands in an if-clause that is not over yet."""
    places = [k for k, word in enumerate(before) if word in _CONDITIONS]
    if not places:
        return False
    k = places[-1]
    if k and before[k - 1] in {"as", "even"}:
        return False
    return not {",", "then"} & set(before[k:])
