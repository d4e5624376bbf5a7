"""Every value of one quantity: asserted here and there, and evidenced, over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from claims import selectors
from claims.engine.reasoning.compare import conversions
from claims.engine.reasoning.gates import measured_apart
from claims.engine.reasoning.relating import relate
from claims.engine.reasoning.timing import held_on
from claims.engine.reasoning.tolerance import ARITHMETIC, TolerancePolicy, to_interval
from claims.engine.types import Interval, Quantity
from claims.models import Claim, Evidence, Publication
from claims.services import relating, tolerances
from claims.services.evidence import claim_quantity
from claims.services.relating import Other
from claims.vocabulary import ClaimRelation, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Claims of one ledger, and the evidence of them that is shown.
CLAIMS, EVIDENCE = 12, 40
OWN = "own"
#: Of one quantity, be it at another time.
_ALIKE = frozenset(
    {
        ClaimRelation.SAME,
        ClaimRelation.COMPATIBLE,
        ClaimRelation.CONTRADICTORY,
        ClaimRelation.PERIOD,
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the quantity, in the unit of the ledger's claim.

    `relation` is what a claim's number is to it (`own` for itself), or how evidence lies
    to the claim it was found for.
    """

    claim: Claim
    evidence: Evidence | None
    relation: str
    confirmed: bool
    day: date | None
    written: str
    stated: Interval
    allowed: Interval
    period: str

    @property
    def what(self) -> str:
        return "asserted" if self.evidence is None else "evidence"

    @property
    def said(self) -> str:
        if self.evidence is None:
            return self.claim.statement
        return self.evidence.quote

    @property
    def by(self) -> str:
        if self.evidence is not None:
            source = self.evidence.source
            return source.publisher or str(source)
        article = self.claim.article
        return self.claim.claimant or article.publisher or str(article)

    @property
    def relation_word(self) -> str:
        if self.relation == OWN:
            return "this claim"
        if self.evidence is not None:
            return Relation(self.relation).label
        return ClaimRelation(self.relation).label


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values that cannot both be right."""

    one: Value
    other: Value
    explanation: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`repeats` say this claim's number again, `after` of them since a check of it was
    published."""

    claim: Claim
    quantity: Quantity
    values: tuple[Value, ...]
    contradictions: tuple[Contradiction, ...]
    repeats: int
    after: int
    policy: str


def ledger_of(claim: Claim, person: User) -> Ledger:
    """The claim, those of the same quantity, and what this person may read of what was
    found for any of them."""
    policy = tolerances.policy_for(claim)
    own = claim_quantity(claim)
    others = [
        one for one in relating.related_claims(claim, limit=30) if _belongs(one, own)
    ]
    others = others[: CLAIMS - 1]
    asserted = [_of_claim(claim, own, own, OWN, policy, confirmed=True)]
    asserted += [
        _of_claim(
            one.claim,
            claim_quantity(one.claim),
            own,
            one.related.relation,
            policy,
            confirmed=one.confirmed,
        )
        for one in others
    ]
    evidence = Evidence.objects.filter(claim__in=[value.claim for value in asserted])
    read = selectors.evidence_for(person, evidence)
    found = list(_evidenced([value.claim for value in asserted], read, own, policy))
    values = sorted([*asserted, *found], key=_by_day)
    repeated = [one for one in others if one.related.relation == ClaimRelation.SAME]
    return Ledger(
        claim=claim,
        quantity=own,
        values=tuple(values),
        contradictions=(
            *_between_claims(asserted, others, policy),
            *_with_evidence(asserted, found),
        ),
        repeats=len(repeated),
        after=_after_publication(claim, repeated),
        policy=policy.version,
    )


def _belongs(one: Other, own: Quantity) -> bool:
    if measured_apart(own, claim_quantity(one.claim)):
        return False  # read otherwise since somebody said so
    if one.word:
        return one.confirmed
    return one.related.relation in _ALIKE


def _of_claim(
    claim: Claim,
    quantity: Quantity,
    own: Quantity,
    relation: str,
    policy: TolerancePolicy,
    *,
    confirmed: bool,
) -> Value:
    return Value(
        claim=claim,
        evidence=None,
        relation=relation,
        confirmed=confirmed,
        day=held_on(quantity),
        written=claim.surface,
        stated=_turned(Interval(quantity.low, quantity.high), quantity, own),
        allowed=_turned(to_interval(quantity, policy), quantity, own),
        period=quantity.period or "",
    )


def _evidenced(
    claims: Sequence[Claim],
    evidence: QuerySet[Evidence],
    own: Quantity,
    policy: TolerancePolicy,
) -> Iterator[Value]:
    """A passage once, whichever of the claims it was found for."""
    # Everybody with an account reads a ledger: what is confidential is not in it.
    open_ones = evidence.filter(source__confidential="")
    rows = open_ones.exclude(relation=Relation.NOT_COMPARABLE)
    by_pk = {claim.pk: claim for claim in claims}
    rows = rows.select_related("source").order_by("pk")
    seen: set[str] = set()
    for row in rows[:EVIDENCE]:
        if row.fingerprint in seen:
            continue
        seen.add(row.fingerprint)
        quantity = row.quantity(as_of=row.as_of)
        yield Value(
            claim=by_pk[row.claim_id],
            evidence=row,
            relation=row.relation,
            confirmed=False,
            day=held_on(quantity) or _published(row),
            written=row.surface,
            stated=_turned(Interval(row.low, row.high), quantity, own),
            allowed=_turned(to_interval(quantity, policy), quantity, own),
            period=row.period or "",
        )


def _published(row: Evidence) -> date | None:
    published = row.source.published_at
    return published.date() if published else None


def _turned(interval: Interval, quantity: Quantity, own: Quantity) -> Interval:
    with localcontext(ARITHMETIC):
        for conversion in conversions(own, quantity):
            interval = conversion.apply(interval)
    return interval


def _by_day(value: Value) -> tuple[bool, date, int]:
    return value.day is None, value.day or date.min, value.claim.pk


def _between_claims(
    asserted: Sequence[Value], others: Sequence[Other], policy: TolerancePolicy
) -> Iterator[Contradiction]:
    own, *rest = asserted
    for value, one in zip(rest, others, strict=True):
        if one.related.relation == ClaimRelation.CONTRADICTORY:
            yield Contradiction(own, value, one.related.explanation)
    told = {value.claim.pk: relating.told(value.claim) for value in rest}
    for first, second in combinations(rest, 2):
        made = relate(told[first.claim.pk], told[second.claim.pk], policy=policy)
        if made.relation == ClaimRelation.CONTRADICTORY:
            yield Contradiction(first, second, made.explanation)


def _with_evidence(
    asserted: Sequence[Value], found: Sequence[Value]
) -> Iterator[Contradiction]:
    by_claim = {value.claim.pk: value for value in asserted}
    for value in found:
        if value.relation == Relation.OUTSIDE and value.evidence is not None:
            told = value.evidence.explanation
            yield Contradiction(by_claim[value.claim.pk], value, told)


def _after_publication(claim: Claim, repeated: Sequence[Other]) -> int:
    """How many say it again since a check of one of them was first published."""
    members = [claim.pk, *(one.claim.pk for one in repeated)]
    rows = Publication.objects.filter(claim__in=members).order_by("published_at")
    first = rows.values_list("published_at", flat=True).first()
    if first is None:
        return 0
    days = (one.claim.article.published_at for one in repeated)
    return sum(day is not None and day > first for day in days)
