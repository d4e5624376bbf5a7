"""A person's reading of a passage, beside the machine's suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.errors import InvalidInputError, TransitionError
from claims.models import Evidence
from claims.permissions import require
from claims.vocabulary import ClaimStatus, Role, Stance

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check_stance(stance: str) -> None:
    if stance and stance not in Stance.values:
        raise InvalidInputError("No such stance.", field="stance")


def set_stance(
    evidence: Evidence, stance: str, *, actor: User, note: str | None = None
) -> None:
    """Keep what a person says a passage does to the claim."""
    require(actor, Role.REVIEWER)
    check_stance(stance)
    if evidence.claim.status == ClaimStatus.PUBLISHED:
        raise TransitionError("This claim is published: its evidence stays as it is.")
    changes = {"stance": stance} | ({} if note is None else {"note": note.strip()})
    Evidence.objects.filter(pk=evidence.pk).update(**changes)
    evidence.refresh_from_db()
