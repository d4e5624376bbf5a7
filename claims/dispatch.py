"""Stored work to a worker, after commit; survives a missing broker.

The row is the work, the message only wakes somebody: whatever is lost here, the
sweeper rings again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def ring_after_commit(job_ids: Sequence[int]) -> None:
    def ring_now() -> None:  # a named function: Django formats its name when it fails
        ring(job_ids)

    if job_ids:
        transaction.on_commit(ring_now, robust=True)


def ring(job_ids: Sequence[int]) -> int:
    """Send one message a job; how many were sent before the broker failed."""
    from claims.tasks import run_job  # the one upward import: tasks call services

    for sent, job_id in enumerate(job_ids):
        try:
            run_job.apply_async((job_id,), retry=False)
        except (OperationalError, OSError) as error:
            log.warning("The broker did not answer (%s); the sweeper will ring.", error)
            return sent
    return len(job_ids)


def outstanding() -> int | None:
    """Messages waiting at the broker, or None when it does not answer."""
    from claims.tasks import run_job

    try:
        with run_job.app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=2)
            queue = settings.CELERY_TASK_DEFAULT_QUEUE
            return int(connection.default_channel._size(queue))
    except (OperationalError, OSError):
        return None
