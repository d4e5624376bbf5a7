"""Who looks at a claim, until when, and what is passed over: the desk's own order.

None of it moves a claim along; each step is kept as an event of the claim's history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.formats import date_format

from claims.documents.text import trimmed
from claims.errors import (
    ClaimsError,
    InvalidInputError,
    Refusals,
    TransitionError,
    raise_first,
)
from claims.models import Article, Claim, ClaimEvent
from claims.permissions import require, require_order
from claims.services import articlelog, away, notices, priority, queueing, sharing
from claims.vocabulary import (
    ArticleStep,
    BulkAction,
    ClaimStatus,
    DeskStep,
    Importance,
    NoticeEvent,
    Role,
    SkipReason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many people passing a claim over put it before an editor.
SKIPS_TO_ESCALATE = 3
AT_ONCE = 1_000
ENDED = sharing.ENDED
Key = TypeVar("Key")
NOTHING = "It is so already, or the claim is closed."


def assign(claims: Sequence[Claim], to: User | None, *, actor: User) -> int:
    """Give open claims to one person, or back to everybody; how many changed hands.

    A reviewer may take claims nobody has upon themselves, unless they were passed over;
    the rest is an editor's.
    """
    require_order(actor, BulkAction.ASSIGN)
    for one in claims:
        sharing.check_giving(one, to, actor)
    sharing.check_reviewer(to)
    return _assign([(claim, to) for claim in claims], actor)


def hand_out(pairs: Sequence[sharing.Pair], *, actor: User) -> Refusals:
    """The same of many claims, each with whom it is given to: why not, by claim."""
    require_order(actor, BulkAction.ASSIGN)
    _check_count(pairs)
    refused: Refusals = {}
    for claim, to in pairs:
        try:
            sharing.check_giving(claim, to, actor)
            sharing.check_reviewer(to)
        except ClaimsError as error:
            refused[claim.pk] = error
    moved = sharing.moving([pair for pair in pairs if pair[0].pk not in refused])
    refused |= sharing.reviewed_already(moved)
    moved = [pair for pair in moved if pair[0].pk not in refused]
    _store(moved, actor)
    return _unmoved(pairs, moved) | refused


def share_out(claims: Sequence[Claim], people: Sequence[User], *, actor: User) -> int:
    """Spread open claims evenly, beginning with who has least to do."""
    require(actor, Role.EDITOR)
    if not people:
        raise InvalidInputError("Choose who shares the claims.", field="people")
    pairs = _shared(claims, people)
    raise_first(sharing.stuck(pairs))
    return _assign(pairs, actor)


def _shared(claims: Sequence[Claim], people: Sequence[User]) -> list[sharing.Pair]:
    for person in people:
        sharing.check_reviewer(person)
    open_ones = [one for one in claims if one.status not in ENDED]
    return sharing.spread(open_ones, people, sharing.load_of(people))


def hand_over(person: User, people: Sequence[User], *, actor: User | None) -> int:
    """All open claims of somebody who leaves, to others evenly, or back to everybody.

    Who may do so is asked by whoever closes the account.
    """
    rows = Claim.objects.filter(assignee=person).exclude(status__in=ENDED)
    claims = list(rows.order_by("-priority", "pk"))
    load, done = sharing.load_of(people), 0
    for start in range(0, len(claims), AT_ONCE):
        pairs = sharing.spread(claims[start : start + AT_ONCE], people, load)
        done += _assign(pairs, actor)
    return done


def give(claims: Sequence[Claim], names: Sequence[str], *, actor: User) -> int:
    """Claims to the people of these user names: nobody, one, or shared out evenly."""
    people = _named(names)
    if len(people) > 1:
        return share_out(claims, people, actor=actor)
    return assign(claims, people[0] if people else None, actor=actor)


def give_each(
    claims: Sequence[Claim], names: Sequence[str], *, actor: User
) -> Refusals:
    """The same, where a refusal of one leaves the others alone: why not, by claim."""
    people = _named(names)
    if len(people) < 2:
        to = people[0] if people else None
        return hand_out([(claim, to) for claim in claims], actor=actor)
    require(actor, Role.EDITOR)
    pairs = _shared(claims, people)
    given = [(claim, to) for claim, to in pairs if to is not None]
    refused = _unmoved([(claim, None) for claim in claims], given) | sharing.stuck(
        pairs
    )
    return refused | hand_out(given, actor=actor)


def _named(names: Sequence[str]) -> list[User]:
    people = list(User.objects.filter(username__in=names).order_by("pk"))
    if missing := set(names) - {one.username for one in people}:
        raise InvalidInputError(f"There is no account {min(missing)!r}.", field="to")
    return people


def set_due(claims: Sequence[Claim], due_at: datetime | None, *, actor: User) -> int:
    """Say until when claims are wanted; None takes the date away; how many changed."""
    with transaction.atomic():
        refused = set_dues([(one, due_at) for one in claims], actor=actor)
        raise_first({pk: one for pk, one in refused.items() if one.field})
    return len(claims) - len(refused)


def set_dues(
    pairs: Sequence[tuple[Claim, datetime | None]], *, actor: User
) -> Refusals:
    """The same of many claims, each with its own date: why not, by claim."""
    require_order(actor, BulkAction.DUE)
    _check_count(pairs)
    moved = [
        (claim, due_at)
        for claim, due_at in pairs
        if claim.due_at != due_at and claim.status not in ENDED
    ]
    refused: Refusals = {
        claim.pk: InvalidInputError("That moment has passed.", field="due_at")
        for claim, due_at in moved
        if due_at is not None and due_at <= timezone.now()
    }
    moved = [pair for pair in moved if pair[0].pk not in refused]
    with transaction.atomic():
        stored, lying = away.lock(one for one, _ in moved)
        refused |= lying
        moved = [pair for pair in moved if pair[0].pk in stored]
        ClaimEvent.objects.bulk_create(
            event(
                one,
                DeskStep.DUE,
                actor,
                before=day(one.due_at),
                after=day(due_at),
                version=stored[one.pk][1],
            )
            for one, due_at in moved
        )
        for one, due_at in moved:
            one.due_at = due_at
        for due_at, keys in _alike(moved).items():
            Claim.objects.filter(pk__in=keys).update(due_at=due_at)
        priority.refresh_these([one for one, _ in moved])
    return _unmoved(pairs, moved) | refused


@away.writes
def set_importance(article: Article, importance: int, *, actor: User) -> None:
    """Say how much depends on an article; its claims find their new places."""
    set_importances({article.pk: importance}, actor=actor)
    article.importance = importance


def set_importances(articles: Mapping[int, int], *, actor: User) -> None:
    """The same of many articles, by their keys."""
    require_order(actor, BulkAction.IMPORTANCE)
    if not set(articles.values()) <= set(Importance.values):
        raise InvalidInputError("No such importance.", field="importance")
    with transaction.atomic():
        away.check_articles(articles)
        changed = [
            pk
            for value in sorted(set(articles.values()))
            for pk in articlelog.change_all(
                [pk for pk, new in articles.items() if new == value],
                ArticleStep.IMPORTANCE,
                {"importance": value},
                actor=actor,
            )
        ]
        if changed:
            priority.refresh(Claim.objects.filter(article__in=changed))


@away.writes
def set_embargo(article: Article, embargoed: bool, *, actor: User) -> None:  # noqa: FBT001
    """Keep an article in the house, or let its claims be searched for outside.

    What was asked before stays asked; sources are looked for again by hand.
    """
    require(actor, Role.EDITOR)
    values = {"embargoed": embargoed}
    articlelog.change(article, ArticleStep.EMBARGO, values, actor=actor)


@away.writes
def skip(claim: Claim, *, reason: str, note: str = "", actor: User) -> Claim:
    """Pass a claim over: it goes back to the others, and comes to this person last.

    The third person to do so puts it before an editor.
    """
    require(actor, Role.REVIEWER)
    if reason not in SkipReason.values:
        known = ", ".join(SkipReason.values)
        raise InvalidInputError(f"Say why: one of {known}.", field="reason")
    queueing.check_hold(claim, actor)
    if claim.status not in (ClaimStatus.READY, ClaimStatus.IN_REVIEW):
        raise TransitionError("Only a claim up for review can be passed over.")
    told = SkipReason(reason).label
    with transaction.atomic():
        step = event(claim, DeskStep.SKIP, actor, after=told, reason=note)
        step.save()
        if claim.holder_id == actor.pk:
            queueing.release(claim, actor=actor)
        skips = ClaimEvent.objects.filter(
            claim=claim, step=DeskStep.SKIP, round=claim.round
        )
        people = skips.values("actor").distinct().count()
        if people >= SKIPS_TO_ESCALATE and not claim.escalated:
            put = event(claim, DeskStep.ESCALATE, None, reason=told)
            put.save()
            notices.escalated(put)
            Claim.objects.filter(pk=claim.pk).update(escalated=True)
        if claim.assignee_id == actor.pk:
            _assign([(claim, None)], actor)
    claim.refresh_from_db()
    return claim


@away.writes
def give_back(claim: Claim, *, actor: User, reason: str) -> Claim:
    """An editor looked at it: it goes back to everybody."""
    require(actor, Role.EDITOR)
    if not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    with transaction.atomic():
        if Claim.objects.filter(pk=claim.pk, escalated=True).update(escalated=False):
            step = event(
                claim, DeskStep.ESCALATE, actor, after="settled", reason=reason
            )
            step.save()
            notices.settle(NoticeEvent.ESCALATED, claim)
    claim.refresh_from_db()
    return claim


@away.writes
def take_over(claim: Claim, *, actor: User, reason: str) -> Claim:
    """Take a claim out of somebody's hands; their draft stays with them."""
    require(actor, Role.EDITOR)
    if not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    held = Claim.objects.held().select_related("holder").filter(pk=claim.pk).first()
    if held is None or held.holder_id == actor.pk:
        return queueing.take(claim, actor=actor)
    with transaction.atomic():
        event(
            claim,
            DeskStep.TAKE_OVER,
            actor,
            before=name(held.holder),
            after=name(actor),
            reason=reason,
        ).save()
        freed = Claim.objects.filter(pk=claim.pk, holder=held.holder_id)
        freed.update(**queueing.nobody())
        claim.refresh_from_db()
        return queueing.take(claim, actor=actor)


def event(
    claim: Claim,
    step: DeskStep,
    actor: User | None,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
    version: int | None = None,
) -> ClaimEvent:
    """A step of a claim's history; `version` where it is known how it is stored."""
    if version is None:
        rows = Claim.objects.filter(pk=claim.pk).values("version")
        version = Subquery(rows)  # type: ignore[assignment]  # asked as it is written
    return ClaimEvent(
        claim=claim,
        step=step,
        round=claim.round,
        actor=actor,
        before=before[:300],
        after=after[:300],
        reason=trimmed(reason)[:500],
        version=version,
    )


def _alike(pairs: Iterable[tuple[Claim, Key]]) -> dict[Key, list[int]]:
    """The keys of the claims that get the same."""
    found: dict[Key, list[int]] = {}
    for claim, one in pairs:
        found.setdefault(one, []).append(claim.pk)
    return found


def name(person: User | None) -> str:
    return person.get_username() if person else "nobody"


def day(moment: datetime | None) -> str:
    if moment is None:
        return "no date"
    return date_format(timezone.localtime(moment), "j M Y, H:i")


def _assign(pairs: Sequence[sharing.Pair], actor: User | None) -> int:
    _check_count(pairs)
    moved = sharing.moving(pairs)
    raise_first(sharing.reviewed_already(moved))
    _store(moved, actor)
    return len(moved)


def _unmoved(
    pairs: Iterable[tuple[Claim, object]], moved: Iterable[tuple[Claim, object]]
) -> Refusals:
    keys = {claim.pk for claim, _ in moved}
    rest = (claim.pk for claim, _ in pairs if claim.pk not in keys)
    return {pk: TransitionError(NOTHING) for pk in rest}


def _store(moved: Sequence[sharing.Pair], actor: User | None) -> None:
    owners = User.objects.in_bulk({c.assignee_id for c, _ in moved if c.assignee_id})
    with transaction.atomic():
        stored, lying = away.lock(claim for claim, _ in moved)
        raise_first(lying)
        steps = ClaimEvent.objects.bulk_create(
            event(
                claim,
                DeskStep.ASSIGN,
                actor,
                before=name(owners.get(claim.assignee_id or 0)),
                after=name(to),
                version=stored[claim.pk][1],
            )
            for claim, to in moved
        )
        if owners:
            had = (claim for claim, _ in moved if claim.assignee_id)
            notices.settle(NoticeEvent.ASSIGNED, *had)
        notices.assigned(
            (step, to.pk)
            for step, (_, to) in zip(steps, moved, strict=True)
            if to is not None
        )
        for claim, to in moved:
            claim.assignee = to
            if to is not None:  # somebody sees to it now
                claim.escalated = False
        for to, keys in _alike(moved).items():
            seen_to = {} if to is None else {"escalated": False}
            Claim.objects.filter(pk__in=keys).update(assignee=to, **seen_to)


def _check_count(claims: Sequence[object]) -> None:
    if len(claims) > AT_ONCE:
        raise InvalidInputError(f"At most {AT_ONCE:,} claims at once.")
