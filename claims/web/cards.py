"""Evidence as cards, each under a letter that stays its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
