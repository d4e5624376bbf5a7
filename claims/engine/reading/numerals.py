"""The value of a written number: digits, words, fractions and magnitudes."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.digits import read_digits
from claims.engine.reading.fractions import fraction_after_digits, take_half
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.magnitudes import (
    DOZENS,
    take_dozens,
    take_magnitude,
    take_more_digits,
)
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import type_end
from claims.engine.reading.powers import read_power
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordnumbers import read_vague, read_words


def read_numeral(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The longest number that starts at token `i`, or None."""
    word = s.low[i]
    if word[0].isdecimal() and word[0].isascii():
        return read_figures(s, i, lex)
    if word in lex.glyphs:
        value = lex.glyphs[word]
        return _finish(s, Mention(i, i + 1, value, value, "fraction"), lex)
    if word in lex.vague:
        return read_vague(s, i, lex)
    return read_words(s, i, lex)


def read_figures(s: Sentence, i: int, lex: Lexicon) -> Mention:
    """The number in digits at token `i`, as far as it goes."""
    word, before, after = s.low[i], s.word(i - 1), s.word(i + 1)
    read = (
        read_digits(word, decimal_comma=True)
        if lex.decimal_comma
        else read_digits(word)
    )
    first = i
    if before == "." and s.glued(i) and word.isdecimal() and leading_point(s, i - 1):
        read, first = read_digits(f"0.{word}"), i - 1
    n = Mention(first, i + 1, read.value, read.value)
    if read.value is None:
        n.fault = read.fault
        return n
    n.doubtful = read.doubtful and not (read.indian and lex.indian_groups)
    n.decimals = read.decimals
    if "'" in word or ("." if lex.decimal_comma else ",") in word:
        n.grouped = True
    elif (
        len(word) <= 3
        and after[:1].isdecimal()
        and word.isdecimal()
        and not (before == "-" and s.glued(i) and s.word(i - 2) == "foot")
    ):
        joined, end = _spaced_groups(s, i)
        if end > i + 1:
            n.low = n.high = Decimal(joined)
            n.left, n.last, n.grouped = i, end, True
    return _finish(s, n, lex)


def leading_point(s: Sentence, point: int) -> bool:
    """The point of ".25", not a full stop after a word."""
    before = s.low[point - 1][0] if s.glued(point) else ""
    return not before.isalnum() and before != "."


def _spaced_groups(s: Sentence, i: int) -> tuple[str, int]:
    """Digits grouped by single blanks ("1 234 567") as one run."""
    joined, j = s.low[i], i + 1
    if joined.startswith("0") or not s.word(j)[:1].isdecimal():
        return joined, j
    while (
        j < len(s.low)
        and len(s.low[j]) == 3
        and s.low[j].isdecimal()
        and s.starts[j] == s.ends[j - 1] + 1
        and s.view[s.ends[j - 1]] == " "
        and len(joined) < 30
        and not type_end(s, j)
    ):
        joined += s.low[j]
        j += 1
    if j < len(s.low) and j > i and _last_group(s, j) and len(joined) < 24:
        joined += s.low[j].replace(",", ".")
        j += 1
    if j < len(s.low) and s.glued(j) and (s.low[j][0].isdecimal() or s.low[j] == "s"):
        return s.low[i], i + 1
    return joined, j


def _last_group(s: Sentence, j: int) -> bool:
    """The "567.89" of "1 234 567.89"."""
    word = s.low[j]
    return (
        j > 0
        and len(word) > 4
        and word[3] in ".,"
        and word.replace(word[3], "", 1).isdecimal()
        and s.starts[j] == s.ends[j - 1] + 1
        and s.view[s.ends[j - 1]] == " "
    )


#: What a number may go on with after a blank, besides its magnitude.
_GOING_ON = DOZENS | {"and", "-", "k", "x", "\u00d7", "*", "\u00b7"}


def _finish(s: Sentence, n: Mention, lex: Lexicon) -> Mention:
    """What may follow the first figure: a fraction, a power, a magnitude."""
    following = s.word(n.last)
    known = following in lex.scales or following in lex.glyphs
    if not (
        known or following in _GOING_ON or following[:1].isdecimal() or s.glued(n.last)
    ):
        return n
    read_power(s, n)
    if n.form == "digits" and not n.grouped:
        fraction_after_digits(s, n)
        if n.last < len(s.low) and s.low[n.last] in lex.glyphs:
            part = lex.glyphs[s.low[n.last]]
            if n.low is not None and s.starts[n.last] - s.ends[n.last - 1] <= 1:
                n.low = n.high = n.low + part
                n.last += 1
    if n.form != "fraction" or n.low != n.high:
        take_half(s, n, lex)
    take_magnitude(s, n, lex)
    take_more_digits(s, n, lex)
    take_dozens(s, n, lex)
    return n
