"""Who looks at a claim, until when, and what is passed over: the desk's own order.

None of it moves a claim along; each step is kept as an event of the claim's history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import InvalidInputError, NotAllowedError, TransitionError
from claims.models import Article, Claim, ClaimEvent
from claims.permissions import has_role, require
from claims.services import articlelog, away, notices, priority, queueing
from claims.vocabulary import (
    ArticleStep,
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
ENDED = priority.CLOSED


def assign(claims: Sequence[Claim], to: User | None, *, actor: User) -> int:
    """Give open claims to one person, or back to everybody; how many changed hands.

    A reviewer may take claims nobody has upon themselves, unless they were passed over;
    the rest is an editor's.
    """
    require(actor, Role.REVIEWER)
    whose = (actor.pk,) if to is None else (None, actor.pk)
    own = all(one.assignee_id in whose and not (to and one.escalated) for one in claims)
    if not (may_give_to(to, actor=actor) and (own or has_role(actor, Role.EDITOR))):
        raise NotAllowedError(
            "An editor assigns claims to others, and any that was passed over."
        )
    check_reviewer(to)
    return _assign([(claim, to) for claim in claims], actor)


def may_give_to(to: User | None, *, actor: User) -> bool:
    """Whether `actor` may assign claims to this person: whoever is no editor gives them
    to themself alone, and gives theirs back to everybody."""
    return to in (None, actor) or has_role(actor, Role.EDITOR)


def takers(actor: User, people: Iterable[User] | None = None) -> list[User]:
    """Whom `actor` may assign claims to, of those who review (`people`, where known)."""
    asked = selectors.reviewers() if people is None else people
    return [one for one in asked if may_give_to(one, actor=actor)]


def share_out(claims: Sequence[Claim], people: Sequence[User], *, actor: User) -> int:
    """Spread open claims evenly, beginning with who has least to do."""
    require(actor, Role.EDITOR)
    if not people:
        raise InvalidInputError("Choose who shares the claims.", field="people")
    for person in people:
        check_reviewer(person)
    pairs = _spread(
        [one for one in claims if one.status not in ENDED], people, load_of(people)
    )
    for claim, to in pairs:
        if to is None:
            raise InvalidInputError(
                f"All of them have reviewed claim {claim.pk} already.", field="to"
            )
    return _assign(pairs, actor)


def hand_over(person: User, people: Sequence[User], *, actor: User | None) -> int:
    """All open claims of somebody who leaves, to others evenly, or back to everybody.

    Who may do so is asked by whoever closes the account.
    """
    rows = Claim.objects.filter(assignee=person).exclude(status__in=ENDED)
    claims = list(rows.order_by("-priority", "pk"))
    load, done = load_of(people), 0
    for start in range(0, len(claims), AT_ONCE):
        pairs = _spread(claims[start : start + AT_ONCE], people, load)
        done += _assign(pairs, actor)
    return done


def _spread(
    claims: Sequence[Claim], people: Sequence[User], load: Counter[int]
) -> list[tuple[Claim, User | None]]:
    """Each claim to who has least to do of those whose review it can still take; nobody
    where there are none.  `load` grows by what they are given."""
    reviewed = selectors.reviewed_by(claims, people)
    pairs: list[tuple[Claim, User | None]] = []
    for claim in claims:
        able = (one for one in people if (claim.pk, one.pk) not in reviewed)
        to = min(able, key=lambda one: (load[one.pk], one.pk), default=None)
        if to is not None:
            load[to.pk] += 1
        pairs.append((claim, to))
    return pairs


def give(claims: Sequence[Claim], names: Sequence[str], *, actor: User) -> int:
    """Claims to the people of these user names: nobody, one, or shared out evenly."""
    people = list(User.objects.filter(username__in=names).order_by("pk"))
    if missing := set(names) - {one.username for one in people}:
        raise InvalidInputError(f"There is no account {min(missing)!r}.", field="to")
    if len(people) > 1:
        return share_out(claims, people, actor=actor)
    return assign(claims, people[0] if people else None, actor=actor)


def load_of(people: Iterable[User]) -> Counter[int]:
    """Open claims assigned to each."""
    rows = Claim.objects.filter(assignee__in=people).exclude(status__in=ENDED)
    return Counter(rows.order_by().values_list("assignee", flat=True))


def set_due(claims: Sequence[Claim], due_at: datetime | None, *, actor: User) -> int:
    """Say until when claims are wanted; None takes the date away."""
    require(actor, Role.EDITOR)
    _check_count(claims)
    moved = [one for one in claims if one.due_at != due_at and one.status not in ENDED]
    if moved and due_at is not None and due_at <= timezone.now():
        raise InvalidInputError("That moment has passed.", field="due_at")
    with transaction.atomic():
        rows = Claim.objects.filter(pk__in=[one.pk for one in moved])
        rows.update(due_at=due_at)
        ClaimEvent.objects.bulk_create(
            event(one, DeskStep.DUE, actor, before=day(one.due_at), after=day(due_at))
            for one in moved
        )
        priority.refresh_these(moved)
    for one in moved:
        one.due_at = due_at
    return len(moved)


@away.writes
def set_importance(article: Article, importance: int, *, actor: User) -> None:
    """Say how much depends on an article; its claims find their new places."""
    require(actor, Role.EDITOR)
    if importance not in Importance.values:
        raise InvalidInputError("No such importance.", field="importance")
    values = {"importance": importance}
    if articlelog.change(article, ArticleStep.IMPORTANCE, values, actor=actor):
        priority.refresh(Claim.objects.filter(article=article))


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
) -> ClaimEvent:
    return ClaimEvent(
        claim=claim,
        step=step,
        round=claim.round,
        actor=actor,
        before=before[:300],
        after=after[:300],
        reason=trimmed(reason)[:500],
        version=Subquery(Claim.objects.filter(pk=claim.pk).values("version")),
    )


def name(person: User | None) -> str:
    return person.get_username() if person else "nobody"


def day(moment: datetime | None) -> str:
    if moment is None:
        return "no date"
    return moment.astimezone(timezone.get_current_timezone()).strftime("%Y-%m-%d %H:%M")


def _assign(pairs: Sequence[tuple[Claim, User | None]], actor: User | None) -> int:
    _check_count(pairs)
    moved = [
        (claim, to)
        for claim, to in pairs
        if claim.assignee_id != (to.pk if to else None) and claim.status not in ENDED
    ]
    _check_not_reviewed(moved)
    owners = User.objects.in_bulk({c.assignee_id for c, _ in moved if c.assignee_id})
    with transaction.atomic():
        away.check_all(claim for claim, _ in moved)
        steps = ClaimEvent.objects.bulk_create(
            event(
                claim,
                DeskStep.ASSIGN,
                actor,
                before=name(owners.get(claim.assignee_id or 0)),
                after=name(to),
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
        Claim.objects.bulk_update(
            [claim for claim, _ in moved], ["assignee", "escalated"], batch_size=500
        )
    return len(moved)


def _check_count(claims: Sequence[object]) -> None:
    if len(claims) > AT_ONCE:
        raise InvalidInputError(f"At most {AT_ONCE:,} claims at once.")


def _check_not_reviewed(pairs: Sequence[tuple[Claim, User | None]]) -> None:
    """Nobody reviews a claim twice in a round: with them it would be stuck."""
    people = {to for _, to in pairs if to is not None}
    reviewed = people and selectors.reviewed_by([one for one, _ in pairs], people)
    for claim, to in pairs:
        if to is not None and (claim.pk, to.pk) in reviewed:
            raise InvalidInputError(
                f"{name(to)} has reviewed claim {claim.pk} already; choose another "
                "reviewer.",
                field="to",
            )


def check_reviewer(person: User | None) -> None:
    if person is not None and not has_role(person, Role.REVIEWER):
        raise InvalidInputError(
            f"{name(person)} does not review; choose a reviewer.", field="to"
        )
