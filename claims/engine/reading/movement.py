"""What moved: by how much, and to which level."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_CHANGING = word_list("ranges.changing")
_STEP = 4
_COMING = word_list("ranges.coming")
_POSSIBLE = frozenset({"may", "might", "could", "can", "between"})
_FAR_ABOVE = 10  # a level so many times the number before it is no range's end


def changes(s: Sentence, left: int, lex: Lexicon) -> bool:
    """A verb of change stands shortly before token `left`."""
    window = s.low[_clause(s, left) : left]
    moved = not (lex.up.isdisjoint(window) and lex.down.isdisjoint(window))
    return moved or not _CHANGING.isdisjoint(window) or _has_become(window)


def _has_become(window: list[str]) -> bool:
    """As in "has ballooned from an original $1.9m": whatever it did, it is over."""
    return any(
        word == "from" and window[k + 1].endswith("ed") and window[k] in HAVING
        for k, word in enumerate(window[2:])
    )


HAVING = frozenset({"has", "have", "had"})


def _clause(s: Sentence, left: int) -> int:
    """Where the words that tell of a change are looked for: further back up to a break."""
    k = max(0, left - _NEAR)
    while k and left - k < _FAR and s.low[k - 1] not in _BREAKS:
        k -= 1
    return k


_NEAR, _FAR = 9, 20
_BREAKS = frozenset({",", ";", ":", "(", "and", "but", "while", "with", "as"})


def is_step(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """As in "rose by $14 to $61", "by 340 to 4,870": how far, and where to.

    "By 5 to 10 percent" and "could rise by $5 to $10" stay ranges.
    """
    if "by" not in (s.word(a.left - 1), s.word(a.first - 1)):
        return _stepped(s, a, b, lex)
    far = bool(a.unit and b.unit) and (a.low or 0) * _STEP <= (b.low or 0)
    if not far and not changes(s, a.left, lex):
        return False
    if not _POSSIBLE.isdisjoint(s.low[max(0, a.left - 6) : a.left]):
        return False
    if a.unit and b.unit:
        return True
    bare = a.kind == b.kind == "count" and a.low is not None and b.low is not None
    printed = a.grouped and b.grouped  # "fell by 12,000 to 40,000"
    return bare and (printed or (a.low or 0) * _FAR_ABOVE <= (b.low or 0))


def _stepped(s: Sentence, a: Mention, b: Mention, lex: Lexicon) -> bool:
    """As in "fell 3.2p to 134.9p": the verb of change stands right before."""
    verb = s.word(a.left - 1)
    if not (a.unit and b.unit) or not (verb in lex.up or verb in lex.down):
        return False
    if not (a.unit_ahead or a.last > a.number_end) or a.low is None or b.low is None:
        return False  # "rose 5 to 10 percent"
    if not _COMING.isdisjoint(s.low[max(0, a.left - 4) : a.left - 1]):
        return False
    return a.kind == "money" or a.low * _STEP <= b.low


def acted(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "72% had cut support staff": they did so, the number did not move."""
    k = m.right + 2
    done = s.word(k - 1) in lex.moving and m.kind in {"percent", "fraction"}
    return done and noun_follows(s, k + (s.word(k) == "a"), lex)
