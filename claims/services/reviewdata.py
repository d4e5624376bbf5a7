"""What a review says, before it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.vocabulary import JudgedAsOf


@dataclass(frozen=True, slots=True)
class ReviewData:
    """A review as handed in: `rating` is a slug of the scale in use."""

    rating: str
    rationale: str
    evidence: Sequence[int] = ()
    reason_codes: Sequence[str] = field(default_factory=tuple)
    searched_not_enough: bool = False
    figure: str = ""  # the number found, in the reviewer's words
    judged_as_of: str = JudgedAsOf.WHEN_SAID
    leans_on: int | None = None  # the claim whose verdict this began as a proposal of
    sources_reason: str = ""  # why it stands without what the standards ask
