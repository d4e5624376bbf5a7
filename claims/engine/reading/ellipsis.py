"""What a number leaves out because the number before it said it."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.tokens import Sentence

_COMPARING = word_list("ellipsis.comparing")
_ALIKE = frozenset({"percent", "fraction", "percentage_point"})
_COUNTED = frozenset({"count", "rate"})
_MOVED = frozenset({"up", "down"})
_NUMBERS = frozenset({"number", "toll", "figure", "total", "tally"})
_TOTALS = frozenset({"total", "toll", "tally", "compared"})


def inherited(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Mention | None:
    """The count before `m`, when `m` has no noun and counts the same."""
    previous: Mention | None = None
    for other in mentions:
        if other is m:
            break
        if (other.kind in _COUNTED and other.unit) or (
            other.kind == "money" and other.scale and m.scale
        ):
            previous = other
    before = s.word(m.left - 1)
    if m.role == "to" and previous is not None and previous.role == "from":
        m.unit = previous.unit
        return previous
    numbered = before == "at" and s.word(m.left - 2) in _NUMBERS
    if previous is None or (before in {"at", "number"} and not numbered):
        return None
    apart = s.word(previous.left - 1) != "to" and s.word(m.left - 2) not in _MOVED
    if before == "from" and apart:
        return None
    if before == "to" and s.word(m.left - 2) not in _TOTALS:
        return None
    following = s.word(m.right)
    if following[:1].isalpha() and not (
        following in lex.closed
        or following in lex.triggers
        or following == "short"
        or is_verb(s, m.right, lex)
    ):
        return None
    m.unit = previous.unit
    if previous.kind == "money":
        m.kind = "money"
    return previous


def carried(s: Sentence, m: Mention, mentions: list[Mention]) -> Mention | None:
    """The number whose thing `m` shares: "to 40 from 50", "40, up 3 percent"."""
    previous: Mention | None = None
    for other in mentions:
        if other is m:
            break
        if other.is_quantity:
            previous = other
    if previous is None or previous.thing is None:
        return None
    if (previous.role, m.role) == ("from", "to"):
        return previous
    gap = s.low[previous.right : m.left]
    if m.kind != previous.kind and not {m.kind, previous.kind} <= _ALIKE:
        return previous if len(gap) <= 2 and gap[:1] == [","] else None
    if not gap or ";" in gap or len(gap) > _FAR:
        return None
    return previous if gap[-1] in _COMPARING else None


#: How many words may part a figure from the one it is compared with.
_FAR = 9
