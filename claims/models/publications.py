from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.models.reviews import Verdict
from claims.vocabulary import CorrectionKind


class Publication(models.Model):
    """A published ClaimReview, frozen as it went out; corrections add revisions."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="publications"
    )
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT)
    revision = models.PositiveIntegerField()
    document = models.JSONField()
    # What its page says beside the document, by evidence: as it was when it went out.
    sources = models.JSONField(default=dict, blank=True)
    replies = models.JSONField(default=list, blank=True)
    # How the number was read; empty in rows from before this was kept.
    reading = models.JSONField(default=dict, blank=True)
    # What readers are told of a panel's vote; empty where they are told nothing.
    panel = models.JSONField(default=dict, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications"
    )
    published_at = models.DateTimeField()
    in_force = models.BooleanField(default=True)
    # Why this revision was corrected or retracted, told to readers.
    withdrawal = models.TextField(blank=True)
    correction = models.CharField(max_length=8, choices=CorrectionKind, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "revision"], name="revision_once"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(in_force=True),
                name="one_publication_in_force",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal="", correction="", withdrawn_at__isnull=True)
                | ~Q(withdrawal="") & ~Q(correction="") & Q(withdrawn_at__isnull=False),
                name="withdrawal_has_its_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} (revision {self.revision})"

    @property
    def rating_label(self) -> str:
        """What the rating was called when it went out."""
        return str(self.document["reviewRating"]["alternateName"])
