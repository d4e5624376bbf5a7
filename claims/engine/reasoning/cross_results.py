"""Results announced in words: so much each, so much in all, a share of two numbers.

The numbers they follow from are looked for in the sentence and in those before it; only
where exactly one set of them is of the right measures is it set against the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.cross_averages import quotient
from claims.engine.reasoning.cross_rates import over_span, two_rates
from claims.engine.reasoning.cross_scope import (
    AMOUNTS,
    Placed,
    alike,
    following,
    placed,
    plausible,
    same_counted,
    says,
    scope,
)
from claims.engine.reasoning.cross_told_shares import told_share
from claims.engine.reasoning.findings import ArithmeticFinding
from claims.engine.reasoning.neighbours import (
    Article,
    concept,
    concepts,
    in_a_change,
    is_plain,
)
from claims.engine.reasoning.sentences import any_of, listed
from claims.engine.reasoning.units import canonical, is_time, per_conversion
from claims.engine.reasoning.words import lemma

_HEDGES = rf"(?:{any_of('joints.hedges')} )*"
_EVERY = re.compile(r"^(?P<number>[\d,]+) (?P<noun>.+)$")


def results(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for one in placed(sentence):
            if is_plain(one.claim):
                yield from filter(plausible, told_share(article, one))
                yield from filter(plausible, _each(article, one))
                yield from _pace(article, one)


# So much each --------------------------------------------------------------------------


def _each(article: Article, one: Placed) -> Iterator[ArithmeticFinding]:
    rate = one.claim
    if rate.kind not in {*AMOUNTS, "rate"} or says(
        "results.others", re.split("[,;.]", one.after)[0]
    ):
        return
    every, noun = _per(one)
    if not noun:
        return
    near = [other for other in scope(article, one.sentence) if other.claim is not rate]
    totals = [
        other
        for other in near
        if is_plain(other.claim) and not other.claim.per and _is_total(other, one)
    ]
    counts = [
        other
        for other in near
        if other.claim.kind == "count"
        and is_plain(other.claim)
        and not other.claim.per
        and other not in totals
        and _is_of(other, noun)
    ]
    if len(totals) == 1 == len(counts):
        yield quotient(article, rate, totals[0].claim, counts[0].claim, every)


def _per(one: Placed) -> tuple[Decimal, str]:
    """How many of what a number is for: 1,000 and inhabitant; a noun of "" is none."""
    per = one.claim.per
    if per:
        if is_time(per):
            return Decimal(0), ""
        counted = _EVERY.match(per)
        if not counted:
            return Decimal(1), lemma(per.split()[-1])
        size = Decimal(counted["number"].replace(",", ""))
        return size, lemma(counted["noun"].split()[-1])
    behind = re.match(
        rf"[^.;:,\d]{{0,30}}?\b{any_of('results.for_each')} (?P<noun>[a-z-]+)",
        one.after,
    )
    if behind:
        return Decimal(1), lemma(behind["noun"])
    ahead = re.search(
        rf"\b{any_of('results.typical')} (?P<noun>[a-z-]+)(?: [a-z-]+)? "
        rf"{any_of('results.has')} {_HEDGES}$",
        one.before,
        re.IGNORECASE,
    )
    if ahead:
        return Decimal(1), "*" if ahead["noun"] == "one" else lemma(ahead["noun"])
    anyone = re.search(
        rf"\b{any_of('results.each_of_them')}\b[^.;:,\d]{{0,30}}$", one.before, re.I
    ) or re.match(rf"[^.;:,\d]{{0,20}}?\b{any_of('results.apiece')}\b", one.after)
    return (Decimal(1), "*") if anyone else (Decimal(0), "")


def _is_total(total: Placed, rate: Placed) -> bool:
    a, b = total.claim, rate.claim
    if b.kind == "rate" or b.kind == "count":
        return a.kind == "count" and bool(a.unit and b.unit) and same_counted(a, b)
    return a.kind == b.kind and alike(a, b)


def _is_of(count: Placed, noun: str) -> bool:
    if noun == "*":
        return bool(count.claim.unit)
    if noun in listed("averages.people"):
        return count.claim.unit not in {"", "day", "time"}
    return concept(noun) in concepts(count.claim)


# So much a day, for so many days ---------------------------------------------------------


def _pace(article: Article, one: Placed) -> Iterator[ArithmeticFinding]:
    """A rate, a length of time and a total told in neighbouring sentences."""
    rate = one.claim
    if not rate.per or not is_time(rate.per) or in_a_change(rate):
        return
    if says("results.limits", one.sentence.text):
        return
    near = scope(article, one.sentence) + following(article, one)
    totals = [
        other
        for other in near
        if other.claim is not rate
        and is_plain(other.claim)
        and other.claim.kind in {rate.kind, "count"}
        and _same_flow(other, one)
    ]
    if len(totals) != 1:
        return
    total = totals[0].claim
    told = f"{one.sentence.text} {totals[0].sentence.text}"
    if total.per:
        ends = [set(tokens_of(each.after)[:8]) for each in (one, totals[0])]
        more = any(listed("time.less") & words for words in ends)
        if is_time(total.per) and not more and _between(article, near, one, totals[0]):
            first, second = sorted((rate, total), key=lambda claim: claim.start)
            yield from two_rates(article, first, second)
        return
    spans = [
        other.claim
        for other in near
        if other.claim.kind == "duration"
        and other.claim.low == other.claim.high
        and is_plain(other.claim)
    ]
    if len(spans) != 1 or not says("results.in_all", told):
        return
    if per_conversion(canonical(spans[0].unit), rate.per) is not None:
        yield from filter(plausible, over_span(article, rate, total, spans[0]))


def _same_flow(total: Placed, rate: Placed) -> bool:
    a, b = total.claim, rate.claim
    if b.kind in {"rate", "count"}:
        times = a.unit == "time"  # "14 crossings a day ... crossed it 420 times"
        return a.kind == "count" and bool(a.unit) and (times or same_counted(a, b))
    return a.kind == b.kind and alike(a, b)


def _between(article: Article, near: list[Placed], one: Placed, other: Placed) -> bool:
    a, b = sorted((one.claim, other.claim), key=lambda claim: claim.start)
    words = article.text[a.end : b.start]
    if any(a.end <= each.claim.start < b.start for each in near):
        return False  # "25 litres a day, 300 days a year. That makes 7,500 a year"
    return len(words) < 90 and says("results.restating", words)
