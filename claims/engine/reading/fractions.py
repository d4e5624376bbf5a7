"""Fractions: 3/4, 2 1/2, two thirds, and the half of "two and a half"."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.numeral import TEN, THOUSAND
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def fraction_after_digits(s: Sentence, n: Mention) -> None:
    """3/4, 2 1/2, 2-1/2: only where it cannot be a date or a version."""
    j = n.last
    if s.word(j) == "/" and s.glued(j):
        _slash(s, n, j)
        return
    k = j + 1 if s.word(j) == "-" and s.glued(j) else j
    if (
        s.word(k + 1) == "/"
        and s.glued(k + 1)
        and s.glued(k + 2)
        and s.word(k).isdecimal()
        and s.word(k + 2).isdecimal()
        and len(s.low[k]) <= 2
        and len(s.low[k + 2]) <= 2
        and int(s.low[k]) < int(s.low[k + 2])
        and not n.decimals
        and s.word(k + 3) != "/"
        and (k > j or not s.glued(k))
    ):
        part = Decimal(s.low[k]) / Decimal(s.low[k + 2])
        if n.low is not None:
            n.low = n.high = n.low + part
            n.last = k + 3


_EXPOSED = frozenset({"sec", "second"})
_PLAIN_DENOMINATORS = word_list("fractions.plain_denominators")


def _slash(s: Sentence, n: Mention, j: int) -> None:
    below = s.word(j + 1)
    if not (below.isdecimal() and s.glued(j + 1)) or s.word(j + 2) == "/":
        return
    above = s.low[n.first]
    if not above.isdecimal() or len(above) > 3 or len(below) > 4:
        return
    if above == "1" and s.word(j + 2) in _EXPOSED and int(below):
        n.low = n.high = 1 / Decimal(below)  # the "1/8000 sec" of a shutter
        n.last, n.form = j + 2, "fraction"
        return
    if below not in _PLAIN_DENOMINATORS and s.word(j + 2) != "of":
        return
    if s.word(j + 2) == "mpg":
        return  # "24/32 mpg": in town, and on the road
    if int(above) < int(below):
        n.low = n.high = Decimal(above) / Decimal(below)
        n.last = j + 2
        n.form = "fraction"


def take_half(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """As in "two and a half", "five and three quarters"."""
    j = _over_hyphen(s, n.last)
    if s.word(j) != "and" or n.value is None or (n.value >= THOUSAND and not n.scale):
        return
    j = _over_hyphen(s, j + 1)
    count = s.word(j)
    k = _over_hyphen(s, j + 1)
    above = Decimal(1) if count in {"a", "an"} else lex.cardinals.get(count)
    ones = lex.cardinals.get(s.word(k), TEN)
    if above is not None and above >= 20 and 0 < ones < TEN:
        above, k = above + ones, _over_hyphen(s, k + 1)
    part = denominator_word(s.word(k), lex)
    if part is None or above is None or above >= part:
        return
    if s.word(k) == "second" or (above == 1 and s.word(k).endswith("s")):
        return
    share = above / part
    last = k + 1
    smaller = lex.scales.get(s.word(last))
    if smaller is not None and n.factor > smaller:
        share, last = share * smaller, last + 1
    elif n.scale:
        share = share * lex.scales.get(s.word(n.last - 1), Decimal(1))
    if n.low is not None:
        n.low = n.high = n.low + share
        n.last = last


def _over_hyphen(s: Sentence, j: int) -> int:
    return j + 1 if s.word(j) == "-" and s.glued(j) == s.glued(j + 1) else j


def denominator_word(word: str, lex: Lexicon) -> Decimal | None:
    single = _singular_part(word)
    return lex.denominators.get(single) or (
        lex.ordinals.get(single) if single != "first" else None
    )


def _singular_part(word: str) -> str:
    if word == "halves":
        return "half"
    return word[:-1] if word.endswith("s") else word


def of_a_million(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """As in "two thirds of a million"."""
    scale = lex.scales.get(s.word(n.last + 2))
    if s.word(n.last) != "of" or s.word(n.last + 1) != "a" or scale is None:
        return
    if n.low is not None:
        n.low = n.high = n.low * scale
        n.last, n.scale, n.form, n.factor = n.last + 3, True, "words", scale


def word_fraction(s: Sentence, n: Mention, lex: Lexicon) -> Mention:
    """As in "two thirds", "three-quarters", "one fifth"."""
    if n.value is None or n.value == 0:
        return n
    j = n.last
    hyphen = s.word(j) == "-" and s.glued(j) == s.glued(j + 1)
    if hyphen:
        j += 1
    tens = lex.cardinals.get(s.word(j), Decimal(0))
    if tens >= 20 and s.word(j) not in lex.scales:
        return _small_parts(s, n, _over_hyphen(s, j + 1), tens, lex)
    tens = lex.cardinals.get(s.word(n.last - 1), Decimal(0))
    if hyphen and 20 <= tens < n.value and s.glued(j):
        whole = Mention(n.first, n.last - 1, n.value - tens, n.value - tens, "words")
        parts = _small_parts(s, whole, j, tens, lex)
        if parts is not whole:
            return parts  # "a hundred thirty-fifths"
    word = s.word(j)
    below = denominator_word(word, lex)
    if below is None or word in {"second", "seconds"}:
        return n
    plural = word.endswith("s")
    if plural == (n.value == 1) or (n.value > 1 and not plural):
        return n
    if not plural and not hyphen and not _fraction_stands(s, j + 1):
        return n
    if word == "quarters" and not hyphen and s.word(n.first - 1) in _TIME_LEAD:
        return n
    share = n.value / below
    return Mention(n.first, j + 1, share, share, "fraction")


def _small_parts(
    s: Sentence, n: Mention, j: int, tens: Decimal, lex: Lexicon
) -> Mention:
    """As in "three twenty-fifths", "one thirty-second of"."""
    word = s.word(j)
    ones = lex.ordinals.get(_singular_part(word), TEN)
    if n.value is None or ones >= TEN or word.endswith("s") == (n.value == 1):
        return n
    if n.value == 1 and s.word(j + 1) not in {"", "of", ".", ","}:
        return n
    share = n.value / (tens + ones)
    return Mention(n.first, j + 1, share, share, "fraction")


_TIME_LEAD = word_list("fractions.time_lead")


_AFTER_FRACTION = word_list("fractions.after_fraction")


def _fraction_stands(s: Sentence, j: int) -> bool:
    """After "a third": no noun follows that the word would rank."""
    word = s.word(j)
    return not word or not word[0].isalpha() or word in _AFTER_FRACTION
