"""Claims as rows of a list, with what their evidence says counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from claims.models import Claim, ClaimQuerySet, Evidence
from claims.models.prepared import prepared_rows
from claims.selectors.articles import opening
from claims.selectors.calibration import seen_after_review
from claims.selectors.rechecks import verdict_shaken, verdict_undermined
from claims.selectors.talk import open_talks
from claims.selectors.unread import evidence_for
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


#: Rows of a page; of more, what is asked of them is worked out each time.
_PAGE = 25
_LISTED = prepared_rows(
    lambda pks: for_listing(Claim.objects.filter(pk__in=pks)), several=_PAGE
)


def in_order(pks: Iterable[int]) -> list[Claim]:
    """Claims for a list by their ids: joined for those alone, not for all that wait."""
    wanted = tuple(pks)
    found = {one.pk: one for one in _LISTED(wanted)}
    return [found[pk] for pk in wanted if pk in found]


_MARKS = ("shaken", "undermined", "talks")


def _marked(keys: tuple[int, ...]) -> QuerySet[Claim]:
    """Claims as a person may know them, by the person's key and theirs."""
    person, *claims = keys
    marked = Claim.objects.filter(pk__in=claims).order_by().only("pk")
    return marked.annotate(
        shaken=verdict_shaken(),
        undermined=verdict_undermined(),
        talks=open_talks(person),
    )


_MARKED = prepared_rows(_marked, several=1 + _PAGE, fewest=2)


def claim_rows(claims: Iterable[Claim], person: User) -> list[ClaimRow]:
    """One row per claim in their order, as `person` may know it; two queries for all."""
    listed = list(claims)
    seen_after_review(listed, person)
    counted: dict[int, dict[str, Any]] = {}
    rows = Evidence.objects.filter(claim__in=[claim.pk for claim in listed])
    found = (
        evidence_for(person, rows)
        .order_by()
        .values_list("claim", "relation")
        .annotate(Count("pk"))
    )
    for claim_id, relation, count in found:
        counted.setdefault(claim_id, {})[_COLUMNS[Relation(relation)]] = count
    marks = {
        one.pk: {name: one.__dict__[name] for name in _MARKS}
        for one in _MARKED((person.pk, *(claim.pk for claim in listed)))
    }
    return [
        ClaimRow(claim, **counted.get(claim.pk, {}), **marks.get(claim.pk, {}))
        for claim in listed
    ]
