"""Published checks taken back: corrected with a class, or retracted.

What readers saw is never edited.  A correction says of what class it is and why, and the
revision it withdraws stays readable until the next one, and in the archive after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.documents.text import trimmed
from claims.errors import InvalidInputError, StaleClaimError
from claims.models import Claim
from claims.permissions import require
from claims.services import (
    arranging,
    away,
    notices,
    pairing,
    queueing,
    recomparing,
    reviewing,
    transitions,
)
from claims.vocabulary import Action, ClaimStatus, CorrectionKind, DeskStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: What a person may say of a correction; a retraction is void by itself.
KINDS = tuple(kind for kind in CorrectionKind if kind is not CorrectionKind.VOID)


def correct(
    claim: Claim, *, actor: User, reason: str, kind: str, version: int | None = None
) -> Claim:
    """Take a published claim back into review; readers see why until the next revision.

    `kind` is one of `KINDS`.  Whatever was said, a next revision with another rating is
    kept as a change of the verdict.  Raises InvalidInputError (kind, reason),
    NotAllowedError, TransitionError or StaleClaimError.
    """
    require(actor, Role.EDITOR)
    if kind not in KINDS:
        raise InvalidInputError(
            f"Say of what class the correction is: {', '.join(KINDS)}.", field="kind"
        )
    with transaction.atomic():
        transitions.apply(
            claim,
            Action.CORRECT,
            actor=actor,
            reason=reason,
            version=version,
            changes=queueing.new_round() | queueing.nobody(),
        )
        _withdraw(claim, kind, reason)  # it stays readable, marked, until the next one
        reviewing.retire_verdict(claim, actor=actor)
    return claim


def retract(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Claim:
    """Take a publication down, also while it is being corrected; its page says why."""
    with transaction.atomic():
        if claim.status != ClaimStatus.PUBLISHED and being_corrected(claim):
            _take_down(claim, actor=actor, reason=reason, version=version)
        else:
            transitions.apply(
                claim, Action.RETRACT, actor=actor, reason=reason, version=version
            )
        _withdraw(claim, CorrectionKind.VOID, reason, in_force=False)
        pairing.taken_back(claim, actor=actor)
        recomparing.catch_up(claim)
    return claim


def being_corrected(claim: Claim) -> bool:
    """Whether readers still see a check of this claim that was taken back."""
    return claim.publications.filter(in_force=True).exclude(withdrawal="").exists()


@away.writes
def _take_down(claim: Claim, *, actor: User, reason: str, version: int | None) -> None:
    require(actor, Role.EDITOR)
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    if not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    seen = Claim.objects.filter(pk=claim.pk, version=claim.version)
    if not seen.update(version=F("version") + 1):
        raise StaleClaimError(transitions.STALE)
    step = arranging.event(claim, DeskStep.TAKE_DOWN, actor, reason=reason)
    step.save()
    notices.taken_down(step)
    claim.refresh_from_db()


def _withdraw(claim: Claim, kind: str, reason: str, **changes: bool) -> None:
    claim.publications.filter(in_force=True).update(
        withdrawal=trimmed(reason),
        correction=kind,
        withdrawn_at=timezone.now(),
        **changes,
    )
