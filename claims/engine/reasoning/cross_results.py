"""Results announced in words: a share of two numbers, so much each, so much in all.

The numbers they follow from are looked for in the sentence and in those before it; only
where exactly one set of them is of the right measures is it set against the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.changed import change_of
from claims.engine.reasoning.cross_averages import quotient
from claims.engine.reasoning.cross_rates import over_span, two_rates
from claims.engine.reasoning.cross_scope import (
    AMOUNTS,
    SHARES,
    Placed,
    alike,
    amounts,
    leads,
    placed,
    plausible,
    same_counted,
    says,
    scope,
)
from claims.engine.reasoning.cross_shares import share_of_whole
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.neighbours import Article, concept, concepts, is_plain
from claims.engine.reasoning.operands import PERCENT
from claims.engine.reasoning.restated import restated
from claims.engine.reasoning.sentences import any_of, listed, pattern
from claims.engine.reasoning.units import canonical, is_time, per_conversion
from claims.engine.reasoning.words import lemma

_HEDGES = rf"(?:{any_of('joints.hedges')} )*"
_OR = re.compile(r"\b(?:or|that is|i\.e\.|which is)\b|\(", re.IGNORECASE)
_OF = re.compile(rf"With {_HEDGES}$")
_THEM = re.compile(r"\s+of (?:them|those|these|whom|which)\b")
_EVERY = re.compile(r"^(?P<number>[\d,]+) (?P<noun>.+)$")


def results(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for one in placed(sentence):
            if is_plain(one.claim):
                yield from filter(plausible, _share(article, one))
                yield from filter(plausible, _each(article, one))
                yield from _pace(article, one)


# A share of two numbers ----------------------------------------------------------------


def _share(article: Article, share: Placed) -> Iterator[ArithmeticFinding]:
    claim = share.claim
    if claim.kind not in SHARES or _THEM.match(share.after):
        return
    if change_of(claim.kind, claim.surface, share.before, share.after, base=claim.base):
        return
    if share.n and share.sentence.claims[share.n - 1].kind in SHARES:
        yield from _told_twice(share)
        return
    near = amounts(scope(article, share.sentence))
    inside = _inside_base(share, near)
    if inside is not None:
        parts = [
            one
            for one in near + amounts(_next(article, share))
            if one.claim is not inside.claim
            and one.claim.kind == inside.claim.kind
            and _is_part(one, inside)
            and (one.claim.kind != "count" or bool(one.claim.unit))
        ]
        if len(parts) == 1:
            yield share_of_whole(article, claim, parts[0].claim, inside.claim)
        return
    if not _is_result(share):
        return
    if _OF.match(share.before):  # "With a quarter of the orchestra in revolt"
        near = _part_of_whole(near)
    pairs = [
        (part, whole)
        for part in near
        for whole in near
        if part is not whole and _is_part(part, whole)
    ]
    ahead = [one for one in near if one.claim.start < claim.start]
    if len(pairs) != 1 or not ahead or ahead[-1] not in pairs[0]:
        return
    part, whole = pairs[0]
    yield share_of_whole(article, claim, part.claim, whole.claim)


def _told_twice(share: Placed) -> Iterator[ArithmeticFinding]:
    """ "1,300 of 2,600, or 50 percent": one share in two measures."""
    sentence, n = share.sentence, share.n
    between = sentence.between(n - 1, n)
    if not _OR.search(between) or not restated(sentence, n - 1, n):
        return
    one, said = sentence.operand(n - 1), sentence.operand(n)
    if sentence.claims[n - 1].kind == share.claim.kind:
        return
    expected = Written(one.stated, one.allowed, one.text, PERCENT)
    yield checked("share_base", said, expected, one)


def _inside_base(share: Placed, near: list[Placed]) -> Placed | None:
    """ "Three quarters of the orchard's 3,200 trees": the whole stands in the share."""
    hit = pattern(r"<s> (?:of|in) [^\u27e6.,;:]{0,40}<w>").search(share.sentence.frame)
    for one in near:
        if (
            hit
            and one.sentence is share.sentence
            and int(hit["s"]) == share.n
            and int(hit["w"]) == one.n
        ):
            return one
    return None


def _part_of_whole(near: list[Placed]) -> list[Placed]:
    """ "45 of the opera's 180 musicians": the two numbers, or none."""
    for one, other in pairwise(near):
        frame = one.sentence.frame
        hit = pattern(r"<a> of [^\u27e6.,;:]{0,40}<w>").search(frame)
        if hit and (int(hit["a"]), int(hit["w"])) == (one.n, other.n):
            return [one, other]
    return []


def _is_part(part: Placed, whole: Placed) -> bool:
    a, b = part.claim, whole.claim
    if a.kind not in AMOUNTS or a.kind != b.kind or (a.low or 0) >= (b.low or 0):
        return False
    if a.per and a.per != b.per:
        return False
    if b.per and not (is_time(b.per) and canonical(b.per) == "year"):
        return False
    return alike(a, b)


def _is_result(share: Placed) -> bool:
    base = (share.claim.base or "").lower()
    tail = share.after[:40]
    if re.match(r"\s+of (?:the total|the whole)\b", tail):
        return True
    if base in {"the total", "the whole"}:
        return True
    if re.match(r"\s+of (?:that|this)\b", tail):
        return leads("results.before_share", share.before)
    n = share.n
    beside = n and re.fullmatch(
        rf"[^,;:.]{{0,40}}, {_HEDGES}", share.sentence.between(n - 1, n), re.IGNORECASE
    )
    if beside and share.sentence.claims[n - 1].kind in AMOUNTS:
        return True  # "1,200 of them are on display, three percent of the collection"
    if re.match(r"\s+of (?!its|their|the|all|his|her)\w", tail):
        return False
    if _OF.match(share.before):
        return True
    return bool(
        leads("results.before_share", share.before)
        or says("results.opens", share.before[-45:])
    )


def _next(article: Article, one: Placed) -> list[Placed]:
    """The numbers of the sentence after."""
    some = article.sentences[one.sentence.at + 1 : one.sentence.at + 2]
    follows = some and article.follows(some[0]) is one.sentence
    return placed(some[0]) if follows else []


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
    if not rate.per or not is_time(rate.per) or rate.trend:
        return
    if says("results.limits", one.sentence.text):
        return
    near = scope(article, one.sentence) + _next(article, one)
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
