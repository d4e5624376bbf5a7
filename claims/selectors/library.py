"""The library: passages found by index and ranked by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import islice

from django.db import connection
from django.db.models import Case, QuerySet, Value, When

from claims.engine import extract
from claims.engine.finding.ranking import READ, Shelved, by_subject, by_words
from claims.engine.finding.wanted import Wanted
from claims.engine.reasoning.quantities import quantity_of
from claims.models import LibraryTerm, ReferenceDocument, ReferencePassage
from claims.providers.library import LibraryDocument, LibraryHit

MOST_FOUND = 200
#: Words are looked up, the rarest first, until so many passages hold one of them.
_LOOKED_AT = 2_000
#: A number alone finds nothing: one of so many other words must stand beside it.
_BESIDE_NUMBER = 6

_SQLITE = """
    SELECT passage.id, passage.document_id, passage.terms
    FROM claims_passage_fts AS fts
    JOIN claims_referencepassage AS passage ON passage.id = fts.rowid
    WHERE claims_passage_fts MATCH %s LIMIT %s
"""
_POSTGRES = """
    SELECT id, document_id, terms FROM claims_referencepassage
    WHERE search @@ %s::tsquery LIMIT %s
"""


def search_passages(wanted: Wanted, limit: int) -> list[Shelved]:
    """The passages that say most of the claim's thing, place and time, best first."""
    return by_subject(wanted, _with_texts(_by_words(wanted)[:READ]))[:limit]


def search_library(wanted: Wanted, limit: int) -> list[LibraryHit]:
    """The documents of those passages, each with its best one."""
    best = _by_document(search_passages(wanted, READ))
    chosen = dict(islice(best.items(), limit))
    documents = ReferenceDocument.objects.defer("text").in_bulk(list(chosen))
    return [_hit(documents[pk], one.text) for pk, one in chosen.items()]


def library_documents(words: str) -> QuerySet[ReferenceDocument]:
    """The library's documents without their texts; those with any word, or all."""
    documents = ReferenceDocument.objects.defer("text")
    if not words:
        return documents
    number = next((quantity_of(one) for one in extract(words).claims), None)
    found = list(_by_document(_by_words(Wanted(words, number))))[:MOST_FOUND]
    rank = Case(*(When(pk=pk, then=Value(n)) for n, pk in enumerate(found)), default=0)
    return documents.filter(pk__in=found).order_by(rank)


def library_document(key: str) -> LibraryDocument | None:
    document = ReferenceDocument.objects.filter(pk=int(key)).first()
    return None if document is None else _document(document)


# Passages ------------------------------------------------------------------------


def _by_words(wanted: Wanted) -> list[Shelved]:
    counts = _counts(("", *wanted.words, *wanted.numbers))
    asked = _asked(wanted, counts)
    if not asked:
        return []
    return by_words(wanted, _looked_up(asked), counts, counts[""])


def _counts(terms: Iterable[str]) -> dict[str, int]:
    rows = LibraryTerm.objects.filter(term__in=list(terms))
    return dict(rows.values_list("term", "passages"))


def _asked(wanted: Wanted, counts: Mapping[str, int]) -> list[list[list[str]]]:
    """Any of the rarest words; or the number and any of the words that are common.

    An OR of ANDs of ORs.  However large the library, so many passages are looked at.
    """
    words = sorted((w for w in wanted.words if w in counts), key=lambda w: counts[w])
    numbers = [key for key in wanted.numbers if key in counts]
    rare: list[str] = []
    room = _LOOKED_AT
    for word in words:
        room -= counts[word]
        if rare and room < 0:
            break
        rare.append(word)
    common = words[len(rare) :][:_BESIDE_NUMBER]
    parts = [[rare]] if rare else []
    return parts + ([[numbers, common]] if numbers and common else [])


def _looked_up(asked: Sequence[Sequence[Sequence[str]]]) -> list[Shelved]:
    sqlite = connection.vendor == "sqlite"
    either, both, mark = (" OR ", " AND ", '"') if sqlite else (" | ", " & ", "'")
    match = either.join(
        f"({both.join(f'({either.join(mark + t + mark for t in some)})' for some in all_)})"
        for all_ in asked
    )
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if sqlite else _POSTGRES, [match, 2 * _LOOKED_AT])
        return [
            Shelved(pk, document, frozenset(terms.split(" ")))
            for pk, document, terms in cursor.fetchall()
        ]


def _with_texts(found: Sequence[Shelved]) -> list[Shelved]:
    rows = (
        ReferencePassage.objects.select_related("document")
        .defer("document__text")
        .in_bulk([one.key for one in found])
    )
    return [
        replace(
            one,
            text=rows[one.key].text,
            heading=rows[one.key].document.title,
            language=rows[one.key].document.language,
            published=rows[one.key].document.published_on,
        )
        for one in found
        if one.key in rows
    ]


def _by_document(passages: Iterable[Shelved]) -> dict[int, Shelved]:
    """The best passage of each document, in the order of these."""
    best: dict[int, Shelved] = {}
    for passage in passages:
        best.setdefault(passage.document, passage)
    return best


# Documents -----------------------------------------------------------------------


def _hit(document: ReferenceDocument, passage: str) -> LibraryHit:
    return LibraryHit(
        key=str(document.pk),
        title=document.title,
        snippet=passage,
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
