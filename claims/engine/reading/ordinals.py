"""Ordinals of several words: "twenty-fifth", "one hundred and first"."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.numeral import HUNDRED, TEN
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordnumbers import fold_cardinals

RANKS = "an ordinal: it ranks, it does not count"
_OWNERS = frozenset({"the", "his", "her", "its", "their", "my", "our", "s", "every"})


def spelled_ordinal(s: Sentence, i: int, lex: Lexicon) -> tuple[Decimal, int] | None:
    """(rank, token after it) of an ordinal that starts with a cardinal word."""
    nxt = s.word(i + 1)
    if nxt != "-" and nxt not in lex.ordinals and nxt not in lex.scales:
        return None
    if lex.ordinals.keys().isdisjoint(s.words):
        return None
    n = fold_cardinals(s, i, lex)
    if n is None or n.value is None:
        return None
    j, value = n.last, n.value
    if s.word(j) == "and" and value >= HUNDRED:
        j += 1
        tens = lex.cardinals.get(s.word(j), Decimal(0))
        if tens >= 2 * TEN:
            value, j = value + tens, j + 1
    hyphen = s.word(j) == "-" and s.glued(j) == s.glued(j + 1)
    last = s.word(j + hyphen)
    rank = lex.ordinals.get(last)
    if rank is None or not _builds(value, rank):
        return None
    if last == "second" and not (hyphen and s.word(i - 1) in _OWNERS):
        return None  # "a thirty-second delay" lasts
    if rank >= HUNDRED:
        return value * rank, j + hyphen + 1
    return value + rank, j + hyphen + 1


def _builds(value: Decimal, rank: Decimal) -> bool:
    if rank >= HUNDRED:
        return 2 <= value < rank
    if value >= HUNDRED and value % HUNDRED == 0:
        return True
    return rank < TEN and value % TEN == 0 and value % HUNDRED >= 20


def read_spelled_ordinal(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    found = spelled_ordinal(s, i, lex)
    if found is None:
        return None
    rank, end = found
    if s.word(i - 1) in {"a", "an", "one"} and s.word(end) == "of":
        share = Decimal(1) / rank
        return Mention(i, end, share, share, "fraction", "fraction", "fraction")
    return other(i, end, "ordinal", RANKS, rank)
