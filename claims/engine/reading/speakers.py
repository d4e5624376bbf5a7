"""Somebody who says something, and the words of a sentence that are theirs."""

from __future__ import annotations

from typing import NamedTuple

from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


class Speaker(NamedTuple):
    """`name` as written; it speaks for tokens `first` up to `last`."""

    name: str | None
    first: int
    last: int
    own: tuple[int, int]  # the tokens of the name itself


#: Never a source, however the sentence is built.
_NO_SOURCES = word_list("attribution.no_sources")
_OWN_TEXTS = word_list("attribution.own_texts")
_PLACED = frozenset({"in", "by", "from", "to", "on"})
_OPENING = word_list("attribution.opening")
_DEFINITE = frozenset({"the", "its", "their", "his", "her"})
_NOBODY = word_list("attribution.nobody")


def add(
    s: Sentence, found: list[Speaker], first: int, last: int, start: int, end: int
) -> None:
    if last <= first or s.low[last - 1] in _NO_SOURCES or _own_text(s, first, last):
        return
    if s.low[first] in _PLACED and s.word(first + 1) in {"a", "an", "the"}:
        first += 1  # "in a poll published on Monday"
    if s.low[first] in _OPENING and s.word(first + 1) in _DEFINITE and first + 2 < last:
        first += 1  # "Even the ministry says"
    if s.low[first] in _NOBODY or s.word(first - 1) == "those":
        return  # "those polled said"
    found.append(Speaker(tidy(s.spelled(first, last)), start, end, (first, last)))


def _own_text(s: Sentence, first: int, last: int) -> bool:
    """As in "an earlier version said", "this article said": the text itself."""
    if "version" in s.low[first:last]:
        return True
    this = "this" in {s.word(first - 1), s.low[first]}
    return this and s.low[last - 1] in _OWN_TEXTS


def tidy(name: str) -> str:
    """One line; the article of a sentence's first word in lower case."""
    name = " ".join(name.split())
    for mark in ("'s own", "\u2019s own"):
        name = name.removesuffix(mark)  # "the ministry's own estimate is"
    return f"the {name[4:]}" if name.startswith("The ") else name
