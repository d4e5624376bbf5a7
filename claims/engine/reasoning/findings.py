"""What one article's own numbers say of each other, as values and in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claims.engine.reasoning.implied import STRAIN, Written
from claims.engine.reasoning.intervals import difference, is_below
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.results import (
    is_strained,
    kept,
    leeway,
    said_text,
    sign_of,
)
from claims.engine.reasoning.wording import percent_text
from claims.engine.types import Interval

#: Code and name of every rule.
RULES = {
    "rate_time": "rate \u00d7 time against total",
    "parts_whole": "parts against whole",
    "share_base": "share \u00d7 base",
    "difference": "difference",
    "percent_change": "percent change",
    "average_count": "average \u00d7 count",
    "shares_above": "shares above 100 %",
}
#: What does not fit comes first.
OUTCOMES = ("misfit", "incomplete", "fits")


@dataclass(frozen=True, slots=True)
class ArithmeticFinding:
    """Numbers of a text that stand in a sum; `operands` are spans of its claims.

    The first operand is the number checked; `expected` is what the others give,
    `stated` what it may be, both with hedges and rounding.  `off` is how far apart
    they are, as a share of the nearest end of what is expected.
    """

    rule: str
    outcome: str
    operands: tuple[tuple[int, int], ...]
    formula: str
    expected: Interval | None
    stated: Interval | None
    unit: str
    off: Decimal | None
    assumption: str
    explanation: str

    @property
    def rule_name(self) -> str:
        return RULES[self.rule]


def checked(
    rule: str, said: Operand, expected: Written, *others: Operand
) -> ArithmeticFinding:
    """What the other numbers give, against the number that is said."""
    result = said_text(expected.stated, expected.unit, others)
    formula = f"{expected.left} {sign_of(expected.stated)} {result}"
    says = said_text(said.stated, said.unit, (said,))
    fits = meet(expected.allowed, said.allowed)
    off = None if fits else difference(expected.allowed, said.allowed)
    strained = fits and is_strained(expected.stated, said.stated)
    if strained:
        words = f"These fit only if {STRAIN}: {formula}, but the text says {says}."
    elif fits:
        words = f"These fit together: {formula}; the text says {says}."
    else:
        room = leeway(expected.stated, expected.allowed, expected.unit)
        far = f", {percent_text(off)} {_side(off)} what they allow" if off else ""
        words = f"These do not fit: {formula}{room}, but the text says {says}{far}."
    return ArithmeticFinding(
        rule=rule,
        outcome="incomplete" if strained else "fits" if fits else "misfit",
        operands=tuple(one.span for one in (said, *others)),
        formula=formula,
        expected=kept(expected.allowed),
        stated=kept(said.allowed),
        unit=expected.unit.name,
        off=off,
        assumption=f"that {STRAIN}" if strained else "",
        explanation=words,
    )


def _side(off: Decimal) -> str:
    return "above" if off > 0 else "below"


def meet(a: Interval, b: Interval) -> bool:
    return not (is_below(a, b) or is_below(b, a))
