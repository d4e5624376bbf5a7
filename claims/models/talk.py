"""What people say to each other about a claim.  Never public, and never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.models.sources import Evidence
from claims.vocabulary import ReadingField, TalkStep


class Thread(models.Model):
    """A discussion about a claim, one piece of its evidence, or one field of its reading.

    Whether it is settled is what its last step says; there is no second record of it.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="threads")
    evidence = models.ForeignKey(
        Evidence,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="threads",
    )
    field = models.CharField(max_length=10, choices=ReadingField, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__isnull=True) | Q(field=""),
                name="thread_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        if self.evidence_id is not None:
            return f"Evidence {self.evidence_id} of claim {self.claim_id}"
        about = self.get_field_display() if self.field else "Claim"
        return f"{about} {self.claim_id}"


class Comment(models.Model):
    """Something said in a thread, or the thread settled or taken up again."""

    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, related_name="comments"
    )
    step = models.CharField(max_length=8, choices=TalkStep, default=TalkStep.SAID)
    # Of the claim when it was said: whoever reviews the same round unled is told nothing.
    round = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step="said") | ~Q(text=""), name="comment_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.get_step_display()


class EarlierWording(models.Model):
    """How a comment read before its author changed it."""

    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="earlier"
    )
    text = models.TextField()
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]
