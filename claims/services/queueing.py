"""Taking, holding and releasing claims: one claim, one person, for a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce, Now

from claims import conf, selectors
from claims.documents.text import trimmed
from claims.errors import (
    ClaimsError,
    ConflictError,
    HeldError,
    InvalidInputError,
    NotAllowedError,
    Refusals,
    TransitionError,
    raise_first,
)
from claims.models import Claim, Review
from claims.permissions import has_role, require
from claims.services import away, clock, locking, transitions
from claims.vocabulary import Action, ClaimStatus, QueueSlug, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import ClaimQuerySet

EXPIRED = "The hold ran out."
WAITS = "Reviews of this claim are in; an editor sends it back with a reason."


def take_next(
    slug: QueueSlug, *, actor: User, among: ClaimQuerySet | None = None
) -> Claim | None:
    """Lease the first claim of a queue, or of those `among` some, to a person.

    None when there is nothing.
    """
    require(actor, selectors.QUEUES[slug].role)
    claim = _leased(slug, actor, among)
    while claim is None:
        others = selectors.looked_at_in(slug, actor, among=among)
        if others is None:
            return None
        one = (Claim.objects.all() if among is None else among).filter(pk=others.pk)
        claim = _leased(slug, actor, one, waiting=True)
    return claim


def _leased(
    slug: QueueSlug, actor: User, among: ClaimQuerySet | None, *, waiting: bool = False
) -> Claim | None:
    """In a transaction of its own: who waits in the next one has nothing locked."""
    with transaction.atomic():
        claim = _calibrating(slug, actor, among) or selectors.next_in(
            slug, actor, among=among, waiting=waiting
        )
        if claim is not None:
            _hold(claim, actor=actor)
            claim.holder = actor
    return claim


def _calibrating(
    slug: QueueSlug, actor: User, among: ClaimQuerySet | None
) -> Claim | None:
    """Not for editors, who can see what the answer is."""
    if slug is not QueueSlug.REVIEW or has_role(actor, Role.EDITOR):
        return None
    return selectors.calibration_due(actor, among=among)


@away.writes
def take(claim: Claim, *, actor: User) -> Claim:
    """Lease one claim a person chose.  Raises HeldError when somebody else has it."""
    require(actor, Role.REVIEWER)
    if has_role(actor, Role.EDITOR):  # who can see what the answer is
        transitions.check_ordinary(claim)
    transitions.check_no_panel(claim)
    check_hold(claim, actor)
    if not has_role(actor, Role.EDITOR):
        _check_served(claim, actor)
    _hold(claim, actor=actor)
    claim.refresh_from_db()
    return claim


def _check_served(claim: Claim, actor: User) -> None:
    """Raise where the claim waits for somebody else than this reviewer."""
    if selectors.open_reviews(claim).filter(author=actor).exists():
        raise ConflictError("You have reviewed this claim; it waits for others.")
    if claim.escalated:
        raise NotAllowedError("Several people passed it over; it waits for an editor.")
    other = claim.assignee
    if other and other != actor and not selectors.is_nobodys(claim):
        raise NotAllowedError(
            f"This claim is assigned to {other.get_username()}; an editor reassigns it."
        )


@away.writes
def renew(claim: Claim, *, actor: User) -> bool:
    """Prolong a hold that is still this person's."""
    require(actor, Role.REVIEWER)
    mine = Claim.objects.held().filter(pk=claim.pk, holder=actor)
    return bool(mine.update(held_until=clock.after(conf.lease_time())))


@away.writes
def release(claim: Claim, *, actor: User, reason: str = "") -> Claim:
    """Give a claim back; an editor may do it for somebody.

    What was reviewed keeps its review and waits on; with a reason, an editor sends it
    back for another.
    """
    require(actor, Role.REVIEWER)
    editor = has_role(actor, Role.EDITOR)
    if not editor:
        check_hold(claim, actor)
    said = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)
    if claim.status in said and claim.holder_id is not None:
        _let_go(claim)
        return claim
    reviewed = bool(_reviewed([claim], actor))
    if claim.status != ClaimStatus.IN_REVIEW and not (claim.calibration and reviewed):
        raise TransitionError("Only a claim in review can be released.")
    if not reviewed:
        transitions.apply(
            claim, Action.RELEASE, actor=actor, reason=reason, changes=nobody()
        )
    elif editor and trimmed(reason):
        send_back(claim, actor=actor, reason=reason)
    elif claim.holder_id is not None:
        _let_go(claim)
    else:
        raise NotAllowedError(WAITS)
    return claim


def send_back(
    claim: Claim, *, actor: User, reason: str, version: int | None = None
) -> Claim:
    """Return a reviewed claim to the queue; its reviews become history."""
    require(actor, Role.EDITOR)
    check_hold(claim, actor)
    if not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    changes = nobody() | next_round(claim, actor)
    if "round" not in changes:
        raise TransitionError("There is no review to send back.")
    transitions.apply(
        claim,
        Action.RELEASE,
        actor=actor,
        reason=reason,
        version=version,
        changes=changes,
    )
    return claim


def check_hold(claim: Claim, actor: User) -> None:
    """Raise HeldError, naming the holder, when somebody else holds the claim now."""
    raise_first(_held_by_others([claim], actor))


def _held_by_others(claims: Iterable[Claim], actor: User) -> Refusals:
    held = Claim.objects.held().filter(pk__in=[one.pk for one in claims])
    others = held.exclude(holder=actor).order_by()
    return {
        pk: HeldError(f"{name} is working on this claim.")
        for pk, name in others.values_list("pk", "holder__username")
    }


def start_over(
    claims: Sequence[Claim],
    action: Action,
    *,
    actor: User,
    reason: str,
    seen: Mapping[int, int] | None,
    changes: Mapping[str, Any],
) -> Refusals:
    """An action after which reviews made so far are history, to each of many claims that
    nobody else holds: why not, by claim.  As `transitions.apply_each`; `changes` are of all.
    """
    refused = _held_by_others(claims, actor)
    free = [one for one in claims if one.pk not in refused]
    rounds, waiting = _next_rounds(free, actor)
    more = transitions.apply_each(
        [one for one in free if one.pk not in waiting],
        action,
        actor=actor,
        reason=reason,
        seen=seen,
        changes={one.pk: {**changes, **rounds.get(one.pk, {})} for one in free},
    )
    return refused | waiting | more


def expire_holds() -> int:
    """Free claims whose holder went away; what was reviewed stays reviewed."""
    gone = Claim.objects.filter(holder__isnull=False, held_until__lte=Now())
    with transaction.atomic():
        # As they are once locked: a hold that was renewed or passed on meanwhile stays.
        ended = gone.filter(status=ClaimStatus.IN_REVIEW).order_by("pk")[:500]
        free_each(ended.select_for_update(of=("self",), no_key=True))
    return locking.update(gone.exclude(status=ClaimStatus.IN_REVIEW), **nobody())


def barred(
    action: Action, claim: Claim, quorum: selectors.Quorum, person: User
) -> bool:
    """Whether reviews of this round, readers, or who passed it over stand against what the
    status allows."""
    if action == Action.DISMISS and transitions.is_shown(claim):
        return True
    if action == Action.START_REVIEW:
        return claim.escalated and not has_role(person, Role.EDITOR)
    if claim.status != ClaimStatus.IN_REVIEW:
        return False
    if action == Action.DECIDE:
        return bool(quorum.missing)
    starts_over = action in {Action.DISMISS, Action.REQUEST_SOURCES}
    return starts_over and bool(quorum.handed_in) and not has_role(person, Role.EDITOR)


def next_round(claim: Claim, actor: User) -> dict[str, Any]:
    """The column to change when reviews made so far become history: an editor's call."""
    rounds, refused = _next_rounds([claim], actor)
    raise_first(refused)
    return rounds.get(claim.pk, {})


def _next_rounds(
    claims: Sequence[Claim], actor: User
) -> tuple[dict[int, dict[str, Any]], Refusals]:
    """The same of many, by claim, and which of them are not this person's to send back."""
    rounds: dict[int, dict[str, Any]] = {}
    refused: Refusals = {}
    reviewed = _reviewed(claims, actor)
    for one in claims:
        try:
            if one.pk in reviewed:
                _check_sends_back(one, actor)
                rounds[one.pk] = _after_this()
        except ClaimsError as error:
            refused[one.pk] = error
    return rounds, refused


def _check_sends_back(claim: Claim, actor: User) -> None:
    if not has_role(actor, Role.EDITOR):
        raise NotAllowedError(WAITS)
    transitions.check_ordinary(claim)


def _after_this() -> dict[str, Any]:
    """The columns of a new round that know of this one.

    Where not all its reviews are in, nobody else has read them, and who comes next is not to.
    """
    unled = selectors.reviewed_unled("")
    first = Case(When(unled, then=Coalesce("unopened_from", "round")), default=None)
    return new_round() | {"unopened_from": first}


def _reviewed(claims: Sequence[Claim], person: User | None) -> set[int]:
    """Claims (their keys) with reviews of this round, or those a person knows of: for
    calibration their own, but for editors."""
    rows = Review.objects.filter(
        claim__in=[one.pk for one in claims], round=F("claim__round")
    )
    if person is not None and not has_role(person, Role.EDITOR):
        rows = rows.exclude(~Q(author=person), claim__calibration=True)
    return set(rows.values_list("claim", flat=True))


def new_round() -> dict[str, Any]:
    """The columns of a claim whose reviews become history."""
    fresh = {"reviews_in": 0, "disputed": False, "escalated": False}
    return {"round": F("round") + 1, "unopened_from": None, **fresh}


def nobody() -> dict[str, Any]:
    return {"holder": None, "held_until": None}


def _hold(claim: Claim, *, actor: User) -> None:
    """Lease a claim that is locked; its holder and the hold's end are to be read again."""
    if _expired(claim):
        free(claim)
    lease = conf.lease_time()
    held_as_it_is = {ClaimStatus.IN_REVIEW, ClaimStatus.DECIDED}
    if has_role(actor, Role.EDITOR):  # who looks at a published check again
        held_as_it_is.add(ClaimStatus.PUBLISHED)
    if claim.status in held_as_it_is:
        seen = Claim.objects.filter(pk=claim.pk, version=claim.version)
        if not seen.free_for(actor.pk).update(
            holder=actor, held_until=clock.after(lease)
        ):
            check_hold(claim, actor)
    else:
        transitions.start_review(claim, actor=actor, lease=lease)


def _expired(claim: Claim) -> bool:
    return (
        claim.status == ClaimStatus.IN_REVIEW
        and Claim.objects.filter(
            Q(pk=claim.pk, holder__isnull=False, held_until__lte=Now())
        ).exists()
    )


def free(claim: Claim, *, reason: str = EXPIRED) -> None:
    """Take a claim out of the hands of somebody who is gone; a review stays."""
    raise_first(free_each([claim], reason=reason))
    claim.refresh_from_db()


def free_each(claims: Iterable[Claim], *, reason: str = EXPIRED) -> Refusals:
    """The same of many, which are locked: why not, by claim.  They are to be read again."""
    every = list(claims)
    reviewed = _reviewed(every, None)
    stay = {one.pk for one in every if one.pk in reviewed and not one.calibration}
    with transaction.atomic():
        Claim.objects.filter(pk__in=stay).update(**nobody())
        return transitions.apply_each(
            [one for one in every if one.pk not in stay],
            Action.RELEASE,
            actor=None,
            reason=reason,
            changes={one.pk: nobody() for one in every},
        )


def _let_go(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(**nobody())
    claim.refresh_from_db()
