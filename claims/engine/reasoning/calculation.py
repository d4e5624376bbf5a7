"""A calculation cell: a formula over a claim's and its sources' numbers, worked out.

Units are checked, what hedges and rounding allow is carried through, and the same
formula over the same numbers by the same policy always gives the same result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, localcontext

from claims.engine.reasoning import amounts, ranges
from claims.engine.reasoning.amounts import Amount
from claims.engine.reasoning.dimensions import (
    PLAIN,
    Spelling,
    UnitError,
    literal,
    spelling_of,
)
from claims.engine.reasoning.formula import (
    Apply,
    FormulaError,
    Name,
    Node,
    Number,
    names_in,
    parse,
    uses_of,
)
from claims.engine.reasoning.tolerance import (
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
    usable,
)
from claims.engine.reasoning.wording import interval_text, number_text, stated_text
from claims.engine.reasoning.words import plural
from claims.engine.types import Interval, Quantity

#: Division needs an end: so many digits are kept of a result.
_ARITHMETIC = Context(prec=60)
_KEPT = Context(prec=24)
_SIGNS = {
    "+": "+",
    "-": "\N{MINUS SIGN}",
    "*": "\N{MULTIPLICATION SIGN}",
    "/": "÷",
    "of": "of",
}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2, "of": 2, "neg": 3}


@dataclass(frozen=True, slots=True)
class Calculated:
    """What a formula gives.

    `quantity` carries `allowed`, in the claim's unit where that is one of its kind;
    `working` is the formula with its numbers, and `told` its result in words.
    """

    names: tuple[str, ...]
    quantity: Quantity
    stated: Interval
    allowed: Interval
    working: str
    told: str
    notes: tuple[str, ...]


def calculate(
    text: str,
    operands: Mapping[str, Quantity],
    *,
    like: Quantity | None = None,
    policy: TolerancePolicy = DEFAULT_POLICY,
    thing: str = "",
    base: str = "",
) -> Calculated:
    """Raises FormulaError.  `thing` and `base` say what the result counts, and of what."""
    tree = parse(text)
    names = names_in(tree)
    if not names:
        raise FormulaError("Use at least one number of the claim or its evidence.")
    for name in names:
        if name not in operands:
            known = ", ".join(operands) or "none"
            raise FormulaError(f"There is no {name} here. There are: {known}.")
    with localcontext(_ARITHMETIC):
        try:
            whole = _worked(tree, {n: _operand(n, operands[n], policy) for n in names})
            unit = _unit(whole, like)
        except UnitError as error:
            raise FormulaError(str(error)) from error
        stated = _kept(amounts.in_unit(whole.stated, unit))
        allowed = _kept(amounts.in_unit(whole.allowed, unit))
    if allowed.low is None and allowed.high is None:
        raise FormulaError("The result may be any number: nothing bounds it.")
    twice = [name for name in names if uses_of(tree, name) > 1]
    if twice and whole.stated != whole.allowed:
        told = " and ".join(twice)
        whole = whole.noted(
            f"{told} stands in the formula more than once, so the result may be "
            "sharper than this."
        )
    change = _change(tree, stated, like)
    if change == "down":
        stated, allowed = ranges.negative(stated), ranges.negative(allowed)
    used = [operands[n] for n in names]
    quantity = replace(_quantity(whole, allowed, unit, used), change=change)
    if thing:
        quantity = replace(quantity, thing=thing)
    if base:
        quantity = replace(quantity, base=base)
    quantity = replace(quantity, surface=_said(stated, quantity))
    return Calculated(
        names=names,
        quantity=quantity,
        stated=stated,
        allowed=allowed,
        working=_written(tree, operands),
        told=_told(stated, allowed, quantity),
        notes=whole.notes,
    )


def _operand(name: str, q: Quantity, policy: TolerancePolicy) -> Amount:
    stated = Interval(q.low, q.high, q.low_open, q.high_open)
    ends = [end for end in (q.low, q.high) if end is not None]
    if not ends or not all(usable(end) for end in ends):
        raise FormulaError(f"{name} states no number to count with.")
    thing = q.thing or (plural(q.unit) if q.kind in {"count", "rate"} else "")
    unit = spelling_of(q)
    return amounts.amount(
        stated, to_interval(q, policy), unit, thing=thing or "", of=q.base or ""
    )


def _worked(tree: Node, operands: Mapping[str, Amount]) -> Amount:
    if isinstance(tree, Number):
        exact = Interval(tree.value, tree.value)
        unit = literal(tree.unit) if tree.unit else PLAIN
        return amounts.amount(exact, exact, unit)
    if isinstance(tree, Name):
        return operands[tree.name]
    parts = [_worked(part, operands) for part in tree.parts]
    return _applied(tree.what, parts)


def _applied(what: str, parts: Sequence[Amount]) -> Amount:
    first, *rest = parts
    if what == "neg":
        return amounts.negative(first)
    if what in {"min", "max"}:
        way = ranges.smaller if what == "min" else ranges.larger
        for one in rest:
            first = amounts.added(first, one, way, what="set beside")
        return first
    (second,) = rest
    match what:
        case "+":
            return amounts.added(first, second, ranges.plus)
        case "-":
            return amounts.added(first, second, ranges.minus, what="subtracted from")
        case "*":
            return amounts.multiplied(first, second)
        case "/":
            return amounts.divided(first, second)
        case "of":
            return amounts.part_of(first, second)
        case "percent":
            return amounts.percent(first, second)
    return amounts.change(first, second)


def _unit(whole: Amount, like: Quantity | None) -> Spelling:
    """The claim's unit where the result is one of its kind, else the formula's own."""
    if like is not None:
        try:
            wanted = spelling_of(like)
        except UnitError:
            wanted = PLAIN
        if wanted.powers == whole.powers and wanted.form == whole.form:
            same_kind = wanted.kind != "multiple" or whole.is_plain
            return wanted if same_kind else whole.shown
    return whole.shown


def _change(tree: Node, stated: Interval, like: Quantity | None) -> str:
    """Which way a change goes: of "change", and of a difference where the claim is one."""
    what = tree.what if isinstance(tree, Apply) else ""
    if what != "change" and not (what == "-" and like is not None and like.change):
        return ""
    return "down" if stated.high is not None and stated.high < 0 else "up"


def _kept(interval: Interval) -> Interval:
    def end(value: Decimal | None) -> Decimal | None:
        return None if value is None else _KEPT.plus(value).normalize() + 0

    return replace(interval, low=end(interval.low), high=end(interval.high))


def _quantity(
    whole: Amount, allowed: Interval, unit: Spelling, operands: Sequence[Quantity]
) -> Quantity:
    periods = {one.period for one in operands}
    return Quantity(
        kind=unit.kind,
        low=allowed.low,
        high=allowed.high,
        low_open=allowed.low_open,
        high_open=allowed.high_open,
        qualifier=_qualifier(allowed),
        unit=unit.unit,
        per=unit.per,
        thing=whole.thing or None,
        base=whole.of or None,
        period=periods.pop() if len(periods) == 1 else None,
        as_of=_latest([one.as_of for one in operands]),
        status=next((one.status for one in operands if one.status), ""),
        known=_latest([one.known for one in operands]),
    )


def _latest(days: Sequence[date | None]) -> date | None:
    """None where one of them is not known."""
    dated = [day for day in days if day is not None]
    return max(dated) if len(dated) == len(days) else None


def _qualifier(allowed: Interval) -> str:
    if allowed.high is None:
        return "more_than" if allowed.low_open else "at_least"
    if allowed.low is None:
        return "less_than" if allowed.high_open else "at_most"
    return "" if allowed.low == allowed.high else "range"


def _said(stated: Interval, quantity: Quantity) -> str:
    """The result of the numbers as written: "about 1,000"."""
    ends = [end for end in (stated.low, stated.high) if end is not None]
    return " to ".join(number_text(end) for end in dict.fromkeys(ends))


def _told(stated: Interval, allowed: Interval, quantity: Quantity) -> str:
    text = _in_words(stated, quantity)
    if stated == allowed:
        return text
    return f"{text}; hedges and rounding allow {_in_words(allowed, quantity)}"


def _in_words(interval: Interval, quantity: Quantity) -> str:
    text = interval_text(interval, replace(quantity, per=None))
    if quantity.kind in {"count", "rate"} and quantity.unit:
        text = f"{text} {plural(quantity.unit)}"
    return f"{text} per {quantity.per}" if quantity.per else text


def _written(tree: Node, operands: Mapping[str, Quantity]) -> str:
    """The formula with the numbers in it: "about 9,000 shells ÷ 30 days"."""
    if isinstance(tree, Number):
        unit = "%" if tree.unit == "percent" else tree.unit
        return f"{number_text(tree.value)} {unit}".strip()
    if isinstance(tree, Name):
        q = operands[tree.name]
        text = stated_text(q)
        counted = q.kind in {"count", "rate"} and q.unit and not q.per
        return f"{text} {plural(q.unit)}" if counted else text
    parts = [_written(part, operands) for part in tree.parts]
    if tree.what == "neg":
        return f"\N{MINUS SIGN}{_bracketed(tree, 0, parts[0])}"
    if tree.what not in _SIGNS:
        return f"{tree.what}({', '.join(parts)})"
    left, right = (_bracketed(tree, at, part) for at, part in enumerate(parts))
    return f"{left} {_SIGNS[tree.what]} {right}"


def _bracketed(tree: Apply, at: int, text: str) -> str:
    part = tree.parts[at]
    inner = _BINDS.get(part.what, 9) if isinstance(part, Apply) else 9
    outer = _BINDS[tree.what]
    return f"({text})" if inner < outer or (at and inner == outer) else text
