"""A number in digits: which ways of reading it can find anything, and the first that does.

Most figures are plain quantities.  What else one may be is shown by the words beside it
or in its sentence, so that every way is only tried where one of its clues is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from claims.engine.reading import calendar, furniture, identifiers, idioms
from claims.engine.reading.identifiers import LONG
from claims.engine.reading.labels import PREFIXING, read_label
from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.quantities import read_quantity
from claims.engine.reading.scores import ANSWERING, read_score
from claims.engine.reading.tokens import Sentence

Reader = Callable[[Sentence, int, Lexicon], Mention | None]
Words = frozenset[str]
_NONE: Words = frozenset()


class Way(NamedTuple):
    """A way of reading a figure that finds nothing unless one of its clues is there."""

    read: Reader
    itself: Words = _NONE  # the figure is one of these,
    before: Words = _NONE  # or stands after one,
    after: Words = _NONE  # or before one,
    within: Words = _NONE  # or somewhere in a sentence with one
    dated: bool = False  # or is as long as a year, or has a point
    coded: bool = False  # or is very long, or starts with a nought


@cache
def ways() -> tuple[Way, ...]:
    """In the order in which they are tried."""
    lex = lexicon("en")
    months = lex.calendar["months"] | lex.calendar["month_abbreviations"]
    return (
        Way(
            furniture.read_furniture,
            after=furniture.BESIDE,
            within=furniture.STRONG,
        ),
        Way(idioms.read_list_marker, after=idioms.AFTER_MARKER),
        Way(idioms.read_line_number, before=frozenset({""})),
        Way(
            identifiers.read_address,
            within=identifiers.ADDRESSING,
        ),
        Way(idioms.read_name, itself=frozenset(lex.names)),
        Way(idioms.read_idiom, itself=frozenset(lex.idioms)),
        Way(identifiers.read_place, after=frozenset(identifiers.DEGREE)),
        Way(identifiers.read_telephone, before=frozenset("+")),
        Way(
            identifiers.read_reference,
            after=identifiers.REFERENCE_MARKS,
        ),
        Way(furniture.read_drawn, within=furniture.DRAWN),
        Way(furniture.read_confidence, within=furniture.CONFIDENCE),
        Way(furniture.read_race, itself=furniture.RACES, after=frozenset("k")),
        Way(furniture.read_law, dated=True),
        Way(
            calendar.read_calendar,
            before=calendar.BEFORE | months,
            after=calendar.AFTER | months,
            dated=True,
        ),
        Way(
            identifiers.read_identifier,
            before=identifiers.BEFORE,
            after=identifiers.AFTER,
            within=identifiers.WITHIN,
            coded=True,
        ),
        Way(identifiers.read_block, after=frozenset({"block"})),
        Way(read_score, after=ANSWERING),
    )


class _Clues(NamedTuple):
    """The words that are clues, each with a bit for every way it is a clue for."""

    itself: dict[str, int]
    before: dict[str, int]
    after: dict[str, int]
    within: dict[str, int]
    anywhere: Words  # the keys of `within`, quicker to meet
    dated: int
    coded: int


def _bits(words: list[Words]) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, some in enumerate(words):
        for word in some:
            found[word] = found.get(word, 0) | 1 << n
    return found


@cache
def _clues() -> _Clues:
    return _Clues(
        _bits([way.itself for way in ways()]),
        _bits([way.before for way in ways()]),
        _bits([way.after for way in ways()]),
        (within := _bits([way.within for way in ways()])),
        frozenset(within),
        sum(way.dated << n for n, way in enumerate(ways())),
        sum(way.coded << n for n, way in enumerate(ways())),
    )


def clues_within(s: Sentence) -> int:
    """The ways that the words of a sentence are clues for, as bits."""
    clues, found = _clues(), 0
    for word in s.words & clues.anywhere:
        found |= clues.within[word]
    return found


def clues_at(s: Sentence, i: int) -> int:
    """The ways that the figure at token `i` and its neighbours are clues for."""
    clues, word = _clues(), s.low[i]
    found = (
        clues.itself.get(word, 0)
        | clues.before.get(s.word(i - 1), 0)
        | clues.after.get(s.word(i + 1), 0)
    )
    if len(word) == 4 or "." in word:
        found |= clues.dated
    if len(word) >= LONG or word[0] == "0":
        found |= clues.coded
    return found


@cache
def chosen(clues: int) -> tuple[Reader, ...]:
    return tuple(way.read for n, way in enumerate(ways()) if clues >> n & 1)


def read_figure(s: Sentence, i: int, lex: Lexicon, within: int) -> Mention | None:
    """`within` is what `clues_within` says of the sentence."""
    clues = within | clues_at(s, i)
    if clues:
        for read in chosen(clues):
            found = read(s, i, lex)
            if found is not None:
                return found
    named = read_label(s, i, lex) if _may_be_named(s, i) else None
    return named or read_quantity(s, i, lex)


def _may_be_named(s: Sentence, i: int) -> bool:
    """Something is written against the figure, or a capital or a prefix beside it."""
    if s.glued(i) or s.glued(i + 1) or s.capitalised(i + 1):
        return True
    before = s.word(i - 1)
    if before in PREFIXING:
        return True
    return before[:1].isalpha() and not s.original(i - 1).islower()
