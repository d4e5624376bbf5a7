"""Why a claim is worth checking, as a sum to be read line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claims.models import Claim

_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Part:
    weight: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts, what they come to, and the score where that is cut to 0 to 1."""

    parts: list[Part]
    total: str
    cut: bool
    weights: str


def sum_of(claim: Claim) -> Sum | None:
    """None for a claim read before contributions were kept."""
    if not claim.contributions:
        return None
    found = [(Decimal(one["weight"]), one["phrase"]) for one in claim.contributions]
    total = sum((weight for weight, _ in found), Decimal(0))
    version = claim.worth_policy_id
    return Sum(
        parts=[Part(_signed(weight), phrase) for weight, phrase in found],
        total=_signed(total).removeprefix("+"),
        cut=total != claim.check_worthiness,
        weights="the shipped weights"
        if version is None
        else f"weights, version {version}",
    )


def _signed(weight: Decimal) -> str:
    return f"{weight:+.2f}".replace("-", _MINUS)
