from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from claims.models import (
    ArchiveCopy,
    Article,
    Attachment,
    Job,
    Recheck,
    Source,
    SourceJob,
    Submission,
)
from claims.vocabulary import JobKind, JobState

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


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job and what it is about: words, the page to see it on, whom it asks."""

    job: Job
    about: str
    address: str = ""
    provider: str = ""

    @property
    def ended_badly(self) -> bool:
        return self.job.state in ENDED_BADLY


_STATES = {
    "waiting": [JobState.READY],
    "running": [JobState.LEASED],
    "ended-badly": ENDED_BADLY,
    "done": [JobState.DONE],
}


def jobs_in(state: str) -> QuerySet[Job]:
    """Jobs of a state as the work page names it, newest first; all for any other."""
    jobs = Job.objects.order_by("-id")
    return jobs.filter(state__in=_STATES[state]) if state in _STATES else jobs


def job_rows(jobs: Iterable[Job]) -> list[JobRow]:
    """What each job is about, in one query a kind."""
    listed = list(jobs)
    targets: dict[str, dict[int, tuple[str, ...]]] = {
        JobKind.INGEST: _submissions(_ids(listed, JobKind.INGEST)),
        JobKind.EXTRACT: _articles(_ids(listed, JobKind.EXTRACT)),
        JobKind.SEARCH: _searches(_ids(listed, JobKind.SEARCH)),
        JobKind.RERANK: {
            pk: (f"Weights, version {pk}",) for pk in _ids(listed, JobKind.RERANK)
        },
        JobKind.REVIEWS: dict.fromkeys(
            _ids(listed, JobKind.REVIEWS), ("Published reviews",)
        ),
        JobKind.ATTACH: _attachments(_ids(listed, JobKind.ATTACH)),
        JobKind.ARCHIVE: _copies(_ids(listed, JobKind.ARCHIVE)),
        JobKind.RECHECK: _rechecks(_ids(listed, JobKind.RECHECK)),
        JobKind.DIGEST: dict.fromkeys(
            _ids(listed, JobKind.DIGEST), ("The e-mail of the day",)
        ),
        JobKind.CHAT: dict.fromkeys(_ids(listed, JobKind.CHAT), ("A notice",)),
        JobKind.RECOMPARE: {
            pk: (f"Tolerances, version {pk}",) for pk in _ids(listed, JobKind.RECOMPARE)
        },
    }
    return [
        JobRow(job, *targets.get(job.kind, {}).get(job.target_id, ("gone",)))
        for job in listed
    ]


def _ids(jobs: list[Job], kind: JobKind) -> list[int]:
    return [job.target_id for job in jobs if job.kind == kind]


def _submissions(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found = Submission.objects.defer("content").in_bulk(ids)
    return {pk: (str(row), row.get_absolute_url()) for pk, row in found.items()}


def _articles(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found = Article.objects.only("pk", "title").in_bulk(ids)
    return {
        pk: (row.title or f"Article {pk}", row.get_absolute_url())
        for pk, row in found.items()
    }


def _searches(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found = SourceJob.objects.select_related("claim").in_bulk(ids)
    return {
        pk: (str(row.claim), row.claim.get_absolute_url(), row.provider)
        for pk, row in found.items()
    }


def _attachments(ids: list[int]) -> dict[int, tuple[str, ...]]:
    rows = Attachment.objects.select_related("source")
    found = rows.defer("content", "passages").in_bulk(ids)
    return {
        pk: (_named(row.source, str(row)), row.get_absolute_url())
        for pk, row in found.items()
    }


def _rechecks(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found = Recheck.objects.select_related("source").in_bulk(ids)
    return {0: ("Sources of the day",)} | {
        pk: (_named(row.source, str(row.source)),) for pk, row in found.items()
    }


def _copies(ids: list[int]) -> dict[int, tuple[str, ...]]:
    found = ArchiveCopy.objects.select_related("source").in_bulk(ids)
    return {pk: (_named(row.source, str(row.source)),) for pk, row in found.items()}


def _named(source: Source | None, name: str) -> str:
    """Everybody with an account reads the list of jobs."""
    return "A confidential source" if source and source.confidential else name
