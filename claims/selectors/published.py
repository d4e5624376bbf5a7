from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Claim, Publication

MAX_ID = 2**63 - 1


def published_claims() -> QuerySet[Publication]:
    """Publications readers can see, newest first."""
    return (
        Publication.objects.filter(in_force=True)
        .select_related("claim__article", "verdict__review__rating")
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
        .select_related("claim__article", "verdict__review__rating")
        .defer("claim__article__text")
        .order_by("-withdrawn_at", "-id")
    )


def revisions_of(claim: Claim) -> QuerySet[Publication]:
    return claim.publications.select_related("published_by").order_by("-revision")
