"""The library's full-text search: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.db import connection
from django.db.models import Case, QuerySet, Value, When

from claims.models import ReferenceDocument
from claims.providers.library import LibraryDocument, LibraryHit

MAX_TERMS = 16
MOST_FOUND = 200

_SQLITE = """
    SELECT rowid, bm25(claims_library_fts, 4.0, 1.0) AS rank
    FROM claims_library_fts WHERE claims_library_fts MATCH %s
    ORDER BY rank LIMIT %s
"""
_POSTGRES = """
    SELECT id, -ts_rank_cd(search, query) AS rank
    FROM claims_referencedocument, to_tsquery('english', %s) AS query
    WHERE search @@ query
    ORDER BY rank, id LIMIT %s
"""


def search_library(terms: Sequence[str], limit: int) -> list[LibraryHit]:
    """Documents that hold any of the terms, best first; terms are words, not syntax."""
    words = _words(terms)
    if not words:
        return []
    sqlite = connection.vendor == "sqlite"
    match = " OR ".join(f'"{w}"' for w in words) if sqlite else " | ".join(words)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if sqlite else _POSTGRES, [match, limit])
        ranked = [row[0] for row in cursor.fetchall()]
    documents = ReferenceDocument.objects.defer("text").in_bulk(ranked)
    return [_hit(documents[pk]) for pk in ranked if pk in documents]


def library_documents(words: str) -> QuerySet[ReferenceDocument]:
    """The library's documents without their texts; those with any word, or all."""
    documents = ReferenceDocument.objects.defer("text")
    if not words:
        return documents
    found = [int(hit.key) for hit in search_library(words.split(), MOST_FOUND)]
    rank = Case(*(When(pk=pk, then=Value(n)) for n, pk in enumerate(found)), default=0)
    return documents.filter(pk__in=found).order_by(rank)


def library_document(key: str) -> LibraryDocument | None:
    document = ReferenceDocument.objects.filter(pk=int(key)).first()
    return None if document is None else _document(document)


def _words(terms: Sequence[str]) -> list[str]:
    """Letters and digits only, so that nothing of a query's syntax gets through."""
    found: dict[str, None] = {}
    for term in terms:
        for word in "".join(c if c.isalnum() else " " for c in term).split():
            found.setdefault(word.lower(), None)
    return list(found)[:MAX_TERMS]


def _hit(document: ReferenceDocument) -> LibraryHit:
    return LibraryHit(
        key=str(document.pk),
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        published_at=_published(document),
        licence=document.licence or "own",
    )


def _document(document: ReferenceDocument) -> LibraryDocument:
    return LibraryDocument(
        key=str(document.pk),
        title=document.title,
        text=document.text,
        url=document.url,
        publisher=document.publisher,
        published_at=_published(document),
        stored_at=document.created_at,
        licence=document.licence or "own",
        language=document.language,
    )


def _published(document: ReferenceDocument) -> datetime | None:
    day = document.published_on
    return None if day is None else datetime.combine(day, time(), UTC)
