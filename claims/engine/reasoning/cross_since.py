"""A pace told beside a total that runs since a day: what would have to be assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.counted import (
    counted_heads,
    harm_classes,
    is_generic,
)
from claims.engine.reasoning.definition import definition_gap
from claims.engine.reasoning.findings import ArithmeticFinding, checked, meet
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.neighbours import Article, concepts, quantity, same_place
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.periods import is_since, month_window, parse_period
from claims.engine.reasoning.results import kept, said_text
from claims.engine.reasoning.sentences import Sentence
from claims.engine.reasoning.units import per_conversion
from claims.engine.types import Interval, NumericClaim, Quantity

#: A date that names a day, and one that names only its month.
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?,? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}\b,")
_MONTH = re.compile(r"[A-Z][a-z]{2,8}\.? (?:19|20)\d\d")
#: "Since" a date, after the day or event it names first.
_AVERAGE = re.compile(r"\b(?:average|averag\w+|mean)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From the first or the last day a date may mean to the day of the article."""

    first: date
    last: date
    until: date

    @property
    def days(self) -> Interval:
        some = ((self.until - one).days for one in (self.last, self.first))
        low, high = map(Decimal, some)
        return Interval(low, high)

    @property
    def named(self) -> str:
        start = _day(self.first)
        if self.first != self.last:
            start = f"{self.first:%B %Y}" if self.first.day == 1 else start
            if self.last.month != self.first.month:
                start = f"{self.first.year}"
        return f"the days from {start} to {_day(self.until)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def since(
    article: Article, sentence: Sentence, rate: NumericClaim
) -> Iterator[ArithmeticFinding]:
    for total in _totals(article, rate):
        stretch = _stretch(total, article.published)
        average = is_since(rate.period) or _is_average(sentence, total)
        if stretch is None and article.published and _start(total, article.published):
            return  # dated after the article: a plan, or another year
        if stretch is None:
            yield _undated(article, rate, total)
        elif average:
            yield _dated(article, rate, total, stretch)
        else:
            yield _incomplete(article, rate, total, stretch)
        return  # the nearest total is enough


def _is_average(sentence: Sentence, total: NumericClaim) -> bool:
    return total.sentence == _span_of(sentence) and bool(_AVERAGE.search(sentence.text))


def _span_of(sentence: Sentence) -> tuple[int, int]:
    return sentence.claims[0].sentence


def _totals(article: Article, rate: NumericClaim) -> Iterator[NumericClaim]:
    ours = _total_of(rate)
    for name in concepts(rate):
        for one in article.near(rate, ("count", name)):
            if one.per or not is_since(one.period) or one.low is None:
                continue
            if _is_anybody(ours) or definition_gap(ours, quantity(one)):
                continue
            if not _may_be_one_place(rate, one):
                continue
            yield one


def _total_of(rate: NumericClaim) -> Quantity:
    return replace(quantity(rate), kind="count", per=None)


def _is_anybody(ours: Quantity) -> bool:
    """ "30 people a day": nothing is said of what befell them."""
    return all(map(is_generic, counted_heads(ours))) and not harm_classes(ours)


def _may_be_one_place(rate: NumericClaim, total: NumericClaim) -> bool:
    return same_place(rate, total) or same_place(total, rate)


def _start(total: NumericClaim, published: date | None) -> date | None:
    window = parse_period(total.period, as_of=published)
    return window.start if window is not None else None


def _stretch(total: NumericClaim, published: date | None) -> _Stretch | None:
    first, text = _start(total, published), total.period or ""
    if first is None or published is None:
        return None
    last = first
    if not _DAY.search(text) and not re.search(r"\d\d-\d\d", text):
        if _MONTH.search(text):
            last = month_window(first.year, first.month)[1]
        else:
            last = date(first.year, 12, 31)
    if last >= published:
        return None
    return _Stretch(first, last, published)


def _periods(rate: NumericClaim, stretch: _Stretch) -> Interval | None:
    turned = per_conversion("day", rate.per or "")
    if turned is None:
        return None
    scale = Decimal(turned.scale.denominator) / turned.scale.numerator
    return sums.scaled(stretch.days, scale)


def _product(rate: Operand, total: Operand, periods: Interval, word: str) -> Written:
    low, high = periods.low, periods.high
    text = (
        f"{round(low or 0):,}"
        if low == high
        else f"{round(low or 0):,} to {round(high or 0):,}"
    )
    return Written(
        sums.times(rate.stated, periods),
        sums.times(rate.allowed, periods),
        f"{rate.text} \u00d7 {text} {word}s",
        replace(total.unit, per=None),
    )


def _dated(
    article: Article, rate: NumericClaim, total: NumericClaim, stretch: _Stretch
) -> ArithmeticFinding:
    one, said = article.operand(rate), article.operand(total)
    periods = _periods(rate, stretch) or stretch.days
    return checked("rate_time", said, _product(one, said, periods, rate.per or ""), one)


def _incomplete(
    article: Article, rate: NumericClaim, total: NumericClaim, stretch: _Stretch
) -> ArithmeticFinding:
    one, said = article.operand(rate), article.operand(total)
    periods = _periods(rate, stretch) or stretch.days
    expected = _product(one, said, periods, rate.per or "")
    makes = said_text(expected.stated, expected.unit, (one,))
    if one.claim.qualifier == "about" and not makes.startswith("about"):
        makes = f"about {makes}"
    pace = sums.over(said.stated, periods)
    each = f"{said_text(pace, replace(said.unit, per=None), (said,))} a {rate.per}"
    days, says = stretch.days, said_text(said.stated, said.unit, (said,))
    how_many = (
        f"= {days.low:,}"
        if days.low == days.high
        else f"= {days.low:,} to {days.high:,}"
    )
    return ArithmeticFinding(
        rule="rate_time",
        outcome="incomplete",
        operands=(said.span, one.span),
        formula=f"{expected.left} \u2248 {makes}",
        expected=kept(expected.allowed),
        stated=kept(said.allowed),
        unit=expected.unit.name,
        off=None,
        assumption=f"that the pace of {one.text} per {rate.per} held for {stretch.named}",
        explanation=(
            f"Needs {stretch.named} {how_many}: at {one.text} a {rate.per} that makes "
            f"{makes}, {_against(expected, said, says)}; or {says} over "
            f"{_number(days)} days is {each}. The pace and the total are not said "
            "of the same time."
        ),
    )


def _number(days: Interval) -> str:
    return (
        f"{days.low:,}" if days.low == days.high else f"{days.low:,} to {days.high:,}"
    )


def _against(expected: Written, said: Operand, says: str) -> str:
    """Where the product lies; a bound is met by what is above it, however far."""
    end = said.stated.low if said.stated.low is not None else said.stated.high
    point = Interval(end, end)
    if is_below(point, expected.stated):
        return f"more than the {_bare(says)} named"
    if is_below(expected.allowed, said.allowed):
        return f"less than the {_bare(says)} named"
    return (
        f"which fits {says}" if meet(expected.allowed, said.allowed) else f"not {says}"
    )


def _bare(text: str) -> str:
    return re.sub(
        r"^(?:more than|at least|about|nearly|up to|less than|at most) ", "", text
    )


def _undated(
    article: Article, rate: NumericClaim, total: NumericClaim
) -> ArithmeticFinding:
    one, said = article.operand(rate), article.operand(total)
    missing = (
        "the day the article was published"
        if article.published is None and parse_period(total.period) is not None
        else f"the day that \u201c{total.period}\u201d began"
    )
    return ArithmeticFinding(
        rule="rate_time",
        outcome="incomplete",
        operands=(said.span, one.span),
        formula=f"{one.text} \u00d7 ? {rate.per}s = {said.text}",
        expected=None,
        stated=kept(said.allowed),
        unit=said.unit.name,
        off=None,
        assumption=f"how many {rate.per}s the total ran",
        explanation=(
            f"Needs {missing}: without it nothing follows from {one.text} per "
            f"{rate.per} for a total of {said.text}."
        ),
    )
