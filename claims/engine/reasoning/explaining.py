"""What a comparison says for itself, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.engine.reasoning.gates import COUNTS, PHYSICAL, SHARES, unit_of
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.timing import Timing
from claims.engine.reasoning.units import Conversion
from claims.engine.reasoning.wording import percent_text, read_as
from claims.engine.types import Interval, Quantity


def explained(
    claim: Quantity,
    evidence: Quantity,
    intervals: tuple[Interval, Interval],
    *,
    outcome: str,
    gap: Decimal | None,
    conversions: Sequence[Conversion],
) -> str:
    """How the two lie, and what was converted to see it."""
    ours, theirs = intervals
    turned = bool(conversions) or evidence.kind != claim.kind
    target = replace(
        evidence,
        kind=claim.kind,
        unit=evidence.unit if _same_unit(claim, evidence) else claim.unit,
        per=claim.per,
    )
    verdict = _verdict(
        outcome,
        read_as(ours, claim, claim),
        read_as(_short(theirs) if turned else theirs, evidence, target),
        ours,
        theirs,
        gap,
    )
    notes = (f"Converted: {one.note}." for one in conversions if one.note)
    return " ".join((verdict, *notes, *_unnamed(claim, evidence)))


#: Digits of a converted number worth reading.
_DIGITS = 5


def _short(interval: Interval) -> Interval:
    low, high = (_rounded(end) for end in (interval.low, interval.high))
    return replace(interval, low=low, high=high)


def _rounded(value: Decimal | None) -> Decimal | None:
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - _DIGITS + 1))


def opposite(claim: Quantity, evidence: Quantity) -> bool:
    """Whether one side says up and the other down."""
    return {claim.change, evidence.change} == {"up", "down"}


def opposite_verdict(shown: tuple[str, str]) -> str:
    ours, theirs = shown
    return f"Outside: the claim says a {ours}, the source a {theirs}: the other way."


def _unnamed(claim: Quantity, evidence: Quantity) -> Iterable[str]:
    measures = claim.kind not in COUNTS | SHARES
    if measures and bool(claim.thing) != bool(evidence.thing):
        side = "source" if claim.thing else "claim"
        yield f"The {side} does not name what it measures."


def far_off(claim: Interval, evidence: Interval, times: Decimal) -> bool:
    """ "At least 10,000" with 500,000 found: true, and misleading."""
    if claim.high is not None or not claim.low:
        return False
    return claim.low > 0 and (evidence.low or Decimal(0)) > claim.low * times


def time_notes(when: Timing) -> tuple[str, ...]:
    grown = ("A running total only grows, so this follows all the same.",)
    return (*when.notes, *(grown if when.grown else ()))


def _same_unit(claim: Quantity, evidence: Quantity) -> bool:
    if claim.kind == "money":
        return claim.unit == evidence.unit
    return claim.kind not in PHYSICAL or unit_of(claim) == unit_of(evidence)


def _verdict(
    outcome: str,
    ours: str,
    theirs: str,
    claim: Interval,
    evidence: Interval,
    gap: Decimal | None,
) -> str:
    if outcome == "inside":
        return f"Inside: the source's {theirs} lies within the claim's {ours}."
    if outcome == "overlaps":
        return (
            f"Overlaps: the source's {theirs} lies partly within the claim's {ours}, "
            "so it neither confirms nor contradicts it."
        )
    side = "below" if is_below(evidence, claim) else "above"
    if gap is None:
        far = ""
    elif not gap:
        far = ", just at its limit"
    else:
        far = f" by {percent_text(gap)}"
    return f"Outside: the source's {theirs} lies {side} the claim's {ours}{far}."
