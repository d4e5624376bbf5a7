"""Other claims that may be about the same thing: found by their keys, in bounded work.

The same on both databases: an index of terms, the rarest asked first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Max, QuerySet

from claims.engine.finding.ranking import Shelved, by_words
from claims.engine.finding.wanted import Wanted
from claims.engine.types import Quantity
from claims.models import Claim, ClaimKey

#: Rare words are looked up until so many claims hold one; common ones are counted so far.
_LOOKED_AT, _COUNTED = 2_000, 10_000
#: A number finds a claim only beside one of so many common words.
_BESIDE_NUMBER = 6
#: Claims whose keys are all read, of those that share the rarest words.
_WEIGHED = 300


def similar_claims(claim: Claim, quantity: Quantity, limit: int) -> list[Claim]:
    """Claims of any article that share most words, names and years, best first."""
    wanted = Wanted(claim.statement, quantity)
    asked = [*wanted.words, *wanted.numbers]
    counts = _counts(asked)
    found = _looked_up(claim, wanted, counts)
    if not found:
        return []
    among = Claim.objects.aggregate(last=Max("pk"))["last"] or 1
    best = [one.key for one in by_words(wanted, _shelved(found), counts, among)][:limit]
    rows = claims_with_articles(best)
    place = {pk: n for n, pk in enumerate(best)}
    return sorted(rows, key=lambda one: place[one.pk])


def claims_with_articles(pks: Iterable[int]) -> QuerySet[Claim]:
    """Of ordinary work alone: what measures reviewers is shown on no other claim."""
    rows = Claim.objects.at_work().filter(pk__in=list(pks), withdrawn=False)
    rows = rows.select_related("article")
    return rows.defer("article__text", "article__links", "article__locators")


def _counts(terms: Sequence[str]) -> dict[str, int]:
    """How many claims hold each term, counted no further than `_COUNTED`."""
    if not terms:
        return {}
    one = (
        "SELECT %s, (SELECT COUNT(*) FROM (SELECT 1 FROM claims_claimkey"
        " WHERE term = %s LIMIT %s) AS held)"
    )
    if connection.vendor == "postgresql":
        one = one.replace("%s,", "CAST(%s AS text),", 1)
    params = [value for term in terms for value in (term, term, _COUNTED)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(terms)), params)
        return {term: count for term, count in cursor.fetchall() if count}


def _looked_up(claim: Claim, wanted: Wanted, counts: dict[str, int]) -> list[int]:
    """Claims that hold any of the rarest words, or the number beside a common word;
    those that hold most of them first."""
    words = sorted((w for w in wanted.words if w in counts), key=lambda w: counts[w])
    rare: list[str] = []
    room = _LOOKED_AT
    for word in words:
        room -= counts[word]
        if rare and room < 0:
            break
        rare.append(word)
    held: dict[int, int] = defaultdict(int)
    for pk in _holding(rare, claim):
        held[pk] += 1
    common = words[len(rare) :][:_BESIDE_NUMBER]
    numbers = [key for key in wanted.numbers if key in counts]
    if numbers and common:
        beside = ClaimKey.objects.filter(term__in=common).values("claim")
        for pk in _holding(numbers, claim, claim__in=beside):
            held[pk] += 1
    first = sorted(held, key=lambda pk: (-held[pk], -pk))
    return first[:_WEIGHED]


def _holding(terms: Sequence[str], claim: Claim, **more: object) -> Iterable[int]:
    rows = ClaimKey.objects.filter(term__in=terms, **more).exclude(claim=claim.pk)
    return rows.order_by("-claim").values_list("claim", flat=True)[:_LOOKED_AT]


def _shelved(claims: Sequence[int]) -> list[Shelved]:
    terms: dict[int, list[str]] = defaultdict(list)
    rows = ClaimKey.objects.filter(claim__in=claims).values_list("claim", "term")
    for pk, term in rows:
        terms[pk].append(term)
    return [Shelved(pk, pk, frozenset(held)) for pk, held in terms.items()]
