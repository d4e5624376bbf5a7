"""Which kind of job is done by whom, and what runs every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache

from claims import dispatch
from claims.errors import NotAllowedError
from claims.models import Claim, Job
from claims.permissions import keeps_running
from claims.services import (
    archiving,
    bringing,
    chat,
    digests,
    drafts,
    extraction,
    ingest,
    jobs,
    notices,
    presence,
    priority,
    queueing,
    ranking,
    rechecking,
    recomparing,
    reviewfeed,
    sites,
    sourcing,
    trash,
)
from claims.vocabulary import JobKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HANDLERS: jobs.Handlers = {
    JobKind.INGEST: ingest.HANDLER,
    JobKind.EXTRACT: extraction.HANDLER,
    JobKind.SEARCH: sourcing.HANDLER,
    JobKind.RERANK: ranking.HANDLER,
    JobKind.REVIEWS: reviewfeed.HANDLER,
    JobKind.RECOMPARE: recomparing.HANDLER,
    JobKind.ARCHIVE: archiving.HANDLER,
    JobKind.ATTACH: bringing.HANDLER,
    JobKind.RECHECK: rechecking.HANDLER,
    JobKind.DIGEST: digests.HANDLER,
    JobKind.CHAT: chat.HANDLER,
}

#: Messages that may wait at the broker; ringing beyond that only doubles them.
CAP = 200
#: How often a process brings the queues' order up to now.
PRIORITIES_SECONDS = 300
#: How often the trash is looked through.
EMPTY_SECONDS = 24 * 60 * 60


def run(job_id: int) -> bool:
    return jobs.run(job_id, HANDLERS)


def retry(job: Job, *, actor: User) -> bool:
    """Have a job that ended badly tried again; whether this call did it."""
    if not keeps_running(actor):
        raise NotAllowedError("Editors and operators have work tried again.")
    return jobs.retry(job, HANDLERS)


def sweep() -> int:
    """Ring for due jobs, bury dead ones, free expired holds; how many were rung.

    It only finds and wakes, so it may run however often and in several places.
    """
    tidy()
    rung = 0
    for queue, kinds in dispatch.queues().items():
        waiting = dispatch.outstanding(queue)
        if waiting is None:
            break
        due = jobs.due().filter(kind__in=kinds).values_list("pk", flat=True)
        rung += dispatch.ring(list(due[: max(CAP - waiting, 0)]), queue=queue)
    return rung


def tidy() -> None:
    jobs.bury_dead(HANDLERS)
    queueing.expire_holds()
    drafts.forget()
    sourcing.settle(Claim.objects.all())
    sites.forget()
    reviewfeed.ask_daily()
    if cache.add("claims.priorities", 1, timeout=PRIORITIES_SECONDS):
        priority.refresh()  # time passes: what is due or has waited long moves up
        notices.overdue()
        notices.forget()
        presence.forget()
    rechecking.ask_daily()
    digests.ask_daily()
    if cache.add("claims.trash", 1, timeout=EMPTY_SECONDS):
        trash.empty()


def drain() -> int:
    """Do every due job here and now, without a broker; how many were done."""
    done = 0
    while due := list(jobs.due().values_list("pk", flat=True)[:CAP]):
        progress = sum(run(pk) for pk in due)
        if not progress:
            break
        done += progress
    tidy()
    return done
