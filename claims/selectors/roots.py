"""What people said of the origins and the kind of a claim's sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from claims.models import Claim, RootChoice, SourceJudgement
from claims.models.prepared import prepared


def root_choices(claim: Claim, *, until: datetime | None = None) -> list[RootChoice]:
    """Oldest first; the newest of a piece of evidence counts."""
    rows = _CHOICES(claim.pk).rows()
    return [row for row in rows if until is None or row.created_at <= until]


_CHOICES = prepared(
    lambda claim: (
        RootChoice.objects.filter(evidence__claim=claim)
        .select_related("actor")
        .order_by("pk")
    ),
    int,
)


def judgements_of(sources: Iterable[int]) -> dict[int, list[SourceJudgement]]:
    """What was said of sources (ids), oldest first."""
    rows = SourceJudgement.objects.filter(source__in=set(sources))
    found: dict[int, list[SourceJudgement]] = {}
    for one in rows.select_related("actor").order_by("pk"):
        found.setdefault(one.source_id, []).append(one)
    return found
