"""Rows by their number, as the addresses of pages name them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from claims.services import away

Row = TypeVar("Row", bound=Model)


def row_or_404(rows: QuerySet[Row], **lookup: Any) -> Row:
    """The row; InTrashError where it belongs to what lies in the trash."""
    if (found := away.look_up(rows, **lookup)) is None:
        raise Http404
    return found
