"""Steps between the numbers of a change: forward to the new level, back to the old."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.operands import HUNDRED, PERCENT, Operand
from claims.engine.types import Interval

ONE = sums.exactly(Decimal(1))
_MINUS = "\u2212"


def moved(level: Operand, change: Operand, sign: int, *, back: bool) -> Written | None:
    """Where a change leads from a level, or `back` to where it came from."""
    if change.mode in {"absolute", "points"}:
        adds = (sign > 0) != back
        step = sums.plus if adds else sums.minus
        return Written(
            step(level.stated, change.stated),
            step(level.allowed, change.allowed),
            f"{level.text} {'+' if adds else _MINUS} {change.text}",
            level.unit.beside(change.unit),
        )
    if change.mode == "ratio":
        stated, allowed, text = change.stated, change.allowed, change.text
    else:
        stated, allowed = factor(change.share, sign), factor(change.share_allowed, sign)
        text = factor_text(change, sign)
    if stated.high is not None and stated.high <= 0:
        return None
    step, mark = (sums.over, "÷") if back else (sums.times, "\u00d7")
    return Written(
        step(level.stated, stated),
        step(level.allowed, allowed),
        f"{level.text} {mark} {text}",
        level.unit,
    )


def factor(share: Interval, sign: int) -> Interval:
    return sums.plus(ONE, share) if sign > 0 else sums.minus(ONE, share)


def factor_text(change: Operand, sign: int) -> str:
    return f"(1 {_sign(sign)} {change.text})"


def _sign(direction: int) -> str:
    return "+" if direction > 0 else _MINUS


def amount_of(level: Operand, change: Operand, sign: int, *, back: bool) -> Interval:
    """How much a share of the first level is, signed; each operand taken once, so
    that nothing is allowed twice.
    """
    share = change.share_allowed
    if back:
        per_one = sums.exactly(Decimal(sign))
        share = sums.over(ONE, sums.plus(sums.over(ONE, share), per_one))
    size = sums.times(level.allowed, share)
    return size if sign > 0 else sums.negative(size)


def share_of(level: Operand, change: Operand, sign: int, *, back: bool) -> Interval:
    """Which percentage of the first level an amount is, signed."""
    first = sums.over(level.allowed, change.allowed)
    if back:
        first = sums.minus(first, sums.exactly(Decimal(sign)))
    share = sums.scaled(sums.over(ONE, first), HUNDRED)
    return share if sign > 0 else sums.negative(share)


def change_between(before: Operand, after: Operand, change: Operand) -> Written | None:
    """The change two levels make, unsigned and in the measure it was told in."""
    if change.mode in {"absolute", "points"}:
        step = sums.minus(after.stated, before.stated)
        more, less = (before, after) if sums.falls(step) else (after, before)
        return Written(
            sums.size(step),
            sums.size(sums.minus(after.allowed, before.allowed)),
            f"{more.text} {_MINUS} {less.text}",
            change.unit.beside(after.unit),
        )
    if not before.positive:
        return None
    ratio = sums.over(after.stated, before.stated)
    within = sums.over(after.allowed, before.allowed)
    left = f"{after.text} ÷ {before.text}"
    if change.mode == "ratio":
        return Written(ratio, within, left, change.unit)
    minus_one = sums.exactly(Decimal(-1))
    step = sums.plus(ratio, minus_one)
    return Written(
        sums.size(sums.scaled(step, HUNDRED)),
        sums.size(sums.scaled(sums.plus(within, minus_one), HUNDRED)),
        f"1 {_MINUS} {left}" if sums.falls(step) else f"{left} {_MINUS} 1",
        PERCENT,
    )
