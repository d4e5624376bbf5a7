"""Every claim ranked by new weights, in one job that may stop and go on anywhere.

Article by article the text is read again, and its claims get the score, the reasons and
the contributions they earn now.  Nothing else of a claim changes: neither its status
nor its version nor what people wrote.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.engine import check_worthiness, extract
from claims.engine.types import Worth
from claims.models import Article, Claim, ClaimQuerySet, Job, WorthPolicy
from claims.services import jobs, locking, priority
from claims.services.worthiness import Weights, weights_of, worth_columns

#: One turn lasts about so long; then whatever waits in the queue is done first.
TURN_SECONDS = 10.0
ARTICLES_AT_ONCE = 20

_COLUMNS = ("check_worthiness", "reasons", "contributions", "worth_policy")


def unranked(version: int) -> ClaimQuerySet:
    """Claims whose score comes from older weights."""
    older: ClaimQuerySet = Claim.objects.exclude(worth_policy__gte=version)
    return older


def _load(job: Job) -> WorthPolicy | None:
    """The job's policy, or None when a newer one has taken its place."""
    policy = WorthPolicy.objects.first()
    return policy if policy is not None and policy.pk == job.target_id else None


def _work(policy: WorthPolicy) -> None:
    weights = weights_of(policy)
    until = time.monotonic() + TURN_SECONDS
    for article in _articles(policy.version):
        _rank(article, weights)
        if time.monotonic() >= until:
            raise jobs.GoOnError


def _articles(version: int) -> Iterator[Article]:
    """Articles with claims still to be ranked, until there are none."""
    waiting = unranked(version).filter(article=OuterRef("pk"))
    articles = Article.objects.filter(Exists(waiting)).only("text", "language")
    last = 0
    while batch := list(articles.filter(pk__gt=last).order_by("pk")[:ARTICLES_AT_ONCE]):
        yield from batch
        last = batch[-1].pk


def _rank(article: Article, weights: Weights) -> None:
    given = weights.by_feature
    found = extract(article.text, language=article.language, weights=given)
    worths = {(claim.start, claim.end): claim.worth for claim in found.claims}
    version = weights.version
    assert version is not None  # noqa: S101  a stored policy's
    with transaction.atomic():
        locking.take(Claim.objects.filter(article=article))
        # Asked behind the lock, so that of two versions at work the newer stands whatever the order.
        claims = list(
            unranked(version)
            .filter(article=article)
            .only("start", "end", "sentence_start", "sentence_end")
            .order_by("pk")
        )
        for claim in claims:
            worth = worths.get((claim.start, claim.end)) or _of_sentence(
                article, claim, given
            )
            for name, value in worth_columns(worth, version).items():
                setattr(claim, name, value)
        Claim.objects.bulk_update(claims, _COLUMNS, batch_size=200)
        priority.refresh(Claim.objects.filter(article=article))


def _of_sentence(
    article: Article, claim: Claim, weights: Mapping[str, Decimal]
) -> Worth:
    """For a number that is read otherwise today: its sentence still tells."""
    sentence = article.text[claim.sentence_start : claim.sentence_end]
    return check_worthiness(sentence, language=article.language, weights=weights)


def _nothing(job: Job, _: object = None) -> None:
    """Every article was saved by itself; what is missing is found by the next turn."""


HANDLER = jobs.Handler(_load, _work, _nothing, _nothing, _nothing)
