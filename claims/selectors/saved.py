from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from claims.models import SavedView

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def saved_views(person: User, path: str | None = None) -> QuerySet[SavedView]:
    """Views a person may use: their own and what is shared, of one list or of all."""
    views = SavedView.objects.filter(Q(owner=person) | Q(shared=True))
    if path is not None:
        views = views.filter(path=path)
    return views.select_related("owner")
