"""Krippendorff's alpha: how far reviews made unled by each other agree beyond chance.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): a matrix of
coincidences, the disagreement observed in it, and the one expected if values were dealt
out by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
Coincidences = Mapping[tuple[V, V], Fraction]


def coincidences(units: Iterable[Sequence[V]]) -> Coincidences[V]:
    """Every ordered pair of values within a unit, each unit weighing its values once."""
    found: dict[tuple[V, V], Fraction] = defaultdict(Fraction)
    for values in units:
        if len(values) > 1:
            for pair in permutations(values, 2):
                found[pair] += Fraction(1, len(values) - 1)
    return found


def from_pairs(rows: Iterable[tuple[V, V, int, int]]) -> Coincidences[V]:
    """The same from unordered pairs counted: value, value, values of the unit, how often."""
    counted: Counter[tuple[V, V, int]] = Counter()
    for one, other, values, times in rows:
        counted[one, other, values] += times
    found: dict[tuple[V, V], Fraction] = defaultdict(Fraction)
    for (one, other, values), times in counted.items():
        weight = Fraction(times, values - 1)
        found[one, other] += weight
        found[other, one] += weight
    return found


def nominal(found: Coincidences[V]) -> Fraction | None:
    """Two values are the same or they are not.

    None where nothing can be said: no pair, or one value only.
    """
    return pooled([found])


def pooled(strata: Iterable[Coincidences[V]]) -> Fraction | None:
    """Nominal over values that are of several scales and never compared across them."""
    parts = [_disagreement(one, _apart) for one in strata]
    expected = sum((of for _, of in parts), Fraction())
    return 1 - sum(seen for seen, _ in parts) / expected if expected else None


def ordinal(found: Coincidences[V], order: Sequence[V]) -> Fraction | None:
    """Values in an order: the more of what was said lies between two, the farther apart.

    Pairs with a value that has no place in the order are left out.
    """
    place = {value: at for at, value in enumerate(order)}
    kept = {pair: n for pair, n in found.items() if set(pair) <= set(place)}
    totals = _totals(kept)

    def apart(one: V, other: V) -> Fraction:
        low, high = sorted((place[one], place[other]))
        between = sum(totals.get(value, Fraction()) for value in order[low : high + 1])
        return (between - (totals[one] + totals[other]) / 2) ** 2

    observed, expected = _disagreement(kept, apart)
    return 1 - observed / expected if expected else None


def _totals(found: Coincidences[V]) -> dict[V, Fraction]:
    totals: dict[V, Fraction] = defaultdict(Fraction)
    for (one, _), weight in found.items():
        totals[one] += weight
    return totals


def _apart(one: object, other: object) -> Fraction:
    return Fraction(int(one != other))


def _disagreement(
    found: Coincidences[V], apart: Callable[[V, V], Fraction]
) -> tuple[Fraction, Fraction]:
    """What was observed, and what chance would give; nothing of less than one pair."""
    totals = _totals(found)
    everything = sum(totals.values())
    if everything <= 1:
        return Fraction(), Fraction()
    expected = sum(
        totals[one] * totals[other] * apart(one, other)
        for one in totals
        for other in totals
    )
    observed = sum(weight * apart(*pair) for pair, weight in found.items())
    return Fraction(observed), Fraction(expected) / (everything - 1)
