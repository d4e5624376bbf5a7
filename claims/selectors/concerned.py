"""Whom something about a claim concerns, as ids of people."""

from __future__ import annotations

from django.contrib.auth import get_user_model

from claims.models import Claim, Comment, Evidence, Review, Verdict, Watch
from claims.vocabulary import Role


def watchers(claim: Claim) -> set[int]:
    return set(Watch.objects.filter(claim=claim).values_list("person", flat=True))


def had_part(claim: Claim) -> set[int]:
    """Whoever reviewed it, signed it off, brought evidence or talked; and who watches."""
    of_claim = (
        Review.objects.filter(claim=claim).values_list("author"),
        Verdict.objects.filter(claim=claim).values_list("signed_off_by"),
        Evidence.objects.filter(claim=claim, added_by__isnull=False).values_list(
            "added_by"
        ),
        Comment.objects.filter(thread__claim=claim).values_list("author"),
        Watch.objects.filter(claim=claim).values_list("person"),
    )
    first, *rest = (rows.order_by() for rows in of_claim)
    return {who for (who,) in first.union(*rest)}


def relied_on(evidence: Evidence) -> set[int]:
    """Whoever cites a piece of evidence, signed such a verdict off, brought or watches it."""
    found = set(
        Review.objects.filter(evidence=evidence).values_list("author", flat=True)
    )
    signed = Verdict.objects.filter(review__evidence=evidence)
    found |= set(signed.values_list("signed_off_by", flat=True))
    found |= {evidence.added_by_id} - {None}  # type: ignore[arg-type]  # None goes
    return found | watchers(evidence.claim)


def editors() -> set[int]:
    rows = get_user_model().objects.filter(
        is_active=True, groups__name=Role.EDITOR.value
    )
    return set(rows.values_list("pk", flat=True))
