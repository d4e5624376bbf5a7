"""How firm the sum of the evidence is: what would turn it round.

The comparison is made again with the claim taken more and less strictly, and with each
origin left out.  Nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext

from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.intervals import relation
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
    usable,
)
from claims.engine.reasoning.wording import percent_text
from claims.engine.types import Comparison, Interval, Quantity

#: What the evidence says together.
STANDINGS = ("agrees", "disagrees", "disputed", "open")
#: The widest tolerance tried; beyond it a number says nothing any more.
_WIDEST = Decimal(1)
#: A stricter tolerance than this is none.
_LEAST = Decimal("0.0005")
#: Ends closer than this are one.
_STEP = Decimal("0.0001")

_WORDS = {
    "agrees": "The sources agree with the claim.",
    "disagrees": "The sources disagree with the claim.",
    "disputed": "The sources disagree with one another about the claim.",
    "open": "No source settles the claim.",
}
_WOULD = {
    "agrees": "they would agree with it",
    "disagrees": "they would disagree with it",
    "disputed": "they would disagree with one another",
    "open": "none would settle it",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence; `roots` are the origins it rests on."""

    key: str
    quantity: Quantity
    roots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flip:
    """One change that turns the standing round, and into what."""

    into: str
    above: Decimal | None = None  # a tolerance above this
    below: Decimal | None = None  # a tolerance below this
    without: str = ""  # the origin left out
    keys: tuple[str, ...] = ()  # the evidence that goes with it


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`used` is the tolerance in use, as a share of the claim's number; None without one."""

    standing: str
    used: Decimal | None
    flips: tuple[Flip, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        told = _WORDS[self.standing]
        if not self.outcomes:
            return told
        if not self.flips:
            beyond = " No tolerance up to 100 % and" if self.used is not None else " No"
            return f"{told}{beyond} no single root left out would change that."
        return " ".join([told, *(_told(flip, self.used) for flip in self.flips)])


def _told(flip: Flip, used: Decimal | None) -> str:
    if flip.without:
        letters = ", ".join(flip.keys)
        how = f"without {flip.without} ({letters})"
    else:
        limit = flip.above if flip.above is not None else flip.below
        way = "above" if flip.above is not None else "below"
        how = f"with a tolerance {way} {_percent(limit or Decimal(0))}"
        how += f" ({_percent(used)} is used)" if used is not None else ""
    return f"{how[:1].upper()}{how[1:]} {_WOULD[flip.into]}."


def _percent(share: Decimal) -> str:
    return percent_text(share) if share else "0 %"


def standing_of(outcomes: Iterable[str]) -> str:
    """What comparisons say together; overlaps and what cannot be compared say nothing."""
    found = set(outcomes)
    if {"inside", "outside"} <= found:
        return "disputed"
    if "inside" in found:
        return "agrees"
    return "disagrees" if "outside" in found else "open"


def sensitivity(
    claim: Quantity,
    evidence: Sequence[Weighed],
    *,
    policy: TolerancePolicy = DEFAULT_POLICY,
    known: Mapping[str, Comparison] | None = None,
) -> Sensitivity:
    """`known` are comparisons by the policy that were made already, by their keys."""
    with localcontext(ARITHMETIC):
        made = known or {}
        compared = {
            one.key: made.get(one.key) or compare(claim, one.quantity, policy=policy)
            for one in evidence
        }
        outcomes = {key: found.outcome for key, found in compared.items()}
        standing = standing_of(outcomes.values())
        telling = [one for one in evidence if outcomes[one.key] != "not_comparable"]
        if not telling:
            return Sensitivity(standing, _used(claim, policy))
        ends = [compared[one.key].evidence for one in telling]
        flips = [*_by_tolerance(claim, telling, ends, standing, policy)]
        flips += _by_leaving_out(evidence, outcomes, standing)
        return Sensitivity(standing, _used(claim, policy), tuple(flips), outcomes)


def _by_leaving_out(
    evidence: Sequence[Weighed], outcomes: Mapping[str, str], standing: str
) -> Iterator[Flip]:
    roots = dict.fromkeys(root for one in evidence for root in sorted(one.roots))
    for root in roots:
        gone = tuple(one.key for one in evidence if root in one.roots)
        if all(outcomes[key] in {"not_comparable", "overlaps"} for key in gone):
            continue
        left = standing_of(o for key, o in outcomes.items() if key not in gone)
        if left != standing:
            yield Flip(left, without=root, keys=gone)


def _by_tolerance(
    claim: Quantity,
    evidence: Sequence[Weighed],
    ends: Sequence[Interval],
    standing: str,
    policy: TolerancePolicy,
) -> Iterator[Flip]:
    """The nearest tolerance on either side of the one in use that changes the standing.

    Taken more widely, sources only come in; so a standing left is not come back to, and
    the place may be found by halving.
    """
    used = _used(claim, policy)
    if used is None:
        return
    marks = sorted(_marks(claim, ends))
    sweep = _Sweep(claim, evidence, ends, policy)
    wider = [mark for mark in marks if mark >= used]
    turn = sweep.first(wider, standing, lambda mark: _beyond(mark, marks))
    if turn is not None:
        yield Flip(turn[1], above=turn[0])
    stricter = [mark for mark in reversed(marks) if _LEAST <= mark <= used]
    turn = sweep.first(stricter, standing, lambda mark: _short_of(mark, marks))
    if turn is not None:
        yield Flip(turn[1], below=turn[0])


@dataclass(frozen=True, slots=True)
class _Sweep:
    """The standing at any tolerance: by intervals alone where they say all there is."""

    claim: Quantity
    evidence: Sequence[Weighed]
    ends: Sequence[Interval]
    policy: TolerancePolicy

    def first(
        self,
        marks: Sequence[Decimal],
        standing: str,
        past: Callable[[Decimal], Decimal],
    ) -> tuple[Decimal, str] | None:
        """The first mark past which the standing is another, and which."""
        low, high = 0, len(marks)
        while low < high:
            middle = (low + high) // 2
            if self._roughly(past(marks[middle])) != standing:
                high = middle
            else:
                low = middle + 1
        for mark in marks[low:]:  # as a rule the first is it
            turned = self.at(past(mark))
            if turned != standing:
                return mark, turned
        return None

    def at(self, tolerance: Decimal) -> str:
        """The comparison made again with the claim taken so strictly."""
        taken = taken_by(self.claim, tolerance)
        return standing_of(
            compare(taken, one.quantity, policy=self.policy).outcome
            for one in self.evidence
        )

    def _roughly(self, tolerance: Decimal) -> str:
        allowed = to_interval(taken_by(self.claim, tolerance), self.policy)
        return standing_of(relation(allowed, interval) for interval in self.ends)


def _beyond(mark: Decimal, marks: Sequence[Decimal]) -> Decimal:
    """Between this mark and the next wider one."""
    after = min((one for one in marks if one > mark), default=mark + 2 * _STEP)
    return (mark + after) / 2


def _short_of(mark: Decimal, marks: Sequence[Decimal]) -> Decimal:
    before = max((one for one in marks if one < mark), default=Decimal(0))
    return (mark + before) / 2


def _marks(claim: Quantity, ends: Iterable[Interval]) -> set[Decimal]:
    """Tolerances at which an end of the claim meets an end of a source."""
    stated = {end for end in (claim.low, claim.high) if end}
    found = {
        (abs(end - value) / abs(value)).quantize(_STEP)
        for interval in ends
        for end in (interval.low, interval.high)
        if end is not None
        for value in stated
    }
    return {mark for mark in found if mark <= _WIDEST}


def _used(claim: Quantity, policy: TolerancePolicy) -> Decimal | None:
    """The tolerance in use, as a share of the number: 10 % for "about"."""
    stated = claim.low if claim.low is not None else claim.high
    if not stated or not usable(stated):
        return None
    if claim.low != claim.high:
        return Decimal(0)
    allowed = to_interval(claim, policy)
    reach = [abs(e - stated) for e in (allowed.low, allowed.high) if e is not None]
    return (max(reach, default=Decimal(0)) / abs(stated)).quantize(_STEP)


def taken_by(claim: Quantity, tolerance: Decimal) -> Quantity:
    """The claim with its ends so far out, as a share of each; its hedge stays its own."""
    if claim.low is not None and claim.low == claim.high:
        reach = abs(claim.low) * tolerance
        low, high = claim.low - reach, claim.low + reach
        if claim.qualifier == "nearly":
            low, high = (claim.low - reach, claim.low)
        return replace(claim, low=low, high=high, qualifier="")
    return replace(
        claim,
        low=None if claim.low is None else claim.low - abs(claim.low) * tolerance,
        high=None if claim.high is None else claim.high + abs(claim.high) * tolerance,
    )
