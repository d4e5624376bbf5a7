"""What a policy would change, told before it is put to use; nothing is written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from claims.engine.reasoning.compare import compare, suggested_stance
from claims.engine.reasoning.tolerance import TolerancePolicy as Policy
from claims.engine.types import Comparison
from claims.models import Claim, Evidence, Verdict
from claims.services import recomparing
from claims.services.recomparing import numbers, with_claims
from claims.vocabulary import Relation, Stance

#: Changes told one by one; the rest are counted.
TOLD = 200
#: Nobody waits longer than about this for a page; what was not looked at is said.
SECONDS = 15.0
CLAIMS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One comparison that would come out otherwise."""

    claim: Claim
    evidence: Evidence
    published: bool  # and so stays as it is
    signed_off: bool
    old: str
    new: str
    explanation: str


@dataclass(slots=True)
class Impact:
    """`changes` begins with what is published or signed off and ends at `TOLD`."""

    comparisons: int = 0
    looked_at: int = 0
    changed: int = 0
    published: int = 0  # of the changed
    signed_off: int = 0  # of the changed, and not published
    claims: set[int] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return self.comparisons - self.looked_at

    @property
    def untold(self) -> int:
        return self.changed - len(self.changes)

    @property
    def recompared(self) -> int:
        return self.changed - self.published


def impact_of(policy: Policy) -> Impact:
    """Every stored comparison made again by the policy, decided claims first."""
    until = time.monotonic() + SECONDS
    stored = recomparing.comparisons()
    found = Impact(comparisons=stored.count())
    # Behind other gates no interval was looked at: no tolerance changes those.
    open_to_it = stored.filter(recomparing.by_tolerance())
    found.looked_at = found.comparisons - open_to_it.count()
    for batch in _batches(open_to_it):
        for one, ours, theirs in numbers(batch):
            _note(found, one, compare(ours, theirs, policy=policy))
        found.looked_at += len(batch)
        if time.monotonic() >= until:
            break
    return found


def _batches(stored: QuerySet[Evidence]) -> Iterator[list[Evidence]]:
    decided = Verdict.objects.filter(claim=OuterRef("claim"), in_force=True)
    rows = with_claims(stored).annotate(
        shown=recomparing.shown(), decided=Exists(decided)
    )
    for first in ({"shown": True}, {"shown": False, "decided": True}):
        yield from _by_claims(rows.filter(**first))
    yield from _by_claims(rows.filter(shown=False, decided=False))


def _by_claims(rows: QuerySet[Evidence]) -> Iterator[list[Evidence]]:
    """In batches of whole claims, by their keys: no query grows with the table."""
    keys = rows.order_by("claim_id").values_list("claim_id", flat=True)
    last = 0
    while claims := list(keys.filter(claim_id__gt=last).distinct()[:CLAIMS_AT_ONCE]):
        yield list(rows.filter(claim__in=claims).order_by("claim_id", "pk"))
        last = claims[-1]


def _note(found: Impact, one: Evidence, comparison: Comparison) -> None:
    """What a reader of a comparison goes by differs, or nothing has changed."""
    stance = suggested_stance(comparison)
    if (one.relation, one.gate, one.suggested_stance) == (
        comparison.outcome,
        comparison.gate,
        stance,
    ):
        return
    published, decided = one.shown, one.decided  # type: ignore[attr-defined]  # annotated
    found.changed += 1
    found.published += published
    found.signed_off += decided and not published
    found.claims.add(one.claim_id)
    if len(found.changes) < TOLD:
        found.changes.append(
            Change(
                claim=one.claim,
                evidence=one,
                published=published,
                signed_off=decided and not published,
                old=_in_words(one.relation, one.suggested_stance),
                new=_in_words(comparison.outcome, stance),
                explanation=comparison.explanation,
            )
        )


def _in_words(relation: str, stance: str) -> str:
    return f"{Relation(relation).label} ({Stance(stance).label.lower()})"
