from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

#: As long as a user name can be; the column of failed attempts holds no more than 255.
LONGEST = 150


def username_tried(
    request: HttpRequest | None, credentials: Mapping[str, str] | None = None
) -> str:
    """The name a sign-in was tried with, as it is counted against the lock-out."""
    given = (credentials or {}).get("username")
    if given is None and request is not None:
        given = request.POST.get("username")
    return (given or "")[:LONGEST]
