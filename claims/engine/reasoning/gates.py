"""May two numbers be compared at all?  One question a gate, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

from claims.engine.reasoning.definition import base_gap, definition_gap
from claims.engine.reasoning.derived import spread_note
from claims.engine.reasoning.exchange import money_conversion
from claims.engine.reasoning.sides import place_gap
from claims.engine.reasoning.status import status_gap
from claims.engine.reasoning.tolerance import usable
from claims.engine.reasoning.units import money_name, per_conversion, unit_conversion
from claims.engine.reasoning.wording import kind_name
from claims.engine.types import QUANTITY_KINDS, Quantity

#: The tests a pair has to pass, in the order they are asked.
GATES = (
    *("value", "kind", "change", "unit", "definition", "place", "base", "rate"),
    *("status", "subject", "period", "stale"),
)

SHARES = frozenset({"percent", "fraction"})
COUNTS = frozenset({"count", "rate"})
PHYSICAL = frozenset({"measure", "temperature", "duration", "age", "percentage_point"})
_RELATIVE = SHARES | {"multiple"}

Gate = Callable[[Quantity, Quantity], str | None]


def value_gap(claim: Quantity, evidence: Quantity) -> str | None:
    for side, q in (("claim", claim), ("source", evidence)):
        if not usable(q.low) and not usable(q.high):
            return f"the {side} gives no number"
        if any(end is not None and not usable(end) for end in (q.low, q.high)):
            return f"the {side}'s number is not usable"
    return None


def measured_apart(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers have no unit in common: a percentage and a count of ferries."""
    return bool(_kind_gap(one, other) or _unit_gap(one, other) or _rate_gap(one, other))


def _kind_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = claim.kind, evidence.kind
    if ours not in QUANTITY_KINDS or theirs not in QUANTITY_KINDS:
        return f"{kind_name(ours)} against {kind_name(theirs)}"
    if ours == theirs or {ours, theirs} in (SHARES, COUNTS):
        return None
    return f"{kind_name(ours)} is not {kind_name(theirs)}"


def _change_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """A rise of 5 percent is not a level of 5 percent."""
    if bool(claim.change) == bool(evidence.change):
        return None
    if claim.change:
        return "the claim says how far it moved, the source where it stands"
    return "the claim says where it stands, the source how far it moved"


def _unit_gap(claim: Quantity, evidence: Quantity) -> str | None:
    if claim.kind == "money":
        return _currency_gap(claim, evidence)
    if claim.kind not in PHYSICAL and claim.kind != "index":
        return None
    ours, theirs = unit_of(claim), unit_of(evidence)
    if ours == theirs or unit_conversion(theirs, ours) is not None:
        return None
    for side, unit in (("claim", ours), ("source", theirs)):
        if not unit:
            return f"the {side} does not say in what unit it measures"
    return f"{ours} and {theirs} do not convert into one another"


def _currency_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = claim.unit, evidence.unit
    if not ours or not theirs:
        return f"the {'source' if ours else 'claim'} does not say in which currency"
    if ours == theirs or money_conversion(claim, evidence) is not None:
        return None
    return (
        f"{money_name(ours)} are not {money_name(theirs)}: no dated exchange rate here"
    )


def unit_of(q: Quantity) -> str:
    if q.kind == "percentage_point":
        return q.unit or "percentage point"
    return q.unit


def _place_gap(claim: Quantity, evidence: Quantity) -> str | None:
    return place_gap(claim.thing, evidence.thing)


def _base_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """A change is a share of what was before: it needs no whole to be named."""
    if claim.change and evidence.change:
        return None
    return base_gap(claim, evidence) if claim.kind in _RELATIVE else None


def _rate_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = claim.per, evidence.per
    if ours and theirs:
        if per_conversion(theirs, ours) is None:
            return f"a number per {theirs} is not a number per {ours}"
        return None
    if ours or theirs:
        side = "the claim is a rate" if ours else "the source gives a rate"
        spread = spread_note(claim, evidence)
        return f"a rate per {ours or theirs} is not a total ({side}){spread}"
    if claim.kind != evidence.kind and "rate" in (claim.kind, evidence.kind):
        return "a rate is not a total"
    return None


#: Those that need no clock; subject, period and stale are asked after them.
STATIC: tuple[tuple[str, Gate], ...] = (
    ("kind", _kind_gap),
    ("change", _change_gap),
    ("unit", _unit_gap),
    ("definition", definition_gap),
    ("place", _place_gap),
    ("base", _base_gap),
    ("rate", _rate_gap),
    ("status", status_gap),
)


def failed(claim: Quantity, evidence: Quantity) -> tuple[str, str] | None:
    """The first static gate that stops the pair, with its reason."""
    for code, gate in STATIC:
        reason = gate(claim, evidence)
        if reason:
            return code, reason
    return None
