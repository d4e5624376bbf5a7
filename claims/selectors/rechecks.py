"""What became of sources since they were read, and what rests on them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Attachment,
    Claim,
    ClaimQuerySet,
    Evidence,
    Leaning,
    Recheck,
    Source,
    Verdict,
)
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


def verdict_undermined() -> Exists:
    """Of claims: whether the verdict in force was proposed by another claim's verdict,
    which has been corrected, reopened or retracted since."""
    gone = Leaning.objects.filter(
        gone_at__isnull=False,
        review__claim=OuterRef("pk"),
        review__verdicts__in_force=True,
    )
    return Exists(gone)


def undermined_by(verdict: Verdict) -> Leaning | None:
    """The proposal a verdict began as, where what it came from was taken back."""
    rows = Leaning.objects.filter(gone_at__isnull=False, review__verdicts=verdict)
    return rows.select_related("parent__claim", "parent__review__rating").first()


def is_retracted(verdict: Verdict) -> bool:
    """Whether a verdict was published and taken down."""
    revisions = list(verdict.publication_set.values_list("in_force", flat=True))
    return bool(revisions) and not any(revisions)


def is_shaken() -> Q:
    """Of claims: whether what the verdict in force rests on has changed."""
    return Q(verdict_shaken()) | Q(verdict_undermined())


def shaken_claims() -> ClaimQuerySet:
    claims: ClaimQuerySet = Claim.objects.filter(is_shaken())
    return claims


def attachments_of(claim: Claim) -> QuerySet[Attachment]:
    """Documents brought for a claim that nobody has quoted yet."""
    quoted = Evidence.objects.filter(
        claim=OuterRef("claim"), source=OuterRef("source"), source__isnull=False
    )
    waiting = claim.attachments.exclude(Exists(quoted)).defer("content", "passages")
    return waiting.select_related("created_by", "source").order_by("-pk")[:10]
