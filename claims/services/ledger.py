"""Every value of one quantity: asserted here and there, and evidenced, over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from claims import selectors
from claims.engine.reasoning.compare import conversions
from claims.engine.reasoning.gates import measured_apart
from claims.engine.reasoning.relating import relate
from claims.engine.reasoning.timing import held_on, held_since
from claims.engine.reasoning.tolerance import ARITHMETIC, TolerancePolicy, to_interval
from claims.engine.types import Interval, Quantity
from claims.models import Article, Claim, Evidence, Publication, Source
from claims.services import relating, tolerances
from claims.services.evidence import claim_quantity
from claims.services.relating import Other
from claims.vocabulary import ClaimRelation, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Claims of one ledger, and the evidence of them that is shown.
CLAIMS, EVIDENCE = 24, 60
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
#: Gates behind which evidence is of the quantity all the same, but not comparable.
_OF_ANOTHER_TIME = ("period", "stale")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the quantity, in the unit of the ledger's claim.

    `relation` is what a claim's number is to it (`own` for itself), or how evidence lies
    to the claim it was found for.  `day` is the one the number holds for, else the one
    its text was published; `first` opens the stretch of time it is of, where it is of one.
    """

    claim: Claim
    evidence: Evidence | None
    relation: str
    confirmed: bool
    first: date | None
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
    def dated(self) -> str:
        """What its day is: as of, published; empty without a day."""
        if self.day is None:
            return ""
        return "published" if self.day == _published(self._text) else "as of"

    @property
    def _text(self) -> Article | Source:
        return self.evidence.source if self.evidence else self.claim.article

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
        if self.evidence is not None and self.relation == Relation.NOT_COMPARABLE:
            return ClaimRelation.PERIOD.label
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
    published.  `claims_left` and `evidence_left` are further ones that `values` is without.
    """

    claim: Claim
    quantity: Quantity
    values: tuple[Value, ...]
    contradictions: tuple[Contradiction, ...]
    repeats: int
    after: int
    policy: str
    claims_left: int
    evidence_left: int


def ledger_of(claim: Claim, person: User) -> Ledger:
    """The claim, those of the same quantity, and what this person may read of what was
    found for any of them."""
    policy = tolerances.policy_for(claim)
    own = claim_quantity(claim)
    near = relating.related_claims(claim, limit=None)
    every = [one for one in near if _belongs(one, own)]
    others = every[: CLAIMS - 1]
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
    claims = [value.claim for value in asserted]
    rows = _shown_to(person, claims)
    found = list(_evidenced(claims, rows[:EVIDENCE], own, policy))
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
        claims_left=len(every) - len(others),
        evidence_left=max(rows.count() - EVIDENCE, 0),
    )


def _shown_to(person: User, claims: Sequence[Claim]) -> QuerySet[Evidence]:
    """What is of the quantity and for this person to read, the first claim's before
    others'."""
    evidence = selectors.evidence_for(person, Evidence.objects.filter(claim__in=claims))
    # Everybody with an account reads a ledger: what is confidential is not in it.
    open_ones = evidence.filter(source__confidential="")
    another_time = Q(gate__in=_OF_ANOTHER_TIME)
    rows = open_ones.filter(another_time | ~Q(relation=Relation.NOT_COMPARABLE))
    of_another = ExpressionWrapper(~Q(claim=claims[0]), BooleanField())
    return rows.select_related("source").order_by(of_another, "pk")


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
        first=held_since(quantity),
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
    by_pk = {claim.pk: claim for claim in claims}
    seen: set[str] = set()
    for row in evidence:
        if row.fingerprint in seen:
            continue
        seen.add(row.fingerprint)
        quantity = row.quantity(as_of=row.as_of)
        yield Value(
            claim=by_pk[row.claim_id],
            evidence=row,
            relation=row.relation,
            confirmed=False,
            first=held_since(quantity),
            day=held_on(quantity) or _published(row.source),
            written=row.surface,
            stated=_turned(Interval(row.low, row.high), quantity, own),
            allowed=_turned(to_interval(quantity, policy), quantity, own),
            period=row.period or "",
        )


def _published(text: Article | Source) -> date | None:
    return text.published_at.date() if text.published_at else None


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
