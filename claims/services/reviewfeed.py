"""The dump of published checks: fetched once a day, staged, and swapped in at once.

Rows go in beside those in force, a batch at a time; a search sees the old ones until all
of the new are there.  A dump that shrank suddenly is taken for cut off.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import IO

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from claims import conf, selectors
from claims.models import Job, PublishedReview, ReviewLoad
from claims.providers.claimreview_feed import NAME, read_feed
from claims.providers.errors import SourceError
from claims.providers.http import HttpClient
from claims.providers.published import PublishedCheck, words_of
from claims.services import clock, jobs
from claims.services.network import Setup
from claims.vocabulary import JobKind

MAX_BYTES = 600_000_000
DOWNLOAD_SECONDS = 300.0
#: Fetching and reading together; the workers' own limit is ten minutes.
LEASE = timedelta(minutes=9, seconds=30)
BATCH = 1_000
#: A dump with a smaller share of the rows in force is not believed.
BELIEVED_PERCENT = 80


class ShrunkError(Exception):
    """The new dump holds far fewer reviews than the one in force."""


def load_reviews(source: str, *, replace: bool = False) -> ReviewLoad | None:
    """Read the dump at an address or path and put it in force; None when unchanged.

    Raises SourceError, OSError or ShrunkError, and then the reviews in force stay.
    `replace` believes a dump however small.
    """
    staged = stage_from(source, replace=replace)
    if staged is None:
        return None
    with transaction.atomic():
        put_in_force(staged)
    forget_old()
    return staged


def stage_from(source: str, *, replace: bool = False) -> ReviewLoad | None:
    """The dump's rows, stored and not yet in force; None when it is the one in force."""
    if not source.startswith(("http://", "https://")):
        with Path(source).open("rb") as file:
            return _stage(file, source, replace=replace)
    known = selectors.load_in_force()
    same = known is not None and known.source == source and known.etag != ""
    headers = {"If-None-Match": known.etag} if known and same else {}
    with tempfile.TemporaryFile(dir=conf.temp_dir()) as file:
        response = _client().download(
            source,
            file,
            headers=headers,
            max_bytes=MAX_BYTES,
            deadline=DOWNLOAD_SECONDS,
        )
        if response.status == 304 and known is not None:
            ReviewLoad.objects.filter(pk=known.pk).update(checked_at=Now())
            return None
        file.seek(0)
        etag = response.headers.get("etag", "")
        return _stage(file, source, etag=etag, replace=replace)


def put_in_force(staged: ReviewLoad) -> None:
    """Swap the rows in, all at once; to be called in a transaction."""
    ReviewLoad.objects.filter(in_force=True).update(in_force=False)
    ReviewLoad.objects.filter(pk=staged.pk).update(in_force=True, checked_at=Now())
    staged.refresh_from_db()


def forget_old() -> None:
    """Drop rows that are not in force, but for those that may still be coming in."""
    current = selectors.load_in_force()
    newest = current.pk if current else 0
    stale = ReviewLoad.objects.filter(in_force=False)
    replaced, dead = Q(pk__lt=newest), Q(started_at__lt=clock.after(-2 * LEASE))
    for load in stale.filter(replaced | dead):
        _drop(load)


def ask_daily() -> None:
    """One job a day (of UTC), where the dump is wanted and may be fetched."""
    key = f"reviews:{timezone.now():%Y-%m-%d}"
    if not _wanted() or Job.objects.filter(dedupe_key=key).exists():
        return
    with transaction.atomic():
        jobs.enqueue(JobKind.REVIEWS, {0: key})


def _wanted() -> bool:
    if not conf.claimreview_feed() or NAME in conf.providers_off():
        return False
    return _client().why_not() is None


def _client() -> HttpClient:
    return Setup().client(NAME)


def _stage(
    file: IO[bytes], source: str, *, etag: str = "", replace: bool
) -> ReviewLoad:
    load = ReviewLoad.objects.create(source=source, etag=etag[:300])
    try:
        load.skipped = _store(load, read_feed(file))
        load.rows = load.reviews.count()  # a review that is there twice is stored once
        if not replace:
            _believe(load.rows)
        load.save(update_fields=["rows", "skipped"])
    except BaseException:
        _drop(load)
        raise
    return load


def _believe(rows: int) -> None:
    known = selectors.load_in_force()
    if known is not None and rows * 100 < known.rows * BELIEVED_PERCENT:
        raise ShrunkError(
            f"The new dump holds {rows:,} reviews, less than {BELIEVED_PERCENT} %"
            f" of the {known.rows:,} loaded: the old ones stay."
        )


def _store(load: ReviewLoad, reviews: Iterable[PublishedCheck | None]) -> int:
    """Keep the reviews of a dump; how many of its elements say too little."""
    skipped, left = 0, iter(reviews)
    while batch := list(islice(left, BATCH)):
        rows = [_row(load, review) for review in batch if review is not None]
        skipped += len(batch) - len(rows)
        PublishedReview.objects.bulk_create(rows, ignore_conflicts=True)
    return skipped


def _row(load: ReviewLoad, review: PublishedCheck) -> PublishedReview:
    return PublishedReview(
        load=load,
        url=review.url,
        publisher=review.publisher,
        claimed=review.claim,
        rating=review.rating,
        reviewed_on=review.reviewed_on,
        claimed_on=review.claimed_on,
        fingerprint=review.fingerprint,
        words=" ".join(dict.fromkeys(words_of(review.claim))),
    )


def _drop(load: ReviewLoad) -> None:
    """Row by row in batches: no other writer waits long."""
    rows = PublishedReview.objects.filter(load=load)
    while some := list(rows.values_list("pk", flat=True)[:BATCH]):
        PublishedReview.objects.filter(pk__in=some).delete()
    load.delete()


# The job -----------------------------------------------------------------------


def _load(job: Job) -> str | None:
    return conf.claimreview_feed() if _wanted() else None


def _work(source: str) -> ReviewLoad | None:
    try:
        return stage_from(source)
    except ShrunkError as error:
        raise jobs.PermanentError(str(error)) from error
    except SourceError as error:
        if error.retryable:
            raise jobs.RetryLaterError(str(error), error.retry_after) from error
        raise jobs.PermanentError(str(error)) from error


def _save(job: Job, staged: ReviewLoad | None) -> None:
    if staged is not None:
        put_in_force(staged)


def _settled(job: Job) -> None:
    forget_old()


def _nothing(job: Job, _: object = None) -> None:
    """The reviews in force stay, and the next day asks anew."""


HANDLER = jobs.Handler(_load, _work, _save, _nothing, _nothing, _settled, lease=LEASE)
