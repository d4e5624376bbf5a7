"""Amounts of money: signs, codes and the letters that mean a magnitude."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES, unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

MONEY_LETTERS = {
    "m": Decimal(10) ** 6,
    "mm": Decimal(10) ** 6,
    "b": Decimal(10) ** 9,
    "t": Decimal(10) ** 12,
}


def money_before(s: Sentence, i: int, lex: Lexicon) -> tuple[str, int]:
    """The currency whose sign or code stands before token `i`, and its first token."""
    for width in lex.sign_sizes.get(s.word(i - 1), ()):
        first = i - width
        if first < 0 or (width > 1 and not s.glued(first + 1)):
            continue
        code = lex.signs.get(" ".join(s.low[first:i]))
        if code is None:
            continue
        if s.low[first] in {"a", "s", "r", "j", "fr"} and not s.capitalised(first):
            continue
        before_digits = s.glued(i) and s.word(i) != "0"  # not the R0 of an epidemic
        if width == 1 and s.low[first] in {"r", "fr"} and not before_digits:
            continue
        return _with_code(s, first, code, lex)
    word = s.word(i - 1)
    if word in lex.codes and _written_as_code(s, i - 1):
        return lex.codes[word], i - 1
    if word.startswith("m") and word[1:] in lex.codes and s.original(i - 1).isupper():
        return word[1:].upper(), i - 1
    return "", i


def _with_code(s: Sentence, first: int, code: str, lex: Lexicon) -> tuple[str, int]:
    """As in "AUD$15", "C $ 16": letters before the sign say which dollar it is."""
    before = s.word(first - 1)
    if s.low[first] != "$":
        return code, first
    if before in lex.codes and s.glued(first):
        return lex.codes[before], first - 1
    spelled = lex.signs.get(f"{before} $") if before in {"c", "hk", "us"} else None
    return (spelled, first - 1) if spelled else (code, first)


_CODES_AND_WORDS = word_list("money.codes_and_words")


def _written_as_code(s: Sentence, i: int) -> bool:
    return s.original(i).isupper() or s.low[i] not in _CODES_AND_WORDS


_WEIGHING = word_list("money.weighing")


def is_weight(s: Sentence, m: Mention) -> bool:
    """Pounds of weight rather than of money."""
    if s.word(m.last) == "of":
        return not (m.scale and s.word(m.last + 1) in _VALUED)
    if s.word(m.last) in _NOTES:
        return False  # "a 20 pound note"
    if s.word(m.left - 1) in _SHEDDING and not m.scale:
        return True  # "to drop 25 pounds"
    if s.low[m.last - 2] == "-" and s.word(m.last) not in _PRICED:
        return True  # "a 190-pound back", not "a 50-pound note"
    if s.word(m.left - 1) == "," and "foot" in s.low[max(0, m.left - 5) : m.left]:
        return True  # "at 6-foot-5, 230 pounds"
    if (
        "$" in s.words
        and not m.scale
        and "$" not in s.low[max(0, m.left - 4) : m.last + 5]
    ):
        return True  # an American's; "300 pounds ($380)" is money
    if m.scale:
        return False  # "lost 214 million pounds"
    window = s.low[max(0, m.first - 8) : m.last + 6]
    return not _WEIGHING.isdisjoint(window) or _MONEYED.isdisjoint(s.words)


_MONEYED = word_list("money.moneyed") | {"$", "\u00a3", "\u20ac"}
_NOTES = frozenset({"note", "notes", "coin", "coins"})
_SHEDDING = word_list("money.shedding")
_PRICED = word_list("money.priced")
_VALUED = word_list("money.valued")  # "4 billion pounds of public money"


def scale_by(m: Mention, factor: Decimal, end: int) -> None:
    m.low = m.low * factor if m.low is not None else None
    m.high = m.high * factor if m.high is not None else None
    m.scale = True
    m.factor *= factor
    m.last = m.right = m.number_end = end


def money_letter(s: Sentence, m: Mention) -> None:
    word = s.word(m.last)
    factor = MONEY_LETTERS.get(word)
    if factor is None or m.scale:
        return
    apart = s.original(m.last).isupper() and word != "t" and s.word(m.last + 1) != "&"
    if s.glued(m.last) or apart:  # not of "€132 B&B"
        scale_by(m, factor, m.last + 1)


def read_as_money(s: Sentence, m: Mention, code: str) -> None:
    """The second end of "$5-7m": the sign before the first end holds for it too."""
    m.kind, m.unit = "money", code
    m.last = m.right = m.number_end
    money_letter(s, m)


def read_as_million(s: Sentence, m: Mention, code: str) -> None:
    """The 600m of "2.4 billion rand, of which 600m is ..."."""
    letter = s.low[m.last - 1] == "m" and s.glued(m.last - 1) and m.low is not None
    if letter and s.word(m.last) not in SIZES:
        m.kind, m.unit = "money", code
        scale_by(m, MONEY_LETTERS["m"], m.last)


def code_after_money(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """As in "$5 US", "$20 million Canadian dollars", "$100 USD": the exact currency."""
    word = s.word(m.last)
    if word in lex.codes and _written_as_code(s, m.last):
        if s.word(m.last + 1)[:1].isdecimal():
            return  # "RMB 10, USD 20": the code is the next amount's
        m.unit = lex.codes[word]
        m.last = m.right = m.last + 1
        return
    found = unit_after(s, m.last, lex)
    if found is not None and found[0].kind == "money" and not found[0].fragile:
        m.unit, m.last = found[0].name, found[1]
        m.right = m.last


def code_after(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """5m USD, 300 \u20ac, 20\u00a2."""
    word = s.word(m.last)
    code = lex.signs.get(word)
    if code is not None and word.isascii() and word[0].isalpha():
        code = None  # "R" and "Fr" stand before an amount only
    if code is None and word in lex.codes and _written_as_code(s, m.last):
        code = lex.codes[word]
    million = word[:1] == "m" and word[1:] in lex.codes
    if million and s.original(m.last)[1:].isupper():
        code = word[1:].upper()
        scale_by(m, MONEY_LETTERS["m"], m.last)
    if code is None or (
        code and s.glued(m.last + 1) and s.word(m.last + 1).isdecimal()
    ):
        return False
    m.kind, m.unit = "money", code
    m.last = m.right = m.last + 1
    scale = lex.scales.get(s.word(m.last))
    if scale is not None and not m.scale:
        scale_by(m, scale, m.last + 1)
    return True
