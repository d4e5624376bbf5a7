from __future__ import annotations

from django.conf import settings
from django.db import models


class ShortcutChoice(models.Model):
    """The keys one person chose; without a row they have the standard ones."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="shortcut_choice",
    )
    # A key for each act, "" for none; read through claims.shortcuts.in_force alone.
    keys = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Keys of {self.person}"
