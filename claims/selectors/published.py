from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date

from claims.models import Article, Claim, Publication
from claims.vocabulary import ClaimStatus

MAX_ID = 2**63 - 1


def seen_by_readers(article: Article) -> QuerySet[Claim]:
    """Claims of an article with a check that readers see, be it under correction."""
    told = Q(status=ClaimStatus.PUBLISHED) | Q(publications__in_force=True)
    return Claim.objects.filter(told, article=article)


def as_described(publication: Publication) -> Article:
    """Its article as readers were told of it: what was said otherwise since waits for
    the next publication.  Nothing of it is stored.
    """
    article, said = publication.claim.article, publication.document
    about = said.get("itemReviewed", {})
    seen = about.get("appearance", {})
    day = parse_date(about.get("datePublished", ""))
    article.title = seen.get("headline", "")
    article.publisher = seen.get("publisher", {}).get("name", "")
    article.published_at = day and datetime(day.year, day.month, day.day, tzinfo=UTC)
    article.url = seen.get("url", "")
    article.language = said.get("inLanguage", article.language)
    return article


def published_claims() -> QuerySet[Publication]:
    """Publications readers can see, newest first."""
    return (
        Publication.objects.filter(in_force=True)
        .select_related("claim__article")
        .defer("claim__article__text")
    )


def publication_of(claim_id: int) -> Publication | None:
    """The newest publication of a claim, in force or withdrawn."""
    if claim_id > MAX_ID:  # Django guards keys against overflow, foreign keys not
        return None
    newest = Publication.objects.filter(claim=claim_id).order_by("-revision")
    return newest.select_related(
        "claim__article",
        "verdict__review__rating__scale",
        "verdict__author",
        "verdict__signed_off_by",
        "published_by",
    ).first()


def corrections_made() -> QuerySet[Publication]:
    """Every published revision that was taken back, the latest first."""
    return (
        Publication.objects.exclude(withdrawal="")
        .select_related("claim__article")
        .defer("claim__article__text")
        .order_by("-withdrawn_at", "-id")
    )


def revisions_of(claim: Claim) -> QuerySet[Publication]:
    return claim.publications.select_related("published_by").order_by("-revision")
