"""What people said of the origins of a claim's evidence."""

from __future__ import annotations

from datetime import datetime

from claims.models import Claim, RootChoice


def root_choices(claim: Claim, *, until: datetime | None = None) -> list[RootChoice]:
    """Oldest first; the newest of a piece of evidence counts."""
    rows = RootChoice.objects.filter(evidence__claim=claim).select_related("actor")
    if until is not None:
        rows = rows.filter(created_at__lte=until)
    return list(rows.order_by("pk"))
