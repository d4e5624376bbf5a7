"""What the numbers of one sentence imply: the level before, the change, the whole.

Only arithmetic on what is written; where a sentence can be read in two ways, both
are given.  `docs/comparing.md` has the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from claims.engine.reasoning import sums
from claims.engine.reasoning.implied import (
    Implied,
    Written,
    as_multiple,
    below_nothing,
    difference,
    in_percent,
    relative,
)
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.moves import RELATIVE, Figure, Move, moves
from claims.engine.reasoning.operands import HUNDRED, Operand
from claims.engine.reasoning.results import is_strained
from claims.engine.reasoning.steps import amount_of, change_between, moved, share_of
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
)
from claims.engine.reasoning.yearly import over_time
from claims.engine.types import Interval, NumericClaim

_POINTS = frozenset({"percentage_point", "index"})
#: A range so wide is more likely a step and a level: "dropped by 1,200 to 8,800".
_WIDE = 3


def implied(
    claims: Sequence[NumericClaim],
    text: str,
    *,
    policy: TolerancePolicy = DEFAULT_POLICY,
) -> tuple[Implied, ...]:
    """For claims of `text`, sentence by sentence, in reading order."""
    with localcontext(ARITHMETIC):
        found = (_of_move(move, policy) for move in moves(claims, text))
        return tuple(one for some in found for one in some if one is not None)


def _of_move(move: Move, policy: TolerancePolicy) -> Iterator[Implied | None]:
    if any(_is_too_wide(figure.claim) for figure in move.changes):
        return
    told = _Told(move, policy)
    if move.figures[0].part == "share":
        yield told.whole()
        return
    yield from told.levels()
    yield from over_time(
        told.before, told.after, told.change, move.of("span"), told.sign
    )


def _is_too_wide(claim: NumericClaim) -> bool:
    low, high = claim.low, claim.high
    return low is not None and high is not None and high > low * _WIDE


class _Told:
    """One change with its operands made commensurable."""

    def __init__(self, move: Move, policy: TolerancePolicy) -> None:
        self.move, self.policy = move, policy
        self.sign = move.direction
        self.compared = any(figure.compared for figure in move.figures)
        self.after = self._operand(move.of("level"))
        self.before = self._operand(move.of("before"))
        if self.before and self.after:
            self.before = self.before.beside(self.after)
        changes = [*self._ratio(), *self._changes()]
        self.change: Operand | None = changes[0] if changes else None
        #: A change told twice, as an amount and as a share.
        self.amount = next((one for one in changes if one.mode == "absolute"), None)
        self.share = next(
            (one for one in changes if one.mode in {"relative", "either"}), None
        )

    def _operand(self, claim: NumericClaim | None) -> Operand | None:
        return Operand.of(claim, self.policy) if claim else None

    def _ratio(self) -> Iterator[Operand]:
        claim = self.move.of("ratio")
        if claim is None:
            return
        one = Operand.of(claim, self.policy).told_as("ratio")
        end = one.stated.low if one.stated.low is not None else one.stated.high
        if self.sign < 0 and end and end > 1:
            one = one.inverted()
        elif claim.kind == "multiple" and end and end < 1 and not one.is_point:
            one = one.mirrored()
        yield one

    def _changes(self) -> Iterator[Operand]:
        level = self.after or self.before
        for figure in self.move.changes:
            one = Operand.of(figure.claim, self.policy)
            mode = _mode(figure, one, level)
            if mode:
                yield one.told_as(mode)

    # What follows ---------------------------------------------------------------

    def levels(self) -> Iterator[Implied | None]:
        before, after, change = self.before, self.after, self.change
        if change and self.sign < 0 and _is_manifold(change, more=True):
            yield below_nothing(change)
        if before and after:
            if before.adds_to(after):
                yield difference(before, after, compared=self.compared)
                yield relative(before, after)
                yield from self._checked(before, after)
            return
        level = after or before
        if change and level:
            if self.sign or change.mode == "ratio":
                yield from self._other_level(level, change, back=bool(after))
        elif self.amount and self.share:
            yield from self._from_change_alone(self.amount, self.share)
        elif change and change.mode == "ratio":
            yield in_percent(change)
        elif change and self.sign > 0 and _is_manifold(change):
            yield as_multiple(change)

    def _other_level(
        self, level: Operand, change: Operand, *, back: bool
    ) -> Iterator[Implied | None]:
        """The level before, or after, and how large the change is by that."""
        kind = "before" if back else "after"
        yearly = change.claim.per if change.mode == "relative" else None
        if yearly and self.move.of("span"):
            return
        for way in _ways(change):
            one = moved(level, way, self.sign, back=back)
            if one is None:
                continue
            yield one.implied(
                kind,
                level,
                way,
                reading=way.mode if change.mode == "either" else "",
                per=yearly,
                compared=self.compared,
            )
            if change.mode in {"absolute", "points", "relative"} and one.is_point:
                yield from self._change_too(level, change, one, back=back)

    def _change_too(
        self, level: Operand, change: Operand, one: Written, *, back: bool
    ) -> Iterator[Implied | None]:
        other = one.operand(level)
        before, after = (other, level) if back else (level, other)
        if not before.positive or not level.positive or change.claim.per:
            return
        if change.mode == "relative":
            within = amount_of(level, change, self.sign, back=back)
            yield difference(
                before, after, level, change, within=within, compared=self.compared
            )
            return
        within = share_of(level, change, self.sign, back=back)
        yield relative(before, after, level, change, within=within)
        if self.share:
            expected = change_between(before, after, self.share.told_as("relative"))
            if expected:
                fits = _meet(sums.size(within), self.share.allowed)
                yield expected.check(self.share, change, level, fits=fits)

    def _checked(self, before: Operand, after: Operand) -> Iterator[Implied | None]:
        """All is said, and more than is needed: whether it fits together."""
        change = self.change
        if change is None or change.claim.per:
            return
        if not (self.sign or change.mode == "ratio"):
            return
        ways = _ways(change)
        for way in ways:
            one = moved(before, way, self.sign, back=False)
            fits = one is not None and _meet(one.allowed, after.allowed)
            if not fits and way is not ways[-1]:
                continue
            reading = way.mode if len(ways) > 1 and fits else ""
            back = moved(after, way, self.sign, back=True)
            both = change_between(before, after, way)
            # The change tells best how far the three are apart.
            strained = both is not None and is_strained(both.stated, way.stated)
            for result, said, others in (
                (one, after, (before, way)),
                (back, before, (after, way)),
                (both, way, (after, before)),
            ):
                if result is not None:
                    yield result.check(
                        said, *others, fits=fits, reading=reading, strained=strained
                    )
            return

    def _from_change_alone(
        self, amount: Operand, share: Operand
    ) -> Iterator[Implied | None]:
        """As in "rose 20 percent, or 3,000": a share and the amount it makes."""
        base = _whole(amount, share)
        if base is None:
            return
        kind = "whole" if share.claim.base else "before"
        yield base.implied(kind, amount, share)
        after = moved(base.operand(amount), amount, self.sign, back=False)
        if self.sign and after:
            yield after.implied("after", amount, share)

    def whole(self) -> Implied | None:
        """As in "60 pupils, or 25 percent": 240 in all."""
        pair = [Operand.of(figure.claim, self.policy) for figure in self.move.figures]
        share = next((one for one in pair if one.claim.kind in RELATIVE), None)
        part = next((one for one in pair if one.claim.kind not in RELATIVE), None)
        if not share or not part or not part.positive:
            return None
        whole = _whole(part, share.told_as("relative"))
        return whole.implied("whole", part, share) if whole else None


def _is_manifold(change: Operand, *, more: bool = False) -> bool:
    """A hundred percent and more, or `more` than that."""
    percent = change.stated.low or Decimal(0)
    return change.claim.kind == "percent" and (
        percent > HUNDRED if more else percent >= HUNDRED
    )


def _whole(part: Operand, share: Operand) -> Written | None:
    if not share.stated.low:
        return None
    return Written(
        sums.over(part.stated, share.share),
        sums.over(part.allowed, share.share_allowed),
        f"{part.text} ÷ {share.text}",
        part.unit,
    )


def _mode(figure: Figure, one: Operand, level: Operand | None) -> str:
    """What a change is to the level; empty where the two do not go together."""
    kind = figure.claim.kind
    percent = level is not None and level.claim.kind in RELATIVE
    if figure.points or kind == "percentage_point" or (kind in _POINTS and percent):
        return "points" if percent or (level is None and not figure.points) else ""
    if kind in RELATIVE:
        return "either" if percent and kind == "percent" else "relative"
    return "absolute" if level is None or one.adds_to(level) else ""


def _ways(change: Operand) -> list[Operand]:
    """Both readings of a percentage of percentages."""
    if change.mode != "either":
        return [change]
    return [change.told_as("relative"), change.told_as("points")]


def _meet(a: Interval, b: Interval) -> bool:
    return not (is_below(a, b) or is_below(b, a))
