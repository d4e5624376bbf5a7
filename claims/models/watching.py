"""Documents on their way to being evidence, and sources looked at again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.models.claims import Claim
from claims.models.sources import Source
from claims.vocabulary import Stance, Standing, SubmissionState


class Attachment(models.Model):
    """A file or an address somebody brought as evidence for one claim.

    `passages` are the places in it that a person may choose from, best first; each
    holds what its row of evidence will.
    """

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="attachments"
    )
    url = models.URLField(max_length=2048, blank=True)
    filename = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    note = models.TextField(blank=True)
    tier = models.CharField(max_length=40, blank=True)  # of the source it becomes
    state = models.CharField(
        max_length=10, choices=SubmissionState, default=SubmissionState.WAITING
    )
    error_code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(
        Source, null=True, on_delete=models.PROTECT, related_name="attachments"
    )
    passages = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attachments"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title or self.filename or self.url

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.pk])


class Recheck(models.Model):
    """A source looked at again: what its address said then.  Kept as history."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="rechecks"
    )
    outcome = models.CharField(max_length=8, choices=Standing, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # Evidence whose passage was not found.
    gone = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(  # empty: it was its turn
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rechecks",
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(finished_at__isnull=True),
                name="one_open_recheck_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_outcome_display() or 'being checked'}"
