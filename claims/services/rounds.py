"""Rounds of asking: what was asked and how it ended stays when it is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.db.models.functions import Now

from claims.documents.text import one_line
from claims.errors import InvalidInputError
from claims.models import Claim, EarlierSearch, SourceJob, WithheldSearch
from claims.permissions import require
from claims.services import away
from claims.vocabulary import Role, SearchOutcome

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = 300


@away.writes
def withhold(
    claim: Claim, *, provider: str, run: int, reason: str, actor: User
) -> WithheldSearch:
    """Keep the questions of one round from readers, who are told why; for good."""
    require(actor, Role.EDITOR)
    told = one_line(reason, limit=REASON + 1)
    if not told or len(told) > REASON:
        raise InvalidInputError(
            f"Say why, in at most {REASON} characters.", field="reason"
        )
    search = claim.source_jobs.filter(provider=provider).first()
    if search is None or not (
        search.run == run or search.earlier.filter(run=run).exists()
    ):
        raise InvalidInputError("No such round.", field="run")
    kept, _ = WithheldSearch.objects.get_or_create(
        source_job=search, run=run, defaults={"reason": told, "actor": actor}
    )
    return kept


#: What of a search is about its newest round alone.
COLUMNS = ("outcome", "reason", "queries", "documents", "asked_at", "finished_at")


def keep(searches: QuerySet[SourceJob]) -> None:
    """Put the rounds that ended on record, before another takes their place."""
    ended = searches.exclude(outcome=SearchOutcome.PENDING).order_by("pk")
    EarlierSearch.objects.bulk_create(
        [
            EarlierSearch(source_job_id=pk, worded=bool(wording), **kept)
            for pk, wording, kept in (
                (one.pop("pk"), one.pop("wording"), one)
                for one in ended.values("pk", "wording", "run", *COLUMNS)
            )
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
