"""What the heads and the caption of a table tell of its figures: unit, scale and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_plural, lemma
from claims.engine.reading.tokens import TOKEN
from claims.engine.reading.wordlists import table


class Told(NamedTuple):
    """What a head or a caption tells of the figures below it."""

    kind: str
    unit: str
    factor: Decimal
    piece: str = ""  # of the head or the caption, where it stands


_ONE = Decimal(1)
NOTHING = Told("count", "", _ONE)
LONGEST_CAPTION = 100
LONGEST_HEAD = 60
_TIME = re.compile(
    r"(?:(?:[12345]\. ?)?(?:q|h|fy|quartal|halbjahr)? ?[1-4]? ?)?(?:(?:19|20)[0-9]{2})"
    r"(?:[/-][0-9]{2,4})?|[qh][1-4]|fy ?[0-9]{2}|[^\W\d_]{3,9}\.? (?:19|20)[0-9]{2}"
)
_BRACKETS = re.compile(r"\(([^()]{1,40})\)\s*$")


@cache
def _known() -> tuple[frozenset[str], dict[str, Decimal], dict[str, Decimal]]:
    data = table("tables.toml")
    scales = {word: Decimal(value) for word, value in data["scales"].items()}
    letters = {word: Decimal(value) for word, value in data["letters"].items()}
    return frozenset(data["head"]["fillers"].split()), scales, letters


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(table("tables.toml")[section][name].split())


def caption_of(line: str, lex: Lexicon) -> Told | None:
    """As in "In millions of euros, except per share", "(Angaben in Mio. Euro)"."""
    if not 0 < len(line) < LONGEST_CAPTION or not scaled(line):
        return None
    words = TOKEN.findall(line.lower())
    if _words("head", "captions").isdisjoint(words):
        return None
    for piece in (_bracketed(line), *re.split(r"[,;:]", line)):
        told = _told(piece, lex) if piece else None
        if told is not None and told.factor != _ONE:
            return told
    return None


def scaled(text: str) -> bool:
    """Something like "in millions" may be said somewhere."""
    return any(word in text for word in _SCALED)


_SCALED = ("illion", "housands", "000", "Mio", "Mrd", "$m", "£m", "€m", "€ m")


def _bracketed(head: str) -> str:
    found = _BRACKETS.search(head)
    return found[1] if found is not None else ""


def _told(piece: str, lex: Lexicon) -> Told | None:
    """The unit and scale a piece of a head is made of; None where it says more."""
    fillers, scales, letters = _known()
    words = [w for w in TOKEN.findall(piece.lower()) if w not in fillers]
    money = next((_money(w, lex) for w in words if _money(w, lex)), "")
    kind, unit, factor = ("money" if money else "count"), money, _ONE
    rest = []
    for word in words:
        scale = lex.scales.get(word) or scales.get(word)
        scale = scale or (letters.get(word) if money else None)
        if scale is not None:
            factor *= scale
        elif not _money(word, lex):
            rest.append(word)
    if rest:
        named = lex.units.get(" ".join(rest))
        if named is None or money:
            return None
        kind, unit = named.kind, named.name
    return Told(kind, unit, factor, piece.strip()) if words else None


def _money(word: str, lex: Lexicon) -> str:
    if word in lex.signs or word in lex.codes:
        return lex.signs.get(word) or lex.codes[word]
    named = lex.units.get(word)
    return named.name if named is not None and named.kind == "money" else ""


class Column(NamedTuple):
    name: str
    period: str | None
    told: Told | None


def column_of(head: str, lex: Lexicon) -> Column:
    told, name = None, head.strip("* ")
    if len(head) < LONGEST_HEAD:
        for piece, before in _pieces(name):
            told = _told(piece, lex) if piece else None
            if told is not None:
                name = before.strip(" ,:")
                break
    timed, low = _TIME.fullmatch(name.lower()), name.lower()
    if told is None and low.isalpha() and is_plural(low, lex) and not timed:
        told = Told("count", lemma(low, lex), _ONE, name)  # "| Town | Deaths |"
    return Column("" if timed else name, name if timed else None, told)


def _pieces(head: str) -> Iterator[tuple[str, str]]:
    """What may be the unit of a head, and the head without it."""
    if bracketed := _bracketed(head):
        yield bracketed, head[: head.rindex("(")]
    before, comma, last = head.rpartition(",")
    if comma:
        yield last, before
    yield head, ""


def by_caption(caption: Told | None, column: str, label: str) -> Told | None:
    if caption is None:
        return None
    words = {*TOKEN.findall(column.lower()), *TOKEN.findall(label.lower())}
    return caption if _words("unscaled", "words").isdisjoint(words) else None


def is_time(text: str) -> bool:
    return _TIME.fullmatch(text.lower()) is not None
