"""The database as the workers' common memory of the sites they ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models import KeptAnswer, Site, SiteCall
from claims.providers.errors import SourceError
from claims.providers.memory import BUSY, Call, Kept, pause_after
from claims.providers.response import Response
from claims.services import clock

#: A longer answer is not kept: it would cost more than asking again.
LONGEST_KEPT = 1_000_000
#: How long an answer waits for being asked again, and the calls of no search are told.
STALE_DAYS, CALL_DAYS = 7, 90
_TOLD_HEADERS = ("content-type", "etag", "last-modified", "retry-after")
_SHORTEST_WAIT = 0.01


@dataclass(frozen=True, slots=True)
class StoredMemory:
    """A `Memory` of rows; `source_job` is the search that the calls are made for.

    Every method is one short transaction of its own; the time is the database's.
    """

    source_job: int | None = None

    def turn(self, site: str, *, interval: float, hold: float) -> float:
        if Site.objects.filter(_free(), name=site).update(
            next_at=clock.after(timedelta(seconds=interval)),
            busy_until=clock.after(timedelta(seconds=hold)),
        ):
            return 0.0
        row = _row(site)
        if row is None:
            Site.objects.get_or_create(name=site)
            return _SHORTEST_WAIT
        if row.busy_until and row.busy_until > row.now:
            return BUSY
        return max(_seconds(row.now, row.next_at), _SHORTEST_WAIT)

    def done(self, site: str, *, pause: float = 0.0) -> None:
        known = Site.objects.filter(name=site)
        known.update(busy_until=None)
        if pause > 0:
            later = clock.after(timedelta(seconds=pause))
            known.filter(next_at__lt=later).update(next_at=later)

    def paused(self, site: str) -> float:
        row = _row(site)
        return _seconds(row.now, row.paused_until) if row else 0.0

    def learn(self, site: str, error: SourceError | None) -> None:
        if error is not None and not error.troubled:
            return
        Site.objects.get_or_create(name=site)
        known = Site.objects.filter(name=site)
        if error is None:
            known.update(failures=0, paused_until=None, succeeded_at=Now(), error="")
            return
        known.update(
            failures=F("failures") + 1, failed_at=Now(), error=str(error)[:500]
        )
        row = _row(site)
        if row and (until := pause_after(error, row.failures, row.now)):
            known.update(paused_until=until)

    def recall(self, key: str) -> Kept | None:
        row = KeptAnswer.objects.filter(key=key).annotate(now=Now()).first()
        if row is None:
            return None
        response = Response(
            status=row.http_status,
            url=row.url,
            headers=row.headers,
            body=bytes(row.body),
            redirects=tuple(row.redirects),
            fetched_at=row.fetched_at,
            media_type=row.media_type,
            charset=row.charset,
            cached=True,
        )
        return Kept(response, row.fresh_until > row.now)

    def keep(self, key: str, response: Response, *, seconds: float) -> None:
        if len(response.body) > LONGEST_KEPT:
            return
        headers = response.headers
        KeptAnswer.objects.update_or_create(
            key=key,
            defaults={
                "url": response.url,
                "http_status": response.status,
                "headers": {h: headers[h] for h in _TOLD_HEADERS if h in headers},
                "body": response.body,
                "redirects": list(response.redirects),
                "media_type": response.media_type[:200],
                "charset": response.charset[:100],
                "fetched_at": response.fetched_at,
                "fresh_until": clock.after(timedelta(seconds=seconds)),
            },
        )

    def record(self, call: Call) -> None:
        SiteCall.objects.create(
            site=call.site,
            source_job_id=self.source_job,
            url=call.url,
            outcome=call.outcome,
            http_status=call.status,
            size=call.size,
            milliseconds=round(call.seconds * 1000),
        )


def _free() -> Q:
    nobody = Q(busy_until__isnull=True) | Q(busy_until__lte=Now())
    return nobody & (Q(next_at__isnull=True) | Q(next_at__lte=Now()))


def _row(name: str) -> Any:
    """The site's row with the database's time as `now`, or None."""
    return Site.objects.filter(name=name).annotate(now=Now()).first()


def _seconds(now: datetime, until: datetime | None) -> float:
    return max((until - now).total_seconds(), 0.0) if until else 0.0


def forget() -> None:
    """Drop answers gone stale long ago, and old calls that no search rests on."""
    stale = clock.after(timedelta(days=-STALE_DAYS))
    KeptAnswer.objects.filter(fresh_until__lt=stale).delete()
    old = clock.after(timedelta(days=-CALL_DAYS))
    SiteCall.objects.filter(called_at__lt=old, source_job=None).delete()
