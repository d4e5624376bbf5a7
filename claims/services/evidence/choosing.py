"""Which number of a passage is meant: a person says it, or the likeliest is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.engine import language_of
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.passages import find_passages
from claims.engine.types import Passage
from claims.errors import NumberMeant, SeveralNumbersError
from claims.models import Claim, Evidence, Source
from claims.services import tolerances
from claims.services.evidence.found import claim_quantity
from claims.vocabulary import Relation

#: Numbers of a text that are compared to find the likeliest.
LOOKED_AT = 60
WHICH = "The passage has several numbers: choose the one that is the evidence."
NONE_THERE = "No number of the passage begins there."


def find_in(
    claim: Claim, source: Source, text: str, *, floor: Decimal, limit: int
) -> tuple[Passage, ...]:
    published = source.published_at
    return find_passages(
        claim_quantity(claim),
        text,
        language=source.language or language_of(text) or claim.article.language,
        as_of=published.date() if published else None,
        context=claim.statement,
        about=claim.article.title,
        heading=source.title,
        limit=limit,
        floor=floor,
    )


def likeliest(claim: Claim, source: Source, text: str) -> tuple[Passage, ...]:
    """Every number of a text a person chose, those that can be compared first.

    It was brought for this claim, so what its words leave open is about it.
    """
    quantity, policy = claim_quantity(claim), tolerances.policy_for(claim)
    found = find_in(claim, source, text, floor=Decimal(0), limit=LOOKED_AT)

    def silent(passage: Passage) -> bool:
        said = compare(quantity, passage.quantity, policy=policy)
        return said.outcome == Relation.NOT_COMPARABLE

    return tuple(sorted(found, key=silent))


def meant(
    claim: Claim, source: Source, text: str, number_start: int | None, *, ask: bool
) -> Passage | None:
    """The number that begins there, None where there is none at all.

    Where nobody said, it is the likeliest; or, with `ask`, a person is asked which.
    """
    found = likeliest(claim, source, text)
    if number_start is not None:
        for one in found:
            if one.number_start == number_start:
                return one
        raise SeveralNumbersError(NONE_THERE, numbers=_told(claim, found))
    if ask and len(found) > 1:
        raise SeveralNumbersError(WHICH, numbers=_told(claim, found))
    return found[0] if found else None


def _told(claim: Claim, found: Sequence[Passage]) -> list[NumberMeant]:
    quantity, policy = claim_quantity(claim), tolerances.policy_for(claim)
    return [
        NumberMeant(
            one.number_start,
            one.quantity.surface,
            compare(quantity, one.quantity, policy=policy).explanation,
        )
        for one in found
    ]


def others_in(evidence: Evidence) -> list[Passage]:
    """The numbers of a kept passage that are not its own, their places in the quote."""
    if evidence.number_start is None:
        return []
    own = evidence.number_start - evidence.start
    found = likeliest(evidence.claim, evidence.source, evidence.quote)
    return [one for one in found if one.number_start != own]


def moved(passage: Passage, by: int) -> Passage:
    """The same passage in a text it stands in the midst of."""
    return replace(
        passage,
        start=passage.start + by,
        end=passage.end + by,
        number_start=passage.number_start + by,
        number_end=passage.number_end + by,
    )
