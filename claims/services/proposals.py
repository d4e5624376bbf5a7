"""Passages of a document a person may choose from, as evidence not stored yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from claims.engine import language_of
from claims.engine.reasoning.passages import FLOOR, find_passages
from claims.engine.types import Passage
from claims.models import Attachment, Claim, Evidence, Source
from claims.services.evidence import claim_quantity

#: Passages a person is shown to choose from.
PROPOSED = 8
_SOME = Decimal("0.01")
_A_PERSONS = {"stance", "note", "added_by", "added_at", "standing"}
_FIELDS: Mapping[str, models.Field[Any, Any]] = {
    field.name: field
    for field in Evidence._meta.concrete_fields
    if field.name not in {"id", "claim", "source", *_A_PERSONS}
}


def best_passages(claim: Claim, source: Source, text: str) -> tuple[Passage, ...]:
    """Those surely about the claim's number; where there are none, the likeliest."""
    found = find_in(claim, source, text, floor=FLOOR, limit=PROPOSED)
    return found or find_in(claim, source, text, floor=_SOME, limit=PROPOSED)


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


def as_json(row: Evidence) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in _FIELDS}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | date) else value


def from_json(stored: Mapping[str, Any], claim: Claim, source: Source) -> Evidence:
    values = {
        name: _FIELDS[name].to_python(value)
        for name, value in stored.items()
        if name in _FIELDS
    }
    return Evidence(claim=claim, source=source, **values)


def proposals(attachment: Attachment) -> list[Evidence]:
    """The passages to choose from, as evidence that is not stored."""
    if attachment.source is None:
        return []
    return [
        from_json(stored, attachment.claim, attachment.source)
        for stored in attachment.passages
    ]
