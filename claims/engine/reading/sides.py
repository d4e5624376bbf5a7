"""Sizes whose unit is said once: 5.8 x 2.8 inches, 22/29 mpg, from zero to 60."""

from __future__ import annotations

import itertools

from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_TIMES = frozenset({"x", "\u00d7", "by"})
_BY = (["x"], ["\u00d7"], ["by"], ["-", "by", "-"], ["-", "x", "-"], ["/"])
_SHOWING = word_list("labels.screens") | word_list("labels.pictures")
_FEWEST_PIXELS = 120
_ON_ROADS = (["on", "the"], ["in", "the"])
_ROADS = frozenset({"city", "highway", "combined", "hwy"})
_SPRINTING = frozenset({"seconds", "sprint", "mph"})
_REACHING = frozenset({"hit", "hits", "reach", "reaches", "reached", "hitting"})
_ALL_OUT = {"60": "mile per hour", "62": "mile per hour", "100": "kilometre per hour"}

#: Without one of these no size is shared.
SHARED = _TIMES | _SPRINTING | {"/", "mpg"}


def share_sizes(s: Sentence, mentions: list[Mention]) -> None:
    """Give the sizes that have no unit of their own the one beside them, in place."""
    for b, a in itertools.pairwise(mentions[::-1]):
        if s.low[a.last : b.first] in _BY:
            _sides(s, a, b)
    if "zone" in s.words:
        for a, b in itertools.pairwise(mentions):
            _zoned(s, a, b)
    if "mpg" in s.words:
        for m in mentions:
            _on_the_road(s, m)
    if not _SPRINTING.isdisjoint(s.words):
        for m in mentions:
            _sprint(s, m)


_LENGTHS = frozenset({"inch", "foot", "yard", "mile", "pixel", "metre", "millimetre"})
_LENGTHS |= frozenset({"centimetre", "kilometre"})


def _bare(m: Mention) -> bool:
    return m.kind == "count" and not m.unit


def _sides(s: Sentence, a: Mention, b: Mention) -> None:
    """The first of "5.8 x 2.8 inches", "9-by-13-inch", "22/29 mpg"; pixels of a screen."""
    crossed = s.low[a.last] != "/"
    if not _bare(a) or a.scale:
        return
    if crossed and b.kind == "measure" and b.unit not in _LENGTHS:
        return  # "3 x 400g tins"
    if b.kind == "measure" and (b.unit != "pixel" or crossed):
        a.kind, a.unit = b.kind, b.unit
    elif _bare(b) and crossed and not _SHOWING.isdisjoint(s.words):
        sizes = (a.low or 0, b.low or 0)
        if all(n % 1 == 0 and n >= _FEWEST_PIXELS for n in sizes):
            a.kind = b.kind = "measure"
            a.unit = b.unit = "pixel"


def _zoned(s: Sentence, a: Mention, b: Mention) -> None:
    """The 87 of "driving 87 in a 55 mph zone"."""
    posted = b.kind == "measure" and s.word(b.right) == "zone"
    if posted and _bare(a) and s.low[a.last : b.first] == ["in", "a"]:
        a.kind, a.unit = b.kind, b.unit


def _on_the_road(s: Sentence, m: Mention) -> None:
    """As in "31 city and 39 on the highway": how far a gallon takes a car."""
    placed = s.low[m.right : m.right + 2] in _ON_ROADS
    if _bare(m) and s.word(m.right + 2 * placed) in _ROADS:
        m.kind, m.unit = "measure", "mile per gallon"


def _sprint(s: Sentence, m: Mention) -> None:
    """The speeds of "from zero to 60 in 5.9 seconds", of "the 0-60 run"."""
    if not _bare(m):
        return
    if m.low == 0 != m.high:
        unit = _ALL_OUT.get(str(m.high))  # one range
    elif m.low == 0:
        unit = _ALL_OUT.get(s.word(m.last + 1)) if s.word(m.last) == "to" else None
    else:
        started = s.word(m.first - 1) == "to" and s.word(m.first - 2) in {"0", "zero"}
        started = started or (
            s.word(m.first - 1) in _REACHING and s.word(m.last) == "in"
        )
        unit = _ALL_OUT.get(s.low[m.first]) if started else None
    if unit:
        m.kind, m.unit = "measure", unit
