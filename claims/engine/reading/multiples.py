"""Multiples: doubled, three times as many, tenfold."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.rates import per_tail
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_TIMES_AFTER = word_list("multiples.times_after")
MARKS = frozenset({"times", "-", "fold", "x", "\u00d7"})


def read_times(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "three times as many", "10-fold", "4x"."""
    j = m.last
    word = s.word(j)
    following = s.word(j + 1)
    if word == "times" and (
        _valued(s, m)
        or following in _TIMES_AFTER
        or (following.endswith("er") and following not in lex.closed)
    ):
        m.last = j + 1
    elif word == "-" and s.word(j + 1) in {"fold", "folds"} and s.glued(j + 1):
        m.last = j + 2
    elif (
        word in {"fold", "x", "\u00d7"}
        and s.glued(j)
        and not (s.glued(j + 1) and s.low[j + 1][0].isalnum())
    ):
        m.last = j + 1
    else:
        return False
    m.kind, m.unit, m.right = "multiple", "times", m.last
    return True


#: "two doubles and a triple" are hits.
_PLAYS = frozenset({"doubles", "triples"})


def _counted(s: Sentence, k: int, lex: Lexicon) -> bool:
    return s.word(k)[:1].isdecimal() or s.word(k) in lex.cardinals


def _valued(s: Sentence, m: Mention) -> bool:
    """As in "3.4 times a year earlier", "trade at 16 times next year's profit"."""
    often = s.word(m.last + 1) in _OFTEN and s.word(m.last + 3) != "earlier"
    return not (often or m.scale) and (m.decimals or s.word(m.left - 1) == "at")


_OFTEN = frozenset({"a", "an", "per", "each", "every"})
_DOUBLE_AFTER = word_list("multiples.double_after")


_AMOUNTS = frozenset({"many", "much", "few", "little"})


def read_multiple(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "doubled", "twice as many", "tenfold", "more than double the rate"."""
    word, nxt = s.low[i], s.word(i + 1)
    value = lex.multiples[word]
    if word in {"halves"} or (word in _PLAYS and _counted(s, i - 1, lex)):
        return None
    if word in {"twice", "thrice"}:
        owned = nxt in {"last", "this"} and s.word(i + 2).endswith("'s")
        compared = owned or nxt in _TIMES_AFTER  # "twice last year's rate"
        beyond = s.word(i + 2)
        named = beyond in lex.words["determiners"] and beyond not in _AMOUNTS
        compared = compared and not (nxt == "as" and named)
        if not compared:
            unit = Mention(i, i + 1, value, value, "words", "count", "time")
            tail = per_tail(s, i + 1, lex)
            if tail is not None:
                unit.per, unit.right, unit.kind = tail[0], tail[1], "rate"
            return unit
    elif word in {"double", "triple", "treble", "quadruple", "quintuple"}:
        if nxt[:1].isalpha() and nxt not in _DOUBLE_AFTER:
            return other(i, i + 1, "idiom", "part of a phrase: nothing is counted")
        if nxt == "-":
            return other(i, i + 1, "idiom", "part of a phrase: nothing is counted")
    m = Mention(i, i + 1, value, value, "words", "multiple", "times")
    if word.startswith(("halv",)):
        m.trend = "down"
    elif word not in {"twice", "thrice", "double", "triple"} and word[-4:] != "fold":
        m.trend = "up"
    return m
