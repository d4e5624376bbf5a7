"""A passage a person pastes: kept as it is, its number read and compared at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from claims import conf
from claims.documents.text import normalise, one_line, trimmed
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Evidence, Source
from claims.permissions import require
from claims.services import away, judging, tolerances
from claims.services.evidence.choosing import meant
from claims.services.evidence.found import Found
from claims.services.evidence.keeping import (
    CLOSED,
    MANUAL,
    kept_once,
    row_of,
    source_of,
    without_number,
)
from claims.services.evidence.stances import check_stance
from claims.services.ingest import check_url
from claims.vocabulary import ClaimStatus, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class EvidenceData:
    """Evidence a person brings: a passage, and where it stands."""

    quote: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    stance: str = ""
    note: str = ""
    tier: str = ""  # what kind of source it is
    number_start: int | None = None  # where in the quote its number begins
    ask: bool = False  # be asked which number of several is meant


@away.writes
def attach(claim: Claim, data: EvidenceData, *, actor: User) -> tuple[Evidence, bool]:
    """Keep a passage a person found, its numbers read and compared at once.

    The evidence, and whether it is new: the same passage of one place counts once.
    Of several numbers the one at `number_start` is meant, or else the likeliest; with
    `ask` SeveralNumbersError asks which.
    """
    check_open(claim, actor)
    quote = checked_quote(data.quote)
    check_stance(claim, data.stance, data.note)
    judging.check(data.tier)
    title = one_line(data.title)
    if data.url:
        check_url(data.url)
    elif not title:
        raise InvalidInputError(
            "Say where the passage stands: an address or a title.", field="url"
        )
    number = meant(
        claim,
        Source(title=title, published_at=data.published_at),
        quote,
        data.number_start,
        ask=data.ask,
    )
    found = Found(
        url=data.url,
        title=title,
        publisher=one_line(data.publisher, limit=200),
        published_at=data.published_at,
        retrieved_at=timezone.now(),
        language="",
        licence="",
        media_type="text/plain",
        content=quote.encode(),
        text=quote,
        passages=(number,) if number else (),
    )
    source = source_of(found, MANUAL)
    ends = (0, len(quote))
    if number:
        policy = tolerances.policy_for(claim)
        row = row_of(claim, source, number, policy, whole=ends)
    else:
        row = without_number(claim, source, *ends)
    row.stance, row.note, row.added_by = data.stance, data.note.strip(), actor
    kept = kept_once(row)
    if data.tier:
        judging.judge(source, tier=data.tier, actor=actor)
    return kept


def check_open(claim: Claim, actor: User) -> None:
    """Raise when this person cannot add evidence to the claim as it stands."""
    require(actor, Role.REVIEWER)
    if claim.status in CLOSED:
        raise TransitionError(
            f"This claim is {ClaimStatus(claim.status).label.lower()}: "
            "no evidence can be added."
        )


def checked_quote(given: str) -> str:
    quote = trimmed(normalise(given))
    if not quote:
        raise InvalidInputError(
            "Paste the passage that is the evidence.", field="quote"
        )
    if len(quote) > conf.LIMITS.quote_chars:
        raise InvalidInputError(
            f"The passage is longer than {conf.LIMITS.quote_chars:,} characters.",
            field="quote",
        )
    return quote
