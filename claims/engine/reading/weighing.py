"""Named features times weights: the score of check-worthiness, and what makes it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from claims.engine.reading.wordlists import table
from claims.engine.types import Contribution, Worth

#: The name of what every score starts from.
BASE = "base"

#: Weights are whole hundredths, so that sums are exact and quick.
_SCORES = tuple(Decimal(cents).scaleb(-2) for cents in range(101))

Weights = Mapping[str, Decimal]


#: So many sets of features are remembered with their worth.
_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Scale:
    """Features with their weights: the heaviest first.  A feature is a bit of a set."""

    base: Contribution
    features: tuple[tuple[int, Contribution], ...]
    known: dict[int, Worth] = field(default_factory=dict)


@cache
def bits() -> dict[str, int]:
    """The bit of every feature."""
    return {name: 1 << n for n, name in enumerate(shipped())}


@cache
def shipped() -> dict[str, Contribution]:
    """Every feature with the weight it is shipped with, the base first."""
    data = table("worth.toml")
    start = Contribution(BASE, Decimal(str(data["base"])), "where every score starts")
    return {BASE: start} | {
        name: Contribution(name, Decimal(str(entry["weight"])), entry["phrase"])
        for name, entry in data["features"].items()
    }


def scale_of(weights: Weights | None) -> Scale:
    """The shipped features with the weights given; those not given stay as shipped."""
    if not weights:
        return _shipped_scale()
    known = shipped()
    if unknown := weights.keys() - known.keys():
        raise ValueError(f"No such feature: {', '.join(sorted(unknown))}.")
    for weight in weights.values():
        if not weight.is_finite() or weight != round(weight, 2):
            raise ValueError(f"A weight has two decimal places: {weight}.")
    return _scale(
        Contribution(name, weights.get(name, one.weight), one.phrase)
        for name, one in known.items()
    )


@cache
def _shipped_scale() -> Scale:
    return _scale(shipped().values())


def _scale(contributions: Iterable[Contribution]) -> Scale:
    base, *features = contributions
    features.sort(key=lambda one: (-abs(one.weight), one.feature))
    return Scale(base, tuple((bits()[one.feature], one) for one in features))


def weigh(features: int, scale: Scale) -> Worth:
    """The score of these features and what each adds, most telling first."""
    worth = scale.known.get(features)
    if worth is None:
        told = (scale.base, *(one for bit, one in scale.features if features & bit))
        cents = int(sum(one.weight for one in told) * 100)
        worth = Worth(_SCORES[min(max(cents, 0), 100)], told)
        if len(scale.known) >= _KEPT:
            scale.known.clear()
        scale.known[features] = worth
    return worth
