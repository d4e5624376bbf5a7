"""A library document's passages, stored in the transaction that stores it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection, transaction

from claims.engine.finding.shelving import Shelf, counted, shelve
from claims.models import LibraryTerm, ReferenceDocument, ReferencePassage

_COUNT = """
    INSERT INTO claims_libraryterm (term, passages) VALUES (%s, %s)
    ON CONFLICT (term) DO UPDATE
    SET passages = claims_libraryterm.passages + excluded.passages
"""


def store(document: ReferenceDocument, shelves: Sequence[Shelf]) -> None:
    _put(document, shelves)
    with connection.cursor() as cursor:  # sorted: two documents never wait in a ring
        cursor.executemany(_COUNT, sorted(counted(shelves).items()))


def index_again() -> int:
    """Cut and read every document by the rules of this release; how many there were.

    A document at a time, each found as before until its new passages are there.
    """
    done = 0
    for pk in ReferenceDocument.objects.order_by("pk").values_list("pk", flat=True):
        document = ReferenceDocument.objects.get(pk=pk)
        shelves = shelve(document.text, document.title, document.language)
        with transaction.atomic():
            document.passages.all().delete()
            _put(document, shelves)
        done += 1
    _count_again()
    return done


def _count_again() -> None:
    counts: Counter[str] = Counter()
    with transaction.atomic():
        LibraryTerm.objects.all().delete()
        terms = ReferencePassage.objects.order_by().values_list("terms", flat=True)
        for line in terms.iterator(chunk_size=2_000):
            counts.update(("", *line.split(" ")))
        LibraryTerm.objects.bulk_create(
            (LibraryTerm(term=term, passages=n) for term, n in counts.items()),
            batch_size=500,
        )


def _put(document: ReferenceDocument, shelves: Sequence[Shelf]) -> None:
    ReferencePassage.objects.bulk_create(
        (
            ReferencePassage(
                document=document,
                start=one.start,
                text=one.text,
                terms=" ".join(one.terms),
            )
            for one in shelves
        ),
        batch_size=500,
    )
