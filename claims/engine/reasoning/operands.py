"""Numbers as they stand in a sum: their ends, their unit, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from claims.engine.reasoning import sums
from claims.engine.reasoning.tolerance import TolerancePolicy, to_interval
from claims.engine.reasoning.wording import stated_text
from claims.engine.reasoning.words import plural
from claims.engine.types import Interval, NumericClaim, Quantity

HUNDRED = Decimal(100)
#: Parts of a whole that people write as fractions have no larger denominator.
_LARGEST_DENOMINATOR = 20
NOT_NEGATIVE = frozenset(
    {"count", "percent", "measure", "duration", "age", "multiple", "rate"}
)
_MAY_BE_BELOW = frozenset({"percentage_point", "temperature", "index"})


@dataclass(frozen=True, slots=True)
class Unit:
    """What a result is in; `noun` stands behind a count."""

    kind: str
    name: str
    per: str | None = None
    noun: str = ""

    def text(self, interval: Interval) -> str:
        text = stated_text(self._quantity(interval))
        if self.kind == "percentage_point" and interval.low == interval.high == 1:
            return text.removesuffix("s")
        return f"{text} {self.noun}" if self.noun else text

    def _quantity(self, interval: Interval) -> Quantity:
        low, high = interval.low, interval.high
        bound = ""
        if high is None:
            bound = "more_than" if interval.low_open else "at_least"
        elif low is None or (not low and high and self.kind not in _MAY_BE_BELOW):
            low, bound = None, "less_than" if interval.high_open else "at_most"
        return Quantity(
            self.kind, low, high, qualifier=bound, unit=self.name, per=self.per
        )

    def beside(self, other: Unit) -> Unit:
        """A count that names nothing takes the other's noun."""
        bare = self.kind == "count" == other.kind and not self.noun
        return other if bare else self


PERCENT = Unit("percent", "percent")
POINTS = Unit("percentage_point", "percentage point")
MULTIPLE = Unit("multiple", "times")


@dataclass(frozen=True, slots=True)
class Operand:
    """A number in a sum.  `mode` is how it changes a level, empty for a level."""

    claim: NumericClaim
    stated: Interval
    allowed: Interval
    text: str
    unit: Unit
    mode: str = ""

    @classmethod
    def of(cls, claim: NumericClaim, policy: TolerancePolicy) -> Operand:
        quantity = Quantity(
            kind=claim.kind,
            low=claim.low,
            high=claim.high,
            low_open=claim.low_open,
            high_open=claim.high_open,
            qualifier=claim.qualifier,
            surface=claim.surface,
            unit=claim.unit,
        )
        stated = Interval(claim.low, claim.high, claim.low_open, claim.high_open)
        one = cls(claim, stated, to_interval(quantity, policy), "", _unit_of(claim))
        if claim.kind == "fraction":
            one = one.scaled(HUNDRED)
        elif claim.unit == "basis point":
            one = one.scaled(Decimal("0.01"))
        return replace(one, text=one.written(suffix(claim.kind)))

    def written(self, suffix: str) -> str:
        quantity = Quantity(
            "count", self.stated.low, self.stated.high, qualifier=self.claim.qualifier
        )
        return stated_text(quantity) + suffix

    def scaled(self, factor: Decimal) -> Operand:
        return replace(
            self,
            stated=sums.scaled(self.stated, factor),
            allowed=sums.scaled(self.allowed, factor),
        )

    def told_as(self, mode: str) -> Operand:
        if mode == self.mode:
            return self
        one = replace(self, mode=mode)
        if mode == "points":
            in_points = one.claim.kind == "fraction"  # "half a point"
            one = one.scaled(1 / HUNDRED) if in_points else one
            one = replace(one, unit=POINTS)
            return replace(one, text=one.written(" points"))
        if mode == "relative" and self.claim.kind == "fraction":
            return replace(one, text=_fraction_text(one) or one.text)
        if mode == "ratio" and self.claim.kind == "fraction":
            one = one.scaled(1 / HUNDRED)
            return replace(one, unit=MULTIPLE, text=_fraction_text(self) or one.text)
        return one

    def beside(self, other: Operand) -> Operand:
        """A bare number in the unit of the number it is told beside."""
        if self.claim.kind == "count" and self.adds_to(other):
            named = self.unit.noun and other.unit.kind == "count"
            return self if named else replace(self, unit=other.unit)
        return self

    def inverted(self) -> Operand:
        """ "Fell tenfold": to a tenth."""
        one = sums.exactly(Decimal(1))
        return replace(
            self,
            stated=sums.over(one, self.stated),
            allowed=sums.over(one, self.allowed),
            text=f"(1 ÷ {self.text})",
        )

    def mirrored(self) -> Operand:
        """ "More than halved": what is left is less than half."""
        return replace(self, stated=_turned(self.stated), allowed=_turned(self.allowed))

    @property
    def share(self) -> Interval:
        """A percentage as a factor: 20 percent is 0.2."""
        return sums.scaled(self.stated, 1 / HUNDRED)

    @property
    def share_allowed(self) -> Interval:
        return sums.scaled(self.allowed, 1 / HUNDRED)

    @property
    def span(self) -> tuple[int, int]:
        return self.claim.start, self.claim.end

    @property
    def is_point(self) -> bool:
        return self.stated.low is not None and self.stated.low == self.stated.high

    @property
    def positive(self) -> bool:
        return self.stated.low is not None and self.stated.low > 0

    def adds_to(self, other: Operand) -> bool:
        """Whether the two are of one unit; a bare number takes the other's."""
        if self.unit.kind == other.unit.kind == "percent":
            return True
        mine, theirs = self.claim, other.claim
        if mine.kind == theirs.kind == "count":
            return True
        if "count" in (mine.kind, theirs.kind):
            bare = mine if mine.kind == "count" else theirs
            money = "money" in (mine.kind, theirs.kind)
            return not bare.unit or (money and mine.thing == theirs.thing)
        return mine.kind == theirs.kind and mine.unit == theirs.unit


def _turned(a: Interval) -> Interval:
    return Interval(a.high, a.low, a.high_open, a.low_open)


def _unit_of(claim: NumericClaim) -> Unit:
    if claim.kind in {"percent", "fraction"}:
        return PERCENT
    if claim.kind == "percentage_point":
        return POINTS
    if claim.kind == "multiple":
        return MULTIPLE
    noun = ""
    if claim.kind in {"count", "rate", "index"}:
        noun = plural(claim.unit)
    return Unit(claim.kind, claim.unit, claim.per, noun)


def suffix(kind: str) -> str:
    if kind in {"percent", "fraction"}:
        return " %"
    return " points" if kind == "percentage_point" else ""


def _fraction_text(operand: Operand) -> str:
    """ "1/3" for what was written as a fraction."""
    value = (
        operand.stated.low if operand.stated.low is not None else operand.stated.high
    )
    if value is None:
        return ""
    near = Fraction(value / HUNDRED).limit_denominator(_LARGEST_DENOMINATOR)
    if abs(Fraction(value / HUNDRED) - near) > Fraction(1, 10**9):
        return ""
    hedge = operand.text.rpartition(" %")[0].rpartition(" ")[0]
    return f"{hedge} {near}".strip()
