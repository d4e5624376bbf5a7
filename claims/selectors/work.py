from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from claims.models import Job
from claims.vocabulary import JobState

OPEN = [JobState.READY, JobState.LEASED]
ENDED_BADLY = [JobState.FAILED, JobState.DEAD]


@dataclass(frozen=True, slots=True)
class Work:
    """The machine's work at a glance."""

    waiting: int
    running: int
    ended_badly: int
    oldest_due: datetime | None


def work() -> Work:
    counted = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=JobState.READY)),
        running=Count("pk", filter=Q(state=JobState.LEASED)),
        bad=Count("pk", filter=Q(state__in=ENDED_BADLY)),
        oldest=Min("run_after", filter=Q(state=JobState.READY)),
    )
    return Work(
        waiting=counted["waiting"],
        running=counted["running"],
        ended_badly=counted["bad"],
        oldest_due=counted["oldest"],
    )
