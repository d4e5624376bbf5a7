"""Keys to the REST API: told once, kept as a digest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from knox.settings import CONSTANTS

from claims.documents.text import one_line
from claims.errors import InvalidInputError
from claims.models import ApiKey

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_DAYS = 3650
SHORTEST_PREFIX = 6


def create_key(
    user: User, *, name: str = "", days: int | None = None
) -> tuple[ApiKey, str]:
    """A new key and its secret, which nobody can read again; `days` until it expires."""
    if not user.is_active:
        raise InvalidInputError(f"The account {user.get_username()} is switched off.")
    if days is not None and not 1 <= days <= MAX_DAYS:
        raise InvalidInputError(f"A key lasts 1 to {MAX_DAYS} days.", field="days")
    key, secret = ApiKey.objects.create(
        user,
        expiry=None if days is None else timedelta(days=days),
        name=one_line(name, limit=100),
    )
    return key, secret


def revoke_key(prefix: str) -> ApiKey:
    """Delete the one key that begins with `prefix`, or is it; it is refused from then on."""
    if len(prefix) < SHORTEST_PREFIX:
        raise InvalidInputError(
            f"Give at least {SHORTEST_PREFIX} characters of the key.", field="prefix"
        )
    kept = prefix[: CONSTANTS.TOKEN_KEY_LENGTH]  # no more than this is stored
    found = list(
        ApiKey.objects.select_related("user").filter(token_key__startswith=kept)
    )
    if len(found) != 1:
        many = "Several keys begin" if found else "No key begins"
        raise InvalidInputError(f"{many} with “{prefix}”.", field="prefix")
    key: ApiKey = found[0]
    ApiKey.objects.filter(pk=key.pk).delete()
    return key
