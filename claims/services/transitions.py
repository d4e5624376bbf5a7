"""The only writer of a claim's status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    CalibrationError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Claim, StatusChange
from claims.models.prepared import prepared_update
from claims.permissions import may
from claims.services import away, clock, notices, signing
from claims.vocabulary import Action, ClaimStatus
from claims.workflow import NEEDS_REASON, next_status

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Actions after which an article's sign-off says too much.
OPENS_AGAIN = frozenset({Action.REOPEN, Action.CORRECT, Action.RETRACT, Action.RESTORE})
#: What makes reviews history, and so would take a panel's ground away.
UPSETS = frozenset({Action.RELEASE, Action.DISMISS, Action.REQUEST_SOURCES})
#: What makes of a review something the newsroom says.
SAYS = frozenset({Action.DECIDE, Action.PUBLISH})
FOR_CALIBRATION = (
    "This claim is for calibration: its reviews measure reviewers. It is never signed "
    "off, sent back or published; an editor can take its article out of calibration "
    "while none of its claims is reviewed."
)
UNDER_VOTE = "A panel votes on this claim; call it off first."
READERS_SEE_IT = (
    "Readers see a check of this claim: publish the correction, or retract the check "
    "first; then the claim can be set aside."
)
STALE = "Somebody changed this claim while you were looking at it. Read it again."


def apply(
    claim: Claim,
    action: Action,
    *,
    actor: User | None,
    reason: str = "",
    version: int | None = None,
    changes: dict[str, Any] | None = None,
) -> StatusChange:
    """Move one claim along the table, or say why not; `actor` None is the workbench.

    `version` is the version the actor looked at; `changes` are further columns of the
    claim that belong to the same step.  Raises NotAllowedError, TransitionError,
    InvalidInputError (no reason given) or StaleClaimError.
    """
    new = _check(claim, action, actor=actor, reason=reason)
    if version is not None and version != claim.version:
        raise StaleClaimError(STALE)
    if action == Action.DISMISS and is_shown(claim):
        raise TransitionError(READERS_SEE_IT)
    if action in UPSETS:
        check_no_panel(claim)
    if action in SAYS:
        check_ordinary(claim)
    with transaction.atomic():
        away.check(claim)
        seen, values = _moving(
            claim.pk, claim.version, claim.status, new, changes or {}
        )
        change = _move(
            claim,
            action,
            new,
            actor,
            moved=seen.update(**values),
            reason=reason,
            new_round="round" in values,
        )
    claim.refresh_from_db()
    return change


def start_review(claim: Claim, *, actor: User, lease: timedelta) -> None:
    """The same for somebody who takes a claim, which is locked and not in the trash.

    Of the claim, what the table moves is true then; the rest is to be read again.
    """
    new = _check(claim, Action.START_REVIEW, actor=actor, reason="")
    moved = _started(ClaimStatus(claim.status), new, lease)
    _move(
        claim,
        Action.START_REVIEW,
        new,
        actor,
        moved=moved((claim.pk, claim.version, actor.pk)),
    )
    claim.status, claim.version = new, claim.version + 1


def ready_again(claim: Claim) -> None:
    """What was ready before it was set aside is so again: no source is asked twice."""
    was_ready = claim.status_changes.filter(old_status=ClaimStatus.READY)
    if claim.status != ClaimStatus.DETECTED or not was_ready.exists():
        return
    told = "Its sources were looked for before; nobody is asked again."
    apply(claim, Action.REQUEST_SOURCES, actor=None, reason=told)
    apply(claim, Action.SETTLE_SOURCES, actor=None)


def _moving(
    pk: int, version: int, old: str, new: str, changes: dict[str, Any]
) -> tuple[QuerySet[Claim], dict[str, Any]]:
    """The claim as it was seen, and what its columns become."""
    seen = Claim.objects.filter(pk=pk, status=old, version=version)
    return seen, {"status": new, "version": F("version") + 1, **changes}


@cache
def _started(
    old: ClaimStatus, new: ClaimStatus, lease: timedelta
) -> Callable[[tuple[int, ...]], int]:
    def build(keys: tuple[int, ...]) -> tuple[QuerySet[Claim], dict[str, Any]]:
        pk, version, holder, *_ = keys
        held = {"holder": holder, "held_until": clock.after(lease)}
        return _moving(pk, version, old, new, held)

    return prepared_update(build, tuple)


def _move(
    claim: Claim,
    action: Action,
    new: ClaimStatus,
    actor: User | None,
    *,
    moved: int,
    reason: str = "",
    new_round: bool = False,
) -> StatusChange:
    """What belongs to a move, once the row has been written to."""
    if not moved:
        raise StaleClaimError(STALE)
    change = _change(claim, action, new, actor=actor, reason=reason)
    change.save()
    if action in OPENS_AGAIN:
        told = f"{action.label}: “{claim.surface[:100]}”."
        signing.loosen([claim.article_id], told, actor=actor)
    notices.moved(change, new_round=new_round)
    return change


def is_shown(claim: Claim) -> bool:
    """Whether readers see a check of it, be it one that is being corrected."""
    if claim.never_decided():
        return False
    return claim.publications.filter(in_force=True).exists()


def check_no_panel(claim: Claim) -> None:
    """Raise ConflictError while three editors vote on the claim."""
    if claim.status == ClaimStatus.IN_REVIEW and selectors.open_panel(claim):
        raise ConflictError(UNDER_VOTE)


def check_ordinary(claim: Claim) -> None:
    """Raise CalibrationError; to be asked of editors only, nobody else is to know."""
    if claim.calibration:
        raise CalibrationError(FOR_CALIBRATION)


def apply_to_all(
    claims: Sequence[Claim], action: Action, *, actor: User | None, reason: str = ""
) -> list[Claim]:
    """Move many claims that share a status; those that changed meanwhile are left out."""
    if not claims:
        return []
    new = _check(claims[0], action, actor=actor, reason=reason)
    with transaction.atomic():
        fresh = Claim.objects.filter(
            pk__in=[claim.pk for claim in claims], status=claims[0].status
        )
        moved = list(fresh.select_for_update())
        fresh.update(status=new, version=F("version") + 1)
        StatusChange.objects.bulk_create(
            _change(claim, action, new, actor=actor, reason=reason) for claim in moved
        )
    for claim in moved:
        claim.status, claim.version = new, claim.version + 1
    return moved


def _check(
    claim: Claim, action: Action, *, actor: User | None, reason: str
) -> ClaimStatus:
    if not may(actor, action):
        raise NotAllowedError(
            f"Your role does not allow you to {action.label.lower()}."
        )
    new = next_status(claim.status, action)
    if new is None:
        raise TransitionError(
            f"“{action.label}” is not possible for a claim that is "
            f"“{ClaimStatus(claim.status).label}”."
        )
    if actor is not None and action in NEEDS_REASON and not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    return new


def _change(
    claim: Claim, action: Action, new: ClaimStatus, *, actor: User | None, reason: str
) -> StatusChange:
    return StatusChange(
        claim=claim,
        action=action,
        old_status=claim.status,
        new_status=new,
        version=claim.version + 1,
        actor=actor,
        reason=trimmed(reason),
    )
