"""Shares told as a ratio: one in five, three out of four."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nouns import is_plural
from claims.engine.reading.numerals import read_numeral
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_ratio(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "one in five", "3 out of every 10", "nine of ten"."""
    j = m.last
    if s.word(j) in _PERSONS or _one_thing_in(s, m, j, lex):
        j += 1
    hyphen = s.word(j) == "-" and s.glued(j) and s.low[j + 1 : j + 3] in _HYPHENED
    j += hyphen
    word = s.word(j)
    if word not in _JOINTS:
        return False
    if m.low is None or m.low != m.high or (m.decimals and not m.scale):
        return False
    if hyphen and word != "in":
        return _tried(s, m, j + 2, lex)
    if m.low <= 0:
        return False
    if word == "out" and s.word(j + 1) == "of":
        j += 2
    elif (
        (word == "over" and _stands_alone(s, m, j + 1, lex))
        or word == "in"
        or (word == "of" and s.word(j + 1) == "every")
        or (word == "of" and not _one_among(s, m))
    ):
        j += 1
    else:
        return False
    j += hyphen
    sure = word in {"over", "out", "of"} or s.word(j) == "every"
    if s.word(j) == "every":
        j += 1
    if j >= len(s.low):
        return False
    start = j + 1 if s.low[j] in {"a", "the"} and word != "of" else j
    if start >= len(s.low) or not _starts_number(s, start, lex):
        return False
    below = read_numeral(s, j if s.low[j] == "a" else start, lex)
    if below is None or below.value is None or below.value <= m.low or below.decimals:
        return False
    if not hyphen and _other_reading(s, m, word, below):
        return False
    if not sure:
        if s.word(m.first - 1) in _AGES and s.word(m.first - 2) in _PERSONS:
            return False  # "children under five in 11 provinces"
        large = below.value > 2000 and not (below.scale or below.grouped)
        if m.low > 20 or large:
            return False
        unit = None if hyphen else unit_after(s, below.last, lex)
        if unit is not None and unit[0].kind in {"duration", "money"}:
            return False
    m.low = m.high = m.low / below.value
    m.kind, m.unit, m.form = "fraction", "fraction", "ratio"
    m.last = m.right = m.number_end = below.last
    return True


#: "one-in-five", and the "22-of-31" and "9-for-17" of who scored.
_HYPHENED = (["in", "-"], ["of", "-"], ["for", "-"])


def _tried(s: Sentence, m: Mention, j: int, lex: Lexicon) -> bool:
    """The share of "22-of-31 for 287 yards", "9-for-17 from the field"."""
    below = read_numeral(s, j, lex) if _starts_number(s, j, lex) else None
    if below is None or below.value is None or m.low is None or below.decimals:
        return False
    if not 0 <= m.low <= below.value or not below.value:
        return False
    m.low = m.high = m.low / below.value
    m.kind, m.unit, m.form = "fraction", "fraction", "ratio"
    m.last = m.right = m.number_end = below.last
    return True


def _one_thing_in(s: Sentence, m: Mention, j: int, lex: Lexicon) -> bool:
    """The house of "one house in three": a number and no noun follows."""
    several = s.low[j + 1 : j + 3] == ["out", "of"] and is_plural(s.word(j), lex)
    if several and m.low is not None and m.low > 1:  # "two wards out of three"
        below = read_numeral(s, j + 3, lex) if _starts_number(s, j + 3, lex) else None
        if below is None:
            return False
        acted = s.word(below.last).endswith("ed")
        return acted or not noun_follows(s, below.last, lex)
    if m.low != 1 or s.word(j + 1) != "in" or not noun_follows(s, j, lex):
        return False
    start = j + 2 + (s.word(j + 2) == "every")
    if start >= s.size or not _starts_number(s, start, lex):
        return False
    below = read_numeral(s, start, lex)
    if below is None:
        return False
    timed = s.word(below.last) in lex.periods["relative"]  # "in nine last year"
    follows = noun_follows(s, below.last, lex) and not timed
    return not follows or s.low[below.last].endswith("ed")


def _stands_alone(s: Sentence, m: Mention, j: int, lex: Lexicon) -> bool:
    """ "one over three" and nothing else: no noun on either side."""
    if j >= len(s.low) or not _starts_number(s, j, lex) or m.left != m.first:
        return False
    below = read_numeral(s, j, lex)
    return below is not None and not s.word(below.last)[:1].isalpha()


def _one_among(s: Sentence, m: Mention) -> bool:
    """ "She was one of 12 jurors" says what she was, not how large a share."""
    return s.low[m.first] == "one" and s.word(m.first - 1) in _BEING


_JOINTS = frozenset({"out", "over", "in", "of", "for"})
_PERSONS = frozenset(
    {"person", "people", "adults", "child", "children", "women", "men"}
)
_AGES = frozenset({"under", "over", "aged"})
_BEING = word_list("ratios.being")
NEXT = (_JOINTS - {"for"}) | _PERSONS
#: The second word behind the number, after another and after a hyphen.
HYPHENED = (frozenset({"in", "out"}), frozenset(joint for joint, _ in _HYPHENED))


def _other_reading(s: Sentence, n: Mention, joint: str, below: Mention) -> bool:
    """The second number is a year, a compound's, or has a magnitude of its own."""
    if s.word(below.last) == "-" and s.glued(below.last):
        return True
    if below.value is None or joint != "of":
        scaled = n.scale
    else:
        scaled = n.scale != below.scale
    if scaled or (joint == "of" and _ends_range(s, n)):
        return True
    return (
        below.value is not None
        and below.form == "digits"
        and not below.grouped
        and 1900 <= below.value <= 2100
    )


def _ends_range(s: Sentence, n: Mention) -> bool:
    """The 15 of "between 12 and 15 of 40"."""
    k = n.first - 1
    if s.word(k) not in {"and", "or", "to", "-", "\u2013"}:
        return False
    return s.word(k - 1)[:1].isdecimal() and s.word(k - 2) != "of"


def _starts_number(s: Sentence, j: int, lex: Lexicon) -> bool:
    word = s.low[j]
    return word[0].isdecimal() or word in lex.cardinals or word in lex.scales
