"""What was asked where, when and how it ended, over every round; and what goes on now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from claims.models import Claim, EarlierSearch, Job, SourceJob, WithheldSearch
from claims.selectors.redaction import redacted
from claims.vocabulary import JobKind, JobState, SearchOutcome


@dataclass(frozen=True, slots=True)
class Round:
    """One provider asked once; `queries` as they were sent."""

    provider: str
    run: int
    outcome: str
    queries: tuple[str, ...]
    worded: bool
    reason: str
    documents: int
    asked_at: datetime
    finished_at: datetime | None
    withheld: str = ""  # why readers are not told the questions

    def get_outcome_display(self) -> str:
        return SearchOutcome(self.outcome).label


@dataclass(frozen=True, slots=True)
class Asked:
    """A provider's newest round, with the rounds before it, newest first."""

    search: SourceJob
    earlier: tuple[Round, ...]
    withheld: str = ""


def asked_of(searches: Sequence[SourceJob]) -> list[Asked]:
    before, why = _earlier(searches), _withheld(searches)
    return [
        Asked(
            one,
            tuple(
                replace(earlier, withheld=why.get((one.pk, earlier.run), ""))
                for earlier in before.get(one.pk, ())
            ),
            why.get((one.pk, one.run), ""),
        )
        for one in searches
    ]


def search_log(claim: Claim) -> list[Round]:
    """Every round of every provider, the newest first."""
    asked = asked_of(list(claim.source_jobs.order_by("pk")))
    rounds = [replace(_now(one.search), withheld=one.withheld) for one in asked]
    rounds += [earlier for one in asked for earlier in one.earlier]
    return sorted(rounds, key=lambda one: (one.asked_at, one.provider), reverse=True)


def public_log(claim: Claim, *, until: datetime) -> list[Round]:
    """What readers are told: rounds that had ended by then, without secrets.

    Questions of later rounds are about work that is not published yet.  Why a provider
    was not asked tells how this house is set up, and is left out.
    """
    told = [
        _for_readers(one)
        for one in search_log(claim)
        if one.outcome != SearchOutcome.PENDING
        and (one.finished_at or one.asked_at) <= until
    ]
    return sorted(told, key=lambda one: one.outcome == SearchOutcome.NOT_ASKED)


def _for_readers(one: Round) -> Round:
    told = one.outcome != SearchOutcome.NOT_ASKED
    # What the newsroom's own documents are called stays in the house.
    inside = one.provider == "library"
    reason = one.reason.split(": ")[0] if inside else one.reason
    if one.withheld:
        return replace(one, queries=(), reason="")
    return replace(
        one,
        queries=tuple(redacted(query) for query in one.queries),
        reason=redacted(reason) if told else "",
    )


def _earlier(searches: Iterable[SourceJob]) -> dict[int, list[Round]]:
    names = {one.pk: one.provider for one in searches}
    found: dict[int, list[Round]] = {}
    for row in EarlierSearch.objects.filter(source_job__in=names).order_by("-run"):
        found.setdefault(row.source_job_id, []).append(
            Round(
                provider=names[row.source_job_id],
                run=row.run,
                outcome=row.outcome,
                queries=tuple(row.queries),
                worded=row.worded,
                reason=row.reason,
                documents=row.documents,
                asked_at=row.asked_at,
                finished_at=row.finished_at,
            )
        )
    return found


def _withheld(searches: Sequence[SourceJob]) -> dict[tuple[int, int], str]:
    rows = WithheldSearch.objects.filter(source_job__in=searches)
    found = rows.values_list("source_job_id", "run", "reason")
    return {(search, run): reason for search, run, reason in found}


def _now(one: SourceJob) -> Round:
    return Round(
        provider=one.provider,
        run=one.run,
        outcome=one.outcome,
        queries=tuple(one.queries),
        worded=bool(one.wording),
        reason=one.reason,
        documents=one.documents,
        asked_at=one.asked_at,
        finished_at=one.finished_at,
    )


# What goes on now ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """How far asking one provider is: in a word, and in a sentence."""

    state: str
    told: str

    @property
    def label(self) -> str:
        return _STATES[self.state]


_STATES = {
    "queued": "Waiting",
    "asking": "Asking now",
    "waiting": "Asked again later",
    "silent": "Interrupted",
    "lost": "Out of line",
}


@dataclass(frozen=True, slots=True)
class Going:
    """`steps` by the search they are of; those that ended have none."""

    steps: Mapping[int, Step]
    done: int
    of: int

    @property
    def stamp(self) -> str:
        return "-".join(f"{pk}{step.state}" for pk, step in sorted(self.steps.items()))


def going_on(searches: Sequence[SourceJob]) -> Going:
    """One query while something is pending, none otherwise."""
    pending = [one.pk for one in searches if one.outcome == SearchOutcome.PENDING]
    jobs: dict[int, Job] = {}
    if pending:
        rows = Job.objects.filter(kind=JobKind.SEARCH, target_id__in=pending)
        jobs = {job.target_id: job for job in rows.order_by("pk")}
    now = timezone.now()
    steps = {pk: _step(jobs.get(pk), now) for pk in pending}
    return Going(steps, done=len(searches) - len(pending), of=len(searches))


def _step(job: Job | None, now: datetime) -> Step:
    if job is None or job.state in {JobState.FAILED, JobState.DEAD, JobState.DONE}:
        return Step("lost", "No worker has this; the sweeper looks into it.")
    again = f" Attempt {job.attempts}." if job.attempts > 1 else ""
    if job.state == JobState.LEASED:
        if job.lease_until and job.lease_until < now:
            return Step("silent", "Its worker went silent; another takes it over.")
        return Step("asking", f"Being asked now.{again}")
    if job.run_after > now:
        why = f" {redacted(job.error)}" if job.error else ""
        return Step("waiting", f"Asked again at {job.run_after:%H:%M:%S} UTC.{why}")
    return Step("queued", "Waiting for a worker.")
