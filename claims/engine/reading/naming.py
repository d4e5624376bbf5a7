"""What tells a name with a number from a number with a noun."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.tokens import Sentence

_IN_NAME = "part of a name"


DASHES = frozenset({"-", "\u2013"})


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
