"""Evidence as cards, each under a letter that stays its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.models import Calculation, Evidence, SourceJudgement
from claims.providers.factchecks import is_fact_checkers
from claims.services import calculating
from claims.services.archiving import can_be_archived
from claims.services.standards import Standards
from claims.vocabulary import ArchiveState
from claims.web.lines import MARKS
from claims.web.passages import Cut, cut_quote

CALCULATED = calculating.PROVIDER
_UNDER_WAY = {ArchiveState.WAITING, ArchiveState.SAVED}


@dataclass(frozen=True, slots=True)
class Judged:
    """What sources are called now, and by whom."""

    standards: Standards
    history: Mapping[int, Sequence[SourceJudgement]]


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of evidence under the letter it has wherever the claim is shown."""

    letter: str
    evidence: Evidence
    cut: Cut
    changed: tuple[str, ...] = ()  # numbers of a calculation that changed since
    tier: str = ""  # what kind of source it is, in the newsroom's words
    interest: str = ""
    judgements: tuple[SourceJudgement, ...] = ()  # how that was said, oldest first
    hidden: str = ""  # why it is a confidential source, to who may not read it
    why: str = ""  # the same, to anybody, as far as they may know it

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
    def is_check(self) -> bool:
        """A check of a claim, which proves the claim to nobody."""
        return is_fact_checkers(self.evidence.source.url)

    @property
    def mark(self) -> str:
        return MARKS[self.evidence.relation]


def cards_of(
    evidence: Iterable[tuple[str, Evidence]],
    stale: Mapping[int, tuple[str, ...]] | None = None,
    *,
    judged: Judged | None = None,
    told: Mapping[int, tuple[str, str]] | None = None,
    hidden: Mapping[int, str] | None = None,
    whys: Mapping[int, str] | None = None,
) -> list[Card]:
    """`told` is what was frozen of the sources; `judged` what is said of them now.

    `hidden` is why evidence, of which nothing is given any more, is confidential;
    `whys` is the same of all of them.
    """
    changed = stale or {}
    return [
        Card(
            letter,
            one,
            cut_quote(one),
            changed.get(one.pk, ()),
            *_said_of(one, judged, told or {}),
            (hidden or {}).get(one.pk, ""),
            (whys or {}).get(one.pk, ""),
        )
        for letter, one in evidence
    ]


def _said_of(
    one: Evidence, judged: Judged | None, told: Mapping[int, tuple[str, str]]
) -> tuple[str, str, tuple[SourceJudgement, ...]]:
    if judged is None:
        return (*told.get(one.pk, ("", "")), ())
    if one.source.provider == CALCULATED:
        return "", "", ()
    said = tuple(judged.history.get(one.source_id, ()))
    return judged.standards.tier_of(one.source).label, one.source.interest, said
