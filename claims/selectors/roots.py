"""What people said of the origins and the kind of a claim's sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from claims.models import Claim, RootChoice, SourceJudgement
from claims.models.prepared import prepared
from claims.selectors.unread import choices_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def root_choices(
    claim: Claim, *, person: User | None = None, until: datetime | None = None
) -> list[RootChoice]:
    """Oldest first, those this person may read; the newest of a piece of evidence counts."""
    asked = _CHOICES(claim.pk) if person is None else _READ((claim.pk, person.pk))
    rows = asked.rows()
    return [row for row in rows if until is None or row.created_at <= until]


def _of_claim(claim: int) -> QuerySet[RootChoice]:
    rows = RootChoice.objects.filter(evidence__claim=claim)
    return rows.select_related("actor").order_by("pk")


_CHOICES = prepared(_of_claim, int)
_READ = prepared(
    lambda keys: choices_for(keys[1], _of_claim(keys[0])), tuple, several=2
)


def judgements_of(sources: Iterable[int]) -> dict[int, list[SourceJudgement]]:
    """What was said of sources (ids), oldest first."""
    rows = SourceJudgement.objects.filter(source__in=set(sources))
    found: dict[int, list[SourceJudgement]] = {}
    for one in rows.select_related("actor").order_by("pk"):
        found.setdefault(one.source_id, []).append(one)
    return found
