"""Sources looked at again: does the address still say what it was quoted for?

Once a day the addresses that evidence rests on and that were looked at longest ago, a
bounded number of them, spread over the hours; and whenever a person asks.  Every look is
kept.  Nothing of a verdict is changed: people are told what it rests on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims import conf
from claims.documents.quotes import holds
from claims.errors import InvalidInputError
from claims.models import Evidence, Job, Recheck, Source
from claims.permissions import require
from claims.providers.errors import NoSuchHostError, NotFoundError, SourceError
from claims.providers.http import HttpClient
from claims.providers.pages import Page, look_again
from claims.services import away, clock, jobs, locking, notices
from claims.services.evidence import MANUAL
from claims.services.network import Setup
from claims.vocabulary import JobKind, Role, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Looks of one day are spread over so long, so that searches never wait behind them.
SPREAD = timedelta(hours=8)
#: Silent so many times in a row, an address is taken to be dead.
SILENT = 3
_DAY = timedelta(days=1)
_PAGES = (MANUAL, "article_links")
_SILENCE = "It did not answer the last three times."
NO_ADDRESS = "This source has no address that could be looked at again."
BUSY = "This source is being looked at already."


def watched() -> QuerySet[Source]:
    """Pages evidence rests on; a record made of a service's data has no page to read."""
    quoted = Evidence.objects.filter(
        source=OuterRef("pk"), claim__article__embargoed=False
    )
    pages = Q(provider__in=_PAGES) | Q(http_status__isnull=False)
    rows = Source.objects.filter(Exists(quoted), pages, confidential="")
    return rows.exclude(url="")


@away.writes
def ask(source: Source, *, actor: User) -> Recheck:
    """Have a source looked at now; the look that is under way, where there is one."""
    require(actor, Role.REVIEWER)
    if not watched().filter(pk=source.pk).exists():
        raise InvalidInputError(NO_ADDRESS)
    try:
        with transaction.atomic():
            return _enqueue([source.pk], actor=actor)[0]
    except IntegrityError:
        return Recheck.objects.get(source=source, finished_at__isnull=True)


def ask_daily() -> None:
    """Once a day (of UTC) the addresses looked at longest ago, as far as one may ask."""
    key = f"rechecks:{timezone.now():%Y-%m-%d}"
    batch = conf.rechecks_a_day()
    if not batch or _client().why_not() or Job.objects.filter(dedupe_key=key).exists():
        return
    try:
        with transaction.atomic():
            # The day's mark: a job about nothing, so that nobody asks twice.
            jobs.enqueue(JobKind.RECHECK, {0: key})
            _enqueue(_due(batch), apart=SPREAD / batch)
    except IntegrityError:
        return  # somebody asked for one of them just now; the next sweep does it


def _due(batch: int) -> list[int]:
    looked_at = F("checked_at").asc(nulls_first=True)
    yesterday = clock.after(-_DAY)
    under_way = Recheck.objects.filter(source=OuterRef("pk"), finished_at__isnull=True)
    rows = watched().filter(~Exists(under_way), retrieved_at__lt=yesterday)
    rows = rows.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=yesterday))
    return list(rows.order_by(looked_at, "pk").values_list("pk", flat=True)[:batch])


def _enqueue(
    sources: Sequence[int],
    *,
    actor: User | None = None,
    apart: timedelta = timedelta(0),
) -> list[Recheck]:
    made = Recheck.objects.bulk_create(
        Recheck(source_id=pk, asked_by=actor) for pk in sources
    )
    jobs.enqueue(
        JobKind.RECHECK, {one.pk: f"recheck:{one.pk}" for one in made}, apart=apart
    )
    return made


# The job -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the address said this time."""

    outcome: Standing
    detail: str = ""
    http_status: int | None = None
    sha256: str = ""
    gone: tuple[int, ...] = ()


def _client() -> HttpClient:
    return Setup().client()


def _load(job: Job) -> Recheck | None:
    open_ones = Recheck.objects.filter(
        finished_at__isnull=True, source__confidential=""
    )
    rows = open_ones.select_related("source__snapshot")
    return rows.defer("source__snapshot__content").filter(pk=job.target_id).first()


def _work(recheck: Recheck) -> _Seen:
    source = recheck.source
    try:
        page = look_again(_client(), source.url, headers=_conditions(source))
    except (NotFoundError, NoSuchHostError) as error:
        return _Seen(Standing.DEAD, str(error))
    except SourceError as error:
        if _keeps_silent(source, error):
            return _Seen(Standing.DEAD, _SILENCE)
        return _Seen(Standing.UNKNOWN, str(error))
    if page is None:
        return _Seen(Standing.SAME, "The site says it has not changed.", 304)
    return _compared(source, page)


def _conditions(source: Source) -> dict[str, str]:
    return {} if source.standing == Standing.GONE else dict(source.headers)


def _keeps_silent(source: Source, error: SourceError) -> bool:
    if error.code not in {"unavailable", "timeout"}:
        return False
    last = source.rechecks.filter(finished_at__isnull=False)[: SILENT - 1]
    silent = [one for one in last if one.outcome == Standing.UNKNOWN]
    return len(silent) == SILENT - 1


def _compared(source: Source, page: Page) -> _Seen:
    body = page.response.body
    sha256 = hashlib.sha256(body).hexdigest()
    status = page.response.status
    if sha256 == source.snapshot.sha256:
        return _Seen(Standing.SAME, "", status, sha256)
    text = page.document.text
    quotes = Evidence.objects.filter(source=source).values_list("pk", "quote")
    gone = tuple(pk for pk, quote in quotes if not holds(text, quote))
    outcome = Standing.GONE if gone else Standing.PRESENT
    return _Seen(outcome, "", status, sha256, gone)


def _save(job: Job, seen: _Seen) -> None:
    recheck = Recheck.objects.get(pk=job.target_id)
    # The source first, as whoever keeps it back, who then calls looks off.
    Source.objects.filter(pk=recheck.source_id).update(
        checked_at=Now(), standing=seen.outcome
    )
    Recheck.objects.filter(pk=recheck.pk).update(
        outcome=seen.outcome,
        detail=seen.detail[:500],
        http_status=seen.http_status,
        sha256=seen.sha256,
        gone=list(seen.gone),
        finished_at=Now(),
    )
    rows = Evidence.objects.filter(source=recheck.source_id)
    if seen.outcome == Standing.UNKNOWN:
        return  # what was last known of the passages still is
    locking.take(rows)
    newly = rows.filter(pk__in=seen.gone).exclude(standing=Standing.GONE)
    notices.quotes_gone(newly.select_related("claim"), look=recheck.pk)
    rows.exclude(pk__in=seen.gone).update(
        standing=Standing.PRESENT if seen.gone else seen.outcome, gone_at=None
    )
    missed = rows.filter(pk__in=seen.gone).exclude(standing=Standing.GONE)
    missed.update(standing=Standing.GONE, gone_at=Now())


def _give_up(job: Job, message: str) -> None:
    if Recheck.objects.filter(pk=job.target_id, finished_at__isnull=True).exists():
        _save(job, _Seen(Standing.UNKNOWN, message))


def _again(job: Job) -> None:
    """A look that ended is history; the next one is asked for anew."""


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)
