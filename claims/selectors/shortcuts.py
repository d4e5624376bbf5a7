"""Which key does what for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import shortcuts
from claims.models import ShortcutChoice

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def shortcuts_of(person: User) -> dict[str, str]:
    """By act, in the order of the table; empty where a key is switched off."""
    kept = ShortcutChoice.objects.filter(pk=person.pk).values_list("keys", flat=True)
    return shortcuts.in_force(kept.first() or {})
