"""Shares told as a ratio: one in five, three out of four."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.numeral import Numeral
from claims.engine.reading.numerals import read_numeral
from claims.engine.reading.tokens import Sentence


def read_ratio(s: Sentence, m: Mention, n: Numeral, lex: Lexicon) -> bool:
    """As in "one in five", "3 out of every 10", "nine of ten"."""
    if m.low is None or m.low != m.high or n.scale or n.decimals or m.low <= 0:
        return False
    j = n.last
    if s.word(j) in {"person", "people", "adults", "child", "children", "women", "men"}:
        j += 1
    word = s.word(j)
    if word == "out" and s.word(j + 1) == "of":
        j += 2
    elif (
        (word == "over" and _stands_alone(s, m, j + 1, lex))
        or word == "in"
        or (word == "of" and s.word(j + 1) == "every")
    ):
        j += 1
    else:
        return False
    sure = word == "over" or (word == "out" and m.low <= 100) or s.word(j) == "every"
    if s.word(j) == "every":
        j += 1
    if j >= len(s.low):
        return False
    start = j + 1 if s.low[j] in {"a", "the"} else j
    if start >= len(s.low) or not _starts_number(s, start, lex):
        return False
    below = read_numeral(s, j if s.low[j] == "a" else start, lex)
    if below is None or below.value is None or below.value <= m.low or below.decimals:
        return False
    if not sure:
        if m.low > 20 or (below.value > 2000 and not below.scale):
            return False
        if below.form == "digits" and 1900 <= below.value <= 2100:
            return False
        unit = unit_after(s, below.last, lex)
        if unit is not None and unit[0].kind in {"duration", "money"}:
            return False
    m.low = m.high = m.low / below.value
    m.kind, m.unit, m.form = "fraction", "fraction", "ratio"
    m.last = m.right = m.number_end = below.last
    return True


def _stands_alone(s: Sentence, m: Mention, j: int, lex: Lexicon) -> bool:
    """ "one over three" and nothing else: no noun on either side."""
    if j >= len(s.low) or not _starts_number(s, j, lex) or m.left != m.first:
        return False
    below = read_numeral(s, j, lex)
    return below is not None and not s.word(below.last)[:1].isalpha()


def _starts_number(s: Sentence, j: int, lex: Lexicon) -> bool:
    word = s.low[j]
    return word[0].isdecimal() or word in lex.cardinals or word in lex.scales
