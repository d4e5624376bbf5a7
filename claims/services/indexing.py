"""The words people find claims, evidence and articles by, kept with what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.engine.finding.terms import search_terms
from claims.models import Article, Claim, Evidence, SearchText
from claims.vocabulary import Searched

BATCH = 500
#: What of a claim is searched.
CLAIM_WORDS = ("statement", "surface", "thing", "claimant", "period")


def index_claims(claims: Iterable[Claim]) -> None:
    _keep(Searched.CLAIM, ((one.pk, claim_words(one)) for one in claims))


def index_evidence(rows: Iterable[Evidence]) -> None:
    """Rows with their sources; notes and stances of reviewers are not searched."""
    _keep(Searched.EVIDENCE, ((one.pk, evidence_words(one)) for one in rows))


def index_article(article: Article) -> None:
    _keep(Searched.ARTICLE, [(article.pk, article_words(article))])


def claim_words(claim: Claim) -> str:
    return "\n".join(filter(None, (getattr(claim, name) for name in CLAIM_WORDS)))


def evidence_words(row: Evidence) -> str:
    return "\n".join((row.quote, row.source.title, row.source.publisher))


def article_words(article: Article) -> str:
    return "\n".join((article.title, article.author, article.publisher, article.text))


def _keep(kind: Searched, texts: Iterable[tuple[int, str]]) -> None:
    rows: Iterator[SearchText] = (
        SearchText(kind=kind, target=key, terms=" ".join(search_terms(text)))
        for key, text in texts
    )
    SearchText.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "target"],
        update_fields=["terms"],
    )
