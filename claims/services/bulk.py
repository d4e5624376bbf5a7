"""One thing done to several claims at once: tried first, done one by one, undone in a day.

Each claim is asked of the service that does it to one, so every guard holds for each; a
refusal of one leaves the others alone.  Trying is doing, and taking it back at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims import selectors
from claims.errors import (
    ClaimsError,
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    StaleClaimError,
    TransitionError,
)
from claims.models import Article, BulkChange, Claim, StatusChange
from claims.permissions import has_role, require
from claims.services import arranging, quorum, reviewing, sourcing, transitions
from claims.vocabulary import Action, BulkAction, Importance, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 200
UNDO_HOURS = 24
NOTHING = "It is so already, or the claim is closed."
MOVED = "The claim has moved since."
#: Steps that are told with their reason.
_REASONED = {
    BulkAction.DISMISS: Action.DISMISS,
    BulkAction.SOURCES: Action.REQUEST_SOURCES,
}
FOR_GOOD = "Questions that were asked cannot be taken back."


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, and with what."""

    action: BulkAction
    to: str | None = None  # a user name; None is nobody
    among: tuple[str, ...] = ()  # several, who share the claims evenly
    due_at: datetime | None = None
    reviews: int | None = None
    importance: int = Importance.NORMAL  # of the articles they are in
    reason: str = ""

    @property
    def assignees(self) -> tuple[str, ...]:
        return self.among or ((self.to,) if self.to else ())

    @property
    def told(self) -> str:
        if self.action == BulkAction.ASSIGN:
            return f"to {', '.join(self.assignees) or 'nobody'}"
        if self.action == BulkAction.DUE:
            return arranging.day(self.due_at)
        if self.action == BulkAction.IMPORTANCE:
            return Importance(self.importance).label
        if self.action == BulkAction.REVIEWERS:
            return "as the policy says" if self.reviews is None else str(self.reviews)
        return self.reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended for one claim; without an error it was done, or would be."""

    claim: Claim
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    error: ClaimsError | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """How one claim is changed, what of it that changes, and how it is put back."""

    run: Callable[[Claim, Order, User], object]
    state: Callable[[Claim], dict[str, Any]]
    back: Callable[[Claim, Mapping[str, Any], User], object] | None


def try_out(claims: Sequence[Claim], order: Order, *, actor: User) -> list[Outcome]:
    """What doing it would come to; nothing is changed, no job is asked for."""
    require(actor, Role.REVIEWER)
    _check(claims)
    with transaction.atomic():
        tried = [_one(claim, order, actor) for claim in claims]
        transaction.set_rollback(True)
    return tried


def do(
    claims: Sequence[Claim],
    order: Order,
    *,
    actor: User,
    seen: Mapping[int, int] | None = None,
) -> tuple[BulkChange, list[Outcome]]:
    """Do it to each; `seen` holds the versions the actor looked at."""
    require(actor, Role.REVIEWER)
    _check(claims)
    outcomes = [_one(claim, order, actor, seen or {}) for claim in claims]
    change = BulkChange.objects.create(
        action=order.action,
        told=order.told[:300],
        actor=actor,
        items=[_item(one) for one in outcomes],
    )
    return change, outcomes


def may_see(change: BulkChange, person: User) -> bool:
    return change.actor_id == person.pk or has_role(person, Role.EDITOR)


def told_to(change: BulkChange, person: User) -> str:
    """With what it was done, in words; without the reason where that waits for this
    person's review of one of the claims."""
    action = _REASONED.get(BulkAction(change.action))
    moves = StatusChange.objects.filter(
        claim__in=[item["claim"] for item in change.items],
        action=action,
        actor=change.actor_id,
    )
    waits = action and selectors.moves_waiting(person, moves).exists()
    return "" if waits else change.told


def undo_until(change: BulkChange) -> datetime | None:
    """Until when it can be undone; None where it never can, or was."""
    if WAYS[BulkAction(change.action)].back is None or change.undone_at:
        return None
    return change.created_at + timedelta(hours=UNDO_HOURS)


def undo(change: BulkChange, *, actor: User) -> list[tuple[int, ClaimsError | None]]:
    """Put each claim back where it was; one that moved since stays, and says why."""
    require(actor, Role.REVIEWER)
    if not may_see(change, actor):
        raise NotAllowedError("Somebody else did this; an editor undoes it.")
    until = undo_until(change)
    if until is None:
        raise ConflictError("It is undone already." if change.undone_at else FOR_GOOD)
    if timezone.now() > until:
        raise ConflictError(f"It was done more than {UNDO_HOURS} hours ago.")
    taken = BulkChange.objects.filter(pk=change.pk, undone_at__isnull=True)
    if not taken.update(undone_at=timezone.now()):
        raise ConflictError("It is undone already.")
    change.refresh_from_db()
    done = [item for item in change.items if "refused" not in item]
    claims = Claim.objects.select_related("article", "assignee").in_bulk(
        [item["claim"] for item in done]
    )
    way = WAYS[BulkAction(change.action)]
    told: list[tuple[int, ClaimsError | None]] = []
    for item in reversed(done):  # claims of one article share its importance
        error = _put_back(way, claims[item["claim"]], item, actor)
        item.update({"undone": not error} | ({"kept": error.message} if error else {}))
        told.insert(0, (item["claim"], error))
    BulkChange.objects.filter(pk=change.pk).update(items=change.items)
    return told


def _check(claims: Sequence[Claim]) -> None:
    if not claims:
        raise InvalidInputError("Choose at least one claim.", field="claims")
    if len(claims) > AT_ONCE:
        raise InvalidInputError(f"At most {AT_ONCE} claims at once.", field="claims")


def _one(
    claim: Claim, order: Order, actor: User, seen: Mapping[int, int] | None = None
) -> Outcome:
    way = WAYS[order.action]
    before = way.state(claim)
    try:
        if (seen or {}).get(claim.pk, claim.version) != claim.version:
            raise StaleClaimError(transitions.STALE)
        with transaction.atomic():
            if way.run(claim, order, actor) == 0:
                raise TransitionError(NOTHING)
    except ClaimsError as error:
        return Outcome(claim, before, before, error)
    claim.refresh_from_db()
    return Outcome(claim, before, way.state(claim))


def _item(one: Outcome) -> dict[str, Any]:
    if one.error:
        return {"claim": one.claim.pk, "refused": one.error.message}
    return {"claim": one.claim.pk, "before": one.before, "after": one.after}


def _put_back(
    way: _Way, claim: Claim, item: Mapping[str, Any], actor: User
) -> ClaimsError | None:
    assert way.back is not None  # noqa: S101  asked by undo_until
    try:
        if way.state(claim) != item["after"]:
            raise StaleClaimError(MOVED)
        with transaction.atomic():
            way.back(claim, item["before"], actor)
    except ClaimsError as error:
        return error
    return None


# The ways ------------------------------------------------------------------------


def _assignee(claim: Claim) -> dict[str, Any]:
    return {"assignee": claim.assignee_id}


def _assign(claim: Claim, order: Order, actor: User) -> int:
    return arranging.give([claim], order.assignees, actor=actor)


def _assign_back(claim: Claim, before: Mapping[str, Any], actor: User) -> object:
    to = User.objects.filter(pk=before["assignee"]).first()
    return arranging.assign([claim], to, actor=actor)


def _due(claim: Claim) -> dict[str, Any]:
    return {"due_at": claim.due_at.isoformat() if claim.due_at else None}


def _set_due(claim: Claim, order: Order, actor: User) -> int:
    return arranging.set_due([claim], order.due_at, actor=actor)


def _due_back(claim: Claim, before: Mapping[str, Any], actor: User) -> object:
    day = parse_datetime(before["due_at"]) if before["due_at"] else None
    return arranging.set_due([claim], day, actor=actor)


def _importance(claim: Claim) -> dict[str, Any]:
    rows = Article.objects.filter(pk=claim.article_id)
    return {"importance": rows.values_list("importance", flat=True).get()}


def _weigh(claim: Claim, order: Order, actor: User) -> None:
    arranging.set_importance(claim.article, order.importance, actor=actor)


def _weigh_back(claim: Claim, before: Mapping[str, Any], actor: User) -> None:
    arranging.set_importance(claim.article, before["importance"], actor=actor)


def _reviews(claim: Claim) -> dict[str, Any]:
    return {"reviews_asked": claim.reviews_asked, "round": claim.round}


def _ask_reviews(claim: Claim, order: Order, actor: User) -> object:
    return quorum.ask_reviews(claim, order.reviews, actor=actor)


def _reviews_back(claim: Claim, before: Mapping[str, Any], actor: User) -> object:
    return quorum.ask_reviews(claim, before["reviews_asked"], actor=actor)


def _status(claim: Claim) -> dict[str, Any]:
    return {"status": claim.status, "version": claim.version}


def _dismiss(claim: Claim, order: Order, actor: User) -> object:
    return reviewing.dismiss(claim, actor=actor, reason=order.reason)


def _restore(claim: Claim, before: Mapping[str, Any], actor: User) -> None:
    reviewing.put_back(claim, actor=actor)


def _ask_again(claim: Claim, order: Order, actor: User) -> None:
    sourcing.request_sources(claim, actor=actor, reason=order.reason)


WAYS: Mapping[BulkAction, _Way] = MappingProxyType(
    {
        BulkAction.ASSIGN: _Way(_assign, _assignee, _assign_back),
        BulkAction.DUE: _Way(_set_due, _due, _due_back),
        BulkAction.IMPORTANCE: _Way(_weigh, _importance, _weigh_back),
        BulkAction.REVIEWERS: _Way(_ask_reviews, _reviews, _reviews_back),
        BulkAction.DISMISS: _Way(_dismiss, _status, _restore),
        BulkAction.SOURCES: _Way(_ask_again, _status, None),
    }
)


def chosen(keys: Iterable[int]) -> list[Claim]:
    """Claims in the order they were named, each once.  Raises InvalidInputError."""
    found = named(keys)
    if missing := [key for key, claim in found.items() if claim is None]:
        raise InvalidInputError(f"There is no claim {missing[0]}.", field="claims")
    return [claim for claim in found.values() if claim is not None]


def named(keys: Iterable[int]) -> dict[int, Claim | None]:
    """The same by their ids; None where there is no such claim."""
    wanted = list(dict.fromkeys(keys))
    if len(wanted) > AT_ONCE:
        raise InvalidInputError(f"At most {AT_ONCE} claims at once.", field="claims")
    found = Claim.objects.select_related("article", "assignee").in_bulk(wanted)
    return {key: found.get(key) for key in wanted}
