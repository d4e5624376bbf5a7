"""Storing evidence: one snapshot a hash, one source a state, one row a passage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction

from claims.documents import Locator
from claims.engine.reasoning.compare import suggested_stance
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.reasoning.twotimes import TwoTimes, two_times
from claims.engine.types import Passage
from claims.errors import ConflictError
from claims.models import Claim, Evidence, Snapshot, Source
from claims.services import confidential, indexing, tolerances
from claims.services.evidence.found import Found, claim_quantity
from claims.services.numbers import COMPARABLE, MEANT, columns, placed_columns
from claims.vocabulary import ClaimStatus, Relation, Stance

CLOSED = {ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED}
MANUAL = "reviewer"
TAKEN_BACK = (
    "This passage was attached and taken back; on the claim's page it is brought back."
)
NO_NUMBER = "The passage states no number about this claim."
_LOCATOR = 200


def store_found(claim: Claim, provider: str, found: Sequence[Found]) -> None:
    """Write what a search brought; what is there already stays as it is."""
    if not found:
        return
    policy = tolerances.policy_for(claim)
    # In one order: two searches that bring the same documents at once would each wait
    # for what the other one stores.
    sources = {n: source_of(found[n], provider) for n in _by_content(found)}
    for n, one in enumerate(found):
        rows = list(rows_of(claim, sources[n], one, policy))
        Evidence.objects.bulk_create(rows, ignore_conflicts=True)
        kept = Evidence.objects.filter(
            claim=claim, fingerprint__in=[row.fingerprint for row in rows]
        )
        indexing.index_evidence(kept.select_related("source"))
    tolerances.follow(policy.version)


def _by_content(found: Sequence[Found]) -> list[int]:
    return sorted(range(len(found)), key=lambda n: (_sha256(found[n]), found[n].url))


def _sha256(found: Found) -> str:
    return hashlib.sha256(found.content).hexdigest()


def source_of(found: Found, provider: str) -> Source:
    """The document in the state it was read in, stored once."""
    sha256 = _sha256(found)
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=sha256,
        defaults={
            "media_type": found.media_type,
            "content": found.content,
            "text": found.text,
            "locators": [asdict(locator) for locator in found.locators],
        },
    )
    source, is_new = Source.objects.get_or_create(
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
            "http_status": found.http_status,
            "headers": dict(found.headers),
        },
    )
    if is_new and (why := confidential.reason_for(source)):
        source.confidential = why
        source.save(update_fields=["confidential"])
    return source


def rows_of(
    claim: Claim, source: Source, found: Found, policy: TolerancePolicy
) -> Iterator[Evidence]:
    """A row a passage, each where the stored text has it.

    The same bytes may have been read into another text by an older reader; its offsets
    are the ones that count.
    """
    for passage in found.passages:
        row = row_of(claim, source, passage, policy)
        if _placed(row, source.snapshot.text):
            yield row


def row_of(
    claim: Claim,
    source: Source,
    passage: Passage,
    policy: TolerancePolicy,
    *,
    whole: tuple[int, int] | None = None,
) -> Evidence:
    """Evidence that is not stored yet; `whole` are the ends of a chosen quote."""
    quantity = passage.quantity
    comparison = two_times(claim_quantity(claim), quantity, policy=policy)
    start, end = whole or (passage.start, passage.end)
    return Evidence(
        claim=claim,
        source=source,
        quote=source.snapshot.text[start:end] if whole else passage.quote,
        start=start,
        end=end,
        number_start=passage.number_start,
        number_end=passage.number_end,
        locator=locator_at(source.snapshot, passage.number_start),
        as_of=quantity.as_of,
        readback=passage.readback,
        score=passage.score,
        known_on=quantity.known,
        **columns(quantity, (*COMPARABLE, *MEANT)),
        **placed_columns(quantity),
        **compared_columns(comparison),
        fingerprint=fingerprint(source, start, end, passage.number_start),
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


def without_number(claim: Claim, source: Source, start: int, end: int) -> Evidence:
    return Evidence(
        claim=claim,
        source=source,
        quote=source.snapshot.text[start:end],
        start=start,
        end=end,
        locator=locator_at(source.snapshot, start),
        relation=Relation.NOT_COMPARABLE,
        gate="value",
        explanation=NO_NUMBER,
        suggested_stance=Stance.CONTEXT,
        fingerprint=fingerprint(source, start, end, None),
    )


def kept_once(row: Evidence) -> tuple[Evidence, bool]:
    """The row stored, or the one that is there already; and whether it is new."""
    try:
        with transaction.atomic():
            row.save()
            indexing.index_evidence([row])
            tolerances.follow(row.policy)
    except IntegrityError:  # it is there already
        known = Evidence.every.get(claim=row.claim, fingerprint=row.fingerprint)
        if known.taken_back_at is not None:  # and is attached again
            raise ConflictError(TAKEN_BACK) from None
        return known, False
    return row, True


def locator_at(snapshot: Snapshot, offset: int) -> str:
    """The page or cell that holds the character at `offset`, or ""."""
    label = ""
    for locator in map(_locator, snapshot.locators):
        if locator.start > offset:
            break
        label = locator.label
    return label[:_LOCATOR]


def _locator(stored: Mapping[str, Any]) -> Locator:
    return Locator(**stored)


def _placed(row: Evidence, text: str) -> bool:
    """Whether the quote stands in the text; its offsets are set to where."""
    if text[row.start : row.end] == row.quote:
        return True
    at = text.find(row.quote)
    if at < 0:
        return False
    moved = at - row.start
    row.start, row.end = row.start + moved, row.end + moved
    if row.number_start is not None and row.number_end is not None:
        row.number_start, row.number_end = (
            row.number_start + moved,
            row.number_end + moved,
        )
    row.locator = locator_at(row.source.snapshot, row.start)
    row.fingerprint = fingerprint(row.source, row.start, row.end, row.number_start)
    return True


def fingerprint(source: Source, start: int, end: int, number: int | None) -> str:
    """The same passage of the same address counts once, whoever brought it."""
    parts = (source.url or source.title, source.snapshot.sha256, start, end, number)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
