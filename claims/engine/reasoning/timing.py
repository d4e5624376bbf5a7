"""Time: do two figures describe the same window, and are they close enough in time?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claims.engine.reasoning.counted import harm_classes, is_population, is_stock
from claims.engine.reasoning.periods import Window, is_since, is_to_date, window_of
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.reasoning.units import is_time, per_conversion
from claims.engine.types import Quantity

#: Two starts of "since" this close are the same event, dated less or more exactly.
_SAME_START_DAYS = 60
_TIMELESS = frozenset({"measure", "temperature", "duration", "age"})


@dataclass(frozen=True, slots=True)
class Timing:
    """`gate` is period, stale or ""; `grown` is earlier or later for a running total
    too far away to compare directly, of which only "it can only have grown" is known.
    """

    gate: str = ""
    reason: str = ""
    grown: str = ""
    notes: tuple[str, ...] = ()


def timing(claim: Quantity, evidence: Quantity, policy: TolerancePolicy) -> Timing:
    ours = window_of(claim)
    theirs = window_of(evidence)
    conflict = _window_gap(claim, evidence, ours, theirs)
    if conflict:
        return Timing("period", conflict)
    if ours is not None and ours == theirs and ours.shape == "within":
        return Timing()
    return _by_day(claim, evidence, _Days.of(claim, evidence), policy)


def held_on(q: Quantity) -> date | None:
    """The day a number holds for: the end of its window, else its `as_of`."""
    window = window_of(q)
    if window is None or window.end is None:
        return q.as_of
    return q.as_of if _inside(q.as_of, window) else window.end


def held_since(q: Quantity) -> date | None:
    """The first day of the stretch a number is of, which ends on the day `held_on`.

    None for a number that holds on a day, a running total among them.
    """
    first, last = _starts(q), held_on(q)
    return first if first and last and first < last else None


def _inside(day: date | None, window: Window) -> bool:
    """Said in June 2024 of 2024: the number holds for June, the year is not over."""
    if day is None or window.start is None or window.end is None:
        return False
    return window.start <= day <= window.end


def _starts(q: Quantity) -> date | None:
    window = window_of(q)
    return window.start if window is not None and window.shape == "within" else None


@dataclass(frozen=True, slots=True)
class _Days:
    claim: date | None
    evidence: date | None

    @classmethod
    def of(cls, claim: Quantity, evidence: Quantity) -> _Days:
        return cls(held_on(claim), held_on(evidence))


def _window_gap(
    claim: Quantity, evidence: Quantity, ours: Window | None, theirs: Window | None
) -> str:
    """Why two written time frames are not the same one; "" when they may be."""
    frames = _frames_of(claim, evidence)
    if _one_is_an_average_since(claim, evidence):
        return f"{frames}: an average since then is another figure"
    if _stretch_against_total(ours, evidence) or _stretch_against_total(theirs, claim):
        return f"{frames}: a running total is not a figure for one period"
    if ours is None or theirs is None:
        return ""
    shapes = {ours.shape, theirs.shape}
    if shapes == {"since"}:
        days = _days_between(ours.start, theirs.start)
        apart = days is not None and days > _SAME_START_DAYS
        return f"{frames}: counted from different days" if apart else ""
    if shapes == {"within"}:
        begun = ours.start == theirs.start and _is_to_date(claim, evidence)
        return "" if ours == theirs or begun else frames
    if claim.kind in _TIMELESS and "since" not in shapes:
        return "" if _may_be_one(ours, theirs) else frames
    return ""


def _may_be_one(one: Window, other: Window) -> bool:
    """Whether a day lies in the other's stretch, or is the other's day."""
    starts = [day for day in (one.start or one.end, other.start or other.end) if day]
    ends = [day for day in (one.end, other.end) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _is_to_date(claim: Quantity, evidence: Quantity) -> bool:
    return is_to_date(claim.period) or is_to_date(evidence.period)


def _frames_of(claim: Quantity, evidence: Quantity) -> str:
    ours, theirs = (
        f"“{q.period}”" if q.period else "no stated period" for q in (claim, evidence)
    )
    return f"the claim is about {ours}, the source about {theirs}"


def _days_between(one: date | None, other: date | None) -> int | None:
    if one is None or other is None:
        return None
    return abs((one - other).days)


def _one_is_an_average_since(claim: Quantity, evidence: Quantity) -> bool:
    rate = claim.per is not None and is_time(claim.per)
    return rate and is_since(claim.period) != is_since(evidence.period)


def _stretch_against_total(window: Window | None, other: Quantity) -> bool:
    return window is not None and window.shape == "within" and is_since(other.period)


def _by_day(
    claim: Quantity, evidence: Quantity, days: _Days, policy: TolerancePolicy
) -> Timing:
    if days.claim is None or days.evidence is None:
        return Timing(notes=(_unknown_day(days),))
    older = (days.claim - days.evidence).days
    limit, what = _limit(claim, evidence, policy)
    starts = _starts(evidence)
    if limit is not None and starts is not None and (starts - days.claim).days > limit:
        day = days.claim.isoformat()
        return Timing("period", f"the source describes a time after the claim of {day}")
    if limit is None:
        return Timing()
    if abs(older) <= limit:
        return Timing(notes=_apart(older))
    if what == _TOTAL:
        return Timing(grown="earlier" if older > 0 else "later", notes=_apart(older))
    if older > 0:
        reason = (
            f"out of date: the source's number is from {days.evidence.isoformat()}, "
            f"{older:,} days before the claim; for {what} the limit is {limit} days"
        )
        return Timing("stale", reason)
    if what in _VOLATILE:
        reason = (
            f"the source's number is from {days.evidence.isoformat()}, {-older:,} days "
            f"after the claim; for {what} the limit is {limit} days"
        )
        return Timing("period", reason)
    return Timing(notes=_apart(older))


def _unknown_day(days: _Days) -> str:
    if days.claim is None and days.evidence is None:
        return "The day neither number holds for is known."
    side = "claim" if days.claim is None else "source"
    return f"The day the {side}'s number holds for is not known."


def _apart(older: int) -> tuple[str, ...]:
    if not older:
        return ()
    side = "before" if older > 0 else "after"
    unit = "day" if abs(older) == 1 else "days"
    return (f"The source's number is from {abs(older):,} {unit} {side} the claim's.",)


_TOTAL = "running totals"
_STOCK = "numbers that change from week to week"
_DAILY = "daily rates"
_VOLATILE = frozenset({_STOCK, _DAILY})


def _limit(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> tuple[int | None, str]:
    """Days two numbers of this sort may lie apart, and what the sort is called."""
    if claim.kind in _TIMELESS:
        return None, "measurements"
    if claim.per and is_time(claim.per):
        if _shorter_than_a_month(claim.per):
            return policy.daily_rate_days, _DAILY
        return policy.annual_days, "yearly figures"
    if claim.kind == "count" and _is_running_total(claim, evidence):
        return policy.cumulative_days, _TOTAL
    if claim.kind == "count" and is_stock(claim):
        return policy.stock_days, _STOCK
    if claim.kind == "count" and is_population(claim):
        return policy.population_days, "populations"
    return policy.annual_days, "yearly figures"


def _shorter_than_a_month(per: str) -> bool:
    turned = per_conversion(per, "month")
    return turned is not None and turned.scale > 1


def _is_running_total(claim: Quantity, evidence: Quantity) -> bool:
    """Losses and everything "since": such counts only grow."""
    if _is_to_date(claim, evidence):
        return True
    within = window_of(claim)
    return bool(harm_classes(claim)) and (within is None or within.shape != "within")
