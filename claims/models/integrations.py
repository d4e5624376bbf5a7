from __future__ import annotations

from django.db import models
from knox.models import AbstractAuthToken


class ApiKey(AbstractAuthToken):  # type: ignore[misc]  # knox has no types
    """A person's key to the REST API; only its digest is kept."""

    name = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.name} ({self.token_key}…)"
