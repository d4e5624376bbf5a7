"""Thin: an id in, a service called."""

from __future__ import annotations

from celery import shared_task

from claims.services import working


@shared_task(name="claims.tasks.run_job")
def run_job(job_id: int) -> None:
    working.run(job_id)


@shared_task(name="claims.tasks.sweep")
def sweep() -> None:
    working.sweep()
