"""The only writer of a claim's status."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    CalibrationError,
    ClaimsError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    Refusals,
    StaleClaimError,
    TransitionError,
    raise_first,
)
from claims.models import Claim, Publication, StatusChange
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
    step = _Step(action, actor, reason)
    seen = {} if version is None else {claim.pk: version}
    raise_first(_refusals([claim], step, seen))
    columns = changes or {}
    with transaction.atomic():
        away.check(claim)
        rows, values = _moving(
            claim.pk, claim.version, claim.status, step.leads_to(claim), columns
        )
        if not rows.update(**values):
            raise StaleClaimError(STALE)
        (change,) = _record([claim], step, {claim.pk} if "round" in columns else ())
    claim.refresh_from_db()
    return change


def apply_each(
    claims: Sequence[Claim],
    action: Action,
    *,
    actor: User | None,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
    changes: Mapping[int, dict[str, Any]],
) -> Refusals:
    """`apply` to each of many, in as many queries as to a few: why not, by claim.

    `seen` and `changes` are by claim too; those that change the same columns change them
    alike.  What moved is to be read again.
    """
    step = _Step(action, actor, reason)
    refused = _refusals(claims, step, seen or {})
    asked = [one for one in claims if one.pk not in refused]
    with transaction.atomic():
        stored, lying = away.lock(asked)
        refused |= lying
        for one in asked:
            if stored.get(one.pk) != (one.status, one.version):
                refused.setdefault(one.pk, StaleClaimError(STALE))
        moving = [one for one in asked if one.pk not in refused]
        alike: dict[tuple[str, ...], list[int]] = {}
        for one in moving:
            alike.setdefault(tuple(changes[one.pk]), []).append(one.pk)
        for keys in alike.values():
            values = _becoming(step.leads_to(moving[0]), changes[keys[0]])
            Claim.objects.filter(pk__in=keys).update(**values)
        _record(moving, step, {one.pk for one in moving if "round" in changes[one.pk]})
    return refused


def start_review(claim: Claim, *, actor: User, lease: timedelta) -> None:
    """The same for somebody who takes a claim, which is locked and not in the trash.

    Of the claim, what the table moves is true then; the rest is to be read again.
    """
    step = _Step(Action.START_REVIEW, actor)
    step.check(claim)
    new = step.leads_to(claim)
    moved = _started(ClaimStatus(claim.status), new, lease)
    if not moved((claim.pk, claim.version, actor.pk)):
        raise StaleClaimError(STALE)
    step.change(claim).save()
    claim.status, claim.version = new, claim.version + 1


def ready_again(claims: Sequence[Claim]) -> None:
    """What was ready before it was set aside is so again: no source is asked twice.

    The claims are to be read again.
    """
    was_ready = StatusChange.objects.filter(
        claim=OuterRef("pk"), old_status=ClaimStatus.READY
    )
    rows = Claim.objects.filter(Exists(was_ready), status=ClaimStatus.DETECTED)
    waiting = list(rows.filter(pk__in=[one.pk for one in claims]))
    told = "Its sources were looked for before; nobody is asked again."
    asked = apply_to_all(waiting, Action.REQUEST_SOURCES, actor=None, reason=told)
    apply_to_all(asked, Action.SETTLE_SOURCES, actor=None)


def _moving(
    pk: int, version: int, old: str, new: str, changes: Mapping[str, Any]
) -> tuple[QuerySet[Claim], dict[str, Any]]:
    """The claim as it was seen, and what its columns become."""
    seen = Claim.objects.filter(pk=pk, status=old, version=version)
    return seen, _becoming(new, changes)


def _becoming(new: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    return {"status": new, "version": F("version") + 1, **changes}


@cache
def _started(
    old: ClaimStatus, new: ClaimStatus, lease: timedelta
) -> Callable[[tuple[int, ...]], int]:
    def build(keys: tuple[int, ...]) -> tuple[QuerySet[Claim], dict[str, Any]]:
        pk, version, holder, *_ = keys
        held = {"holder": holder, "held_until": clock.after(lease)}
        return _moving(pk, version, old, new, held)

    return prepared_update(build, tuple)


def is_shown(claim: Claim) -> bool:
    """Whether readers see a check of it, be it one that is being corrected."""
    return bool(_shown([claim]))


def _shown(claims: Iterable[Claim]) -> set[int]:
    """Those of the claims (their keys) of which readers see a check."""
    able = [one.pk for one in claims if not one.never_decided()]
    if not able:
        return set()
    rows = Publication.objects.filter(claim__in=able, in_force=True)
    return set(rows.values_list("claim", flat=True))


def check_no_panel(claim: Claim) -> None:
    """Raise ConflictError while three editors vote on the claim."""
    raise_first(under_vote([claim]))


def under_vote(claims: Iterable[Claim]) -> Refusals:
    """The same of many, by claim."""
    able = [one for one in claims if one.status == ClaimStatus.IN_REVIEW]
    voted_on = selectors.voted_on(able) if able else ()
    return {pk: ConflictError(UNDER_VOTE) for pk in voted_on}


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
    step = _Step(action, actor, reason)
    step.check(claims[0])
    new = step.leads_to(claims[0])
    with transaction.atomic():
        fresh = Claim.objects.filter(
            pk__in=[claim.pk for claim in claims], status=claims[0].status
        )
        moved = list(fresh.select_for_update(no_key=True).order_by("pk"))
        fresh.filter(pk__in=[one.pk for one in moved]).update(**_becoming(new, {}))
        StatusChange.objects.bulk_create(map(step.change, moved))
    for claim in moved:
        claim.status, claim.version = new, claim.version + 1
    return moved


@dataclass(frozen=True, slots=True)
class _Step:
    """An action, by whom and why."""

    action: Action
    actor: User | None
    reason: str = ""

    def check(self, claim: Claim) -> None:
        """Raise where the table, the role or the want of a reason stands against it."""
        if not may(self.actor, self.action):
            raise NotAllowedError(
                f"Your role does not allow you to {self.action.label.lower()}."
            )
        if next_status(claim.status, self.action) is None:
            raise TransitionError(
                f"“{self.action.label}” is not possible for a claim that is "
                f"“{ClaimStatus(claim.status).label}”."
            )
        by_person = self.actor is not None
        if by_person and self.action in NEEDS_REASON and not trimmed(self.reason):
            raise InvalidInputError("Say why, in a sentence.", field="reason")

    def leads_to(self, claim: Claim) -> ClaimStatus:
        new = next_status(claim.status, self.action)
        assert new is not None  # noqa: S101  looked at by `check`
        return new

    def change(self, claim: Claim) -> StatusChange:
        return StatusChange(
            claim=claim,
            action=self.action,
            old_status=claim.status,
            new_status=self.leads_to(claim),
            version=claim.version + 1,
            actor=self.actor,
            reason=trimmed(self.reason),
        )


def _refusals(
    claims: Sequence[Claim], step: _Step, seen: Mapping[int, int]
) -> Refusals:
    """Which of the claims are not to be moved; `seen` are versions somebody looked at."""
    refused: Refusals = {}
    for one in claims:
        try:
            step.check(one)
            if seen.get(one.pk, one.version) != one.version:
                raise StaleClaimError(STALE)
            if step.action in SAYS:
                check_ordinary(one)
        except ClaimsError as error:
            refused[one.pk] = error
    left = [one for one in claims if one.pk not in refused]
    if step.action in UPSETS:
        refused |= under_vote(left)
    if step.action == Action.DISMISS:
        refused |= {pk: TransitionError(READERS_SEE_IT) for pk in _shown(left)}
    return refused


def _record(
    claims: Sequence[Claim], step: _Step, new_round: Collection[int]
) -> list[StatusChange]:
    """What belongs to a move, once the rows are written to."""
    changes = StatusChange.objects.bulk_create(map(step.change, claims))
    if step.action in OPENS_AGAIN:
        told = {
            one.article_id: f"{step.action.label}: “{one.surface[:100]}”."
            for one in reversed(claims)
        }
        signing.loosen(told, actor=step.actor)
    notices.moved(changes, new_round=new_round)
    return changes
