"""Jobs: rows taken by a fenced lease, worked on outside any transaction.

Claim (one update), work (no transaction open), finish (one transaction: the lease is
still ours, or nothing is written).  Every effect sits behind a unique constraint, so
a job that runs twice changes nothing the second time.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from claims import conf
from claims.dispatch import ring_after_commit
from claims.models import Job
from claims.services import clock
from claims.vocabulary import JobKind, JobState

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
BACKOFF = timedelta(seconds=10)
#: A job that is only ever asked to wait is given up after this long.
PATIENCE = timedelta(minutes=30)
DIED = "The worker died while doing this, several times."


class PermanentError(Exception):
    """The job cannot succeed, however often it is tried."""


class RetryLaterError(Exception):
    """Try again after a while; `seconds` when the other side named a time.

    Waiting as long as one is asked to is no failed attempt; it ends after `PATIENCE`.
    """

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class GoOnError(Exception):
    """Part of the work is done and kept; the job waits for its next turn."""


class FencedError(Exception):
    """The lease ran out and somebody else took the job: nothing may be written."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How one kind of job is done.

    `load` reads what the work needs, or None when it is no longer wanted; `work` runs
    with no transaction open; `save` writes inside the finishing transaction;
    `give_up` writes why it will never be done, and `again` takes that back when a
    person has it tried once more; `settled` runs after the commit.  `lease` is for work
    that takes longer than other jobs.
    """

    load: Callable[[Job], Any]
    work: Callable[[Any], Any]
    save: Callable[[Job, Any], None]
    give_up: Callable[[Job, str], None]
    again: Callable[[Job], object]
    settled: Callable[[Job], None] = lambda job: None
    lease: timedelta | None = None


Handlers = Mapping[JobKind, Handler]


def enqueue(
    kind: JobKind, targets: dict[int, str], *, apart: timedelta = timedelta(0)
) -> list[Job]:
    """Store one job per target id, under its dedupe key; to be called in a transaction.

    With `apart` each is due so much later than the one before.
    """
    Job.objects.bulk_create(
        [
            Job(
                kind=kind,
                target_id=target,
                dedupe_key=key,
                run_after=clock.after(apart * turn) if apart else Now(),
            )
            for turn, (target, key) in enumerate(targets.items())
        ],
        ignore_conflicts=True,
    )
    stored = list(Job.objects.filter(dedupe_key__in=targets.values()))
    if not apart:  # else the sweeper rings when they are due
        ring_after_commit(kind, [job.pk for job in stored])
    return stored


def due() -> QuerySet[Job]:
    return Job.objects.filter(
        Q(state=JobState.READY, run_after__lte=Now())
        | Q(state=JobState.LEASED, lease_until__lt=Now())
    )


def run(job_id: int, handlers: Handlers) -> bool:
    """Do one job if it is due and free; whether this call did it."""
    job = _claim(job_id, handlers)
    if job is None:
        return False
    handler = handlers[JobKind(job.kind)]
    try:
        task = handler.load(job)
        result = None if task is None else handler.work(task)
        with transaction.atomic():
            _close(job, JobState.DONE)
            if task is not None:
                handler.save(job, result)
    except FencedError:
        log.warning("Job %s was taken over; nothing written.", job.pk)
        return False
    except GoOnError:
        _go_on(job)
    except PermanentError as error:
        _end(job, handler, JobState.FAILED, str(error))
    except RetryLaterError as error:
        _retry(job, handler, str(error), error.seconds)
    except Exception as error:
        log.exception("Job %s failed.", job.pk)
        _retry(job, handler, f"{type(error).__name__}: {error}", None)
    handler.settled(job)
    return True


def bury_dead(handlers: Handlers) -> int:
    """Give up jobs whose worker died at every attempt."""
    dead = Job.objects.filter(
        state=JobState.LEASED, lease_until__lt=Now(), attempts__gte=MAX_ATTEMPTS
    )
    for job in dead:
        handler = handlers[JobKind(job.kind)]
        _end(job, handler, JobState.DEAD, DIED)
        handler.settled(job)
    return len(dead)


def retry(job: Job, handlers: Handlers) -> bool:
    """Put a job that ended badly back in line, once."""
    with transaction.atomic():
        again = Job.objects.filter(
            pk=job.pk, state__in=[JobState.FAILED, JobState.DEAD]
        ).update(
            state=JobState.READY,
            attempts=0,
            error="",
            run_after=Now(),
            created_at=Now(),
        )
        if again:
            handlers[JobKind(job.kind)].again(job)
            ring_after_commit(JobKind(job.kind), [job.pk])
    return bool(again)


def wake(kind: JobKind, target: int) -> None:
    """Have a job that is done look once more; doing it twice changes nothing."""
    with transaction.atomic():
        done = Job.objects.filter(kind=kind, target_id=target, state=JobState.DONE)
        keys = list(done.values_list("pk", flat=True))
        done.update(state=JobState.READY, attempts=0, run_after=Now(), finished_at=None)
        ring_after_commit(kind, keys)


def reclaim(kinds: Collection[JobKind] = tuple(JobKind)) -> int:
    """Free every lease: for a lone installation, when nobody can hold one."""
    return Job.objects.filter(state=JobState.LEASED, kind__in=kinds).update(
        state=JobState.READY, lease_until=None, run_after=Now()
    )


def _claim(job_id: int, handlers: Handlers) -> Job | None:
    with transaction.atomic():
        taken = (
            due()
            .filter(pk=job_id, attempts__lt=MAX_ATTEMPTS)
            .update(
                state=JobState.LEASED,
                token=F("token") + 1,
                attempts=F("attempts") + 1,
                lease_until=clock.after(conf.job_lease()),
            )
        )
        if not taken:
            return None
        job = Job.objects.get(pk=job_id)
        if lease := handlers[JobKind(job.kind)].lease:
            Job.objects.filter(pk=job_id).update(lease_until=clock.after(lease))
        return job


def _close(job: Job, state: JobState, *, error: str = "", **changes: Any) -> None:
    mine = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.LEASED)
    if not mine.update(
        state=state, error=error[:500], lease_until=None, finished_at=Now(), **changes
    ):
        raise FencedError


def _end(job: Job, handler: Handler, state: JobState, message: str) -> None:
    try:
        with transaction.atomic():
            _close(job, state, error=message)
            handler.give_up(job, message)
    except FencedError:
        log.warning("Job %s was taken over; its failure is not written.", job.pk)


def _go_on(job: Job) -> None:
    """Back in line with its attempts forgotten: it got somewhere."""
    with transaction.atomic():
        Job.objects.filter(pk=job.pk, token=job.token, state=JobState.LEASED).update(
            state=JobState.READY,
            attempts=0,
            error="",
            lease_until=None,
            run_after=Now(),
        )
        ring_after_commit(JobKind(job.kind), [job.pk])


def _retry(job: Job, handler: Handler, message: str, seconds: float | None) -> None:
    asked_to_wait = seconds is not None
    if asked_to_wait:
        wait = timedelta(seconds=seconds or 0)
        hopeless = Job.objects.filter(
            pk=job.pk, created_at__lt=clock.after(wait - PATIENCE)
        ).exists()
    else:
        spread = random.uniform(0.5, 1.5) * 2 ** (job.attempts - 1)  # noqa: S311
        wait, hopeless = BACKOFF * spread, job.attempts >= MAX_ATTEMPTS
    if hopeless:
        _end(job, handler, JobState.DEAD, message)
        return
    Job.objects.filter(pk=job.pk, token=job.token, state=JobState.LEASED).update(
        state=JobState.READY,
        attempts=F("attempts") - int(asked_to_wait),
        error=message[:500],
        lease_until=None,
        run_after=clock.after(wait),
    )
