"""Numbers in words: "two hundred and five", "half a million", "tens of thousands"."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.fractions import (
    denominator_word,
    of_a_million,
    take_half,
    word_fraction,
)
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.magnitudes import DOZENS, take_dozens, take_magnitude
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.numeral import HUNDRED, LARGEST
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_vague(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "dozens", "tens of thousands", "hundreds of millions"."""
    low = lex.vague[s.low[i]]
    last = i + 1
    while s.word(last) == "of" and s.word(last + 1) in lex.vague:
        low *= lex.vague[s.low[last + 1]]
        last += 2
    if low >= LARGEST or (s.low[i] == "tens" and last == i + 1):
        return None
    if s.low[i] == "scores" and s.word(last) not in _SCORES_OF:
        return None
    if s.word(i - 1) == "in" and _of_a_table(s, i - 2):
        return other(i, last, "label", "the scale of a table's figures")
    return Mention(i, last, low, low * 10, "vague", scale=True)


def read_round_plural(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "100s of people", "10s of thousands", "1,000s of jobs": an order of magnitude."""
    if s.word(i + 1) != "s" or not s.glued(i + 1) or s.word(i + 2) != "of":
        return None
    if s.word(i - 1) == "the" or s.word(i + 3) in lex.closed:
        return None  # "the 1000s of our era", "the last 10s of the race"
    digits = s.low[i].replace(",", "")
    if digits.rstrip("0") != "1" or not 1 < len(digits) <= _ROUND:
        return None
    low, last = Decimal(digits), i + 2
    if s.word(i + 3) in lex.vague:
        low, last = low * lex.vague[s.low[i + 3]], i + 4
    return Mention(i, last, low, low * 10, "vague", scale=True)


_ROUND = 7


def _of_a_table(s: Sentence, i: int) -> bool:
    """As in "Revenue (in millions of euros)", "all figures in thousands"."""
    while s.word(i) in _STATED:
        i -= 1
    return s.word(i) == "(" or s.word(i) in _FIGURES


_FIGURES = word_list("wordnumbers.figures")
_STATED = frozenset({"are", "stated", "expressed", "reported", "shown", "given"})


#: "scores of people", "scores were hurt", not "scores at the break".
_SCORES_OF = frozenset(
    [
        "of",
        "more",
        "were",
        "are",
        "have",
        "had",
        "dead",
        "died",
        "injured",
        "hurt",
        "others",
    ]
)


def read_words(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    word = s.low[i]
    if word in {"a", "an"}:
        return _after_article(s, i, lex)
    if word == "half":
        return _half(s, i, lex)
    if word in lex.groups and word not in {"couple", "score"}:
        value = lex.groups[word]
        return Mention(i, i + 1, value, value, "group")
    if word not in lex.cardinals and word not in lex.scales:
        return None
    n = fold_cardinals(s, i, lex)
    if n is None or not _goes_further(s.word(n.last), lex):
        return n
    n = word_fraction(s, n, lex)
    if n.form == "words":
        _point(s, n, lex)
        take_half(s, n, lex)
        take_magnitude(s, n, lex)
        take_dozens(s, n, lex)
    elif s.word(n.last) in lex.scales:
        take_magnitude(s, n, lex)
    else:
        of_a_million(s, n, lex)
    return n


#: What a number may go on with, besides its magnitude or a part.
_GOING_ON = DOZENS | {"-", "and", "point"}


def _goes_further(word: str, lex: Lexicon) -> bool:
    known = word in _GOING_ON or word in lex.cardinals or word in lex.scales
    return known or denominator_word(word, lex) is not None


def _after_article(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "a million", "a dozen", "a third", "a few hundred", "a couple of thousand"."""
    nxt = s.word(i + 1)
    if nxt in lex.scales and nxt not in {"mil", "mn"}:
        n = fold_cardinals(s, i + 1, lex)
        if n is not None:
            n = word_fraction(s, n, lex)
            n.first = i
            if n.form == "words":
                take_half(s, n, lex)
        return n
    if nxt == "half" and s.word(i + 2) in lex.scales:
        n = _half(s, i + 1, lex)
        if n is not None:
            n.first = i
        return n
    return None


def _half(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    half = Decimal("0.5")
    j = i + 1
    if s.word(j) == "-" and s.glued(j):
        j += 1
    if s.word(j) in {"a", "an"}:
        j += 1
    word = s.word(j)
    scale = lex.scales.get(word) or (lex.groups.get(word) if word == "dozen" else None)
    if scale is not None:
        return Mention(i, j + 1, half * scale, half * scale, "words", scale=True)
    return Mention(i, i + 1, half, half, "fraction")


def fold_cardinals(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Cardinal words from token `i`, as far as they make one number."""
    total, current = Decimal(0), None
    ceiling = LARGEST
    j, last = i, i
    size = len(s.low)
    while j < size:
        word = s.low[j]
        if word in lex.cardinals:
            value = lex.cardinals[word]
            grown = _add(current, value)
            if grown is None:
                break
            current = grown
        elif word == "hundred":
            current = Decimal(1) if current is None and j == i else current
            if current is None or current >= HUNDRED or current == 0:
                break
            current *= HUNDRED
        elif word in lex.scales:
            scale = lex.scales[word]
            current = Decimal(1) if current is None and j == i else current
            if current is None or scale >= ceiling:
                break
            total += current * scale
            ceiling, current = scale, None
        elif word == "-" and s.glued(j) == s.glued(j + 1) and j > i:
            if s.word(j + 1) not in lex.cardinals and s.word(j + 1) not in lex.scales:
                break
            j += 1
            continue
        elif (word in {"and", "&"} and _joins(s, j, current, total, ceiling, lex)) or (
            word == "," and current is None and _goes_on(s, j + 1, ceiling, lex)
        ):
            j += 1
            continue
        else:
            break
        j += 1
        last = j
    if last == i:
        return None
    value = total + (current or Decimal(0))
    factor = ceiling if ceiling < LARGEST and current is None else Decimal(1)
    scaled = ceiling < LARGEST
    if s.low[last - 1] == "hundred":
        factor = HUNDRED
    return Mention(i, last, value, value, "words", scale=scaled, factor=factor)


def _add(current: Decimal | None, value: Decimal) -> Decimal | None:
    if current is None:
        return value
    if value == 0:
        return None
    rest = current % HUNDRED
    if rest == 0 and current >= HUNDRED and value < HUNDRED:
        return current + value
    if rest >= 20 and rest % 10 == 0 and value < 10:
        return current + value
    return None


def _joins(
    s: Sentence,
    j: int,
    current: Decimal | None,
    total: Decimal,
    ceiling: Decimal,
    lex: Lexicon,
) -> bool:
    """The "and" of "two hundred and five", not of "two hundred and three hundred"."""
    following = lex.cardinals.get(s.word(j + 1))
    if following is None or following == 0:
        return False
    if current is None:
        if total == 0:
            return False
    elif current % HUNDRED != 0 or current < HUNDRED:
        return False
    k = j + 2
    if s.word(k) == "-" and s.word(k + 1) in lex.cardinals:
        k += 2
    elif s.word(k) in lex.cardinals and following >= 20:
        k += 1
    after = s.word(k)
    below = denominator_word(s.word(k + 1) if after == "-" else after, lex)
    if below is not None and after != "second" and after != "seconds":
        return following >= below and after.endswith("s")  # "a hundred and ten fifths"
    if after == "hundred":
        return current is None
    scale = lex.scales.get(after)
    return scale is None or (current is not None and scale < ceiling)


def _goes_on(s: Sentence, j: int, ceiling: Decimal, lex: Lexicon) -> bool:
    """After the comma of "three million, two hundred thousand"."""
    if s.word(j) not in lex.cardinals:
        return False
    for word in s.low[j + 1 : j + 7]:
        if word in lex.scales:
            return lex.scales[word] < ceiling
        if word not in lex.cardinals and word != "-":
            return False
    return False


def _point(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """As in "two point five"."""
    if s.word(n.last) != "point" or n.low is None or n.scale:
        return
    j, figures = n.last + 1, ""
    while len(figures) < 12 and (value := lex.cardinals.get(s.word(j))) is not None:
        if value > 9:
            if figures:
                break
            tail = lex.cardinals.get(s.word(j + 2)) if s.word(j + 1) == "-" else None
            figures = str(value + (tail or 0))
            j += 3 if tail else 1
            break
        figures += str(value)
        j += 1
    if figures:
        n.low = n.high = n.low + Decimal(f"0.{figures}")
        n.last = j
