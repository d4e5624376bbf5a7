"""Magnitude words after a number: million, bn, k, dozen."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.fractions import take_half
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.numeral import HUNDRED, LARGEST, THOUSAND
from claims.engine.reading.tokens import Sentence

#: Magnitudes in full, after which "and" may go on with the same number.
_SPELLED = frozenset({"hundred", "thousand", "million", "billion", "trillion"})


def take_more_digits(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """As in "4 thousand 3 hundred and 21", "5 million 200 thousand"."""
    for _ in range(4):
        j = n.last
        if not n.scale or n.low is None or n.low != n.high or n.factor < HUNDRED:
            return
        joined = s.word(j) == "and"
        if joined and s.word(j - 1) not in _SPELLED:
            return  # "between 500k and 700k", "5bn and 200 more"
        if joined and (n.decimals or s.word(n.first - 1) in lex.moneyed):
            return  # "R1.9 million and 47 rounds"
        j += joined
        word = s.word(j)
        if not (word.isdecimal() and len(word) <= 3 and word[0] != "0"):
            return
        scale = lex.scales.get(s.word(j + 1), Decimal(1))
        if scale >= n.factor or (scale == 1 and not joined):
            return
        if scale == 1 and int(word) >= min(n.factor, THOUSAND):
            return
        if joined and scale == 1 and s.low[n.first].isalpha():
            return
        if scale == 1 and s.glued(j + 1) and s.word(j + 1)[:1].isalnum():
            return  # "2 thousand and 700k"
        n.low = n.high = n.low + int(word) * scale
        n.factor = scale
        n.last = j + (2 if scale > 1 else 1)


DOZENS = frozenset({"dozen", "dozens", "doz", "dozs", "dz", "dzs"})


def take_dozens(s: Sentence, n: Mention, lex: Lexicon) -> None:
    word = s.word(n.last)
    if word not in DOZENS or n.low is None or n.high is None:
        return
    n.low, n.high = n.low * 12, n.high * 12
    n.last, n.scale = n.last + 1, True


def take_magnitude(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """As in "2.5 million", "3-billion", "5bn", "12k", "6 hundred thousand"."""
    while n.low is not None and n.high is not None:
        j = n.last
        if s.word(j) == "-" and s.glued(j) and s.glued(j + 1):
            j += 1
        word = s.word(j)
        scale = lex.scales.get(word)
        if scale is None and word == "k" and j == n.last and n.form == "digits":
            tail = s.word(j + 1)[:1] if s.glued(j + 1) else ""
            scale = None if tail.isalnum() else THOUSAND
        if scale is None or (n.form == "words" and word == "mil"):
            return
        if n.form == "fraction" and j > n.last and word == "hundred":
            return
        if n.high * scale >= LARGEST:
            return
        n.low, n.high = n.low * scale, n.high * scale
        n.factor *= scale
        n.last, n.scale = j + 1, True
        if n.form == "fraction":
            n.form = "digits"
        take_half(s, n, lex)
