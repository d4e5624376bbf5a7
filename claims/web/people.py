"""Names of colleagues, for who writes a comment."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims import selectors
from claims.vocabulary import Role
from claims.web.access import SignedInRequest, for_role

OFFERED = 8


@never_cache
@require_safe
@for_role(Role.REVIEWER)
def names(request: SignedInRequest) -> HttpResponse:
    """Whom a comment may call, by the letters their names begin with."""
    found = selectors.called_like(request.GET.get("q", "")[:150])[:OFFERED]
    people = [
        {"name": one.username, "shown": one.get_full_name() or one.username}
        for one in found
    ]
    return JsonResponse({"people": people})
