"""Keys of claims: written with the reading, and again where it is put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef

from claims.engine.finding.claimkeys import claim_terms
from claims.models import Article, Claim, ClaimKey

_BATCH = 1_000


def store(claims: Sequence[Claim]) -> None:
    ClaimKey.objects.bulk_create(
        _keys(claims), ignore_conflicts=True, batch_size=_BATCH
    )


def store_for(article: Article) -> None:
    """Keys of an article's claims that have none."""
    keys = ClaimKey.objects.filter(claim=OuterRef("pk"))
    store(list(Claim.objects.filter(~Exists(keys), article=article, withdrawn=False)))


def replace_all(article: Article) -> None:
    """After an article was cut anew; what was withdrawn is found no more."""
    ClaimKey.objects.filter(claim__article=article).delete()
    store_for(article)


def replace(claim: Claim) -> None:
    claim.keys.all().delete()
    store([claim])


def _keys(claims: Iterable[Claim]) -> Iterable[ClaimKey]:
    for claim in claims:
        for term in claim_terms(claim.statement, claim.quantity()):
            yield ClaimKey(claim=claim, term=term)
