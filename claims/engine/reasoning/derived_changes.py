"""Changes that follow from levels, and doublings from changes in percent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.engine.reasoning.derivation import Derived, ends
from claims.engine.reasoning.tolerance import TolerancePolicy, to_interval, usable
from claims.engine.reasoning.wording import number_text
from claims.engine.types import Interval, Quantity

_SHARES = frozenset({"percent", "fraction"})
_ALL = Decimal(100)
#: Two ends of the level before, two of the level after.
_CORNERS = 4


def from_levels(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Derived | None:
    """ "From 40 to 50" is a rise of 10, or of 25 percent, or 1.25 times as much."""
    before, after = evidence.former, evidence.low
    if not claim.change or evidence.change or not usable(before) or not usable(after):
        return None
    if before is None or after is None or evidence.low != evidence.high or before <= 0:
        return None
    sort = _sort_of_change(claim, evidence)
    if not sort:
        return None
    then = to_interval(replace(evidence, low=before, high=before, surface=""), policy)
    now = to_interval(evidence, policy)
    corners = [
        _moved(sort, a, b)
        for a in (then.low, then.high)
        for b in (now.low, now.high)
        if a is not None and b is not None
    ]
    if len(corners) != _CORNERS or not then.low:
        return None
    exact = _moved(sort, before, after)
    way = "up" if after >= before else "down"
    sign = -1 if way == "down" and sort != "multiple" else 1
    low, high = sorted((sign * min(corners), sign * max(corners)))
    if sort != "multiple":
        low = max(low, Decimal(0))
    formula = (
        f"from {number_text(before)} to {number_text(after)} is "
        f"{_FORMULAS[sort].format(number_text(abs(exact)))}"
    )
    return Derived(
        _as_claim(claim, evidence, way),
        formula,
        Interval(low, high),
        _as_written(claim, sign * exact),
    )


_FORMULAS = {
    "percent": "a change of {} percent",
    "points": "a change of {} percentage points",
    "amount": "a change of {}",
    "multiple": "{} times as much",
}


def _sort_of_change(claim: Quantity, evidence: Quantity) -> str:
    if claim.kind == "multiple":
        return "multiple"
    if claim.kind == "percentage_point":
        return "points" if evidence.kind == "percent" else ""
    if claim.kind == "percent":
        return "percent"
    same = claim.kind == evidence.kind and claim.unit == evidence.unit
    return "amount" if same and claim.kind not in _SHARES else ""


def _moved(sort: str, before: Decimal, after: Decimal) -> Decimal:
    if sort in {"points", "amount"}:
        return after - before
    if sort == "multiple":
        return after / before
    return (after / before - 1) * _ALL


def _as_written(claim: Quantity, value: Decimal) -> Interval:
    """The value rounded as the claim is: "25 percent" meets 24.9 reckoned."""
    stated = claim.low if claim.low is not None else claim.high
    places = 0
    if stated is not None:
        exponent = stated.normalize().as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
    rounded = round(value, places) if claim.kind != "count" else value
    return Interval(rounded, rounded)


def _as_claim(claim: Quantity, evidence: Quantity, way: str) -> Quantity:
    return replace(
        evidence,
        kind=claim.kind,
        unit=claim.unit,
        change=way,
        former=None,
        thing=None,
        base=claim.base,
    )


def from_change(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Derived | None:
    """A rise of 100 percent is a doubling."""
    if claim.kind != "multiple" or not claim.change:
        return None
    if evidence.kind != "percent" or evidence.change not in {"up", "down"}:
        return None
    sign = 1 if evidence.change == "up" else -1
    span = ends(to_interval(evidence, policy), lambda v: 1 + sign * v / _ALL)
    note = "a {} of 100 percent is {}".format(
        *(("rise", "twice as much") if sign > 0 else ("fall", "nothing left"))
    )
    found = replace(evidence, kind="multiple", unit=claim.unit, base=claim.base)
    return Derived(found, note, span)


def from_multiple(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Derived | None:
    """A doubling is a rise of 100 percent."""
    if claim.kind != "percent" or claim.change not in {"up", "down"}:
        return None
    if evidence.kind != "multiple" or evidence.change not in {"up", "down"}:
        return None
    sign = 1 if evidence.change == "up" else -1
    span = ends(to_interval(evidence, policy), lambda v: sign * (v - 1) * _ALL)
    found = replace(evidence, kind="percent", unit=claim.unit, base=claim.base)
    return Derived(found, "twice as much is a rise of 100 percent", span)
