"""What others have checked: prior checks of our claims, and the dump they are found in.

None of it is evidence: a check of the same claim cannot prove the claim.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.vocabulary import SameNumber


class ReviewLoad(models.Model):
    """One reading of a dump.  Only the one in force is searched."""

    source = models.CharField(max_length=2048)
    etag = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(default=0)
    # Elements of the dump that say too little to be of use.
    skipped = models.PositiveIntegerField(default=0)
    in_force = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    # When it was last known to be all there is.
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force"],
                condition=Q(in_force=True),
                name="one_review_load_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows} reviews of {self.source}"


class Check(models.Model):
    """A check somebody published: a link and short facts."""

    url = models.URLField(max_length=2048)
    publisher = models.CharField(max_length=200)
    claimed = models.TextField()  # the claim as its checker states it
    rating = models.CharField(max_length=300, blank=True)
    reviewed_on = models.DateField(null=True)
    claimed_on = models.DateField(null=True)
    # Of address and claim: one page may check several claims.
    fingerprint = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.publisher}: {self.claimed[:80]}"


class PublishedReview(Check):
    """A row of the dump.  `words` is what it is found by, made by the provider."""

    load = models.ForeignKey(
        ReviewLoad,
        on_delete=models.CASCADE,
        related_name="reviews",
        db_index=False,  # the constraint's index begins with it
    )
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["load", "fingerprint"], name="review_once_per_load"
            ),
        ]


class PriorCheck(Check):
    """A published check of a claim like ours, and whether it is about our number."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="prior_checks"
    )
    provider = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=12, choices=SameNumber)
    readback = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "fingerprint"], name="check_once_per_claim"
            ),
        ]
