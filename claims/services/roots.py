"""A person's word on which pieces of evidence have one origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from claims.documents.text import one_line
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Evidence, RootChoice
from claims.permissions import require
from claims.services import away
from claims.vocabulary import ClaimStatus, Role, RootStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAME, REASON = 200, 500


@dataclass(frozen=True, slots=True)
class RootData:
    """What to do with the origins of these pieces (ids), and why."""

    evidence: Sequence[int]
    step: str
    reason: str
    name: str = ""


@away.writes
def choose(claim: Claim, data: RootData, *, actor: User) -> list[RootChoice]:
    """Count pieces as one origin, each by itself, or as the workbench tells again."""
    require(actor, Role.REVIEWER)
    if claim.status == ClaimStatus.PUBLISHED:
        raise TransitionError("This claim is published: its evidence stays as it is.")
    if data.step not in RootStep.values:
        raise InvalidInputError("No such step.", field="step")
    reason, name = _line(data.reason, REASON, "reason"), _line(data.name, NAME, "name")
    if not reason:
        raise InvalidInputError("Say why.", field="reason")
    rows = _rows(claim, data.evidence)
    names = _names(rows, RootStep(data.step), name)
    with transaction.atomic():
        return [
            RootChoice.objects.create(
                evidence=row,
                root=names[row.pk],
                reason=reason,
                actor=actor,
                round=claim.round,
            )
            for row in rows
        ]


def _rows(claim: Claim, asked: Sequence[int]) -> list[Evidence]:
    wanted = set(asked)
    rows = list(
        claim.evidence.filter(pk__in=wanted, calculation=None)
        .select_related("source")
        .order_by("pk")
    )
    if not rows or len(rows) != len(wanted):
        raise InvalidInputError(
            "Choose evidence of this claim that is not worked out of other evidence.",
            field="evidence",
        )
    return rows


def _names(rows: Sequence[Evidence], step: RootStep, name: str) -> dict[int, str]:
    if step is RootStep.AUTOMATIC:
        return {row.pk: "" for row in rows}
    if step is RootStep.MERGE:
        if not name:
            raise InvalidInputError("Name the origin they share.", field="name")
        return {row.pk: name for row in rows}
    # Apart: each under a name nothing else has.
    return {
        row.pk: f"{name or row.source.publisher or row.source} (evidence {row.pk})"[
            -NAME:
        ]
        for row in rows
    }


def _line(text: str, limit: int, field: str) -> str:
    cleaned = one_line(text, limit=limit + 1)
    if len(cleaned) > limit:
        raise InvalidInputError(f"At most {limit} characters.", field=field)
    return cleaned
