"""Number words of German, which are written in one piece."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.numeral import HUNDRED, THOUSAND

_Reader = Callable[[str, Lexicon], Decimal | None]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a word of its own says: `kind` is one of cardinal, scale, group, vague,
    part (of a whole), half, ordinal, times ("dreimal"), fold ("dreifach"), multiple
    ("verdoppelt"), double ("doppelt"), decade, shares ("zweidrittel")."""

    kind: str
    value: Decimal


@cache
def _german() -> Lexicon:
    return lexicon("de")


@cache
def _pieces() -> re.Pattern[str]:
    """Matches words made of nothing but pieces of numbers."""
    lex = _german()
    made_of = lex.compounds
    pieces = {*lex.cardinals, *(made_of[k] for k in ("and", "hundred", "thousand"))}
    pieces |= {made_of["one"], made_of["half"]}
    return re.compile(f"(?:{'|'.join(sorted(pieces, key=len, reverse=True))})+")


@lru_cache(maxsize=50_000)
def number_word(word: str) -> NumberWord | None:
    """Read one word in lower case; None when it says no number."""
    lex = _german()
    if word in lex.multiples:
        return NumberWord("multiple", lex.multiples[word])
    if word in lex.vague:
        return NumberWord("vague", lex.vague[word])
    if word in lex.groups:
        return NumberWord("group", lex.groups[word])
    if word in lex.lists["numbers.halves"]:
        return NumberWord("half", Decimal("0.5"))
    if word in lex.denominators:
        return NumberWord("part", lex.denominators[word])
    if word in lex.decades:
        return NumberWord("decade", lex.decades[word])
    if word in lex.lists["numbers.double"] or word in lex.lists["numbers.doubles"]:
        return NumberWord("double", Decimal(2))
    if word in lex.scales and word != lex.compounds["hundred"]:
        return NumberWord("scale", lex.scales[word])
    value = cardinal(word)
    if value is not None:
        return NumberWord("cardinal", value)
    return (
        _ordinal(word, lex)
        or _times(word, lex)
        or _shares(word, lex)
        or _part_of_scale(word, lex)
    )


@lru_cache(maxsize=50_000)
def cardinal(word: str) -> Decimal | None:
    """As in "zweihundertfünfzigtausend", "hundertzwanzig", "dreieinhalb"."""
    lex = _german()
    if word in lex.cardinals:
        return lex.cardinals[word]
    made_of = lex.compounds
    fixed, _, value = made_of["whole"].partition("=")
    if word == fixed:
        return Decimal(value)
    if word == made_of["one"] or len(word) > 80 or not _pieces().fullmatch(word):
        return None
    if word.endswith(made_of["half"]):
        whole = _number(word.removesuffix(made_of["half"]), lex)
        return None if whole is None else whole + Decimal("0.5")
    return _number(word, lex)


def _number(word: str, lex: Lexicon) -> Decimal | None:
    head, thousand, tail = word.partition(lex.compounds["thousand"])
    if not thousand:
        return _below_thousand(word, lex)
    above = _below_thousand(head, lex) if head else Decimal(1)
    below = _rest(tail, lex, _below_thousand)
    return None if above is None or below is None else above * THOUSAND + below


def _below_thousand(word: str, lex: Lexicon) -> Decimal | None:
    head, hundred, tail = word.partition(lex.compounds["hundred"])
    if not hundred:
        return _below_hundred(word, lex)
    above = _below_hundred(head, lex) if head else Decimal(1)
    below = _rest(tail, lex, _below_hundred)
    return None if above is None or below is None else above * HUNDRED + below


def _rest(tail: str, lex: Lexicon, read: _Reader) -> Decimal | None:
    if not tail:
        return Decimal(0)
    return read(tail.removeprefix(lex.compounds["and"]), lex)


def _below_hundred(word: str, lex: Lexicon) -> Decimal | None:
    one = lex.compounds["one"]
    if word == one:
        return Decimal(1)
    if word in lex.cardinals:
        return lex.cardinals[word]
    first, joint, ten = word.partition(lex.compounds["and"])
    unit = Decimal(1) if first == one else lex.cardinals.get(first)
    tens = lex.cardinals.get(ten)
    if not joint or unit is None or tens is None:
        return None
    return tens + unit if 0 < unit < 10 and 20 <= tens < HUNDRED else None


def _ordinal(word: str, lex: Lexicon) -> NumberWord | None:
    """As in "dritter", "einundzwanzigsten", "zweitgrößte"."""
    endings = sorted(lex.compounds["endings"].split(), key=len, reverse=True)
    stem = next((word[: -len(e)] for e in endings if word.endswith(e)), "")
    if not stem:
        return None
    if stem in lex.ordinals:
        return NumberWord("ordinal", lex.ordinals[stem])
    for cut in (stem.removesuffix("st"), stem.removesuffix("t")):
        value = cardinal(cut) if cut != stem else None
        if value is not None and value >= 13:
            return NumberWord("ordinal", value)
    if stem.endswith(("st", "ßt")):
        for start, value in lex.ordinals.items():
            if stem.startswith(start) and value > 1 and len(stem) > len(start) + 3:
                return NumberWord("ordinal", value)
    return None


def _times(word: str, lex: Lexicon) -> NumberWord | None:
    for end in lex.compounds["times"].split():
        if word.endswith(end) and len(word) > len(end):
            value = cardinal(word.removesuffix(end))
            if value is None and word.removesuffix(end) == lex.compounds["one"]:
                value = Decimal(1)
            if value is not None:
                return NumberWord("times" if end == "mal" else "fold", value)
    return None


def _part_of_scale(word: str, lex: Lexicon) -> NumberWord | None:
    """As in "Viertelmillion", "Dreiviertelmilliarde"."""
    for scale, value in lex.scales.items():
        if value > THOUSAND and word.endswith(scale):
            part = word.removesuffix(scale)
            share = _shares(part, lex)
            if share is not None:
                return NumberWord("scale", share.value * value)
            if lex.denominators.get(part, 0) > 2:
                return NumberWord("scale", value / lex.denominators[part])
    return None


def _shares(word: str, lex: Lexicon) -> NumberWord | None:
    """As in "zweidrittel", "dreiviertel"."""
    for below, part in lex.denominators.items():
        if word.endswith(below) and word != below and part > 2:
            above = cardinal(word.removesuffix(below))
            if above is not None and 0 < above < part:
                return NumberWord("shares", above / part)
    return None
