"""What tells a name with a number from a number with a noun."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_IN_NAME = "part of a name"


DASHES = frozenset({"-", "\u2013"})
_AIRCRAFT = word_list("naming.aircraft")


def type_end(s: Sentence, i: int) -> int:
    """The token after the 737-800 or 787-8 of an aircraft, from token `i`; 0 if none."""
    tail = s.word(i + 2)
    if s.word(i) not in _AIRCRAFT or s.word(i + 1) not in DASHES:
        return 0
    if not (s.glued(i + 1) and s.glued(i + 2) and tail.isdecimal() and len(tail) < 4):
        return 0
    last = i + 3
    return last + 1 if s.glued(last) and s.low[last].isalpha() else last


def named(s: Sentence, first: int, last: int) -> str:
    text = " ".join(s.spelled(first, last).split())
    return f"{_IN_NAME}: {text}" if len(text) <= 40 else _IN_NAME


def sentence_word(word: str, lex: Lexicon) -> bool:
    return word in lex.sentence_words


def noun_follows(s: Sentence, j: int, lex: Lexicon) -> bool:
    word = s.word(j)
    if word in {"late", "early"} and s.word(j + 1) in lex.calendar["weekdays"]:
        return False
    return bool(word) and word[0].isalpha() and not sentence_word(word, lex)


def crosses(s: Sentence, j: int) -> bool:
    """The x of "448x368": each side is a size; a 4x4 is a car."""
    if s.word(j) not in {"x", "\u00d7"} or not (s.glued(j) and s.glued(j + 1)):
        return False
    if s.glued(j - 1) and s.low[j - 2][0] in "-)/":
        return False  # "203-4036x470" is a telephone number
    sides = (s.low[j - 1], s.word(j + 1))
    if not all(side[:1].isdecimal() and len(side) < _LONG for side in sides):
        return False
    both, one = all(len(side) > 1 for side in sides), len(sides[1]) == _TWO_DIGITS
    return both or one  # a 9x13 pan, not the 4x100 relay


_TWO_DIGITS = 2
_LONG = 7


def headline(s: Sentence, first: int, last: int) -> bool:
    """Every Longer Word But Those From `first` To `last` Has a Capital."""
    elsewhere = (*range(first), *range(last + 1, s.size))
    return not any(len(s.low[k]) > 3 and s.original(k).islower() for k in elsewhere)
