from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from claims.models import EarlierSearch, Site, SiteCall, SourceJob
from claims.providers.errors import PausedError
from claims.vocabulary import SearchOutcome

#: What the providers' page counts: calls of a day, searches of a week.
CALLS_FOR, SEARCHES_FOR = timedelta(days=1), timedelta(days=7)
_ANSWERED = ("ok", "cached")
#: What the overview counts: days of UTC, today the last.
HEALTH_DAYS = 14
#: Milliseconds within which an answer is quick, and within which it is not yet slow.
QUICK, BEARABLE = 1_000, 5_000


@dataclass(frozen=True, slots=True)
class Traffic:
    """Calls of the last day: all, those answered from what was kept, those that failed."""

    calls: int = 0
    cached: int = 0
    failed: int = 0


def sites_by_name() -> dict[str, Site]:
    return {site.name: site for site in Site.objects.all()}


def traffic() -> dict[str, Traffic]:
    rows = (
        SiteCall.objects.filter(called_at__gt=timezone.now() - CALLS_FOR)
        .values("site")
        .annotate(
            calls=Count("pk"),
            cached=Count("pk", filter=Q(outcome="cached")),
            failed=Count("pk", filter=~Q(outcome__in=_ANSWERED)),
        )
    )
    return {
        row["site"]: Traffic(row["calls"], row["cached"], row["failed"]) for row in rows
    }


def searches_by_outcome() -> Mapping[str, Mapping[str, int]]:
    """Provider -> outcome -> how many searches of the last week ended so."""
    since = timezone.now() - SEARCHES_FOR
    ended = SourceJob.objects.exclude(outcome=SearchOutcome.PENDING)
    rows = ended.filter(finished_at__gt=since).values_list("provider", "outcome")
    found: dict[str, dict[str, int]] = {}
    for name, outcome, count in rows.annotate(n=Count("pk")).order_by():
        found.setdefault(name, {})[outcome] = count
    return found


@dataclass(frozen=True, slots=True)
class Ended:
    """Searches of one day by how they ended; `spared`: the place was left alone."""

    worked: int = 0
    failed: int = 0
    spared: int = 0

    def __add__(self, other: Ended) -> Ended:
        return Ended(
            self.worked + other.worked,
            self.failed + other.failed,
            self.spared + other.spared,
        )

    @property
    def total(self) -> int:
        return self.worked + self.failed + self.spared


@dataclass(frozen=True, slots=True)
class Speed:
    """Answers that came over the network, and how soon; `slowest` in milliseconds."""

    answers: int = 0
    quick: int = 0
    bearable: int = 0
    slowest: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """How one provider did in the last days."""

    days: Mapping[date, Ended] = field(default_factory=dict)
    speed: Speed = Speed()

    @property
    def total(self) -> Ended:
        return sum(self.days.values(), Ended())


def health_days() -> tuple[date, ...]:
    today = timezone.now().date()
    return tuple(today - timedelta(days=back) for back in reversed(range(HEALTH_DAYS)))


def health() -> dict[str, Health]:
    """By provider; three queries, rounds that were asked again counted, too."""
    since = datetime(*health_days()[0].timetuple()[:3], tzinfo=UTC)
    by_day: dict[str, dict[date, Ended]] = {}
    now = _ended(SourceJob.objects.filter(finished_at__gte=since), "provider")
    before = EarlierSearch.objects.filter(finished_at__gte=since)
    for name, day, ended in [*now, *_ended(before, "source_job__provider")]:
        days = by_day.setdefault(name, {})
        days[day] = days.get(day, Ended()) + ended
    speeds = _speeds(since)
    return {
        name: Health(by_day.get(name, {}), speeds.get(name, Speed()))
        for name in by_day.keys() | speeds.keys()
    }


def _ended(rows: QuerySet[Any], provider: str) -> list[tuple[str, date, Ended]]:
    """A place that is left alone for its failures is told by its reason alone."""
    failed = Q(outcome=SearchOutcome.COULD_NOT_SEARCH)
    spared = Q(reason=str(PausedError()))
    counted = (
        rows.order_by()
        .annotate(day=TruncDate("finished_at"))
        .values_list(provider, "day")
        .annotate(
            worked=Count(
                "pk", filter=Q(outcome__in=(SearchOutcome.FOUND, SearchOutcome.EMPTY))
            ),
            failed=Count("pk", filter=failed & ~spared),
            spared=Count("pk", filter=failed & spared),
        )
    )
    return [(name, day, Ended(*counts)) for name, day, *counts in counted]


def _speeds(since: datetime) -> dict[str, Speed]:
    counted = (
        SiteCall.objects.filter(called_at__gte=since, outcome="ok")
        .values_list("site")
        .annotate(
            answers=Count("pk"),
            quick=Count("pk", filter=Q(milliseconds__lt=QUICK)),
            bearable=Count("pk", filter=Q(milliseconds__lt=BEARABLE)),
            slowest=Max("milliseconds"),
        )
    )
    return {name: Speed(*counts) for name, *counts in counted}
