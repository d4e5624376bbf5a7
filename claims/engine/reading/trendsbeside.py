"""Up or down as the numbers beside it say: two ends, one movement told twice, a row."""

from __future__ import annotations

import itertools

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: Nouns of a change; what a share can be of though it moved; shares of something.
NOUNS = word_list("trends.nouns")
WORTH = frozenset({"value", "worth", "price", "weight"})
SHARES = frozenset({"percent", "percentage_point", "multiple"})
_RANGING = word_list("trends.ranging")


def by_ends(s: Sentence, m: Mention, mentions: list[Mention]) -> str | None:
    """ "..., from 1,240 children to 930": the two ends say which way it went."""
    ends = [other for other in mentions if other.role]
    for a, b in itertools.pairwise(ends):
        if (a.role, b.role) != ("from", "to") or m not in (a, b) or a.kind != b.kind:
            continue
        if s.word(a.left - 2) in _RANGING or (not a.low and m.unit in _SPEEDS):
            return None  # "vary from 4 to 60", "from 0 to 60 mph"
        if a.low is not None and b.low is not None and a.low != b.low:
            return "up" if a.low < b.low else "down"
    return None


_SPEEDS = frozenset({"mile per hour", "kilometre per hour"})
_RETOLD = ([",", "or"], ["or"])
_GAPPED = 7  # "pay rose by 2 percent, and the minimum wage by 4 percent"
_ENDS = (("to", ["from"]), ("from", ["to"]))
_STEPS = frozenset({"percentage_point", "percent", "index", "money", "fraction"})
RELATIVE = frozenset({"percent", "percentage_point", "fraction", "multiple"})


def with_previous(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """As in "from 5 to 8 percent", "320 points, or 1.1%": one movement, told twice."""
    before = mentions[mentions.index(m) - 1]
    gap = s.low[before.right : m.left]
    if (
        gap[-1:] == ["and"]
        and len(gap) <= 5
        and before.kind == m.kind
        and m.kind in RELATIVE
        and m.form != "ratio"
        and s.word(m.right) != "of"
        and s.word(before.left - 1) != "from"
    ):
        return before.trend
    if gap[-1:] == ["by"] and s.word(before.left - 1) == "by" and "and" in gap[:2]:
        return before.trend if len(gap) <= _GAPPED else None
    ends = (s.word(before.left - 1), gap[-1:]) in _ENDS
    if ends and len(gap) <= 5 and before.kind == m.kind:
        return before.trend
    if before.role == "from" and m.role:
        return before.trend
    if gap in _RETOLD or (gap[-2:] == [",", "or"] and len(gap) <= 3):
        share = s.word(m.right) == "of" and m.kind in SHARES
        part = share and WORTH.isdisjoint(s.low[m.right : m.right + 4])
        return None if part else before.trend  # "450 jobs, or 7 percent of its staff"
    if gap[-1:] == ["to"] and before.kind in _STEPS:
        return before.trend if len(gap) <= 2 and gap[0] not in NOUNS else None
    if before.trend and before.kind == m.kind == "percent" and len(gap) <= _ROW:
        return before.trend if _in_a_row(s, m, gap, lex) else None
    return None


def _in_a_row(s: Sentence, m: Mention, gap: list[str], lex: Lexicon) -> bool:
    """As in "Thefts fell 4 percent, robberies 3 percent and arson 9 percent"."""
    if gap[:1] not in ([","], ["and"]) or s.word(m.right) == "of":
        return False
    named = [word for word in gap if word not in {",", "and"}]
    plain = all(
        word[0].isalpha() and word not in lex.sentence_words and word not in lex.moving
        for word in named
    )
    return plain and bool(named) and not named[-1].endswith(("ing", "ed"))


_ROW = 5
