"""So much a day, for so many days, against so much in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.cross_since import since
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.lexicon import UNITS
from claims.engine.reasoning.neighbours import (
    Article,
    concepts,
    has_end,
    in_a_change,
    is_plain,
    unit_of,
)
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.periods import parse_period
from claims.engine.reasoning.restated import restated
from claims.engine.reasoning.sentences import Sentence, any_of, listed, pattern
from claims.engine.reasoning.units import canonical, is_time, per_conversion
from claims.engine.types import Interval, NumericClaim

_PERIODS = ("year", "month", "week")
#: Calendar units differ in length by this share: a month has 28 to 31 days.
_UNEVEN = Decimal("0.03")


def rates(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for n, claim in enumerate(sentence.claims):
            if not claim.per or not is_time(claim.per) or not has_end(claim):
                continue
            if _is_more_or_less(sentence, n):
                continue
            yield from _in_a_sentence(article, sentence, n)
            yield from since(article, sentence, claim)


def _is_more_or_less(sentence: Sentence, n: int) -> bool:
    near = tokens_of(sentence.after(n))[:8]
    unfit = listed("time.less") | listed("time.working")
    return in_a_change(sentence.claims[n]) or bool(unfit & set(near))


def _in_a_sentence(
    article: Article, sentence: Sentence, n: int
) -> Iterator[ArithmeticFinding]:
    rate = sentence.claims[n]
    for m, total in enumerate(sentence.claims):
        if m == n or not has_end(total) or not _same_measure(total, rate):
            continue
        if total.per:
            if m < n and is_time(total.per) and restated(sentence, m, n):
                yield from two_rates(article, total, rate)
            continue
        span = _span(sentence, m, n)
        told = restated(sentence, m, n) or _for_span(sentence, span, n)
        if span is not None and told:
            yield from over_span(article, rate, total, span)
        elif span is None and m < n and restated(sentence, m, n):
            yield from _over_period(article, rate, total, sentence)
    yield from _after_a_total(article, sentence, n)


def _after_a_total(
    article: Article, sentence: Sentence, n: int
) -> Iterator[ArithmeticFinding]:
    """ "... 1,200 in 30 days. That is 40 a day."."""
    last = article.follows(sentence)
    opens = pattern(r"^<joints.opens_restated> ~<a>").match(sentence.frame)
    if last is None or not opens or int(opens["a"]) != n:
        return
    rate = sentence.claims[n]
    totals = [
        one
        for one in last.claims
        if has_end(one) and not one.per and _same_measure(one, rate)
    ]
    spans = [one for one in last.claims if _is_span(one)]
    if len(totals) != 1:
        return
    if len(spans) == 1:
        yield from over_span(article, rate, totals[0], spans[0])
    elif not spans:
        yield from _over_period(article, rate, totals[0], last)


def _same_measure(total: NumericClaim, rate: NumericClaim) -> bool:
    """Of one unit, or of one thing; a rate that names nothing takes the total's."""
    if rate.kind in {"rate", "count"}:
        if total.kind not in {"count", "rate"}:
            return False
        mine, theirs = set(concepts(rate)), set(concepts(total))
        return not mine or bool(mine & theirs)
    return total.kind == rate.kind and unit_of(total) == unit_of(rate)


def _span(sentence: Sentence, total: int, rate: int) -> NumericClaim | None:
    spans = [one for one in sentence.claims if _is_span(one)]
    lead = any_of("time.over")
    if len(spans) != 1:
        return None
    n = sentence.claims.index(spans[0])
    before = sentence.before(n)
    return (
        spans[0] if re.search(rf"\b{lead} (?:\w+ )?$", before, re.IGNORECASE) else None
    )


def _for_span(sentence: Sentence, span: NumericClaim | None, rate: int) -> bool:
    """ "At 40 a day for 30 days that makes 1,200"."""
    if span is None:
        return False
    words = tokens_of(sentence.text)
    makes = {"makes", "made", "total", "altogether", "adds", "added", "all"}
    return bool(makes & set(words)) and not listed("parts.breaks") & set(words)


def _is_span(claim: NumericClaim) -> bool:
    return (
        claim.kind == "duration"
        and is_plain(claim)
        and canonical(claim.unit) in UNITS
        and claim.low == claim.high
    )


def two_rates(
    article: Article, one: NumericClaim, other: NumericClaim
) -> Iterator[ArithmeticFinding]:
    """ "7,300 a year, or 20 a day"."""
    turned = per_conversion(one.per or "", other.per or "")
    if turned is None or one.per == other.per:
        return
    said, first = article.operand(other), article.operand(one)
    scale = Decimal(turned.scale.numerator) / turned.scale.denominator
    expected = Written(
        sums.scaled(first.stated, scale),
        _uneven(sums.scaled(first.allowed, scale)),
        f"{first.text} per {one.per}, told per {other.per}",
        said.unit,
    )
    yield checked("rate_time", said, expected, first)


def over_span(
    article: Article, rate: NumericClaim, total: NumericClaim, span: NumericClaim
) -> Iterator[ArithmeticFinding]:
    turned = per_conversion(canonical(span.unit), rate.per or "")
    if turned is None:
        return
    by = article.operand(span)
    if not span.qualifier and (span.low or 0) < 100:
        by = replace(by, allowed=by.stated)
    periods = Decimal(turned.scale.denominator) / turned.scale.numerator
    text = span.surface
    yield from _total(article, rate, total, by.scaled(periods), text, by)


def _over_period(
    article: Article, rate: NumericClaim, total: NumericClaim, sentence: Sentence
) -> Iterator[ArithmeticFinding]:
    """The period is named without a number: "last year", "in March 2021"."""
    days, text = _days(article, total, sentence)
    turned = per_conversion("day", rate.per or "")
    if not days or turned is None:
        return
    one, said = article.operand(rate), article.operand(total)
    scale = Decimal(turned.scale.numerator) / turned.scale.denominator
    periods = sums.exactly(days / scale)
    expected = Written(
        sums.times(one.stated, periods),
        _uneven(sums.times(one.allowed, periods)),
        f"{one.text} \u00d7 {_rounded(periods.low)} {rate.per}s ({text})",
        said.unit,
    )
    yield checked("rate_time", said, expected, one)


def _days(
    article: Article, total: NumericClaim, sentence: Sentence
) -> tuple[Decimal | None, str]:
    period = (total.period or "").lower()
    where = f" {period} | {sentence.text.lower()} "
    for unit in _PERIODS:
        hit = re.search(rf"\b{any_of(f'time.{unit}')}\b", where)
        if hit:
            _, size = UNITS[unit]
            return round(
                Decimal(size.numerator) / size.denominator / _day(), 4
            ), hit.group()
    window = parse_period(total.period, as_of=article.published)
    if window is None or window.shape != "within":
        return None, ""
    if window.start is None or window.end is None:
        return None, ""
    return Decimal((window.end - window.start).days + 1), total.period or ""


def _day() -> Decimal:
    _, size = UNITS["day"]
    return Decimal(size.numerator) / size.denominator


def _total(
    article: Article,
    rate: NumericClaim,
    total: NumericClaim,
    periods: Operand,
    text: str,
    span: Operand,
) -> Iterator[ArithmeticFinding]:
    one, said = article.operand(rate), article.operand(total)
    unit = said.unit if said.unit.name or not one.unit.name else one.unit
    number = _rounded(periods.stated.low)
    same = canonical(span.claim.unit) == canonical(rate.per or "")
    expected = Written(
        sums.times(one.stated, periods.stated),
        _uneven(sums.times(one.allowed, periods.allowed)),
        f"{one.text} \u00d7 {number} {rate.per}s" + ("" if same else f" ({text})"),
        replace(unit, per=None),
    )
    yield checked("rate_time", said, expected, one, span)


def _rounded(value: Decimal | None) -> str:
    return f"{round(value or Decimal(0), 2).normalize():,f}"


def _uneven(a: Interval) -> Interval:
    """Months and years are not all of one length."""
    low = None if a.low is None else a.low * (1 - _UNEVEN)
    high = None if a.high is None else a.high * (1 + _UNEVEN)
    return Interval(low, high, a.low_open, a.high_open)
