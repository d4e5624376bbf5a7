from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone
from knox.crypto import hash_token
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.models import ApiKey
from claims.models.prepared import prepared
from claims.permissions import remember

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCHEMES = frozenset({"bearer", "token"})
CHALLENGE = 'Bearer realm="api"'


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer KEY` (or `Token KEY`); only the key's digest is known.

    An expired key is refused and stays in the list of keys: reading changes nothing.
    """

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() not in SCHEMES:
            return None
        key = _key(secret.strip())
        if key is None:
            raise AuthenticationFailed("This API key is not known.")
        if key.expiry is not None and key.expiry <= timezone.now():
            raise AuthenticationFailed("This API key has expired.")
        if not key.user.is_active:
            raise AuthenticationFailed("This account is switched off.")
        return key.user, key

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


def _key(secret: str) -> ApiKey | None:
    if not (secret.isascii() and secret.isalnum() and len(secret) <= 200):
        return None
    rows: list[ApiKey] = _KEPT(hash_token(secret)).rows()
    if rows:
        remember(rows[0].user, {row.__dict__["role"] for row in rows})
    return next(iter(rows), None)


#: Once for every group of its owner.
_KEPT = prepared(
    lambda digest: (
        ApiKey.objects.select_related("user")
        .filter(digest=digest)
        .annotate(role=F("user__groups__name"))
    ),
    str,
)
