from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from claims.models import (
    Claim,
    ClaimEvent,
    ClaimQuerySet,
    Publication,
    Review,
    Verdict,
)
from claims.selectors import quorum
from claims.selectors.listing import for_listing
from claims.vocabulary import ClaimStatus, DeskStep, QueueSlug, Role, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User


Part = Callable[["User"], Q]

_SAID = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims in one state of work, for people of one role.

    `parts` are served one after the other; each is found by an index.
    """

    slug: QueueSlug
    role: Role
    about: str
    parts: tuple[Part, ...]


def _to_review(person: User) -> Q:
    """Sources are there and reviews missing, none of them this person's."""
    nobody = Q(holder__isnull=True) | Q(held_until__lte=Now())
    missing = ~quorum.complete() & ~Q(quorum.own_review(person.pk))
    under_way = nobody & missing & Q(status=ClaimStatus.IN_REVIEW)
    return Q(status=ClaimStatus.READY) | under_way


def _escalated(person: User) -> Q:
    return _to_review(person) & Q(escalated=True)


def _assigned(person: User) -> Q:
    return _to_review(person) & Q(assignee=person.pk, escalated=False)


def _open_to_all(person: User) -> Q:
    nobodys = Q(assignee__isnull=True) | Q(assignee__is_active=False)
    return _to_review(person) & nobodys & Q(escalated=False)


def _passed_over(person: User) -> Q:
    skips = ClaimEvent.objects.filter(
        claim=OuterRef("pk"),
        round=OuterRef("round"),
        step=DeskStep.SKIP,
        actor=person.pk,
    )
    return Q(Exists(skips))


def _first(person: User) -> Q:
    return _open_to_all(person) & ~_passed_over(person)


def _last(person: User) -> Q:
    return _open_to_all(person) & _passed_over(person)


def _reviewed_by_others(person: User) -> Q:
    others = Review.objects.filter(
        claim=OuterRef("pk"), round=OuterRef("round")
    ).exclude(author=person.pk)
    return (
        Q(Exists(others), status=ClaimStatus.IN_REVIEW, disputed=False)
        & quorum.complete()
    )


def _disputed(person: User) -> Q:
    """All reviews are in and do not agree, and none is by this person."""
    own = Q(quorum.own_review(person.pk))
    return ~own & Q(status=ClaimStatus.IN_REVIEW, disputed=True)


def _expired(person: User) -> Q:
    """The day came until which the verdict was to hold."""
    due = Verdict.objects.filter(
        claim=OuterRef("pk"), in_force=True, valid_until__lte=timezone.now().date()
    )
    return Q(Exists(due), status__in=_SAID)


def _shaken(person: User) -> Q:
    """A passage the verdict cites was lost since anybody found it to hold."""
    lost = Verdict.objects.filter(
        Q(looked_again_at__isnull=True)
        | Q(looked_again_at__lt=F("review__evidence__gone_at")),
        claim=OuterRef("pk"),
        in_force=True,
        review__evidence__standing=Standing.GONE,
    )
    return Q(Exists(lost), status__in=_SAID)


def _signed_off(person: User) -> Q:
    """Decided, and not because it was retracted."""
    retracted = Publication.objects.filter(
        claim=OuterRef("pk"), in_force=False, verdict__in_force=True
    )
    return Q(~Exists(retracted), status=ClaimStatus.DECIDED)


QUEUES: Mapping[QueueSlug, Queue] = MappingProxyType(
    {
        QueueSlug.REVIEW: Queue(
            QueueSlug.REVIEW,
            Role.REVIEWER,
            "Sources were looked for; a person reads them and rates the claim.",
            (_assigned, _first, _last),
        ),
        QueueSlug.ESCALATED: Queue(
            QueueSlug.ESCALATED,
            Role.EDITOR,
            "Passed over by several people; an editor reviews it, sets it aside or gives "
            "it back.",
            (_escalated,),
        ),
        QueueSlug.SIGN_OFF: Queue(
            QueueSlug.SIGN_OFF,
            Role.EDITOR,
            "Reviewed; somebody else than the reviewer signs the verdict off.",
            (_reviewed_by_others,),
        ),
        QueueSlug.ADJUDICATE: Queue(
            QueueSlug.ADJUDICATE,
            Role.EDITOR,
            "Reviewers do not agree; a third person compares their reviews and decides.",
            (_disputed,),
        ),
        QueueSlug.PUBLISH: Queue(
            QueueSlug.PUBLISH,
            Role.EDITOR,
            "Signed off; an editor publishes.",
            (_signed_off,),
        ),
        QueueSlug.OUTDATED: Queue(
            QueueSlug.OUTDATED,
            Role.EDITOR,
            "The day came until which the verdict was to hold, or a source no longer says "
            "what it was quoted for; an editor corrects it or says that it still holds.",
            (_shaken, _expired),
        ),
    }
)


def queue(slug: QueueSlug, person: User) -> ClaimQuerySet:
    """What `person` could take from a queue, the most pressing first."""
    parts = (part(person) for part in QUEUES[slug].parts)
    return _served(person).filter(reduce(or_, parts))


def queue_parts(slug: QueueSlug, person: User) -> Iterator[ClaimQuerySet]:
    """The same, part by part in the order they are served."""
    for part in QUEUES[slug].parts:
        yield _served(person).filter(part(person))


def _served(person: User) -> ClaimQuerySet:
    claims: ClaimQuerySet = Claim.objects.free_for(person.pk)
    claims = claims.alias(handed_in=quorum.handed_in())
    return claims.order_by(F("priority").desc(), F("check_worthiness").desc(), "id")


def held_by(person: User) -> ClaimQuerySet:
    """What `person` holds now, the hold that ends first on top."""
    return for_listing(Claim.objects.held().filter(holder=person)).order_by(
        "held_until"
    )


def assigned_to(person: User) -> ClaimQuerySet:
    """Open claims a person is to look at, the most pressing first."""
    ended = (ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED, ClaimStatus.DECIDED)
    mine: ClaimQuerySet = Claim.objects.filter(assignee=person).exclude(
        status__in=ended
    )
    return for_listing(mine).order_by(F("priority").desc(), "id")


def held_in(slug: QueueSlug) -> ClaimQuerySet:
    """Claims of a queue that are in somebody's hands now, and so not waiting in it."""
    held: ClaimQuerySet = Claim.objects.held()
    if slug is QueueSlug.PUBLISH:
        held = held.filter(status=ClaimStatus.DECIDED)
    elif slug is QueueSlug.OUTDATED:
        held = held.filter(status=ClaimStatus.PUBLISHED)
    else:
        held = held.filter(status=ClaimStatus.IN_REVIEW)
        held = held.alias(handed_in=quorum.handed_in())
        if slug in (QueueSlug.REVIEW, QueueSlug.ESCALATED):
            escalated = slug is QueueSlug.ESCALATED
            held = held.exclude(quorum.complete()).filter(escalated=escalated)
        else:
            disputed = slug is QueueSlug.ADJUDICATE
            held = held.filter(quorum.complete(), disputed=disputed)
    return for_listing(held).order_by("held_until")


def queue_counts(person: User) -> dict[QueueSlug, int]:
    return {slug: queue(slug, person).count() for slug in QUEUES}
