"""A person's reading of a passage, beside the machine's suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import selectors
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Evidence
from claims.permissions import require
from claims.vocabulary import ClaimStatus, Role, Stance

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check_stance(claim: Claim, stance: str, note: str = "") -> None:
    """Raises InvalidInputError, or TransitionError where it would lead others."""
    if stance and stance not in Stance.values:
        raise InvalidInputError("No such stance.", field="stance")
    if (stance or note.strip()) and _is_blind(claim):
        raise TransitionError(
            "Several people review this claim unled by each other: what a passage does "
            "to it is said in your review."
        )


def set_stance(
    evidence: Evidence, stance: str, *, actor: User, note: str | None = None
) -> None:
    """Keep what a person says a passage does to the claim."""
    require(actor, Role.REVIEWER)
    check_stance(evidence.claim, stance, note or "")
    if evidence.claim.status == ClaimStatus.PUBLISHED:
        raise TransitionError("This claim is published: its evidence stays as it is.")
    changes = {"stance": stance} | ({} if note is None else {"note": note.strip()})
    Evidence.objects.filter(pk=evidence.pk).update(**changes)
    evidence.refresh_from_db()


def _is_blind(claim: Claim) -> bool:
    if claim.status != ClaimStatus.IN_REVIEW:
        return False
    quorum = selectors.quorum_of(claim)
    return quorum.needed > 1 and bool(quorum.missing)
