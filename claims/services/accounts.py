"""The first accounts of an empty workbench."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

from claims.vocabulary import Role


def demo_accounts() -> dict[str, str]:
    """A reviewer and an editor with new passwords, if there is no account yet."""
    if User.objects.exists():
        return {}
    made = {}
    with transaction.atomic():
        for role in (Role.REVIEWER, Role.EDITOR):
            made[role.value] = secrets.token_urlsafe(9)
            user = User.objects.create_user(
                role.value, password=made[role.value], is_staff=True
            )
            user.groups.add(Group.objects.get(name=role.value))
    return made
