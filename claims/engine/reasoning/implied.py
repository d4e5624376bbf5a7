"""What follows from stated numbers, as values and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.operands import (
    HUNDRED,
    MULTIPLE,
    NOT_NEGATIVE,
    PERCENT,
    POINTS,
    Operand,
    Unit,
    suffix,
)
from claims.engine.reasoning.results import (
    is_strained,
    kept,
    leeway,
    said_text,
    shown_as,
    sign_of,
)
from claims.engine.reasoning.wording import number_text
from claims.engine.types import Interval

KINDS = (
    "before",
    "after",
    "change",
    "relative",
    "ratio",
    "whole",
    "yearly",
    "fits",
    "strained",
    "misfit",
)


#: Those that check a number by the others of its sentence.
CHECKS = frozenset({"fits", "strained", "misfit"})


@dataclass(frozen=True, slots=True)
class Implied:
    """One thing a sentence implies.

    `kind` is one of `KINDS`; `reading` is relative or points where the wording leaves both open.  `result` is
    of the numbers as written, `allowed` of what their hedges and rounding allow.
    """

    kind: str
    reading: str
    formula: str
    operands: tuple[tuple[int, int], ...]
    result: Interval
    allowed: Interval
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Written:
    """A sum worked out, with the left side of its formula."""

    stated: Interval
    allowed: Interval
    left: str
    unit: Unit

    @property
    def is_point(self) -> bool:
        return self.stated.low is not None and self.stated.low == self.stated.high

    def operand(self, like: Operand) -> Operand:
        """The result as a number to go on with, of the kind of another."""
        text = number_text(shown_as(self.stated.low or self.stated.high or Decimal(0)))
        return replace(
            like,
            stated=self.stated,
            allowed=self.allowed,
            text=f"{text}{suffix(self.unit.kind)}",
            unit=self.unit,
            mode="",
        )

    def implied(
        self,
        kind: str,
        *operands: Operand,
        reading: str = "",
        per: str | None = None,
        compared: bool = False,
    ) -> Implied | None:
        """None where the result could only be below nothing and cannot be."""
        stated, allowed = self.stated, self.allowed
        if self.unit.kind in NOT_NEGATIVE:
            above = sums.above_zero(stated)
            if above is None:
                return None
            stated, allowed = above, sums.above_zero(allowed) or above
        if not stated.low and stated.high is None:
            return None
        lead = _LEADS[kind]
        if per:
            lead = f"One {per} {'earlier' if kind == 'before' else 'later'}"
        elif compared and kind == "before":
            lead = "What it is compared with"
        if reading:
            lead = f"{_READINGS[reading]}, {_lower(lead)}"
        said = said_text(stated, self.unit, operands)
        return Implied(
            kind=kind,
            reading=reading,
            formula=f"{self.left} {sign_of(stated)} {said}",
            operands=tuple(one.span for one in operands),
            result=kept(stated),
            allowed=kept(allowed),
            unit=self.unit.name,
            note=f"{lead}: {said}{leeway(stated, allowed, self.unit)}.",
        )

    def check(
        self,
        said: Operand,
        *others: Operand,
        fits: bool,
        reading: str = "",
        strained: bool | None = None,
    ) -> Implied:
        """What the other numbers give against what is said; `said` comes first."""
        if strained is None:
            strained = is_strained(self.stated, said.stated)
        result = said_text(self.stated, self.unit, others)
        formula = f"{self.left} {sign_of(self.stated)} {result}"
        says = f"it says {said_text(said.stated, said.unit, (said,))}"
        kind = "misfit"
        if fits:
            kind = "strained" if strained else "fits"
        if kind == "fits":
            read = f" {_lower(_READINGS[reading])}" if reading else ""
            note = f"The sentence's own numbers fit{read}: {formula}; {says}."
        else:
            how = f"fit only if {STRAIN}" if fits else "do not fit"
            note = f"The sentence's own numbers {how}: {formula}, but {says}."
        return Implied(
            kind=kind,
            reading=reading,
            formula=formula,
            operands=tuple(one.span for one in (said, *others)),
            result=kept(self.stated),
            allowed=kept(self.allowed),
            unit=self.unit.name,
            note=note,
        )


#: What has to be granted where numbers are far apart as they are written.
STRAIN = "its hedges and rounding are stretched as far as they go"

_LEADS = {
    "before": "Before the change",
    "after": "After the change",
    "whole": "The whole",
}
_READINGS = {
    "relative": "If the percentage is a share of the level",
    "points": "If percentage points are meant",
}


def difference(
    before: Operand,
    after: Operand,
    *operands: Operand,
    within: Interval | None = None,
    compared: bool = False,
) -> Implied:
    """By how much: 7 % less 5 % are 2 percentage points."""
    stated = sums.minus(after.stated, before.stated)
    allowed = within or sums.minus(after.allowed, before.allowed)
    unit = POINTS if after.unit.kind == "percent" else after.unit
    return _change(
        "change",
        f"{after.text} \u2212 {before.text}",
        (stated, allowed, unit),
        operands or (before, after),
        "A difference" if compared else _direction(stated),
    )


def relative(
    before: Operand,
    after: Operand,
    *operands: Operand,
    within: Interval | None = None,
) -> Implied | None:
    """Which part of the first number: 7 % is 40 percent more than 5 %."""
    if not before.positive or not after.positive or before.unit.kind == "temperature":
        return None
    stated = as_percent(sums.over(after.stated, before.stated))
    allowed = within or as_percent(sums.over(after.allowed, before.allowed))
    return _change(
        "relative",
        f"{after.text} ÷ {before.text} \u2212 1",
        (stated, allowed, PERCENT),
        operands or (before, after),
        f"In percent, {_direction(stated).lower()}",
    )


def _change(
    kind: str,
    left: str,
    worked_out: tuple[Interval, Interval, Unit],
    operands: tuple[Operand, ...],
    lead: str,
) -> Implied:
    stated, allowed, unit = worked_out
    said = said_text(sums.size(stated), unit, operands)
    minus = "minus " if sums.falls(stated) and stated.low else ""
    spread = leeway(sums.size(stated), sums.size(allowed), unit)
    return Implied(
        kind=kind,
        reading="",
        formula=f"{left} {sign_of(stated)} {minus}{said}",
        operands=tuple(one.span for one in operands),
        result=kept(stated),
        allowed=kept(allowed),
        unit=unit.name,
        note=f"{lead} of {said}{spread}.",
    )


def below_nothing(fall: Operand) -> Implied:
    """A fall of more than 100 percent."""
    left = sums.minus(sums.exactly(HUNDRED), fall.stated)
    return Implied(
        kind="misfit",
        reading="",
        formula=f"100 % \u2212 {fall.text} = {said_text(left, PERCENT, (fall,))}",
        operands=(fall.span,),
        result=kept(left),
        allowed=kept(sums.minus(sums.exactly(HUNDRED), fall.allowed)),
        unit="percent",
        note="A fall of more than 100 percent leaves less than nothing.",
    )


def in_percent(ratio: Operand) -> Implied:
    """ "Doubled" is a rise of 100 percent."""
    stated, allowed = as_percent(ratio.stated), as_percent(ratio.allowed)
    return _change(
        "relative",
        f"{ratio.text} \u2212 1",
        (stated, allowed, PERCENT),
        (ratio,),
        _direction(stated),
    )


def as_multiple(rise: Operand) -> Implied:
    """A rise of 200 percent makes three times as much."""
    one = sums.exactly(Decimal(1))
    stated, allowed = sums.plus(one, rise.share), sums.plus(one, rise.share_allowed)
    said = said_text(stated, MULTIPLE, (rise,))
    return Implied(
        kind="ratio",
        reading="",
        formula=f"1 + {rise.text} = {said}",
        operands=(rise.span,),
        result=kept(stated),
        allowed=kept(allowed),
        unit="times",
        note=f"{said[0].upper()}{said[1:]} as much as before.",
    )


def as_percent(ratio: Interval) -> Interval:
    one = sums.exactly(Decimal(-1))
    return sums.scaled(sums.plus(ratio, one), HUNDRED)


def _direction(change: Interval) -> str:
    if not change.low and not change.high:
        return "No change"
    return "A fall" if sums.falls(change) else "A rise"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
