"""Who may do what, asked of the guards themselves: no rule is written down here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_resolver, reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from claims.errors import NotAllowedError
from claims.models import Claim
from claims.permissions import has_role, keeps_running, may, stand_in
from claims.vocabulary import Action, ClaimStatus, Role
from claims.web.access import SignedInRequest, signed_in
from claims.workflow import NEEDS_REASON, SYSTEM, TRANSITIONS

#: The columns; an operator is a superuser without a role.
ROLES: Mapping[str, Role | None] = {
    **{role.label: role for role in Role},
    "Operator": None,
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PLACE = re.compile(r"\{[^}]*\}|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Step:
    """An action of the workflow, by whichever door."""

    action: Action
    moves: tuple[tuple[str, str], ...]  # from and to, as people read them
    cells: tuple[bool, ...]
    reason: bool
    workbench: bool  # it does this by itself, too
    admin: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address of the API, and whether a page does the same."""

    name: str
    method: str
    path: str
    summary: str
    cells: tuple[bool, ...]
    page: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """What the admin lets people do with one kind of rows."""

    model: str
    label: str
    adds: tuple[bool, ...]
    changes: tuple[bool, ...]


def steps() -> list[Step]:
    people = [stand_in(role) for role in ROLES.values()]
    request = HttpRequest()
    request.user = stand_in(Role.EDITOR)
    at_admin = admin.site._registry[Claim].get_actions(request)
    return [
        Step(
            action=action,
            moves=tuple(
                (ClaimStatus(start).label, to.label)
                for (start, taken), to in TRANSITIONS.items()
                if taken is action
            ),
            cells=tuple(may(person, action) for person in people),
            reason=action in NEEDS_REASON,
            workbench=action in SYSTEM,
            admin=action.value in at_admin,
        )
        for action in Action
    ]


def operations() -> list[Operation]:
    summaries, pages = _summaries(), _pages()
    people = [stand_in(role) for role in ROLES.values()]
    found = []
    for name, path, view in _endpoints():
        for method in METHODS:
            if not _answers(view, method):
                continue
            least = view.needs.get(method, Role.READER)
            kept = method in view.keepers
            found.append(
                Operation(
                    name=name,
                    method=method,
                    path=path,
                    summary=summaries.get((method, _PLACE.sub("*", path)), name),
                    cells=tuple(
                        keeps_running(one) if kept else has_role(one, least)
                        for one in people
                    ),
                    page=(name, method == "GET") in pages,
                )
            )
    return found


def admin_rows() -> list[Rows]:
    requests = []
    for role in ROLES.values():
        request = HttpRequest()
        request.user = stand_in(role)
        requests.append(request)
    return [
        Rows(
            model=model._meta.label_lower,
            label=str(model._meta.verbose_name_plural).capitalize(),
            adds=tuple(_may_add(one, request) for request in requests),
            changes=tuple(one.has_change_permission(request) for request in requests),
        )
        for model, one in admin.site._registry.items()
        if model._meta.app_label == "claims"
    ]


@require_safe
@signed_in
def role_matrix(request: SignedInRequest) -> HttpResponse:
    """For whoever closes accounts: editors and operators."""
    if not keeps_running(request.user):
        raise NotAllowedError("This is for editors and operators.")
    context = {
        "columns": list(ROLES),
        "steps": steps(),
        "operations": operations(),
        "rows": [one for one in admin_rows() if any(one.adds) or any(one.changes)],
    }
    return render(request, "claims/roles.html", context)


def _may_add(one: Any, request: HttpRequest) -> bool:
    return bool(one.has_add_permission(request))


def _endpoints() -> Iterator[tuple[str, str, Any]]:
    """Endpoints that ask who somebody is; what is public has no guard to ask."""
    patterns: Any = get_resolver("claims.api.urls").url_patterns
    for pattern in patterns:
        view = getattr(pattern.callback, "cls", None)
        if hasattr(view, "needs"):
            yield str(pattern.name), str(pattern.pattern), view


def _answers(view: Any, method: str) -> bool:
    return method.lower() in view.http_method_names and hasattr(view, method.lower())


def _pages() -> set[tuple[str, bool]]:
    """Pages by name, and whether they are looked at rather than posted to."""
    patterns: Any = get_resolver("claims.web.urls").url_patterns
    return {
        (one.name, not getattr(one.callback, "post_only", False)) for one in patterns
    }


@lru_cache(maxsize=1)
def _summaries() -> Mapping[tuple[str, str], str]:
    """What the API's own description says each operation does."""
    made: Any = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    root = reverse("v1:start")
    paths: Iterable[tuple[str, Any]] = made["paths"].items()
    return {
        (method.upper(), _PLACE.sub("*", path).removeprefix(root)): operation["summary"]
        for path, methods in paths
        for method, operation in methods.items()
        if isinstance(operation, dict) and "summary" in operation
    }
