"""A warning when a number is right but for its size: billion for million, lakh for
crore, a total for a figure per person.

It takes more than a wrong size: the values found must agree once the power of ten is
taken out, and more of them must agree so than with the number as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

from claims.engine.reading.wordlists import table
from claims.engine.reasoning.compare import compare
from claims.engine.reasoning.magnitude_words import hint, scale_of_table, speaks_indian
from claims.engine.types import Interval, Quantity

KINDS = ("magnitude", "table", "denominator")
#: Powers of ten people mistake for one another, the likelier first.
_COMMON = (3, 6, 9)
_INDIAN = (2, 5, 7)
_DIGIT = 1
#: How far from the power, in tens, two values may lie: with company, and alone.
_TOGETHER, _ALONE = Decimal("0.12"), Decimal("0.08")
#: A slipped digit is exact, or else it is only another number.
_DIGIT_TOGETHER, _DIGIT_ALONE = Decimal("0.04"), Decimal("0.02")
#: Within a factor of two the claim's size is right as it is.
_AS_WRITTEN = Decimal("0.3")
#: One number in two denominations is the same to a few percent.
_SAME = Decimal("0.02")
_LOOKED_UP = 28


@dataclass(frozen=True, slots=True)
class Known:
    """Another value of the claim's quantity: `value` in the claim's unit, if it can be
    put so; `words` is the text around it, where a table says what it counts in.
    """

    name: str
    quantity: Quantity
    value: Decimal | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """`kind` is one of `KINDS`; `factor` is the claim by the value found."""

    kind: str
    factor: Decimal | None
    agreeing: tuple[str, ...]
    of: int
    explanation: str


def known(claim: Quantity, other: Quantity, *, name: str, words: str = "") -> Known:
    """A value found, turned into the claim's unit; its day plays no part in its size."""
    comparison = compare(_undated(claim), _undated(other))
    comparable = comparison.outcome != "not_comparable"
    value = middle(comparison.evidence) if comparable else None
    return Known(name, other, value, words)


def _undated(quantity: Quantity) -> Quantity:
    return replace(quantity, period=None, as_of=None, doubt="")


def middle(interval: Interval) -> Decimal | None:
    """One number for an interval: its only end, or half way."""
    low, high = interval.low, interval.high
    if low is None or high is None or not low:
        return high if low is None or (not low and high) else low
    return (low + high) / 2


def alarms(claim: Quantity, found: Sequence[Known]) -> tuple[Alarm, ...]:
    with localcontext(prec=_LOOKED_UP):
        own = middle(Interval(claim.low, claim.high))
        if own is None or own <= 0:
            return ()
        checked = (_magnitude(claim, own, found), _denominator(claim, own, found))
        return tuple(alarm for alarm in checked if alarm)


def _magnitude(claim: Quantity, own: Decimal, found: Sequence[Known]) -> Alarm | None:
    gaps = [
        (one, (own / one.value).log10()) for one in found if one.value and one.value > 0
    ]
    as_written = [one for one, gap in gaps if abs(gap) <= _AS_WRITTEN]
    best: tuple[int, list[Known]] = (0, [])
    for power in _powers(claim, found):
        for signed in (power, -power):
            agreeing = _agreeing(gaps, signed)
            if len(agreeing) > len(best[1]):
                best = (signed, agreeing)
    signed, agreeing = best
    announced = [one for one in agreeing if scale_of_table(one.words) == signed]
    if announced and len(announced) == len(agreeing):
        return _table(signed, announced, len(gaps))
    if len(agreeing) <= len(as_written) or 3 * len(agreeing) < len(gaps):
        return None
    names = tuple(one.name for one in agreeing)
    return Alarm(
        kind="magnitude",
        factor=Decimal(10) ** signed,
        agreeing=names,
        of=len(gaps),
        explanation=f"{_times(signed)} than {_of(len(names), len(gaps))} "
        f"({_listed(names)}): {hint(claim, signed)}",
    )


def _table(signed: int, announced: Sequence[Known], of: int) -> Alarm:
    names = tuple(one.name for one in announced)
    return Alarm(
        kind="table",
        factor=Decimal(10) ** signed,
        agreeing=names,
        of=of,
        explanation=f"{_times(signed)} than {_listed(names)} as written, but the "
        f"passage says it counts in {_names()[str(signed)]}s: read so, they agree.",
    )


def _agreeing(gaps: Sequence[tuple[Known, Decimal]], signed: int) -> list[Known]:
    together, alone = _TOGETHER, _ALONE
    if abs(signed) == _DIGIT:
        together, alone = _DIGIT_TOGETHER, _DIGIT_ALONE
    near = [(one, abs(gap - signed)) for one, gap in gaps]
    close = [one for one, far in near if far <= together]
    if len(close) > 1:
        return close
    return [one for one, far in near if far <= alone]


def _powers(claim: Quantity, found: Sequence[Known]) -> tuple[int, ...]:
    texts = [claim.surface, *(one.quantity.surface for one in found)]
    if claim.kind in {"percent", "fraction"}:
        return (2, _DIGIT)
    if speaks_indian(claim.unit, [*texts, *(one.words for one in found)]):
        return (*_COMMON, *_INDIAN, _DIGIT)
    return (*_COMMON, _DIGIT)


def _denominator(claim: Quantity, own: Decimal, found: Sequence[Known]) -> Alarm | None:
    """The same number as here, but for each of something else."""
    same: list[Known] = []
    for one in found:
        theirs = middle(Interval(one.quantity.low, one.quantity.high))
        if theirs is None or theirs <= 0 or _per(one.quantity) == _per(claim):
            continue
        if one.value and abs((own / one.value).log10()) <= _SAME:
            continue  # the same after turning one denominator into the other
        if abs((own / theirs).log10()) <= _SAME:
            same.append(one)
    if not same:
        return None
    names, per = tuple(one.name for one in same), _per(same[0].quantity)
    mine = _per(claim)
    ours = f"per {mine}" if mine else "a total"
    theirs_said = f"per {per}" if per else "a total"
    return Alarm(
        kind="denominator",
        factor=None,
        agreeing=names,
        of=len(found),
        explanation=f"The same number is {ours} here and {theirs_said} in "
        f"{_listed(names)}: which of the two is meant?",
    )


def _per(quantity: Quantity) -> str:
    """A figure for a year is often told as a total: the two are one here."""
    return "" if quantity.per in {None, "year"} else str(quantity.per)


def _times(signed: int) -> str:
    side = "larger" if signed > 0 else "smaller"
    return f"{10 ** abs(signed):,} times {side}"


def _of(some: int, all_: int) -> str:
    if all_ == 1:
        return "the only value found"
    if some == all_:
        return f"all {all_} values found"
    return f"{some} of {all_} values found"


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = table("en/magnitudes.toml")["names"]
    return names
