"""Parts told beside their whole: lists, totals, remainders, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.engine.reasoning import sums
from claims.engine.reasoning.change_words import tokens_of
from claims.engine.reasoning.counted import counted_heads
from claims.engine.reasoning.cross_hundred import shares_of_one_whole, up_to_hundred
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.lexicon import LEXICON
from claims.engine.reasoning.neighbours import Article, concepts, in_a_change, quantity
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.sentences import (
    Sentence,
    listed,
    operand,
    pattern,
    phrases,
)
from claims.engine.reasoning.units import unit_conversion
from claims.engine.reasoning.words import lemma
from claims.engine.types import Interval, NumericClaim

_ADDED = frozenset({"count", "money", "measure"})
_SHARES = frozenset({"percent", "fraction"})
_GAP = re.compile(r"\u27e6(\d+)\u27e7")
#: Longest wording between two parts of one list.
_REACH = 70
#: Nothing but the last part's noun and words of summing stand before a total.
_BEFORE_TOTAL = (
    r"[^,(\u2013\u2014]{0,40}[,(\u2013\u2014] ?"
    r"(?:(?:<parts.totals_before>|<joints.restated>) )*~$"
)
_OTHER_DIGITS = re.compile(r"\d")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def parts(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        if len(sentence.claims) > 1:
            yield from _listed(sentence)
            yield from _totalled(sentence)
            yield from _with_rest(sentence)
            yield from _exhaustive(sentence)
            yield from _contained(sentence)
            yield from shares_of_one_whole(sentence)
        yield from _totalled_after(article, sentence)


def _listed(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """ "48 boats: 30 trawlers, 12 tugs and 6 ferries"."""
    frame = sentence.frame
    for hit in pattern(
        r"<w>(?P<noun>[^\u27e6.;:]{0,60}?)(?:[:\u2013\u2014] ?|,? <parts.made_of> )~<a>"
    ).finditer(frame):
        first = int(hit["a"])
        last = _list_from(sentence, first)
        if last <= first or int(hit["w"]) != first - 1:
            continue
        whole = first - 1
        if sentence.claims[whole].low == last - first + 1:  # "on three levels: ..."
            whole -= 1
        some = [sentence.claims[n] for n in range(first, last + 1)]
        if whole == first - 2:
            some = [one._replace(unit=sentence.claims[whole].unit) for one in some]
        if whole >= 0:
            yield from sum_of(sentence, sentence.claims[whole], some)


def _list_from(sentence: Sentence, first: int) -> int:
    """The last number of a list that begins at one; -1 where it is no list."""
    joined = False
    for n in range(first, len(sentence.claims) - 1):
        words = sentence.between(n, n + 1)
        if not _is_joint(words):
            return n if joined else -1
        joined = joined or bool(re.search(r"\b(?:and|plus)\b", words))
    tail = sentence.after(len(sentence.claims) - 1)
    ended = not re.search(r"\b(?:and|or|plus)\b|\d", tail)
    return len(sentence.claims) - 1 if joined and ended else -1


def _is_joint(words: str) -> bool:
    """What parts two neighbours of a list: ", ", " tugs and "."""
    if len(words) > _REACH or not re.search(r",|\band\b|\bplus\b|;", words):
        return False
    if listed("parts.list_breaks") & set(tokens_of(words)):
        return False
    return not _OTHER_DIGITS.search(_YEARS.sub("", words)) and "." not in words


def _totalled(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """ "30 trawlers and 12 tugs, 42 boats in all"."""
    frame = sentence.frame
    found = [
        *pattern(r"<parts.totals_before> ~<w>").finditer(frame),
        *pattern(r"<w>[^\u27e6.;:,]{0,40}? <parts.totals_after>\b").finditer(frame),
    ]
    for hit in found:
        whole = int(hit["w"])
        if whole < 2 or not pattern(_BEFORE_TOTAL).match(
            sentence.between(whole - 1, whole)
        ):
            continue
        first = whole - 1
        while first and _is_joint(sentence.between(first - 1, first)):
            first -= 1
        if first < whole - 1 and not _is_each(sentence, range(first, whole)):
            yield from _summed(sentence, whole, range(first, whole))


def _totalled_after(
    article: Article, sentence: Sentence
) -> Iterator[ArithmeticFinding]:
    """ "... 30 trawlers and 12 tugs. Altogether 42 boats ..."."""
    hit = pattern(r"^<parts.opens_total>\b[^\u27e6]{0,40}<w>").match(sentence.frame)
    last = article.follows(sentence)
    if not hit or last is None or not 1 < len(last.claims) <= 8:
        return
    some = range(len(last.claims))
    if not all(_is_joint(last.between(n, n + 1)) for n in some[:-1]):
        return
    if _is_each(last, some):
        return
    whole = sentence.claims[int(hit["w"])]
    if (
        whole.kind == "count"
        and all(one.unit for one in last.claims)
        and not any(set(concepts(whole)) & set(concepts(one)) for one in last.claims)
    ):
        return  # "Three schools and two shops. Altogether 80 jobs": something else
    yield from sum_of(sentence, whole, [last.claims[n] for n in some])


def _is_each(sentence: Sentence, some: range) -> bool:
    return any(
        re.match(r"[^,;.]{0,30}\b(?:each|apiece)\b", sentence.after(n)) for n in some
    )


def _with_rest(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """ "Of the 48 boats 30 are trawlers, 12 tugs and the remaining 6 ferries"."""
    frame = sentence.frame
    rest = pattern(r"<parts.rest>,? ~<c>").search(frame)
    if rest is None:
        return
    last = int(rest["c"])
    if sentence.claims[last].kind in _SHARES:
        yield from up_to_hundred(sentence, last)
        return
    whole = pattern(r"\bof ~<w>").search(frame) or pattern(
        r"<w>[^\u27e6.;:]{0,60}[:\u2013\u2014]"
    ).search(frame)
    whole = whole or pattern(r"<w>[^\u27e6.;:,]{0,60}?,? <parts.contains> ~<a>").search(
        frame
    )
    if whole is None:
        return
    first = int(whole["w"]) + 1
    if first < last and all(
        not listed("parts.list_breaks") & set(tokens_of(sentence.between(n, n + 1)))
        for n in range(first, last)
    ):
        yield from _summed(sentence, first - 1, range(first, last + 1))


def _exhaustive(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """ "200 pupils, of whom 90 are girls and 105 boys"."""
    frame = sentence.frame
    hit = pattern(r"<w>[^\u27e6.;:,]{0,60}?,? <parts.contains> ~<a>").search(
        frame
    ) or pattern(r"\bof ~<w>[^\u27e6.;:]{1,60}? ~<a>").search(frame)
    if not hit:
        return
    first = int(hit["a"])
    if first + 1 >= len(sentence.claims) or not _is_joint(
        sentence.between(first, first + 1)
    ):
        return
    for pair in phrases("parts.exhaustive"):
        one, other = pair.split()
        mine, theirs = (
            {word.rstrip(".") for word in tokens_of(sentence.after(n))[:4]}
            for n in (first, first + 1)
        )
        if (one in mine and other in theirs) or (other in mine and one in theirs):
            yield from _summed(sentence, int(hit["w"]), (first, first + 1))


def _contained(sentence: Sentence) -> Iterator[ArithmeticFinding]:
    """A part larger than its whole: "40 seats, of which 52 are taken"."""
    frame = sentence.frame
    found = [
        *pattern(r"<w>[^\u27e6.;:,]{1,60}?,? <parts.contains> ~<a>").finditer(frame),
        *pattern(r"<a> (?:of|out of) (?:the|its|their|all) ~<w>").finditer(frame),
        *pattern(r"^of (?:the|its|their|all) ~<w>[^\u27e6.;:]{1,60}?~<a>").finditer(
            frame
        ),
    ]
    for hit in found:
        part, whole = (sentence.claims[int(hit[name])] for name in "aw")
        if part.kind != whole.kind or part.kind not in _ADDED or part.per or whole.per:
            continue
        if not _same_unit(part, whole):
            continue
        one, all_of = sentence.operand(hit["a"]), sentence.operand(hit["w"])
        if is_below(all_of.allowed, one.allowed):
            yield checked("parts_whole", one, _at_most(all_of), all_of)


def _same_unit(part: NumericClaim, whole: NumericClaim) -> bool:
    return part.kind == "count" or part.unit == whole.unit


def _at_most(whole: Operand) -> Written:
    room = Interval(Decimal(0), whole.allowed.high, high_open=whole.allowed.high_open)
    return Written(whole.stated, room, "a part is at most its whole", whole.unit)


def _summed(
    sentence: Sentence, whole: int, some: Sequence[int]
) -> Iterator[ArithmeticFinding]:
    some_claims = [sentence.claims[n] for n in some]
    yield from sum_of(sentence, sentence.claims[whole], some_claims)


def sum_of(
    sentence: Sentence, whole: NumericClaim, some: list[NumericClaim]
) -> Iterator[ArithmeticFinding]:
    every = [whole, *some]
    if whole.kind not in _ADDED or any(one.kind != whole.kind for one in some):
        return
    if len(some) < 2 or any(one.per for one in every):
        return
    if whole.kind == "count" and not (whole.unit and any(one.unit for one in some)):
        return  # "the six: 4, 11, 17, ..." are names of balls
    if any(one.low is None or in_a_change(one) for one in some) or _is_one_of(
        whole, some
    ):
        return
    total = operand(whole, sentence.policy)
    terms = []
    for claim in some:
        one = operand(claim, sentence.policy)
        if claim.kind != "count" and claim.unit != whole.unit:
            turned = unit_conversion(claim.unit, whole.unit)
            if turned is None or claim.kind == "money":
                return
            one = one.scaled(Decimal(turned.scale.numerator) / turned.scale.denominator)
        terms.append(one)
    expected = Written(
        sums.total_of([one.stated for one in terms]),
        sums.total_of([one.allowed for one in terms]),
        " + ".join(one.text for one in terms),
        total.unit,
    )
    yield checked("parts_whole", total, expected, *terms)


def _is_one_of(whole: NumericClaim, some: list[NumericClaim]) -> bool:
    """All of one noun and the whole of another: "3 schools and 2 schools, 80 jobs"."""
    if whole.kind != "count":
        return False
    if all(map(_is_human, some)) and _may_be_people(whole):
        return False  # "14 dead and 23 injured, 37 victims in all"
    names = {name for one in some for name in concepts(one)[:1]}
    mine = set(concepts(whole))
    return (
        len(names) == 1
        and bool(mine)
        and not mine & names
        and len(some) > 1
        and (all(concepts(one) for one in some))
    )


def _may_be_people(whole: NumericClaim) -> bool:
    return _is_human(whole) or lemma(whole.unit) in listed("parts.people")


def _is_human(claim: NumericClaim) -> bool:
    heads = (LEXICON.heads.get(word) for word in counted_heads(quantity(claim)))
    return any(head is not None and head.human for head in heads)
