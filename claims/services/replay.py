"""Stored calculations worked out again: does each still come out, and of the same numbers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from claims.engine.reasoning.calculation import Calculated, calculate
from claims.engine.reasoning.formula import FormulaError
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.types import Interval, Quantity, decimal_text
from claims.models import Calculation
from claims.services import tolerances

_NUMBERS = frozenset({"low", "high", "former"})
_DAYS = frozenset({"as_of", "known"})
_FIELDS = tuple(f.name for f in fields(Quantity) if f.name != "doubt")


def plain(quantity: Quantity) -> dict[str, Any]:
    """A quantity as JSON holds it, digit for digit."""

    def value(name: str) -> Any:
        found = getattr(quantity, name)
        if isinstance(found, Decimal):
            return decimal_text(found)
        return found.isoformat() if isinstance(found, date) else found

    return {name: value(name) for name in _FIELDS}


def read_back(stored: Mapping[str, Any]) -> Quantity:
    def value(name: str) -> Any:
        found = stored.get(name)
        if found is None:
            return None
        if name in _NUMBERS:
            return Decimal(found)
        return date.fromisoformat(found) if name in _DAYS else found

    return Quantity(**{name: value(name) for name in _FIELDS})


def result_of(made: Calculated) -> dict[str, Any]:
    return {
        "stated": _ends(made.stated),
        "allowed": _ends(made.allowed),
        "quantity": plain(made.quantity),
        "told": made.told,
    }


def _ends(interval: Interval) -> dict[str, Any]:
    return {
        "low": None if interval.low is None else decimal_text(interval.low),
        "high": None if interval.high is None else decimal_text(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def comes_out_again(
    calculation: Calculation, *, policies: Mapping[str, TolerancePolicy]
) -> bool:
    """Whether the formula over the stored numbers gives the stored result.

    In the unit it was kept in: the claim may have been read anew since.
    """
    policy, kept_as = policies.get(calculation.policy), calculation.result
    if policy is None or "quantity" not in kept_as:
        return False
    operands = {one["name"]: read_back(one["quantity"]) for one in calculation.operands}
    try:
        made = calculate(
            calculation.formula,
            operands,
            like=read_back(kept_as["quantity"]),
            policy=policy,
            thing=calculation.thing,
            base=calculation.base,
        )
    except FormulaError:
        return False
    evidence = calculation.evidence
    kept = replace(made.quantity, surface=made.quantity.surface[:300])
    same_row = evidence.quantity(as_of=evidence.as_of) == kept
    return same_row and result_of(made) == calculation.result


def changed_operands(
    calculation: Calculation, now: Mapping[str, Quantity]
) -> tuple[str, ...]:
    """Names of the numbers that are not what they were."""
    changed = []
    for one in calculation.operands:
        current = now.get(one["name"])
        if current is None or plain(current) != one["quantity"]:
            changed.append(str(one["name"]))
    return tuple(changed)


def that_do_not_come_out() -> int:
    """Calculations whose formula over their stored numbers gives something else."""
    rows = Calculation.objects.select_related("evidence")
    policies = tolerances.named(rows.values_list("policy", flat=True).distinct())
    return sum(
        not comes_out_again(one, policies=policies)
        for one in rows.iterator(chunk_size=200)
    )
