from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from claims import conf
from claims.permissions import has_role
from claims.selectors.notices import MOST_COUNTED, unread_count
from claims.selectors.shortcuts import shortcuts_of
from claims.shortcuts import STANDARD
from claims.vocabulary import Role
from claims.web.shortcuts import Keys


def newsroom(request: HttpRequest) -> dict[str, Any]:
    """The newsroom's name and what the signed-in person may do, for every page.

    The roles are lazy: a page that does not ask for them does not touch the session,
    so public pages stay the same for everybody and can be cached.
    """
    return {
        "newsroom": conf.newsroom_name(),
        "is_reviewer": SimpleLazyObject(lambda: _has(request, Role.REVIEWER)),
        "is_editor": SimpleLazyObject(lambda: _has(request, Role.EDITOR)),
        "unread": SimpleLazyObject(lambda: _unread(request)),
        "shortcuts": SimpleLazyObject(lambda: _shortcuts(request)),
    }


def _shortcuts(request: HttpRequest) -> Keys:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Keys(STANDARD.keys)
    return Keys(shortcuts_of(user))


def _unread(request: HttpRequest) -> str:
    """Notices not read yet, as the header shows them; empty where there are none."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    count = unread_count(user)
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count or "")


def _has(request: HttpRequest, role: Role) -> bool:
    user = getattr(request, "user", None)
    return user is not None and has_role(user, role)
