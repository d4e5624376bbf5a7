"""The newsroom's own reference documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from claims import conf
from claims.documents.text import normalise, one_line, trimmed
from claims.engine.finding.shelving import shelve
from claims.errors import InvalidInputError, TooLargeError
from claims.models import ReferenceDocument
from claims.permissions import require
from claims.services import shelving
from claims.services.ingest import check_language, check_url
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class ReferenceData:
    text: str
    title: str
    publisher: str = ""
    url: str = ""
    published_on: date | None = None
    language: str = "en"
    licence: str = ""


def add_reference(
    data: ReferenceData, *, actor: User | None
) -> tuple[ReferenceDocument, bool]:
    """Keep a document to be searched; the same text twice is one document."""
    if actor is not None:
        require(actor, Role.REVIEWER)
    text = trimmed(normalise(data.text))
    if not text:
        raise InvalidInputError("The document is empty.", field="text")
    if len(text) > conf.LIMITS.text_chars:
        raise TooLargeError(
            f"The document is longer than {conf.LIMITS.text_chars:,} characters.",
            field="text",
        )
    title = one_line(data.title)
    if not title:
        raise InvalidInputError("Give the document a title.", field="title")
    if data.url:
        check_url(data.url)
    check_language(data.language)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if known := ReferenceDocument.objects.filter(text_sha256=sha256).first():
        return known, False
    shelves = shelve(text, title, data.language)
    with transaction.atomic():
        document, new = ReferenceDocument.objects.get_or_create(
            text_sha256=sha256,
            defaults={
                "text": text,
                "title": title,
                "publisher": one_line(data.publisher, limit=200),
                "url": data.url,
                "published_on": data.published_on,
                "language": data.language,
                "licence": one_line(data.licence, limit=100),
            },
        )
        if new:
            shelving.store(document, shelves)
    return document, new
