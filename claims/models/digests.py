from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.vocabulary import DigestState


class Digest(models.Model):
    """One person's e-mail of one day.

    It is set to be on its way before it is handed to the mail server, so that it is never
    sent twice; where the machine stops in between, it stays so, and may not have gone out.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    day = models.DateField()  # of the newsroom's time
    state = models.CharField(
        max_length=8, choices=DigestState, default=DigestState.WAITING
    )
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day}: {self.get_state_display()}"
