from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.models.claims import Claim
from claims.models.numbers import ComparableNumber
from claims.models.policies import Rating
from claims.models.sources import Evidence
from claims.vocabulary import Action, ClaimStatus, JudgedAsOf


class Review(ComparableNumber):
    """One reviewer's rating and rationale, citing evidence; never edited.

    Its number is what the reviewer found by their own reading, and may be missing.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    round = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT)
    rationale = models.TextField()
    reason_codes = models.JSONField(default=list, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="cited_in")
    searched_not_enough = models.BooleanField(default=False)
    judged_as_of = models.CharField(
        max_length=10, choices=JudgedAsOf, default=JudgedAsOf.WHEN_SAID
    )
    # Why it stands without what the newsroom's standards ask of sources.
    sources_reason = models.CharField(max_length=500, blank=True)
    # Made before its author could read another review of the round.
    unled = models.BooleanField(default=True, editable=False)
    # Whether its number can be those of the unled reviews before it; None: not compared.
    meets = models.BooleanField(null=True, editable=False)
    # The claim's version once it was in; empty in rows from before this was kept.
    at_version = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "round", "author"], name="one_review_per_round"
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""), name="review_has_rationale"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="review_by_day")]

    def __str__(self) -> str:
        return f"{self.rating} by {self.author}"


class Verdict(models.Model):
    """The newsroom's decision: a review signed off by another person."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="verdicts"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts"
    )
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs"
    )
    note = models.TextField(blank=True)
    # The day (UTC) it is looked at again; empty: no day was set.
    valid_until = models.DateField(null=True, blank=True)
    # When somebody last found it to hold still, after it was signed off.
    looked_again_at = models.DateTimeField(null=True, blank=True)
    in_force = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(in_force=True),
                name="one_verdict_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(author=F("signed_off_by")), name="verdict_by_two_people"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="verdict_by_day"),
            models.Index(
                fields=["valid_until"],
                condition=Q(in_force=True, valid_until__isnull=False),
                name="verdict_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review.rating}: {self.claim}"

    @property
    def is_outdated(self) -> bool:
        """Whether the day came by which it was to be looked at again."""
        today = timezone.now().date()
        return self.valid_until is not None and self.valid_until <= today


class StatusChange(models.Model):
    """Who moved which claim from where to where, when and why."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="status_changes"
    )
    action = models.CharField(max_length=20, choices=Action)
    old_status = models.CharField(max_length=12, choices=ClaimStatus)
    new_status = models.CharField(max_length=12, choices=ClaimStatus)
    version = models.PositiveIntegerField()
    actor = models.ForeignKey(  # empty: the workbench did it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "version"], name="one_change_per_version"
            ),
        ]
        indexes = [models.Index(fields=["action", "created_at"], name="change_by_day")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.old_status} to {self.new_status}"
