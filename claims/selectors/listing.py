"""Claims as rows of a list, with what their evidence says counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from claims.models import Claim, ClaimQuerySet, Evidence
from claims.selectors.articles import opening
from claims.selectors.rechecks import verdict_shaken, verdict_undermined
from claims.selectors.talk import open_talks
from claims.vocabulary import Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim, and how many pieces of evidence lie how."""

    claim: Claim
    agrees: int = 0
    disagrees: int = 0
    overlaps: int = 0
    not_comparable: int = 0
    shaken: bool = False  # its verdict cites a passage that is gone
    undermined: bool = False  # it began as the proposal of one that was taken back
    talks: int = 0  # open discussions

    @property
    def evidence(self) -> int:
        return self.agrees + self.disagrees + self.overlaps + self.not_comparable


_COLUMNS = {
    Relation.INSIDE: "agrees",
    Relation.OUTSIDE: "disagrees",
    Relation.OVERLAPS: "overlaps",
    Relation.NOT_COMPARABLE: "not_comparable",
}


def for_listing(claims: ClaimQuerySet) -> ClaimQuerySet:
    """With article and holder joined, without the texts a list does not show."""
    listed: ClaimQuerySet = claims.select_related(
        "article", "holder", "assignee"
    ).annotate(article_opening=opening("article__"))
    unseen = ("article__text", "article__links", "article__locators", "contributions")
    return listed.defer(*unseen)


def in_order(pks: Iterable[int]) -> list[Claim]:
    """Claims for a list by their ids: joined for those alone, not for all that wait."""
    wanted = list(pks)
    found = {one.pk: one for one in for_listing(Claim.objects.filter(pk__in=wanted))}
    return [found[pk] for pk in wanted if pk in found]


def claim_rows(claims: Iterable[Claim], person: User) -> list[ClaimRow]:
    """One row per claim in their order, as `person` may know it; two queries for all."""
    listed = list(claims)
    counted: dict[int, dict[str, Any]] = {}
    found = (
        Evidence.objects.filter(claim__in=[claim.pk for claim in listed])
        .order_by()
        .values_list("claim", "relation")
        .annotate(Count("pk"))
    )
    for claim_id, relation, count in found:
        counted.setdefault(claim_id, {})[_COLUMNS[Relation(relation)]] = count
    marked = Claim.objects.filter(pk__in=[claim.pk for claim in listed]).order_by()
    marks: dict[int, dict[str, Any]] = {
        pk: {"shaken": by_quote, "undermined": by_verdict, "talks": talks}
        for pk, by_quote, by_verdict, talks in marked.annotate(
            by_quote=verdict_shaken(),
            by_verdict=verdict_undermined(),
            talks=open_talks(person),
        ).values_list("pk", "by_quote", "by_verdict", "talks")
    }
    return [
        ClaimRow(claim, **counted.get(claim.pk, {}), **marks.get(claim.pk, {}))
        for claim in listed
    ]
