from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.claims import Claim


class Presence(models.Model):
    """Somebody has a claim's page in front of them; only the newest sign of it is kept."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "person"], name="present_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.claim}"
