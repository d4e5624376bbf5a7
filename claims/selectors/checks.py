"""Checks others have published: found by words, in the same way on both databases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from claims.models import Claim, PriorCheck, PublishedReview, ReviewLoad
from claims.providers.claimreview_feed import Loaded
from claims.providers.published import PublishedCheck, words_of
from claims.vocabulary import SameNumber

MAX_WORDS = 10
#: So many rows are ranked by the database, and then by us, alike on both.
POOL = 300

_SQLITE = """
    SELECT review.id
    FROM claims_review_fts AS found
    CROSS JOIN claims_publishedreview AS review ON review.id = found.rowid
    WHERE claims_review_fts MATCH %s AND review.load_id = %s
    ORDER BY bm25(claims_review_fts), review.id DESC LIMIT %s
"""
_POSTGRES = """
    SELECT id FROM claims_publishedreview, CAST(%s AS tsquery) AS query
    WHERE search @@ query AND load_id = %s
    ORDER BY ts_rank(search, query) DESC, id DESC LIMIT %s
"""


def load_in_force() -> ReviewLoad | None:
    return ReviewLoad.objects.filter(in_force=True).first()


def loaded_reviews() -> Loaded | None:
    load = load_in_force()
    if load is None or load.checked_at is None:
        return None
    return Loaded(load.rows, load.checked_at)


def search_reviews(terms: Sequence[str], limit: int) -> list[PublishedCheck]:
    """Reviews that share two of the words at least (one, if there is but one), those
    that share most of them first."""
    load = load_in_force()
    words = list(dict.fromkeys(words_of(" ".join(terms))))[:MAX_WORDS]
    if load is None or not words:
        return []
    if connection.vendor == "sqlite":
        sql, match = _SQLITE, _pairs(words, quote='"', both=" AND ", either=" OR ")
    else:
        sql, match = _POSTGRES, _pairs(words, quote="'", both=" & ", either=" | ")
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, load.pk, POOL])
        found = [row[0] for row in cursor.fetchall()]
    asked = set(words)
    rows = sorted(
        PublishedReview.objects.filter(pk__in=found),
        key=lambda row: (
            -len(asked.intersection(row.words.split())),
            len(row.words),
            row.fingerprint,
        ),
    )
    return [_check(row) for row in rows[:limit]]


def prior_checks_of(claim: Claim) -> QuerySet[PriorCheck]:
    """Those about the claim's number first, then the newest."""
    order = Case(
        *(When(number=value, then=Value(n)) for n, value in enumerate(SameNumber)),
        output_field=IntegerField(),
    )
    return claim.prior_checks.order_by(
        order, F("reviewed_on").desc(nulls_last=True), "pk"
    )


def _pairs(words: Sequence[str], *, quote: str, both: str, either: str) -> str:
    """Any two of the words, in a database's own syntax: they are letters and digits."""
    quoted = [f"{quote}{word}{quote}" for word in words]
    if len(quoted) == 1:
        return quoted[0]
    return either.join(
        f"({word}{both}({either.join(quoted[n:])}))"
        for n, word in enumerate(quoted[:-1], start=1)
    )


def _check(row: PublishedReview) -> PublishedCheck:
    return PublishedCheck(
        url=row.url,
        claim=row.claimed,
        publisher=row.publisher,
        rating=row.rating,
        reviewed_on=row.reviewed_on,
        claimed_on=row.claimed_on,
    )
