"""How numbers off by about as much were rated before: for the eye, never for a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.models import Claim, Evidence, Publication, Verdict
from claims.selectors.unread import evidence_for
from claims.vocabulary import ClaimStatus, ReasonCode, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: The newest published checks that are looked through.
_LOOKED_AT = 400
_NOTHING = Decimal(0)
_SIGNED_OFF = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A published verdict on a number of the same kind; `margin` is how far it was off,
    as a share of what was claimed."""

    publication: Publication
    margin: Decimal

    @property
    def verdict(self) -> Verdict:
        return self.publication.verdict

    @property
    def claim(self) -> Claim:
        return self.publication.claim

    @property
    def percent(self) -> Decimal:
        return (self.margin * 100).quantize(Decimal("0.1"))

    @property
    def reasons(self) -> list[str]:
        return [ReasonCode(code).label for code in self.verdict.review.reason_codes]


@dataclass(frozen=True, slots=True)
class Precedents:
    """`margin` is how far this claim's own evidence lies off."""

    margin: Decimal
    nearest: tuple[Precedent, ...]

    @property
    def percent(self) -> Decimal:
        return (self.margin * 100).quantize(Decimal("0.1"))

    @property
    def differ(self) -> bool:
        """Whether they were not all rated alike."""
        return len({one.verdict.review.rating_id for one in self.nearest}) > 1


def precedents(claim: Claim, person: User, limit: int = 5) -> Precedents | None:
    """The published verdicts whose margin comes closest; None without evidence."""
    open_ones = evidence_for(person, claim.evidence.filter(source__confidential=""))
    own = _margin(open_ones.values_list("relation", "difference"))
    if own is None:
        return None
    rows = Publication.objects.filter(in_force=True, claim__kind=claim.kind)
    rows = rows.exclude(claim=claim).select_related("claim", "verdict__review__rating")
    published = {
        one.verdict.review_id: one
        for one in rows.order_by("-published_at").defer("document")[:_LOOKED_AT]
    }
    cited: dict[int, list[tuple[str, Decimal | None]]] = {}
    cited_ones = Evidence.objects.filter(
        cited_in__in=list(published), source__confidential=""
    )
    found = cited_ones.values_list("cited_in", "relation", "difference")
    for review, relation, difference in found:
        cited.setdefault(review, []).append((relation, difference))
    made = [
        Precedent(published[review], margin)
        for review, rows_of in cited.items()
        if review in published and (margin := _margin(rows_of)) is not None
    ]
    made.sort(key=lambda one: (abs(one.margin - own), -one.publication.pk))
    return Precedents(own, tuple(made[:limit]))


def _margin(rows: Iterable[tuple[str, Decimal | None]]) -> Decimal | None:
    """The farthest that evidence lies off; nothing where it agrees."""
    margins = [
        abs(difference or _NOTHING) if relation == Relation.OUTSIDE else _NOTHING
        for relation, difference in rows
        if relation != Relation.NOT_COMPARABLE
    ]
    return max(margins, default=None)


def verdicts_on(claims: Iterable[Claim]) -> dict[int, Verdict]:
    """Verdicts in force on claims that are signed off, by the claim's number."""
    done = [one.pk for one in claims if one.status in _SIGNED_OFF]
    rows = Verdict.objects.filter(claim__in=done, in_force=True)
    return {one.claim_id: one for one in rows.select_related("review__rating")}
