"""What became of sources since they were read, and what rests on them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Attachment, Claim, ClaimQuerySet, Evidence, Recheck, Source
from claims.vocabulary import Standing


def rechecks_of(source: Source) -> QuerySet[Recheck]:
    """Every look at a source, newest first."""
    return source.rechecks.select_related("asked_by").order_by("-pk")


def verdict_shaken() -> Exists:
    """Of claims: whether the verdict in force cites a passage its source has no more."""
    gone = Evidence.objects.filter(
        claim=OuterRef("pk"),
        standing=Standing.GONE,
        cited_in__verdicts__in_force=True,
    )
    return Exists(gone)


def shaken_claims() -> ClaimQuerySet:
    claims: ClaimQuerySet = Claim.objects.filter(verdict_shaken())
    return claims


def attachments_of(claim: Claim) -> QuerySet[Attachment]:
    """Documents brought for a claim that nobody has quoted yet."""
    quoted = Evidence.objects.filter(
        claim=OuterRef("claim"), source=OuterRef("source"), source__isnull=False
    )
    waiting = claim.attachments.exclude(Exists(quoted)).defer("content", "passages")
    return waiting.select_related("created_by").order_by("-pk")[:10]
