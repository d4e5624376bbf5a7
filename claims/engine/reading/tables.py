"""Stretches of figures that are no sentence: rows of a table, noise, hostile input."""

from __future__ import annotations

from claims.engine.reading.digits import read_digits
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.tokens import Sentence

#: More numbers than this, with few words between them, are not prose.
MOST = 40


_SPARSE = 6


_REASON = "one of many figures in a row, not a sentence"


def is_table(s: Sentence, lex: Lexicon) -> bool:
    numbers = sum(word in lex.triggers or "0" <= word[:1] <= "9" for word in s.low)
    return numbers > MOST and numbers * _SPARSE > len(s.low)


def _runs_on(s: Sentence, end: int, i: int) -> bool:
    """No word stands between the figure that ends before `end` and token `i`."""
    if end == i:
        return True
    if end != i - 1:
        return False
    return not s.low[end][:1].isalnum() or (s.glued(end) and s.glued(i))


def read_table(s: Sentence, lex: Lexicon) -> list[Mention]:
    """Every figure as one dismissed number; figures with no word between are one."""
    found: list[Mention] = []
    for i, word in enumerate(s.low):
        digits = "0" <= word[0] <= "9"
        if not digits and word not in lex.cardinals and word not in lex.scales:
            continue
        if found and _runs_on(s, found[-1].last, i):
            found[-1].last = i + 1
            found[-1].low = found[-1].high = None
            continue
        value = read_digits(word).value if digits else None
        found.append(other(i, i + 1, "identifier", _REASON, value))
    return found
