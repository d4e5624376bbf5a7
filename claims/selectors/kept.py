"""Rows about claims whose articles are not in the trash, for everything that counts."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from claims.models import Claim

Row = TypeVar("Row", bound=Model)


def kept(model: type[Row]) -> QuerySet[Row]:
    """Claims, or what hangs on one; in no order."""
    rows = model._default_manager.order_by()
    return rows if model is Claim else rows.filter(claim__in_trash=False)
