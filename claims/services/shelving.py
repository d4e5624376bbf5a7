"""A library document's passages, stored in the transaction that stores it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from claims.engine.finding.shelving import Shelf, counted
from claims.models import ReferenceDocument, ReferencePassage

_COUNT = """
    INSERT INTO claims_libraryterm (term, passages) VALUES (%s, %s)
    ON CONFLICT (term) DO UPDATE
    SET passages = claims_libraryterm.passages + excluded.passages
"""


def store(document: ReferenceDocument, shelves: Sequence[Shelf]) -> None:
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
    with connection.cursor() as cursor:  # sorted: two documents never wait in a ring
        cursor.executemany(_COUNT, sorted(counted(shelves).items()))
