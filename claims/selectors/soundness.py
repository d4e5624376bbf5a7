"""What must always be zero, however the processes died: the record's invariants."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from claims.engine import extract
from claims.models import (
    Article,
    Claim,
    Cut,
    DismissedNumber,
    Evidence,
    Job,
    Publication,
    SourceJob,
    StatusChange,
    TolerancePolicy,
    Verdict,
    WorthPolicy,
)
from claims.selectors.quorum import handed_in
from claims.vocabulary import ClaimStatus, JobKind, JobState, SearchOutcome


def _articles_without_job() -> int:
    asked = Job.objects.filter(kind=JobKind.EXTRACT, target_id=OuterRef("pk"))
    return Article.objects.filter(~Exists(asked), extracted_at__isnull=True).count()


def _numbers_lost() -> int:
    """Articles whose stored numbers are not those the same engine reads again.

    Where a person cut anew, the person's cut is what counts.
    """
    wrong = 0
    cut = Cut.objects.filter(article=OuterRef("pk"))
    as_read = Article.objects.filter(~Exists(cut), extracted_at__isnull=False)
    for article in as_read.iterator():
        found = extract(article.text, language=article.language)
        if found.engine_version != article.engine_version:
            continue
        again = {(claim.start, claim.end) for claim in found.claims}
        again |= {(number.start, number.end) for number in found.dismissed}
        stored = _spans(Claim, article) + _spans(DismissedNumber, article)
        wrong += len(stored) != len(set(stored)) or set(stored) != again
    return wrong


def _spans(
    model: type[Claim] | type[DismissedNumber], article: Article
) -> list[tuple[int, int]]:
    rows = model._default_manager.filter(article=article)
    return list(rows.values_list("start", "end"))


def _claims_not_settled() -> int:
    pending = SourceJob.objects.filter(
        claim=OuterRef("pk"), outcome=SearchOutcome.PENDING
    )
    stuck = Claim.objects.filter(status=ClaimStatus.SOURCING)
    return stuck.filter(~Exists(pending)).count()


def _searches_without_job() -> int:
    open_job = Job.objects.filter(
        kind=JobKind.SEARCH,
        target_id=OuterRef("pk"),
        state__in=[JobState.READY, JobState.LEASED],
    )
    pending = SourceJob.objects.filter(outcome=SearchOutcome.PENDING)
    return pending.filter(~Exists(open_job)).count()


def _evidence_twice() -> int:
    """The same passage of one source twice on one claim."""
    spots = Evidence.objects.values("claim", "source", "start", "end", "number_start")
    return spots.annotate(n=Count("pk")).filter(n__gt=1).count()


def _changes_missing() -> int:
    """Claims whose history does not end in their status."""
    last = StatusChange.objects.filter(claim=OuterRef("pk")).order_by("-version")
    return (
        Claim.objects.annotate(told=last.values("new_status")[:1])
        .filter(~Q(status=F("told")), told__isnull=False)
        .count()
    )


def fallen_back() -> QuerySet[Claim]:
    """Claims as they were first read, though they were ready for review before: taken up
    again by a version that left them so, where no queue has them."""
    was_ready = StatusChange.objects.filter(
        claim=OuterRef("pk"), old_status=ClaimStatus.READY
    )
    rows = Claim.objects.filter(status=ClaimStatus.DETECTED, withdrawn=False)
    return rows.filter(Exists(was_ready))


def _verdicts_by_one() -> int:
    return Verdict.objects.filter(author=F("signed_off_by")).count()


def _reviews_miscounted() -> int:
    """Claims that count other reviews of their round than there are."""
    counted = Claim.objects.alias(handed_in=handed_in())
    return counted.exclude(reviews_in=F("handed_in")).count()


def _published_without_verdict() -> int:
    shown = Publication.objects.filter(claim=OuterRef("pk"), in_force=True)
    published = Claim.objects.filter(status=ClaimStatus.PUBLISHED)
    return published.filter(~Exists(shown)).count()


def _claims_ranked_before() -> int:
    """Claims of older weights that no job is about to rank by the newest."""
    newest = WorthPolicy.objects.first()
    if newest is None:
        return 0
    job = Job.objects.filter(kind=JobKind.RERANK, target_id=newest.pk)
    if job.filter(state__in=[JobState.READY, JobState.LEASED]).exists():
        return 0
    return Claim.objects.exclude(worth_policy=newest).count()


def _compared_before() -> int:
    """Comparisons by older tolerances that no job is about to make again."""
    newest = TolerancePolicy.objects.first()
    if newest is None:
        return 0
    job = Job.objects.filter(kind=JobKind.RECOMPARE, target_id=newest.pk)
    if job.filter(state__in=[JobState.READY, JobState.LEASED]).exists():
        return 0
    shown = Publication.objects.filter(claim=OuterRef("claim"), in_force=True)
    older = Evidence.objects.exclude(policy__in=["", newest.name])
    return older.filter(~Exists(shown)).count()


def _jobs_overdue() -> int:
    """Leases that ran out and that nobody took over."""
    return Job.objects.filter(state=JobState.LEASED, lease_until__lt=Now()).count()


INVARIANTS: dict[str, Callable[[], int]] = {
    "articles that nobody will read": _articles_without_job,
    "articles with numbers lost or doubled": _numbers_lost,
    "claims stuck after their last search": _claims_not_settled,
    "searches that nobody will do": _searches_without_job,
    "evidence stored twice": _evidence_twice,
    "claims whose history contradicts their status": _changes_missing,
    "claims taken up again that no queue has": lambda: fallen_back().count(),
    "verdicts by one person alone": _verdicts_by_one,
    "claims whose reviews are miscounted": _reviews_miscounted,
    "published claims without a publication": _published_without_verdict,
    "claims ranked by weights no longer in use": _claims_ranked_before,
    "comparisons by tolerances no longer in use": _compared_before,
    "jobs whose lease ran out": _jobs_overdue,
}


def broken_invariants() -> dict[str, int]:
    """How often each invariant is broken; all zero in a sound record."""
    return {name: count() for name, count in INVARIANTS.items()}
