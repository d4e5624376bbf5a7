"""What waits for people now: in which queue, since when, and what of it is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    Expression,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Claim, Publication, Review, StatusChange
from claims.selectors import quorum
from claims.vocabulary import ClaimStatus, QueueSlug

SOURCING = "sourcing"
#: Where claims wait, in the order they come there, as people call it.
STAGES: Mapping[str, str] = MappingProxyType(
    {
        SOURCING: "Looking for sources",
        QueueSlug.REVIEW.value: QueueSlug.REVIEW.label,
        QueueSlug.ESCALATED.value: QueueSlug.ESCALATED.label,
        QueueSlug.ADJUDICATE.value: QueueSlug.ADJUDICATE.label,
        QueueSlug.SIGN_OFF.value: QueueSlug.SIGN_OFF.label,
        QueueSlug.PUBLISH.value: QueueSlug.PUBLISH.label,
    }
)
#: How long something waits at most, and what is older than all of them.
AGES: tuple[tuple[str, timedelta | None], ...] = (
    ("under 4 hours", timedelta(hours=4)),
    ("under a day", timedelta(days=1)),
    ("under 3 days", timedelta(days=3)),
    ("under a week", timedelta(weeks=1)),
    ("a week and more", None),
)


_WAITING = (
    ClaimStatus.SOURCING,
    ClaimStatus.READY,
    ClaimStatus.IN_REVIEW,
    ClaimStatus.DECIDED,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queue: claims by age, in the order of `AGES`, and of all of them some more."""

    slug: str
    label: str
    ages: tuple[int, ...]
    late: int = 0
    in_hand: int = 0
    oldest: datetime | None = None

    @property
    def total(self) -> int:
        return sum(self.ages)


def backlog() -> list[Waiting]:
    """Every queue as it is for the newsroom, whoever looks; one query."""
    now = timezone.now()
    counts = {f"age_{at}": Count("pk", filter=age) for at, age in enumerate(_ages(now))}
    rows = {
        row["stage"]: row
        for row in _open()
        .values("stage")
        .annotate(
            **counts,
            late=Count("pk", filter=Q(due_at__lt=now)),
            in_hand=Count("pk", filter=Q(holder__isnull=False, held_until__gt=now)),
            oldest=Min("since"),
        )
    }
    return [
        Waiting(slug, label, (0,) * len(AGES))
        if (row := rows.get(slug)) is None
        else Waiting(
            slug,
            label,
            tuple(row[name] for name in counts),
            row["late"],
            row["in_hand"],
            row["oldest"],
        )
        for slug, label in STAGES.items()
    ]


def _ages(now: datetime) -> list[Q]:
    found, newest = [], Q()
    for _, most in AGES:
        older = Q(since__lte=now - most) if most else Q()
        found.append(newest & ~older if most else newest)
        newest = older
    return found


def _open() -> Any:
    """Claims that wait, with their queue and since when they are in it."""
    return (
        Claim.objects.at_work()
        .filter(status__in=_WAITING)
        .order_by()
        .annotate(stage=_stage(), since=_since())
        .exclude(stage="")
    )


def _stage() -> Expression:
    complete, in_review = quorum.complete(), Q(status=ClaimStatus.IN_REVIEW)
    retracted = Publication.objects.filter(
        claim=OuterRef("pk"), in_force=False, verdict__in_force=True
    )
    up_for_review = Q(status=ClaimStatus.READY) | (in_review & ~complete)
    return Case(
        When(status=ClaimStatus.SOURCING, then=Value(SOURCING)),
        When(up_for_review & Q(escalated=True), then=Value(QueueSlug.ESCALATED.value)),
        When(up_for_review, then=Value(QueueSlug.REVIEW.value)),
        When(in_review & Q(disputed=True), then=Value(QueueSlug.ADJUDICATE.value)),
        When(in_review, then=Value(QueueSlug.SIGN_OFF.value)),
        When(
            Q(status=ClaimStatus.DECIDED) & ~Q(Exists(retracted)),
            then=Value(QueueSlug.PUBLISH.value),
        ),
        default=Value(""),
        output_field=CharField(),
    )


def _since() -> Expression:
    """The last review of the round, else the last change of status, else its reading."""
    reviews = Review.objects.filter(claim=OuterRef("pk"), round=OuterRef("round"))
    newest = reviews.order_by().values("claim").annotate(at=Max("created_at"))
    changes = StatusChange.objects.filter(claim=OuterRef("pk")).order_by("-version")
    moment = DateTimeField()
    return Case(
        When(
            status=ClaimStatus.IN_REVIEW,
            then=Coalesce(
                Subquery(newest.values("at"), output_field=moment),
                Subquery(changes.values("created_at")[:1], output_field=moment),
                F("created_at"),
            ),
        ),
        default=Coalesce(
            Subquery(changes.values("created_at")[:1], output_field=moment),
            F("created_at"),
        ),
        output_field=moment,
    )
