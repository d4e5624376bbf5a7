"""What other claims are to a claim: found by their words, told by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from claims.engine.reasoning.relating import OF_ONE_QUANTITY, Related, relate
from claims.engine.reasoning.roles import Told
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.models import Claim, PairChoice
from claims.selectors.family import claims_with_articles, similar_claims
from claims.services import tolerances
from claims.services.evidence import claim_quantity
from claims.vocabulary import ClaimRelation, PairWord

#: Claims compared with one claim, and those of them that are shown.
COMPARED, SHOWN = 40, 12
_ORDER = {relation: n for n, relation in enumerate(ClaimRelation.values)}


@dataclass(frozen=True, slots=True)
class Other:
    """Another claim, what its number is to ours, and what a person said of the two."""

    claim: Claim
    related: Related
    word: str = ""
    said: PairChoice | None = None

    @property
    def relation_word(self) -> str:
        return ClaimRelation(self.related.relation).label

    @property
    def confirmed(self) -> bool:
        return self.word == PairWord.SAME

    @property
    def is_of_one_quantity(self) -> bool:
        """People have the last word: what they set apart is apart."""
        if self.word:
            return self.confirmed
        return self.related.relation in OF_ONE_QUANTITY


def related_claims(claim: Claim, *, limit: int | None = SHOWN) -> list[Other]:
    """Other claims about the same, the closest relation first; nothing is written.

    What people said of a pair is always among them.
    """
    words = choices_of(claim)
    quantity = claim_quantity(claim)
    found = {one.pk: one for one in similar_claims(claim, quantity, COMPARED)}
    missing = words.keys() - found.keys()
    if missing:
        found |= {one.pk: one for one in claims_with_articles(missing)}
    own, policy = told(claim), tolerances.policy_for(claim)
    every = [_other(own, one, words.get(one.pk), policy) for one in found.values()]
    kept = [one for one in every if one.word or _is_about_it(one)]
    kept.sort(key=_closest)  # stable: of one relation the more alike comes first
    return kept[:limit]


def related_pair(claim: Claim, other: Claim) -> Other:
    said = choices_of(claim).get(other.pk)
    return _other(told(claim), other, said, tolerances.policy_for(claim))


def choices_of(claim: Claim) -> Mapping[int, PairChoice]:
    """What people last said of this claim and another one, by the other's number."""
    newest: dict[int, PairChoice] = {}
    rows = PairChoice.objects.filter(Q(one=claim) | Q(other=claim))
    for row in rows.select_related("actor").order_by("pk"):
        newest[row.other_id if row.one_id == claim.pk else row.one_id] = row
    return newest


def told(claim: Claim) -> Told:
    """The claim's number in its sentence, under its article's title."""
    quantity = claim_quantity(claim)
    at = claim.statement.find(claim.surface)
    return Told(quantity, claim.statement, max(at, 0), claim.article.title)


def _other(
    own: Told, claim: Claim, said: PairChoice | None, policy: TolerancePolicy
) -> Other:
    related = relate(own, told(claim), policy=policy)
    return Other(claim, related, said.word if said else "", said)


def _is_about_it(one: Other) -> bool:
    """What counts another thing is only worth a look where it is the same number."""
    if one.related.relation == ClaimRelation.THING:
        return one.related.gap == 0
    return one.related.relation != ClaimRelation.UNRELATED


def _closest(one: Other) -> tuple[bool, bool, int]:
    return (
        one.word == PairWord.APART,
        not one.confirmed,
        _ORDER[one.related.relation],
    )
