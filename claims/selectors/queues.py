from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from claims.models import Claim, ClaimQuerySet, Review
from claims.selectors.listing import for_listing
from claims.vocabulary import ClaimStatus, QueueSlug, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims in one state of work, for people of one role."""

    slug: QueueSlug
    role: Role
    about: str
    pick: Callable[[ClaimQuerySet, int], ClaimQuerySet]


def _to_review(claims: ClaimQuerySet, person: int) -> ClaimQuerySet:
    """Ready, or back in review (reopened, corrected) with nobody at it yet."""
    reviewed = Review.objects.filter(claim=OuterRef("pk"), round=OuterRef("round"))
    nobody = Q(holder__isnull=True) | Q(held_until__lte=Now())
    waiting = Q(~Exists(reviewed), nobody, status=ClaimStatus.IN_REVIEW)
    return claims.filter(Q(status=ClaimStatus.READY) | waiting)


def _to_sign_off(claims: ClaimQuerySet, person: int) -> ClaimQuerySet:
    """Reviewed by somebody else in this round."""
    others = Review.objects.filter(
        claim=OuterRef("pk"), round=OuterRef("round")
    ).exclude(author=person)
    return claims.filter(Exists(others), status=ClaimStatus.IN_REVIEW)


def _to_publish(claims: ClaimQuerySet, person: int) -> ClaimQuerySet:
    return claims.filter(status=ClaimStatus.DECIDED)


QUEUES: Mapping[QueueSlug, Queue] = MappingProxyType(
    {
        QueueSlug.REVIEW: Queue(
            QueueSlug.REVIEW,
            Role.REVIEWER,
            "Sources were looked for; a person reads them and rates the claim.",
            _to_review,
        ),
        QueueSlug.SIGN_OFF: Queue(
            QueueSlug.SIGN_OFF,
            Role.EDITOR,
            "Reviewed; somebody else than the reviewer signs the verdict off.",
            _to_sign_off,
        ),
        QueueSlug.PUBLISH: Queue(
            QueueSlug.PUBLISH,
            Role.EDITOR,
            "Signed off; an editor publishes.",
            _to_publish,
        ),
    }
)


def queue(slug: QueueSlug, person: User) -> ClaimQuerySet:
    """What `person` could take from a queue, worthiest first."""
    claims: ClaimQuerySet = Claim.objects.free_for(person.pk)
    return (
        QUEUES[slug]
        .pick(claims, person.pk)
        .order_by(F("check_worthiness").desc(), "id")
    )


def held_by(person: User) -> ClaimQuerySet:
    """What `person` holds now, the hold that ends first on top."""
    return for_listing(Claim.objects.held().filter(holder=person)).order_by(
        "held_until"
    )


def held_in(slug: QueueSlug) -> ClaimQuerySet:
    """Claims of a queue that are in somebody's hands now, and so not waiting in it."""
    held: ClaimQuerySet = Claim.objects.held()
    reviewed = Exists(
        Review.objects.filter(claim=OuterRef("pk"), round=OuterRef("round"))
    )
    if slug is QueueSlug.PUBLISH:
        held = held.filter(status=ClaimStatus.DECIDED)
    elif slug is QueueSlug.SIGN_OFF:
        held = held.filter(reviewed, status=ClaimStatus.IN_REVIEW)
    else:
        held = held.filter(~reviewed, status=ClaimStatus.IN_REVIEW)
    return for_listing(held).order_by("held_until")


def queue_counts(person: User) -> dict[QueueSlug, int]:
    return {slug: queue(slug, person).count() for slug in QUEUES}
