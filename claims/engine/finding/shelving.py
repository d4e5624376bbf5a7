"""A document as the passages it is found by."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.engine.finding.cutting import passages
from claims.engine.finding.terms import index_terms
from claims.engine.reading import extract
from claims.engine.types import NumericClaim


@dataclass(frozen=True, slots=True)
class Shelf:
    """A passage to be: where it begins, what it says, what it is found by."""

    start: int
    text: str
    terms: tuple[str, ...]


def shelve(text: str, title: str, language: str) -> tuple[Shelf, ...]:
    spans = passages(text)
    starts = [start for start, _ in spans]
    numbers: list[list[NumericClaim]] = [[] for _ in spans]
    for number in extract(text, language=language).claims:
        numbers[max(bisect_right(starts, number.start) - 1, 0)].append(number)
    return tuple(
        Shelf(start, text[start:end], index_terms(text[start:end], title, found))
        for (start, end), found in zip(spans, numbers, strict=True)
    )


def counted(shelves: Iterable[Shelf]) -> Counter[str]:
    """How many passages hold each term; "" counts them all."""
    counts: Counter[str] = Counter()
    for one in shelves:
        counts.update(("", *one.terms))
    return counts
