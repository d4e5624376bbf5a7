"""What a person says of a source: what kind it is, and whose interest it may serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from claims import selectors
from claims.documents.text import one_line
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Source, SourceJudgement
from claims.permissions import require
from claims.services import away, standards
from claims.vocabulary import ClaimStatus, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

INTEREST = 500


def check(tier: str, known: standards.Standards | None = None) -> None:
    """Raise where the newsroom has no such word; an empty one says nothing."""
    words = (known or standards.in_use()).by_slug
    if tier and tier not in words:
        raise InvalidInputError(f"Choose one of: {', '.join(words)}.", field="tier")


@away.writes
def judge(
    source: Source,
    *,
    actor: User,
    tier: str | None = None,
    interest: str | None = None,
) -> SourceJudgement | None:
    """Keep it, with what it was before; None where that changes nothing.

    An empty tier gives the question back to the source's place.  It is about the
    document, so every claim it is evidence for sees it; published pages keep theirs.
    """
    require(actor, Role.REVIEWER)
    known = standards.in_use()
    told = None if interest is None else one_line(interest, limit=INTEREST + 1)
    if told is not None and len(told) > INTEREST:
        raise InvalidInputError(f"At most {INTEREST} characters.", field="interest")
    check(tier or "", known)
    with transaction.atomic():
        stored = Source.objects.select_for_update(no_key=True).get(pk=source.pk)
        new = stored.tier if tier is None else tier
        why = stored.interest if told is None else told
        if (new, why) == (stored.tier, stored.interest):
            return None
        if why and why != stored.interest:
            _check_unled(stored)
        before, was = known.tier_of(stored).label, stored.interest
        stored.tier, stored.interest = new, why
        stored.save(update_fields=["tier", "interest"])
        made = SourceJudgement.objects.create(
            source=stored,
            before=before,
            after=known.tier_of(stored).label,
            interest_before=was,
            interest=why,
            actor=actor,
        )
    source.tier, source.interest = new, why
    return made


def _check_unled(source: Source) -> None:
    rows = Claim.objects.filter(selectors.reviewed_unled(""), evidence__source=source)
    if rows.filter(status=ClaimStatus.IN_REVIEW).exists():
        raise TransitionError(
            "Several people review a claim with this source unled by each other: whose "
            "interest it may serve is said in your review."
        )
