"""Stored work to a worker, after commit; survives a missing broker.

The row is the work, the message only wakes somebody: whatever is lost here, the
sweeper rings again.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError

from claims.vocabulary import JobKind

log = logging.getLogger(__name__)

#: Ringing waits no longer than this for a broker that hangs or is gone.
IMPATIENT = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
    "interval_start": 0,
}

#: Searches wait for other people's sites.  They have a queue of their own, for workers
#: of their own, so that an article is never read late because a site is slow.
SEARCHES = frozenset(
    {
        JobKind.SEARCH,
        JobKind.REVIEWS,
        JobKind.ARCHIVE,
        JobKind.ATTACH,
        JobKind.RECHECK,
        JobKind.DIGEST,
        JobKind.CHAT,
    }
)


def queues() -> dict[str, Collection[JobKind]]:
    """Every queue, and the kinds of job that are rung for in it."""
    name = settings.CELERY_TASK_DEFAULT_QUEUE
    return {name: frozenset(JobKind) - SEARCHES, f"{name}.search": SEARCHES}


def queue_of(kind: JobKind) -> str:
    return next(name for name, kinds in queues().items() if kind in kinds)


def ring_after_commit(kind: JobKind, job_ids: Sequence[int]) -> None:
    def ring_now() -> None:  # a named function: Django formats its name when it fails
        ring(job_ids, queue=queue_of(kind))

    if job_ids:
        transaction.on_commit(ring_now, robust=True)


def ring(job_ids: Sequence[int], *, queue: str) -> int:
    """Send one message a job; how many were sent before the broker failed."""
    from claims.tasks import run_job  # the one upward import: tasks call services

    sent = 0
    try:
        with _broker() as connection:
            for job_id in job_ids:
                run_job.apply_async(
                    (job_id,),
                    queue=queue,
                    connection=connection,  # type: ignore[call-arg]  # stubs lack it
                    retry=False,
                )
                sent += 1
    except (OperationalError, OSError) as error:
        log.warning("The broker did not answer (%s); the sweeper will ring.", error)
    return sent


def outstanding(queue: str) -> int | None:
    """Messages waiting at the broker, or None when it does not answer."""
    try:
        with _broker() as connection:
            # Declaring passively would refuse an empty queue: Redis keeps no empty list.
            channel: Any = connection.default_channel
            return int(channel._size(queue))
    except (OperationalError, OSError):
        return None


def broker_answers() -> bool:
    return outstanding(settings.CELERY_TASK_DEFAULT_QUEUE) is not None


@contextmanager
def _broker() -> Iterator[Connection]:
    with current_app.connection_for_write() as connection:
        connection.transport_options = {
            **(connection.transport_options or {}),
            **IMPATIENT,
        }
        yield connection
