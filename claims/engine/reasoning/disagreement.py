"""Sources that disagree, side by side: who says what, and why they may differ.

Nothing is averaged.  A side is numbers that have one number in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.tolerance import DEFAULT_POLICY, TolerancePolicy
from claims.engine.types import Interval, Quantity

__all__ = ["Board", "Said", "Side", "board"]

#: Pairs looked at for why two sides differ.
_PAIRS = 12
#: Gates that name a difference between two sources, and how it is introduced.
_TELLING = {
    "change": "kind of number",
    "place": "place",
    "status": "standing",
    "unit": "unit",
    "definition": "definition",
    "base": "base",
    "rate": "rate",
    "period": "period",
    "stale": "date",
    "kind": "kind of number",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence that can be compared: `interval` in the claim's unit."""

    key: str
    quantity: Quantity
    interval: Interval
    outcome: str
    roots: frozenset[str] = frozenset()
    published: date | None = None
    read: date | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Sources that agree: `interval` is what all of them allow."""

    interval: Interval
    members: tuple[Said, ...]

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(sorted({name for one in self.members for name in one.roots}))

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.outcome for one in self.members))


@dataclass(frozen=True, slots=True)
class Board:
    """`span` reaches from the least to the most any source says."""

    sides: tuple[Side, ...]
    span: Interval
    why: tuple[str, ...]


def board(
    said: Sequence[Said], *, policy: TolerancePolicy = DEFAULT_POLICY
) -> Board | None:
    """None while the sources agree, or there are fewer than two."""
    sides = tuple(_sides(said))
    if len(sides) < 2:
        return None
    return Board(sides, _span(said), tuple(_reasons(sides, policy)))


def _sides(said: Sequence[Said]) -> Iterator[Side]:
    """The fewest groups with a number in common, the lowest first."""
    waiting = sorted(said, key=_upper)
    while waiting:
        first, *rest = waiting
        members, waiting, common = [first], [], first.interval
        for one in rest:
            if is_below(common, one.interval) or is_below(one.interval, common):
                waiting.append(one)
            else:
                members.append(one)
                common = _common(common, one.interval)
        yield Side(common, tuple(sorted(members, key=lambda one: one.key)))


def _upper(one: Said) -> tuple[Decimal, bool, str]:
    high = one.interval.high
    if high is None:
        return Decimal("Infinity"), True, one.key
    return high, not one.interval.high_open, one.key


def _common(a: Interval, b: Interval) -> Interval:
    lows = [one for one in (a, b) if one.low is not None]
    highs = [one for one in (a, b) if one.high is not None]
    low = max(lows, key=lambda one: (one.low or 0, one.low_open), default=None)
    high = min(highs, key=lambda one: (one.high or 0, not one.high_open), default=None)
    return Interval(
        low.low if low else None,
        high.high if high else None,
        bool(low and low.low_open),
        bool(high and high.high_open),
    )


def _span(said: Sequence[Said]) -> Interval:
    lows = [one.interval.low for one in said]
    highs = [one.interval.high for one in said]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def _reasons(sides: Sequence[Side], policy: TolerancePolicy) -> Iterator[str]:
    """What the two numbers of a pair do not share; each reason once."""
    pairs = [
        (one, other)
        for at, side in enumerate(sides)
        for further in sides[at + 1 :]
        for one in side.members
        for other in further.members
    ]
    told: set[str] = set()
    for one, other in pairs[:_PAIRS]:
        for reason in _differences(one, other, policy):
            sentence = f"{one.key} and {other.key}: {reason}."
            if reason not in told:
                told.add(reason)
                yield sentence


def _differences(one: Said, other: Said, policy: TolerancePolicy) -> Iterator[str]:
    bare = replace(one.quantity, doubt=""), replace(other.quantity, doubt="")
    found = compare(*bare, policy=policy)
    if found.gate in _TELLING:
        reason = found.explanation.removeprefix("Not comparable: ").rstrip(".")
        reason = reason.replace("the claim", one.key).replace("the source", other.key)
        yield f"another {_TELLING[found.gate]} ({reason})"
    yield from _unsaid(one, other, found.gate)
    ours, theirs = one.quantity.as_of, other.quantity.as_of
    if ours and theirs and ours != theirs and found.gate not in {"stale", "period"}:
        apart = abs((ours - theirs).days)
        yield f"{apart} day{'' if apart == 1 else 's'} lie between {ours} and {theirs}"


def _unsaid(one: Said, other: Said, gate: str) -> Iterator[str]:
    """What only one side says of its number may be the difference."""
    for name, field, told in (
        ("definition", "thing", "what it counts"),
        ("base", "base", "of what"),
        ("period", "period", "for when"),
    ):
        ours = getattr(one.quantity, field)
        theirs = getattr(other.quantity, field)
        if gate != name and bool(ours) != bool(theirs):
            silent = other.key if ours else one.key
            yield f"{silent} does not say {told}"
