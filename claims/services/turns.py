"""How far a job is, told from its row: for whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from claims.dispatch import queues
from claims.models import Job
from claims.vocabulary import JobKind, JobState

ENDED_BADLY = (JobState.FAILED, JobState.DEAD)


@dataclass(frozen=True, slots=True)
class Turn:
    """How far a job is: it waits behind `before` others, is done now, or is put off."""

    job: Job
    before: int

    @property
    def running(self) -> bool:
        return self.job.state == JobState.LEASED

    @property
    def goes_on(self) -> bool:
        return self.job.state in (JobState.READY, JobState.LEASED)

    @property
    def again_at(self) -> datetime | None:
        """When it is tried once more, after it did not work or was asked to wait."""
        put_off = self.job.state == JobState.READY and self.job.error
        return self.job.run_after if put_off else None

    @property
    def ended_badly(self) -> bool:
        return self.job.state in ENDED_BADLY

    @property
    def stamp(self) -> str:
        """Changes whenever anything of this does: what a page has shown already."""
        return f"{self.job.state}-{self.job.attempts}-{self.before}"


def turn_of(kind: JobKind, target: int) -> Turn | None:
    """Where the newest job about this stands; those before it are due in the same queue."""
    job = Job.objects.filter(kind=kind, target_id=target).last()
    if job is None:
        return None
    if job.state != JobState.READY or job.error:
        return Turn(job, 0)
    same = next(kinds for kinds in queues().values() if kind in kinds)
    due = Job.objects.filter(state=JobState.READY, run_after__lte=Now(), kind__in=same)
    return Turn(job, due.filter(pk__lt=job.pk).count())


def goes_on(kind: JobKind, target: int | None) -> bool:
    """Whether a job about this is still to be ended."""
    turn = None if target is None else turn_of(kind, target)
    return turn is not None and turn.goes_on
