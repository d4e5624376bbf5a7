"""What the newsroom finds worth checking: weights, by version.

A policy is never edited: a new version takes its place, and one job ranks every claim
by it (`ranking.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims.engine import shipped_weights
from claims.engine.types import Contribution, Worth, decimal_text
from claims.errors import InvalidInputError
from claims.models import WorthPolicy
from claims.permissions import require
from claims.services import versions
from claims.vocabulary import JobKind, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: A weight lies between this and as much below zero, in hundredths.
MOST = Decimal(1)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights a text is read with, and their version; None is the shipped ones."""

    version: int | None
    by_feature: Mapping[str, Decimal]


def in_use() -> Weights:
    policy = WorthPolicy.objects.first()
    if policy is None:
        return Weights(None, {})
    return weights_of(policy)


def weights_of(policy: WorthPolicy) -> Weights:
    """A policy's weights; a feature that is gone is left out, a new one as shipped."""
    known = shipped_weights()
    kept = {name: Decimal(w) for name, w in policy.weights.items() if name in known}
    return Weights(policy.version, kept)


def version_in_use() -> int | None:
    return versions.in_use(WorthPolicy)


def make_policy(
    weights: Mapping[str, Decimal],
    *,
    actor: User,
    note: str = "",
    seen: int | None = None,
) -> WorthPolicy:
    """Put new weights to use and have every claim ranked by them, in one job.

    `seen` is the version the person started from; a newer one is not overwritten.
    """
    require(actor, Role.EDITOR)
    return versions.put_to_use(
        WorthPolicy,
        weights={name: str(w) for name, w in checked(weights).items()},
        actor=actor,
        note=note,
        seen=seen,
        then=JobKind.RERANK,
    )


def least(feature: str) -> Decimal:
    """The lowest weight a feature may have: what every score starts from is not negative."""
    return Decimal(0) if feature == "base" else -MOST


def checked(weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """A weight for every feature, those not given as shipped; or what is wrong."""
    known = shipped_weights()
    for name in weights:
        if name not in known:
            raise InvalidInputError(f"There is no feature {name!r}.")
    found = {}
    for name, one in known.items():
        weight = weights.get(name, one.weight)
        if not weight.is_finite() or not least(name) <= weight <= MOST:
            raise InvalidInputError(f"From {least(name)} to {MOST}.", field=name)
        if weight != weight.quantize(CENT):
            raise InvalidInputError("At most two decimal places.", field=name)
        found[name] = weight.quantize(CENT)
    return found


def worth_columns(worth: Worth, version: int | None) -> dict[str, Any]:
    """The claim's columns that hold a score: these, and no others, are ranked anew."""
    return {
        "check_worthiness": worth.score,
        "reasons": list(worth.reasons),
        "contributions": [_told(one) for one in worth.contributions],
        "worth_policy_id": version,
    }


def _told(one: Contribution) -> dict[str, str]:
    weight = decimal_text(one.weight)
    return {"feature": one.feature, "weight": weight, "phrase": one.phrase}
