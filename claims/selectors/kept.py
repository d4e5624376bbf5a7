"""Rows about claims of the newsroom's own work, for everything that counts.

Not of articles in the trash, and not of those for calibration.
"""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from claims.models import Claim

Row = TypeVar("Row", bound=Model)


def kept(model: type[Row]) -> QuerySet[Row]:
    """Claims, or what hangs on one; in no order."""
    rows = model._default_manager.order_by()
    if model is Claim:
        return rows.filter(calibration=False)
    return rows.filter(claim__in_trash=False, claim__calibration=False)
