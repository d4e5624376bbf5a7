"""What people arrange around claims: who looks at what, when, and in which view."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.claims import Claim
from claims.vocabulary import DeskStep


class ClaimEvent(models.Model):
    """Something done about a claim that is no change of its status; never edited."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=12, choices=DeskStep)
    round = models.PositiveIntegerField()
    actor = models.ForeignKey(  # empty: the workbench did it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    before = models.CharField(max_length=300, blank=True)  # in words
    after = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    # The claim's version once it was done; empty in rows from before this was kept.
    version = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["claim", "step", "actor"], name="event_of")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.claim}"


class SavedView(models.Model):
    """A list narrowed in a way somebody wants to come back to; its address is its content."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views"
    )
    path = models.CharField(max_length=100)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


class Draft(models.Model):
    """A review somebody is still writing: theirs alone, gone when it is handed in."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="drafts")
    content = models.JSONField()  # the fields of a review as they were typed
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "claim"], name="one_draft_per_claim"
            ),
        ]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_day")]

    def __str__(self) -> str:
        return f"Draft of {self.owner}: {self.claim}"
