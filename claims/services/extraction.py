"""Text to claims: the engine reads, this stores; running it twice adds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.functions import Now

from claims import conf, selectors
from claims.engine import extract, types
from claims.engine.types import Extraction, NumericClaim
from claims.models import Article, Claim, DismissedNumber, Job
from claims.services import (
    elsewhere,
    indexing,
    jobs,
    keying,
    locking,
    priority,
    signing,
    sourcing,
    worthiness,
)
from claims.services.numbers import COMPARABLE, READ, columns, placed_columns
from claims.services.worthiness import Weights
from claims.vocabulary import ClaimStatus


@dataclass(frozen=True, slots=True)
class _Task:
    article: Article
    weights: Weights


def _load(job: Job) -> _Task | None:
    waiting = Article.objects.filter(pk=job.target_id, extracted_at__isnull=True)
    article = waiting.first()
    return None if article is None else _Task(article, worthiness.in_use())


def _work(task: _Task) -> tuple[Extraction, int | None]:
    article, weights = task.article, task.weights
    found = extract(article.text, language=article.language, weights=weights.by_feature)
    count, limit = len(found.numbers), conf.LIMITS.numbers_per_article
    if count > limit:
        raise jobs.PermanentError(
            f"The text states {count:,} numbers; the limit is {limit:,}. "
            "Hand it in in parts."
        )
    return found, weights.version


def _save(job: Job, read: tuple[Extraction, int | None]) -> None:
    found, weights = read
    if weights != worthiness.version_in_use():
        raise jobs.RetryLaterError("The weights changed meanwhile.", seconds=0)
    # Locked, as whoever marks it for calibration does: its claims follow its mark.
    article = locking.whole(job.target_id)
    if article.trashed_at is not None:
        return  # read again once it is restored
    decided = selectors.cut_spans(article)
    claims = Claim.objects.filter(article=article)
    known = claims.count()
    Claim.objects.bulk_create(
        (
            claim_row(article, claim, found.engine_version, weights)
            for claim in found.claims
            if not _lies_in(claim, decided)
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    keying.store_for(article)
    elsewhere.look(article)
    DismissedNumber.objects.bulk_create(
        (
            _dismissed(article, number)
            for number in found.dismissed
            if not _lies_in(number, decided)
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    Article.objects.filter(pk=article.pk).update(
        engine_version=found.engine_version, extracted_at=Now(), extraction_error=""
    )
    indexing.index_claims(claims.only(*indexing.CLAIM_WORDS))
    priority.refresh(claims)
    if fresh := claims.count() - known:
        told = f"The text was read again: {fresh} number{'s' * (fresh > 1)} to check."
        signing.loosen({article.pk: told})
    worthy = Claim.objects.filter(
        article=article,
        status=ClaimStatus.DETECTED,
        check_worthiness__gte=conf.worthy_from(),
    ).order_by("-check_worthiness", "pk")[: conf.LIMITS.sourced_per_article]
    sourcing.request_for_all(list(worthy), actor=None)


def _lies_in(
    number: NumericClaim | types.DismissedNumber, decided: list[tuple[int, int]]
) -> bool:
    """Whether people have their say on this number, or it is stored already."""
    return any(start < number.end and number.start < end for start, end in decided)


def _dismissed(article: Article, number: types.DismissedNumber) -> DismissedNumber:
    return DismissedNumber(
        article=article, **columns(number, (*READ, "start", "end", "reason"))
    )


def claim_row(
    article: Article, claim: NumericClaim, engine_version: str, weights: int | None
) -> Claim:
    sentence_start, sentence_end = claim.sentence
    return Claim(
        article=article,
        calibration=article.calibration,
        **columns(claim, (*COMPARABLE, "start", "end", "claimant", "trend")),
        **placed_columns(claim),
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        statement=claim.statement,
        readback=claim.readback,
        **worthiness.worth_columns(claim.worth, weights),
        ambiguities=list(claim.ambiguities),
        engine_version=engine_version,
    )


def _give_up(job: Job, message: str) -> None:
    Article.objects.filter(pk=job.target_id).update(extraction_error=message[:500])


def _again(job: Job) -> None:
    Article.objects.filter(pk=job.target_id).update(extraction_error="")


def _settled(job: Job) -> None:
    sourcing.settle(Claim.objects.filter(article=job.target_id))


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again, _settled)
