"""What was done day by day, and what is with whom: by name, never by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from claims.models import Claim, Publication, Review, StatusChange, Verdict
from claims.selectors.claims import reviewers
from claims.selectors.kept import kept
from claims.vocabulary import Action, ClaimStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DAYS = 30
#: What is counted by day: name, as people call it, rows, when.
SERIES: tuple[tuple[str, str, type[Model], str], ...] = (
    ("read", "Numbers read", Claim, "created_at"),
    ("reviewed", "Reviews handed in", Review, "created_at"),
    ("signed_off", "Verdicts signed off", Verdict, "created_at"),
    ("published", "Published", Publication, "published_at"),
)
_ENDED = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED)


@dataclass(frozen=True, slots=True)
class Series:
    """A number for each of the last days, the oldest first."""

    name: str
    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Throughput:
    days: tuple[date, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What is with one person now, and what they did in the last days."""

    person: User
    assigned: int
    held: int
    reviewed: int
    signed_off: int
    median: timedelta | None  # from taking a claim to handing the review in


def throughput() -> Throughput:
    """Days of UTC, today the last; one query a series."""
    today = timezone.now().date()
    days = tuple(today - timedelta(days=back) for back in reversed(range(DAYS)))
    return Throughput(
        days,
        tuple(
            Series(name, label, _by_day(model, field, days))
            for name, label, model, field in SERIES
        ),
    )


def _by_day(model: type[Model], field: str, days: tuple[date, ...]) -> tuple[int, ...]:
    rows = kept(model).filter(
        **{f"{field}__gte": datetime(*days[0].timetuple()[:3], tzinfo=UTC)}
    )
    if model is Claim:
        rows = rows.filter(withdrawn=False)
    by_day = rows.annotate(day=TruncDate(field)).values_list("day")
    found: Mapping[date, int] = dict(by_day.annotate(n=Count("pk")))
    return tuple(found.get(day, 0) for day in days)


def workload() -> list[Load]:
    """Everybody who may review, in alphabetical order; six queries."""
    since = timezone.now() - timedelta(days=DAYS)
    assigned = _by(kept(Claim).exclude(status__in=_ENDED), "assignee")
    held = _by(Claim.objects.at_work().held(), "holder")
    reviewed = _by(kept(Review).filter(created_at__gte=since), "author")
    signed = _by(kept(Verdict).filter(created_at__gte=since), "signed_off_by")
    medians = _medians(since)
    return [
        Load(
            one,
            assigned.get(one.pk, 0),
            held.get(one.pk, 0),
            reviewed.get(one.pk, 0),
            signed.get(one.pk, 0),
            medians.get(one.pk),
        )
        for one in reviewers()
    ]


def _by(rows: QuerySet[Any], who: str) -> dict[int, int]:
    counted = rows.filter(**{f"{who}__isnull": False}).order_by().values_list(who)
    return dict(counted.annotate(n=Count("pk")))


def _medians(since: datetime) -> dict[int, timedelta]:
    """Where the taking is on record: who takes what is in review already moves nothing."""
    taken = StatusChange.objects.filter(
        claim=OuterRef("claim"),
        actor=OuterRef("author"),
        action=Action.START_REVIEW,
        created_at__lte=OuterRef("created_at"),
    ).order_by("-version")
    rows = (
        kept(Review)
        .filter(created_at__gte=since)
        .annotate(
            taken=Subquery(taken.values("created_at")[:1], output_field=DateTimeField())
        )
        .filter(taken__isnull=False)
        .annotate(
            took=ExpressionWrapper(
                F("created_at") - F("taken"), output_field=DurationField()
            )
        )
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("author"), order_by=F("took").asc()
            ),
            every=Window(Count("pk"), partition_by=F("author")),
        )
        .filter(Q(place=(F("every") + 1) / 2))
    )
    return dict(rows.values_list("author", "took"))
