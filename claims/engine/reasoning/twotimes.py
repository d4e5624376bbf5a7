"""Was it so when it was said, and is it so now?  Two questions, never one answer.

A later number of what changes (people present, a price, a total) does not touch what was
said before it; it only tells what the same sentence would be worth today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.engine.reasoning.compare import compare, is_later
from claims.engine.reasoning.periods import is_to_date, window_of
from claims.engine.reasoning.timing import held_on
from claims.engine.reasoning.tolerance import DEFAULT_POLICY, TolerancePolicy
from claims.engine.types import Comparison, Quantity


@dataclass(frozen=True, slots=True)
class TwoTimes:
    """`now` is None where the source says nothing about a later day than the claim's.

    `published_later`: the source could not be known when the claim was made.
    """

    said: Comparison
    now: Comparison | None
    published_later: bool


def two_times(
    claim: Quantity, evidence: Quantity, *, policy: TolerancePolicy = DEFAULT_POLICY
) -> TwoTimes:
    said = compare(claim, evidence, policy=policy)
    later = is_later(claim, evidence)
    return TwoTimes(said, _now(claim, evidence, policy), later)


def _now(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Comparison | None:
    """The claim as if it were repeated on the source's day."""
    day = held_on(evidence)
    if claim.as_of is None:
        return None
    if _is_closed(claim):  # what is true of 2023 stays so: only the figure may be newer
        later = is_later(claim, evidence)
        return compare(claim, evidence, policy=policy) if later else None
    if day is None or day <= claim.as_of:
        return None
    repeated = replace(claim, as_of=day, period=_carried(claim))
    return compare(repeated, replace(evidence, as_of=day), policy=policy)


def _is_closed(claim: Quantity) -> bool:
    """Whether the claim names a time that was over, or a day, when it was made."""
    if is_to_date(claim.period):
        return False
    window = window_of(claim)
    return window is not None and window.end is not None


def _carried(claim: Quantity) -> str | None:
    """ "Since February 2022" still counts from there when it is said again."""
    return claim.period if is_to_date(claim.period) else None
