"""An average, or so much for each, times how many there are, against the sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.counted import is_population
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.neighbours import (
    Article,
    concept,
    concepts,
    in_a_change,
    is_plain,
    quantity,
    same_place,
    unit_of,
)
from claims.engine.reasoning.restated import restated
from claims.engine.reasoning.sentences import Sentence, listed, pattern
from claims.engine.reasoning.units import is_time, unit_conversion
from claims.engine.reasoning.words import lemma
from claims.engine.types import NumericClaim

_SUMMED = frozenset({"count", "money", "measure", "rate"})
_EVERY = re.compile(r"^(?P<number>[\d,]+) (?P<noun>.+)$")
_BACK = re.compile(
    r"^(?:that|this|it) (?:is|was|makes|amounts to|comes to|means)\b|^each\b", re.I
)


def averages(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for n, claim in enumerate(sentence.claims):
            if claim.kind not in _SUMMED or not is_plain(claim) or in_a_change(claim):
                continue
            if listed("averages.breaks") & set(tokens_of(sentence.after(n))[:8]):
                continue
            if claim.per and not is_time(claim.per):
                yield from _per_noun(article, sentence, n)
            elif not claim.per:
                yield from _for_each(article, sentence, n)


# So much per head --------------------------------------------------------------------


def _per_noun(
    article: Article, sentence: Sentence, n: int
) -> Iterator[ArithmeticFinding]:
    rate = sentence.claims[n]
    every, noun = _denominator(rate.per or "")
    if not every:
        return
    totals = [one for one in _totals(article, sentence, n) if one is not rate]
    if len(totals) != 1:
        return
    total = totals[0]
    found = [
        quotient(article, rate, total, many, every)
        for many in _population(article, sentence, rate, noun)
        if many is not total
    ]
    if found:
        yield next((one for one in found if one.outcome == "fits"), found[0])


def _denominator(per: str) -> tuple[Decimal, str]:
    counted = _EVERY.match(per)
    if not counted:
        return (Decimal(0) if " " in per else Decimal(1)), lemma(per)
    return Decimal(counted["number"].replace(",", "")), lemma(
        counted["noun"].split()[-1]
    )


def _totals(article: Article, sentence: Sentence, n: int) -> Iterator[NumericClaim]:
    """What is told again per head: in the sentence, or in the one it looks back to."""
    rate = sentence.claims[n]
    for other in range(n - 1, max(n - 3, -1), -1):
        one = sentence.claims[other]
        if _is_many(one, "inhabitant", people=True):
            continue
        if _is_sum_of(one, rate) and restated(sentence, other, n):
            yield sentence.claims[other]
            return
    alike = [
        one
        for one in sentence.claims[:n]
        if rate.kind == "rate" and set(concepts(one)) & set(concepts(rate))
    ]
    if len(alike) == 1 and _is_sum_of(alike[0], rate):
        yield alike[0]
        return
    last = article.follows(sentence)
    if n == 0 and last is not None and _BACK.match(sentence.text):
        some = [one for one in last.claims if _is_sum_of(one, rate)]
        people = [one for one in some if _is_many(one, "inhabitant", people=True)]
        yield from [one for one in some if one not in people]


def _is_sum_of(total: NumericClaim, rate: NumericClaim) -> bool:
    if total.per or not is_plain(total):
        return False
    if rate.kind in {"rate", "count"}:
        return total.kind == "count"
    return total.kind == rate.kind and unit_of(total) == unit_of(rate)


def _population(
    article: Article, sentence: Sentence, rate: NumericClaim, noun: str
) -> Iterator[NumericClaim]:
    """How many there are to share it: in the sentence, before it, or the nearest."""
    people = noun in listed("averages.people")
    last = article.follows(sentence)
    close = [*sentence.claims, *(last.claims if last else ())]
    for one in close:
        if _is_many(one, noun, people=people):
            yield one
    if any(_is_many(one, noun, people=people) for one in close):
        return
    for key in {
        concept(noun),
        concept("inhabitant"),
        concept("resident"),
        concept("person"),
    }:
        if key != concept(noun) and not people:
            continue
        for one in article.near(rate, ("count", key)):
            if _is_many(one, noun, people=people) and same_place(rate, one):
                yield one


def _is_many(one: NumericClaim, noun: str, *, people: bool) -> bool:
    if one.kind != "count" or one.per or not one.low or in_a_change(one):
        return False
    if people:
        population = is_population(quantity(one)) or _is_of_a_place(one)
        return population or _noun_after(one) in listed("averages.people")
    return concept(noun) in concepts(one) or _akin(noun, one)


def _noun_after(one: NumericClaim) -> str:
    """The word right behind a number, whatever was read as its unit."""
    after = one.statement[one.end - one.sentence[0] :].split()
    return lemma(after[0].strip(".,;:")) if after else ""


def _is_of_a_place(one: NumericClaim) -> bool:
    """ "A province of 2.3 million people"."""
    return one.unit == "person" and bool(
        re.search(
            r"\b(?:province|city|town|country|region|village|district|county|island"
            r"|state|population)\b[^.;]{0,12}\bof\s+(?:about |some |roughly )?$",
            one.statement[: one.start - one.sentence[0]],
        )
    )


def _akin(noun: str, one: NumericClaim) -> bool:
    homes = {"home", "household", "house", "flat", "dwelling"}
    return noun in homes and bool(homes & {lemma(one.unit)})


def quotient(
    article: Article,
    rate: NumericClaim,
    total: NumericClaim,
    many: NumericClaim,
    every: Decimal,
) -> ArithmeticFinding:
    said, all_of, by = (article.operand(one) for one in (rate, total, many))
    times = f" \u00d7 {every:,}" if every > 1 else ""
    expected = Written(
        sums.scaled(sums.over(all_of.stated, by.stated), every),
        sums.scaled(sums.over(all_of.allowed, by.allowed), every),
        f"{all_of.text} \u00f7 {by.text}{times}",
        said.unit,
    )
    return checked("average_count", said, expected, all_of, by)


# So much for each ----------------------------------------------------------------------


def _for_each(
    article: Article, sentence: Sentence, n: int
) -> Iterator[ArithmeticFinding]:
    if not _is_average(sentence, n):
        return
    average = sentence.claims[n]
    last = article.follows(sentence)
    own = [one for one in sentence.claims if one is not average]
    both = [*own, *last.claims] if last is not None else own
    for some in (own, both):
        totals = [one for one in some if _may_total(one, average)]
        counts = [one for one in some if _may_count(one, average, totals)]
        if average.kind == "count":
            totals = [one for one in totals if one not in counts]
        if len(totals) == 1 and len(counts) == 1:
            if some is own or _opens_with_each(sentence):
                yield from _product(article, average, counts[0], totals[0])
            return


def _is_average(sentence: Sentence, n: int) -> bool:
    return any(
        re.search(rf"\u27e6{n}\u27e7", hit.group())
        for one in (
            r"<a>(?: [^\u27e6.,;:]{1,30}?)? <averages.each>\b",
            r"\beach(?: [^\u27e6.,;:]{1,40}?)? ~<a>",
            r"\beach of ~<b>[^\u27e6.,;:]{1,40}? ~<a>",
            r"<averages.average>(?: of)? ~<a>",
        )
        for hit in pattern(one).finditer(sentence.frame)
        if int(hit["a"]) == n
    )


def _opens_with_each(sentence: Sentence) -> bool:
    return bool(re.match(r"(?:Each|On average|The average)\b", sentence.text))


def _may_total(one: NumericClaim, average: NumericClaim) -> bool:
    if one.per or in_a_change(one) or not is_plain(one) or one.kind != average.kind:
        return False
    if average.kind == "count":
        return bool(set(concepts(one)) & set(concepts(average)))
    return (average.kind == "money" and one.unit == average.unit) or (
        average.kind == "measure"
        and unit_conversion(average.unit, one.unit) is not None
    )


def _may_count(
    one: NumericClaim, average: NumericClaim, totals: list[NumericClaim]
) -> bool:
    if one.kind != "count" or one.per or in_a_change(one) or not is_plain(one):
        return False
    if one.low != one.high or (one.low or 0) < 2 or not one.unit:
        return False
    return average.kind != "count" or not set(concepts(one)) & set(concepts(average))


def _product(
    article: Article, average: NumericClaim, count: NumericClaim, total: NumericClaim
) -> Iterator[ArithmeticFinding]:
    one, by, said = (article.operand(claim) for claim in (average, count, total))
    left = f"{by.text} \u00d7 {one.text}"
    if total.kind == "measure" and average.unit != total.unit:
        turned = unit_conversion(average.unit, total.unit)
        if turned is None:
            return
        scale = Decimal(turned.scale.numerator) / turned.scale.denominator
        left, one = f"{left} {average.unit}", one.scaled(scale)
    expected = Written(
        sums.times(by.stated, one.stated),
        sums.times(by.allowed, one.allowed),
        left,
        said.unit,
    )
    yield checked("average_count", said, expected, by, replace(one, claim=average))
