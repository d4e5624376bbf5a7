"""Evidence as cards, each under a letter that stays its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.models import Calculation, Evidence
from claims.services.archiving import can_be_archived
from claims.vocabulary import ArchiveState
from claims.web.lines import MARKS
from claims.web.passages import Cut, cut_quote

_UNDER_WAY = {ArchiveState.WAITING, ArchiveState.SAVED}


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of evidence under the letter it has wherever the claim is shown."""

    letter: str
    evidence: Evidence
    cut: Cut
    changed: tuple[str, ...] = ()  # numbers of a calculation that changed since

    @property
    def calculation(self) -> Calculation | None:
        return getattr(self.evidence, "calculation", None)

    @property
    def can_be_archived(self) -> bool:
        copy = getattr(self.evidence.source, "archive_copy", None)
        done = copy is not None and copy.state in _UNDER_WAY
        return not done and can_be_archived(self.evidence)

    @property
    def is_aside(self) -> bool:
        """About something else by its words, and nobody has said otherwise."""
        return self.evidence.is_about_something_else and not self.evidence.stance

    @property
    def spot(self) -> str:
        """How a discussion names it."""
        return f"evidence-{self.evidence.pk}"

    @property
    def mark(self) -> str:
        return MARKS[self.evidence.relation]


def cards_of(
    evidence: Iterable[tuple[str, Evidence]],
    stale: Mapping[int, tuple[str, ...]] | None = None,
) -> list[Card]:
    changed = stale or {}
    return [
        Card(letter, one, cut_quote(one), changed.get(one.pk, ()))
        for letter, one in evidence
    ]
