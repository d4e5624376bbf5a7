"""Things told apart by a number: what belongs to it, and what is no name but a verb."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.tokens import Sentence

#: Words before which a number may count what follows: "issue 40 licences", "the scene
#: 300 people saw".
COUNTING = frozenset({"issue", "bus", "tram", "court", "scene", "marker"})
#: Words that are verbs as well: "can seat 300".
VERBAL = frozenset({"row", "seat", "note"}) | COUNTING
#: What stands before those where they are nouns: "in seat 12", not "can seat 12".
_NAMING = frozenset(
    {"in", "from", "at", "of", "see", "(", "as", "and", "behind", "under"}
)


def subsections(s: Sentence, last: int) -> int:
    """Past the rest of "gate 12B", "section 12(3)(b)"."""
    lettered = s.glued(last) and len(s.low[last]) == 1 and s.capitalised(last)
    if lettered and not (s.glued(last + 1) and s.low[last + 1][0].isalnum()):
        last += 1
    while s.word(last) == "(" and s.glued(last) and s.word(last + 2) == ")":
        if not s.low[last + 1].isalnum() or len(s.low[last + 1]) > _LONGEST_PART:
            break
        last += 3
    return last


_LONGEST_PART = 3


def is_verbal(s: Sentence, before: int, i: int, lex: Lexicon) -> bool:
    """The "row" of "can row 12 km", the "issue" of "issue 40 licences", and what was
    only mentioned before: "by bus 40 pupils a day".
    """
    if s.low[before] in COUNTING:
        return noun_follows(s, i + 1, lex)
    return s.word(before - 1) not in _NAMING
