"""A source's number turned into one of the claim's sort, the sum shown.

A change from two levels, a doubling from a change in percent, a share from so many in
100,000, a daily average from the total of a period.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning.definition import same_whole
from claims.engine.reasoning.derivation import Derived, ends, times
from claims.engine.reasoning.derived_changes import (
    from_change,
    from_levels,
    from_multiple,
)
from claims.engine.reasoning.periods import window_of
from claims.engine.reasoning.tolerance import TolerancePolicy, to_interval
from claims.engine.reasoning.units import as_decimal, is_time, per_conversion
from claims.engine.reasoning.wording import number_text
from claims.engine.reasoning.words import lemma
from claims.engine.types import Quantity

_SHARES = frozenset({"percent", "fraction"})
_COUNTED_PER = re.compile(r"^(?P<size>[\d,. ]*\d)\s*(?P<noun>.*)$")
_WHOLE_FROM = Decimal(100)


def derived(claim: Quantity, evidence: Quantity, policy: TolerancePolicy) -> Derived:
    """The evidence in a form the claim can be compared with, where one follows."""
    for rule in (from_levels, from_change, from_multiple, _from_per, _from_total):
        found = rule(claim, evidence, policy)
        if found is not None:
            return found
    return Derived(evidence)


def _from_per(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Derived | None:
    """12 in 100,000 inhabitants are 0.012 percent of the inhabitants, and back."""
    if claim.kind in _SHARES and evidence.kind in {"rate", "count"}:
        told = _counted_per(evidence.per)
        if told is None:
            return None
        size, noun = told
        whole = Fraction(1) if claim.kind == "fraction" else Fraction(100)
        span = ends(to_interval(evidence, policy), times(whole / size))
        found = replace(evidence, kind=claim.kind, unit=claim.unit, per=None, base=noun)
        if not found.thing or lemma(found.thing) == lemma(noun):
            found = replace(found, thing=claim.thing)
        note = f"{number_text(as_decimal(size))} {noun} are 100 percent"
        return Derived(found, note, span)
    if claim.kind in {"rate", "count"} and evidence.kind in _SHARES and evidence.base:
        told = _counted_per(claim.per)
        if told is None:
            return None
        size, noun = told
        whole = Fraction(1) if evidence.kind == "fraction" else Fraction(100)
        span = ends(to_interval(evidence, policy), times(size / whole))
        if not same_whole(noun, evidence.base):
            return None
        found = replace(
            evidence, kind=claim.kind, unit=claim.unit, per=claim.per, thing=claim.thing
        )
        note = f"100 percent are {number_text(as_decimal(size))} {noun}"
        return Derived(replace(found, base=None), note, span)
    return None


def _counted_per(per: str | None) -> tuple[Fraction, str] | None:
    """ "100,000 inhabitants" as 100,000 and its noun; None for a time."""
    found = _COUNTED_PER.match((per or "").strip())
    if not found or is_time(per or ""):
        return None
    digits = re.sub(r"[,\s]", "", found["size"])
    try:
        size = Fraction(digits)
    except ValueError:
        return None
    return (size, found["noun"] or "people") if size > 1 else None


def _from_total(
    claim: Quantity, evidence: Quantity, policy: TolerancePolicy
) -> Derived | None:
    """1,095 in 2023 are 3 a day in 2023: an average of the same period only."""
    if not claim.per or evidence.per or not is_time(claim.per):
        return None
    if evidence.kind not in {claim.kind, "count"} or evidence.change:
        return None
    window = window_of(evidence)
    if window is None or window != window_of(claim):
        return None
    if window.shape != "within" or window.start is None or window.end is None:
        return None
    turned = per_conversion("day", claim.per)
    if turned is None:
        return None
    days = (window.end - window.start).days + 1
    span = ends(to_interval(evidence, policy), times(turned.scale / days))
    found = replace(evidence, kind=claim.kind, per=claim.per)
    note = f"the total of {days:,} days spread evenly over them"
    return Derived(found, note, span)


def spread_note(claim: Quantity, evidence: Quantity) -> str:
    """What a total would be a day, for a reason that says it cannot be compared."""
    window = window_of(evidence)
    start = window.start if window else None
    end = (window.end if window else None) or evidence.as_of
    value = evidence.low if evidence.low is not None else evidence.high
    if not claim.per or evidence.per or not is_time(claim.per) or value is None:
        return ""
    if start is None or end is None or end <= start:
        return ""
    turned = per_conversion("day", claim.per)
    if turned is None:
        return ""
    days = (end - start).days + 1
    pace = as_decimal(Fraction(value) * turned.scale / days)
    shown = number_text(round(pace, 0 if pace >= _WHOLE_FROM else 1))
    return f"; spread evenly over its {days:,} days it would be {shown} per {claim.per}"
