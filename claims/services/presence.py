"""Saying that a claim's page is open: one row a person and claim, written over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models.functions import Now

from claims.models import Claim, Presence
from claims.services import clock

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FORGET_AFTER = timedelta(hours=1)


def here(claim: Claim, *, actor: User) -> None:
    """One statement, whatever was there before."""
    Presence.objects.bulk_create(
        [Presence(claim=claim, person=actor, seen_at=Now())],
        update_conflicts=True,
        update_fields=["seen_at"],
        unique_fields=["claim", "person"],
    )


def forget() -> None:
    Presence.objects.filter(seen_at__lt=clock.after(-FORGET_AFTER)).delete()
