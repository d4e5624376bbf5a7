"""Views of a list that people keep, for themselves or for all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.db import IntegrityError, transaction

from claims.documents.text import one_line
from claims.errors import ConflictError, InvalidInputError, NotAllowedError
from claims.models import SavedView
from claims.permissions import has_role
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_VIEWS = 50


def keep(*, name: str, path: str, query: str, shared: bool, actor: User) -> SavedView:
    """Keep a list as it is narrowed now; the same name again replaces one's own."""
    name = one_line(name, limit=81)
    if not name or len(name) > 80:
        raise InvalidInputError("Name the view, in up to 80 characters.", field="name")
    try:
        given = parse_qsl(query, max_num_fields=100)  # blank values are left out
    except ValueError as error:
        raise InvalidInputError("This view cannot be kept.", field="name") from error
    kept = urlencode([(field, value) for field, value in given if field != "page"])
    if len(kept) > 1000:
        raise InvalidInputError("This view is too long to be kept.", field="name")
    others = SavedView.objects.filter(owner=actor).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise InvalidInputError(
            f"You keep {MOST_VIEWS} views; remove one first.", field="name"
        )
    try:
        with transaction.atomic():
            view, _ = SavedView.objects.update_or_create(
                owner=actor,
                name=name,
                defaults={"path": path, "query": kept, "shared": shared},
            )
    except IntegrityError as error:
        raise ConflictError("You kept a view of this name at this moment.") from error
    return view


def remove(view: SavedView, *, actor: User) -> None:
    """Forget a view of one's own; an editor may forget a shared one."""
    own = view.owner_id == actor.pk
    if not own and not (view.shared and has_role(actor, Role.EDITOR)):
        raise NotAllowedError("This view is somebody else's.")
    view.delete()
