"""Changes told with a length of time: what they make a year, or in all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext

from claims.engine.reasoning import sums
from claims.engine.reasoning.implied import Implied, as_percent
from claims.engine.reasoning.lexicon import UNITS
from claims.engine.reasoning.operands import PERCENT, Operand
from claims.engine.reasoning.results import kept, said_text
from claims.engine.reasoning.steps import factor, factor_text
from claims.engine.reasoning.units import canonical
from claims.engine.types import Interval, NumericClaim

#: Fewer periods than this are no series of them.
_FEW, _MANY = Decimal("1.5"), Decimal(1000)
_DIGITS = 28


def over_time(
    before: Operand | None,
    after: Operand | None,
    change: Operand | None,
    span: NumericClaim | None,
    sign: int,
) -> Iterator[Implied]:
    """The yearly pace of a change over years, or the total of a yearly one."""
    if span is None or span.low is None or span.low != span.high:
        return
    if change and change.mode == "relative" and change.claim.per:
        periods = _periods(span, change.claim.per)
        if periods and sign:
            yield from _in_all(before, after, change, span, periods, sign)
        return
    years = _periods(span, "year")
    if not years:
        return
    if before and after and before.positive and after.positive:
        ratio = sums.over(after.stated, before.stated)
        within = sums.over(after.allowed, before.allowed)
        operands: tuple[Operand, ...] = (before, after)
        left = f"({after.text} ÷ {before.text})"
    elif change and change.mode == "relative" and sign:
        ratio, within = factor(change.share, sign), factor(change.share_allowed, sign)
        operands, left = (change,), factor_text(change, sign)
    else:
        return
    yield from _yearly(ratio, within, left, operands, span, years)


def _in_all(
    before: Operand | None,
    after: Operand | None,
    change: Operand,
    span: NumericClaim,
    periods: Decimal,
    sign: int,
) -> Iterator[Implied]:
    grown = _power(factor(change.share, sign), periods)
    within = _power(factor(change.share_allowed, sign), periods)
    if grown is None or within is None:
        return
    stated, allowed = as_percent(grown), as_percent(within)
    said = said_text(sums.size(stated), PERCENT, (change,))
    base = factor_text(change, sign)
    spans = (change.span, (span.start, span.end))
    yield Implied(
        kind="relative",
        reading="",
        formula=f"{base}^{periods.normalize():f} \u2212 1 ≈ {said}",
        operands=spans,
        result=kept(stated),
        allowed=kept(allowed),
        unit="percent",
        note=f"{'A rise' if sign > 0 else 'A fall'} of {said} in all, "
        f"compounded over the {span.surface}.",
    )
    level = after or before
    if level is None:
        return
    step, mark = (sums.over, "÷") if after else (sums.times, "\u00d7")
    result, wide = step(level.stated, grown), step(level.allowed, within)
    said = said_text(result, level.unit, (level, change))
    yield Implied(
        kind="before" if after else "after",
        reading="",
        formula=f"{level.text} {mark} {base}^{periods.normalize():f} ≈ {said}",
        operands=(level.span, *spans),
        result=kept(result),
        allowed=kept(wide),
        unit=level.unit.name,
        note=f"{'Before' if after else 'After'} the {span.surface}: {said}.",
    )


def _yearly(
    ratio: Interval,
    within: Interval,
    left: str,
    operands: tuple[Operand, ...],
    span: NumericClaim,
    years: Decimal,
) -> Iterator[Implied]:
    pace, wide = _power(ratio, 1 / years), _power(within, 1 / years)
    if pace is None or wide is None:
        return
    stated = as_percent(pace)
    falls = sums.falls(stated)
    said = said_text(sums.size(stated), PERCENT, operands)
    yield Implied(
        kind="yearly",
        reading="",
        formula=f"{left}^(1 ÷ {years.normalize():f}) \u2212 1 ≈ {'minus ' if falls else ''}{said}",
        operands=(*(one.span for one in operands), (span.start, span.end)),
        result=kept(stated),
        allowed=kept(as_percent(wide)),
        unit="percent",
        note=f"{'A fall' if falls else 'A rise'} of {said} a year on average, compounded.",
    )


def _periods(span: NumericClaim, per: str) -> Decimal | None:
    """How many of a period a length of time holds."""
    mine, theirs = UNITS.get(canonical(span.unit)), UNITS.get(canonical(per))
    if not mine or not theirs or mine[0] != "time" or theirs[0] != "time":
        return None
    factor = mine[1] / theirs[1]
    count = (span.low or Decimal(0)) * factor.numerator / factor.denominator
    return round(count, 6).normalize() if _FEW <= count <= _MANY else None


def _power(base: Interval, exponent: Decimal) -> Interval | None:
    with localcontext(prec=_DIGITS):
        low, high = base.low, base.high
        if low is None or low <= 0:
            return None
        return Interval(
            low**exponent,
            None if high is None else high**exponent,
            base.low_open,
            base.high_open,
        )
