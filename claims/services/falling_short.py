"""What new standards would ask of reviews that wait for sign-off; nothing is written."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db.models import F

from claims.models import Review
from claims.services.resting import cited_by, rest_of
from claims.services.standards import Standards
from claims.vocabulary import ClaimStatus

#: Reviews told one by one; the rest are counted.
TOLD = 50
#: Nobody waits longer than about this for a page; what was not looked at is said.
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Short:
    """A review that rests on less than is asked; `excused` by a reason given with it."""

    review: Review
    lacks: str
    excused: bool


@dataclass(slots=True)
class Shortfall:
    waiting: int = 0
    looked_at: int = 0
    refused: int = 0
    excused: int = 0
    told: list[Short] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return self.waiting - self.looked_at

    @property
    def untold(self) -> int:
        return self.refused + self.excused - len(self.told)


def shortfall(by: Standards) -> Shortfall:
    """Every open review that cites evidence, looked at by these standards."""
    until = time.monotonic() + SECONDS
    rows = Review.objects.filter(
        claim__status=ClaimStatus.IN_REVIEW,
        claim__round=F("round"),
        claim__calibration=False,
        searched_not_enough=False,
    )
    found = Shortfall(waiting=rows.count())
    for review in rows.select_related("claim__article", "rating").order_by("pk"):
        found.looked_at += 1
        lacks = rest_of(review.claim, cited_by(review), by).lacks
        if lacks:
            _note(found, review, "; ".join(lacks), strict=by.strict)
        if time.monotonic() >= until:
            break
    return found


def _note(found: Shortfall, review: Review, lacks: str, *, strict: bool) -> None:
    excused = bool(review.sources_reason) and not strict
    found.excused += excused
    found.refused += not excused
    if len(found.told) < TOLD:
        found.told.append(Short(review, lacks, excused))
