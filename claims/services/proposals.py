"""Passages of a document a person may choose from, as evidence not stored yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from claims.engine.types import Passage
from claims.models import Attachment, Claim, Evidence, Source
from claims.services.evidence.choosing import likeliest

#: Passages a person is shown to choose from.
PROPOSED = 8
_A_PERSONS = {"stance", "note", "added_by", "added_at", "standing"}
_FIELDS: Mapping[str, models.Field[Any, Any]] = {
    field.name: field
    for field in Evidence._meta.concrete_fields
    if field.name not in {"id", "claim", "source", *_A_PERSONS}
}


def best_passages(claim: Claim, source: Source, text: str) -> tuple[Passage, ...]:
    """The likeliest to say something of the claim's number, comparable ones first."""
    return likeliest(claim, source, text)[:PROPOSED]


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
