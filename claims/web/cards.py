"""Evidence as cards, each under a letter that stays its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from claims.models import Evidence
from claims.web.lines import MARKS
from claims.web.passages import Cut, cut_quote


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of evidence under the letter it has wherever the claim is shown."""

    letter: str
    evidence: Evidence
    cut: Cut

    @property
    def mark(self) -> str:
        return MARKS[self.evidence.relation]


def cards_of(evidence: Iterable[tuple[str, Evidence]]) -> list[Card]:
    return [Card(letter, one, cut_quote(one)) for letter, one in evidence]


def letters_of(evidence: Iterable[int]) -> Mapping[int, str]:
    """Letters for all evidence of a claim by its ids: each keeps its own for good."""
    return {pk: letter_of(number) for number, pk in enumerate(sorted(evidence))}


def letter_of(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    first, last = divmod(number, len(ascii_uppercase))
    return (letter_of(first - 1) if first else "") + ascii_uppercase[last]
