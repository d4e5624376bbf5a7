"""Rounds of asking: what was asked and how it ended stays when it is asked again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from claims.models import EarlierSearch, SourceJob
from claims.vocabulary import SearchOutcome

#: What of a search is about its newest round alone.
COLUMNS = ("outcome", "reason", "queries", "documents", "asked_at", "finished_at")


def keep(searches: QuerySet[SourceJob]) -> None:
    """Put the rounds that ended on record, before another takes their place."""
    EarlierSearch.objects.bulk_create(
        [
            EarlierSearch(
                source_job=one,
                run=one.run,
                worded=bool(one.wording),
                **{name: getattr(one, name) for name in COLUMNS},
            )
            for one in searches.exclude(outcome=SearchOutcome.PENDING)
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def begun() -> dict[str, Any]:
    """The columns of a round that has only begun."""
    return {
        "outcome": SearchOutcome.PENDING,
        "reason": "",
        "queries": [],
        "documents": 0,
        "asked_at": Now(),
        "finished_at": None,
    }
