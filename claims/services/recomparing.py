"""Stored evidence compared by a new policy, in one job that may stop and go on anywhere.

What readers see keeps the policy it was judged by.  Of everything else only what
arithmetic says changes: people's stances and notes, reviews, verdicts and the claim
itself stay as they are.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.engine.reasoning.tolerance import TolerancePolicy as Policy
from claims.engine.reasoning.twotimes import TwoTimes, two_times
from claims.engine.types import Quantity
from claims.models import Claim, Evidence, Job, Publication, TolerancePolicy
from claims.services import jobs, locking, tolerances
from claims.services.evidence import claim_quantity, compared_columns

#: One turn lasts about so long; then whatever waits in the queue is done first.
TURN_SECONDS = 10.0
CLAIMS_AT_ONCE = 20

_COLUMNS = (
    "relation",
    "gate",
    "difference",
    "explanation",
    "policy",
    "suggested_stance",
    "relation_now",
    "explanation_now",
)

#: Gates a tolerance has a say in; behind the others no interval was ever looked at.
_BY_TOLERANCE = ("", "stale", "period")


@dataclass(frozen=True, slots=True)
class _Task:
    row: TolerancePolicy
    policy: Policy


def comparisons() -> QuerySet[Evidence]:
    """Evidence with a number that was compared."""
    return Evidence.objects.exclude(policy="")


def shown() -> Exists:
    """Of evidence: whether readers see its claim, be it while it is corrected."""
    in_force = Publication.objects.filter(claim=OuterRef("claim"), in_force=True)
    return Exists(in_force)


def open_to_policies() -> QuerySet[Evidence]:
    """Comparisons that a new policy makes again: all save those readers see."""
    return comparisons().exclude(shown())


def uncompared(row: TolerancePolicy) -> QuerySet[Evidence]:
    """Those of them that were made by another policy."""
    return open_to_policies().exclude(policy=row.name)


def by_tolerance() -> Q:
    """Comparisons another tolerance may change."""
    return Q(gate__in=_BY_TOLERANCE)


def with_claims(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """With what comparing again reads of the claim, and no text."""
    return evidence.select_related("claim__article").only(
        *(
            field.name
            for field in Evidence._meta.concrete_fields
            if field.name != "quote"
        ),
        *(f"claim__{name}" for name in _OF_CLAIM),
        "claim__article__published_at",
    )


_OF_CLAIM = (
    *("article", "statement", "status", "surface", "kind", "low", "high", "low_open"),
    *("high_open", "qualifier", "unit", "per", "thing", "base", "period"),
)


def compared(
    evidence: Iterable[Evidence], policy: Policy
) -> Iterator[tuple[Evidence, TwoTimes]]:
    """Each with what arithmetic says by the policy; nothing is written."""
    for one, ours, theirs in numbers(evidence):
        yield one, two_times(ours, theirs, policy=policy)


def numbers(
    evidence: Iterable[Evidence],
) -> Iterator[tuple[Evidence, Quantity, Quantity]]:
    """Each with the two numbers that are compared; a claim's is read once."""
    claim_id, ours = None, None
    for one in evidence:
        if ours is None or one.claim_id != claim_id:
            claim_id, ours = one.claim_id, claim_quantity(one.claim)
        yield one, ours, one.quantity(as_of=one.as_of)


def catch_up(claim: Claim) -> None:
    """Compare by the policy in use what kept another one while readers saw it."""
    row = TolerancePolicy.objects.first()
    if row is not None:
        _recompare([claim.pk], _Task(row, tolerances.policy_of(row)))


def again(claim: Claim) -> None:
    """Compare a claim's evidence anew after its number was put right."""
    rows = list(
        with_claims(comparisons().filter(claim=claim))
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    for one, comparison in compared(rows, tolerances.policy_for(claim)):
        for name, value in compared_columns(comparison).items():
            setattr(one, name, value)
    Evidence.objects.bulk_update(rows, _COLUMNS, batch_size=200)


def _load(job: Job) -> _Task | None:
    """The job's policy, or None when a newer one has taken its place."""
    row = TolerancePolicy.objects.first()
    if row is None or row.pk != job.target_id:
        return None
    return _Task(row, tolerances.policy_of(row))


def _work(task: _Task) -> None:
    until = time.monotonic() + TURN_SECONDS
    for claims in _claims(task.row):
        if not _recompare(claims, task):
            return  # a newer policy's job goes on with the rest
        if time.monotonic() >= until:
            raise jobs.GoOnError
    if uncompared(task.row).exists():  # stored behind our back
        raise jobs.GoOnError


def _claims(row: TolerancePolicy) -> Iterator[list[int]]:
    """Claims with evidence still to be compared, until there are none."""
    waiting = uncompared(row).order_by("claim_id").values_list("claim_id", flat=True)
    last = 0
    while batch := list(waiting.filter(claim_id__gt=last).distinct()[:CLAIMS_AT_ONCE]):
        yield batch
        last = batch[-1]


def _recompare(claims: list[int], task: _Task) -> bool:
    """Compare what is left of these claims; False when the policy was overtaken."""
    with transaction.atomic():
        waiting = uncompared(task.row).filter(claim__in=claims)
        locking.take(waiting)
        rows = list(
            with_claims(waiting.filter(by_tolerance())).order_by("claim_id", "pk")
        )
        # Asked behind the lock, so that of two versions at work the newer one stands.
        if tolerances.version_in_use() != task.row.version:
            return False
        for one, comparison in compared(rows, task.policy):
            for name, value in compared_columns(comparison).items():
                setattr(one, name, value)
        Evidence.objects.bulk_update(rows, _COLUMNS, batch_size=200)
        waiting.exclude(by_tolerance()).update(policy=task.row.name)
    return True


def _nothing(job: Job, _: object = None) -> None:
    """Every batch was saved by itself; what is missing is found by the next turn."""


HANDLER = jobs.Handler(_load, _work, _nothing, _nothing, _nothing)
