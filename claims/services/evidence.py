"""Evidence: the passage, the number in it, and what arithmetic says about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import conf
from claims.documents.text import normalise, trimmed
from claims.engine import language_of
from claims.engine.reasoning.compare import suggested_stance
from claims.engine.reasoning.passages import find_passages
from claims.engine.reasoning.quantities import in_context
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.reasoning.twotimes import TwoTimes, two_times
from claims.engine.types import Passage, Quantity
from claims.errors import InvalidInputError, TransitionError
from claims.models import Claim, Evidence, Snapshot, Source
from claims.permissions import require
from claims.services import tolerances
from claims.services.ingest import check_url
from claims.services.numbers import COMPARABLE, MEANT, columns
from claims.vocabulary import ClaimStatus, Relation, Role, SearchOutcome, Stance

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.services.checks import Checked

CLOSED = {ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED}
MANUAL = "reviewer"
NO_NUMBER = "The passage states no number about this claim."


@dataclass(frozen=True, slots=True)
class Found:
    """A document a provider gave us and the passages in it about the claim."""

    url: str
    title: str
    publisher: str
    published_at: datetime | None
    retrieved_at: datetime
    language: str
    licence: str
    media_type: str
    content: bytes
    text: str
    passages: tuple[Passage, ...]
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """How asking one provider about one claim ended."""

    outcome: SearchOutcome
    queries: tuple[str, ...] = ()
    reason: str = ""
    documents: int = 0
    found: tuple[Found, ...] = ()
    checks: tuple[Checked, ...] = ()


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


def not_asked(reason: str) -> Searched:
    return Searched(outcome=SearchOutcome.NOT_ASKED, reason=reason)


def claim_quantity(claim: Claim) -> Quantity:
    """The claim's number with what its sentence says about place, side and share."""
    published = claim.article.published_at
    stated = claim.quantity(as_of=published.date() if published else None)
    return in_context(stated, claim.statement)


def store_found(claim: Claim, provider: str, found: Sequence[Found]) -> None:
    """Write what a search brought; what is there already stays as it is."""
    if not found:
        return
    policy = tolerances.policy_for(claim)
    for one in found:
        source = _source(one, provider)
        Evidence.objects.bulk_create(
            (_evidence(claim, source, passage, policy) for passage in one.passages),
            ignore_conflicts=True,
        )
    tolerances.follow(policy.version)


def attach(claim: Claim, data: EvidenceData, *, actor: User) -> tuple[Evidence, bool]:
    """Keep a passage a person found, its numbers read and compared at once.

    The evidence, and whether it is new: the same passage of one place counts once.
    """
    require(actor, Role.REVIEWER)
    if claim.status in CLOSED:
        raise TransitionError(
            f"This claim is {ClaimStatus(claim.status).label.lower()}: "
            "no evidence can be added."
        )
    quote = trimmed(normalise(data.quote))
    if not quote:
        raise InvalidInputError(
            "Paste the passage that is the evidence.", field="quote"
        )
    if len(quote) > conf.LIMITS.quote_chars:
        raise InvalidInputError(
            f"The passage is longer than {conf.LIMITS.quote_chars:,} characters.",
            field="quote",
        )
    if data.stance and data.stance not in Stance.values:
        raise InvalidInputError("No such stance.", field="stance")
    if data.url:
        check_url(data.url)
    elif not trimmed(data.title):
        raise InvalidInputError(
            "Say where the passage stands: an address or a title.", field="url"
        )
    published = data.published_at
    found = Found(
        url=data.url,
        title=trimmed(data.title)[:300],
        publisher=trimmed(data.publisher)[:200],
        published_at=published,
        retrieved_at=timezone.now(),
        language="",
        licence="",
        media_type="text/plain",
        content=quote.encode(),
        text=quote,
        passages=find_passages(
            claim_quantity(claim),
            quote,
            language=language_of(quote) or claim.article.language,
            as_of=published.date() if published else None,
            context=claim.statement,
            about=claim.article.title,
            heading=data.title,
            limit=1,
            floor=Decimal(0),  # a person chose the passage: its number is read
        ),
    )
    source = _source(found, MANUAL)
    row = (
        _evidence(
            claim,
            source,
            found.passages[0],
            tolerances.policy_for(claim),
            whole=quote,
        )
        if found.passages
        else _without_number(claim, source, quote)
    )
    row.stance, row.note, row.added_by = data.stance, data.note.strip(), actor
    try:
        with transaction.atomic():
            row.save()
            tolerances.follow(row.policy)
    except IntegrityError:  # it is there already
        return Evidence.objects.get(claim=claim, fingerprint=row.fingerprint), False
    return row, True


def set_stance(
    evidence: Evidence, stance: str, *, actor: User, note: str | None = None
) -> None:
    """A person's reading of a passage, beside the machine's suggestion."""
    require(actor, Role.REVIEWER)
    if stance and stance not in Stance.values:
        raise InvalidInputError("No such stance.", field="stance")
    if evidence.claim.status == ClaimStatus.PUBLISHED:
        raise TransitionError("This claim is published: its evidence stays as it is.")
    changes = {"stance": stance} | ({} if note is None else {"note": note.strip()})
    Evidence.objects.filter(pk=evidence.pk).update(**changes)
    evidence.refresh_from_db()


def _source(found: Found, provider: str) -> Source:
    sha256 = hashlib.sha256(found.content).hexdigest()
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=sha256,
        defaults={
            "media_type": found.media_type,
            "content": found.content,
            "text": found.text,
        },
    )
    source, _ = Source.objects.get_or_create(
        provider=provider,
        url=found.url,
        title=found.title[:300],
        snapshot=snapshot,
        defaults={
            "publisher": found.publisher[:200],
            "published_at": found.published_at,
            "retrieved_at": found.retrieved_at,
            "language": found.language,
            "licence": found.licence[:100],
            "captured_at": found.captured_at,
        },
    )
    return source


def _evidence(
    claim: Claim,
    source: Source,
    passage: Passage,
    policy: TolerancePolicy,
    *,
    whole: str = "",
) -> Evidence:
    quantity = passage.quantity
    comparison = two_times(claim_quantity(claim), quantity, policy=policy)
    start, end, quote = passage.start, passage.end, passage.quote
    if whole:
        start, end, quote = 0, len(whole), whole
    return Evidence(
        claim=claim,
        source=source,
        quote=quote,
        start=start,
        end=end,
        number_start=passage.number_start,
        number_end=passage.number_end,
        as_of=quantity.as_of,
        readback=passage.readback,
        score=passage.score,
        known_on=quantity.known,
        **columns(quantity, (*COMPARABLE, *MEANT)),
        **compared_columns(comparison),
        fingerprint=_fingerprint(source, start, end, passage.number_start),
    )


def compared_columns(found: TwoTimes) -> dict[str, Any]:
    """What comparing said, in the columns of evidence."""
    said, now = found.said, found.now
    return {
        "relation": said.outcome,
        "gate": said.gate,
        "difference": said.difference,
        "explanation": said.explanation,
        "policy": said.policy,
        "suggested_stance": suggested_stance(said),
        "relation_now": now.outcome if now else "",
        "explanation_now": now.explanation if now else "",
    }


def _without_number(claim: Claim, source: Source, quote: str) -> Evidence:
    return Evidence(
        claim=claim,
        source=source,
        quote=quote,
        start=0,
        end=len(quote),
        relation=Relation.NOT_COMPARABLE,
        gate="value",
        explanation=NO_NUMBER,
        suggested_stance=Stance.CONTEXT,
        fingerprint=_fingerprint(source, 0, len(quote), None),
    )


def _fingerprint(source: Source, start: int, end: int, number: int | None) -> str:
    """The same passage of the same address counts once, whoever brought it."""
    parts = (source.url or source.title, source.snapshot.sha256, start, end, number)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
