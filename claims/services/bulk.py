"""One thing done to several claims at once: tried first, done, undone within a day.

The services that do it to one do it to many, so every guard holds for each; a refusal of
one leaves the others alone.  Trying is doing, and taking it back at once.
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
    Refusals,
    StaleClaimError,
)
from claims.models import Article, BulkChange, Claim, StatusChange
from claims.permissions import has_role, require
from claims.services import arranging, quorum, reviewing, sourcing, transitions
from claims.vocabulary import Action, BulkAction, Importance, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 200
UNDO_HOURS = 24
MOVED = "The claim has moved since."
#: Steps that are told with their reason.
_REASONED = {
    BulkAction.DISMISS: Action.DISMISS,
    BulkAction.SOURCES: Action.REQUEST_SOURCES,
}
#: What of an order each action asks for beside a reason.
ASKED: Mapping[BulkAction, str] = MappingProxyType(
    {
        BulkAction.ASSIGN: "to",
        BulkAction.DUE: "due_at",
        BulkAction.IMPORTANCE: "importance",
        BulkAction.REVIEWERS: "reviews",
    }
)
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


State = dict[int, dict[str, Any]]
Before = Sequence[tuple[Claim, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Way:
    """How claims are changed, what of them that changes, and how they are put back; each
    tells why it was not done to some."""

    run: Callable[[Sequence[Claim], Order, User], Refusals]
    state: Callable[[Sequence[Claim]], State]
    back: Callable[[Before, User], Refusals] | None


def try_out(claims: Sequence[Claim], order: Order, *, actor: User) -> list[Outcome]:
    """What doing it would come to; nothing is changed, no job is asked for."""
    require(actor, Role.REVIEWER)
    _check(claims)
    with transaction.atomic():
        tried = _each(claims, order, actor)
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
    with transaction.atomic():  # what was done can be undone
        outcomes = _each(claims, order, actor, seen or {})
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


@transaction.atomic
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
    kept = _put_back(WAYS[BulkAction(change.action)], done, actor)
    for item in done:
        error = kept.get(item["claim"])
        item.update({"undone": not error} | ({"kept": error.message} if error else {}))
    BulkChange.objects.filter(pk=change.pk).update(items=change.items)
    return [(item["claim"], kept.get(item["claim"])) for item in done]


def _check(claims: Sequence[Claim]) -> None:
    if not claims:
        raise InvalidInputError("Choose at least one claim.", field="claims")
    if len(claims) > AT_ONCE:
        raise InvalidInputError(f"At most {AT_ONCE} claims at once.", field="claims")


def _each(
    claims: Sequence[Claim],
    order: Order,
    actor: User,
    seen: Mapping[int, int] | None = None,
) -> list[Outcome]:
    way = WAYS[order.action]
    before = way.state(claims)
    refused: Refusals = {
        one.pk: StaleClaimError(transitions.STALE)
        for one in claims
        if (seen or {}).get(one.pk, one.version) != one.version
    }
    asked = [one for one in claims if one.pk not in refused]
    refused |= _tried(asked, lambda: way.run(asked, order, actor))
    now = named([one.pk for one in claims])
    rows = [now[one.pk] or one for one in claims]
    after = before | way.state([one for one in rows if one.pk not in refused])
    return [
        Outcome(one, before[one.pk], after[one.pk], refused.get(one.pk)) for one in rows
    ]


def _tried(claims: Iterable[Claim], run: Callable[[], Refusals]) -> Refusals:
    """What is wrong with the order itself is wrong for each."""
    try:
        return run()
    except ClaimsError as error:
        return {one.pk: error for one in claims}


def _item(one: Outcome) -> dict[str, Any]:
    if one.error:
        return {"claim": one.claim.pk, "refused": one.error.message}
    return {"claim": one.claim.pk, "before": one.before, "after": one.after}


def _put_back(way: _Way, items: Sequence[Mapping[str, Any]], actor: User) -> Refusals:
    back = way.back
    assert back is not None  # noqa: S101  asked by undo_until
    now = named([item["claim"] for item in items])
    claims = [one for one in now.values() if one is not None]
    state = way.state(claims)
    moved = [item for item in items if state.get(item["claim"]) != item["after"]]
    kept: Refusals = {item["claim"]: StaleClaimError(MOVED) for item in moved}
    before = {item["claim"]: item["before"] for item in items}
    pairs = [(one, before[one.pk]) for one in claims if one.pk not in kept]
    if pairs:
        kept |= _tried([one for one, _ in pairs], lambda: back(pairs, actor))
    return kept


# The ways ------------------------------------------------------------------------


def _columns(*names: str) -> Callable[[Sequence[Claim]], State]:
    def state(claims: Sequence[Claim]) -> State:
        return {
            one.pk: {name.removesuffix("_id"): getattr(one, name) for name in names}
            for one in claims
        }

    return state


def _assign(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    return arranging.give_each(claims, order.assignees, actor=actor)


def _assign_back(before: Before, actor: User) -> Refusals:
    had = User.objects.in_bulk({one["assignee"] for _, one in before} - {None})
    pairs = [(claim, had.get(one["assignee"])) for claim, one in before]
    return arranging.hand_out(pairs, actor=actor)


def _due(claims: Sequence[Claim]) -> State:
    return {
        one.pk: {"due_at": one.due_at.isoformat() if one.due_at else None}
        for one in claims
    }


def _set_due(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    return arranging.set_dues([(one, order.due_at) for one in claims], actor=actor)


def _due_back(before: Before, actor: User) -> Refusals:
    pairs = [
        (claim, parse_datetime(one["due_at"]) if one["due_at"] else None)
        for claim, one in before
    ]
    return arranging.set_dues(pairs, actor=actor)


def _importance(claims: Sequence[Claim]) -> State:
    rows = Article.objects.filter(claims__in=[one.pk for one in claims])
    found = rows.order_by().values_list("claims", "importance")
    return {pk: {"importance": importance} for pk, importance in found}


def _weigh(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    articles = {one.article_id: order.importance for one in claims}
    arranging.set_importances(articles, actor=actor)
    return {}


def _weigh_back(before: Before, actor: User) -> Refusals:
    # Claims of one article share its importance: the first found it as it was.
    articles = {claim.article_id: one["importance"] for claim, one in reversed(before)}
    arranging.set_importances(articles, actor=actor)
    return {}


def _ask_reviews(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    return quorum.ask_reviews_each(
        [(one, order.reviews) for one in claims], actor=actor
    )


def _reviews_back(before: Before, actor: User) -> Refusals:
    pairs = [(claim, one["reviews_asked"]) for claim, one in before]
    return quorum.ask_reviews_each(pairs, actor=actor)


def _dismiss(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    return reviewing.dismiss_each(claims, actor=actor, reason=order.reason)


def _restore(before: Before, actor: User) -> Refusals:
    return reviewing.put_back_each([claim for claim, _ in before], actor=actor)


def _ask_again(claims: Sequence[Claim], order: Order, actor: User) -> Refusals:
    return sourcing.request_each(claims, actor=actor, reason=order.reason)


_STATUS = _columns("status", "version")

WAYS: Mapping[BulkAction, _Way] = MappingProxyType(
    {
        BulkAction.ASSIGN: _Way(_assign, _columns("assignee_id"), _assign_back),
        BulkAction.DUE: _Way(_set_due, _due, _due_back),
        BulkAction.IMPORTANCE: _Way(_weigh, _importance, _weigh_back),
        BulkAction.REVIEWERS: _Way(
            _ask_reviews, _columns("reviews_asked", "round"), _reviews_back
        ),
        BulkAction.DISMISS: _Way(_dismiss, _STATUS, _restore),
        BulkAction.SOURCES: _Way(_ask_again, _STATUS, None),
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
