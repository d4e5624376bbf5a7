from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from claims.models import Site, SiteCall, SourceJob
from claims.vocabulary import SearchOutcome

#: What the providers' page counts: calls of a day, searches of a week.
CALLS_FOR, SEARCHES_FOR = timedelta(days=1), timedelta(days=7)
_ANSWERED = ("ok", "cached")


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
