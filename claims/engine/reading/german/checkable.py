"""Why a German quantity is no claim a third party could check."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence


def why_not(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """The reason as a short phrase; "" when the number is a claim."""
    lists = lex.lists
    before = s.low[max(0, m.first - 14) : m.first]
    supposing = [
        k for k, word in enumerate(before) if word in lists["checkable.imagined"]
    ]
    if supposing and "," not in before[supposing[-1] :]:
        return "hypothetical"
    unreal = not lists["checkable.unreal"].isdisjoint(s.low)
    if unreal and not lists["checkable.imagined"].isdisjoint(s.low):
        return "hypothetical"
    for k, word in enumerate(before):
        nearby = before[max(0, k - 1) : k + 3]
        if word in lists["checkable.speakers"] and not lists[
            "checkable.wishes"
        ].isdisjoint(nearby):
            return "a wish, not a fact"
    return ""
