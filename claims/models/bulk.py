from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.vocabulary import BulkAction


class BulkChange(models.Model):
    """One thing done to several claims at once, with what it found and left behind.

    An item has `claim`, and either `refused` (why) or `before` and `after`; once undone
    also `undone`, or why that was refused.
    """

    action = models.CharField(max_length=12, choices=BulkAction)
    told = models.CharField(max_length=300, blank=True)  # with what, in words
    items = models.JSONField(default=list)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {len(self.items)} claims"

    def get_absolute_url(self) -> str:
        return reverse("bulk", args=[self.pk])

    @property
    def done(self) -> int:
        return sum("refused" not in item for item in self.items)
