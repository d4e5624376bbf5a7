from __future__ import annotations

from django.conf import settings
from django.db import models


class Departure(models.Model):
    """An account closed: who did it, and what became of the work; never edited."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="departures"
    )
    actor = models.ForeignKey(  # empty: on the machine itself
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    freed = models.PositiveIntegerField()  # claims that were in their hands
    handed_over = models.PositiveIntegerField()  # claims that were assigned to them
    to = models.CharField(max_length=500, blank=True)  # empty: back to everybody
    pseudonymised = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.created_at:%Y-%m-%d}"
