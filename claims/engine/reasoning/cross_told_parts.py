"""Parts told over two sentences, or without a word of summing, against their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.engine.reasoning import sums
from claims.engine.reasoning.cross_parts import sum_of
from claims.engine.reasoning.cross_scope import (
    AMOUNTS,
    SHARES,
    Placed,
    alike,
    leads,
    placed,
    plausible,
    says,
    scope,
    words_between,
)
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.intervals import is_below
from claims.engine.reasoning.neighbours import Article, in_a_change, is_plain
from claims.engine.reasoning.operands import HUNDRED, PERCENT
from claims.engine.reasoning.restated import restated
from claims.engine.types import Interval

#: Longest wording between two parts of one telling.
_REACH = 110
_FEWEST, _MOST = 2, 8


def told_parts(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for one in placed(sentence):
            yield from filter(plausible, _with_rest(article, one))
            yield from filter(plausible, _all_of_them(article, one))
        yield from _more_than_all(article, placed(sentence))
        yield from _shares(article, placed(sentence))


def _with_rest(article: Article, last: Placed) -> Iterator[ArithmeticFinding]:
    """ "96,000 items. Books were 71,000, films 9,000; the other 16,000 games"."""
    if last.claim.kind not in AMOUNTS or not _is_rest(last):
        return
    chain = [last]
    for one in reversed(scope(article, last.sentence, back=2)):
        if one.claim.start >= last.claim.start:
            continue
        gap = words_between(one, chain[0], article.text)
        far = len(gap) > _REACH or says("told.other", gap) or len(chain) >= _MOST
        if far or not _is_part(one, last):
            break
        chain.insert(0, one)
    largest = max(chain[:-1], key=lambda one: one.claim.low or 0, default=last)
    whole, *parts = chain[chain.index(largest) :]
    if len(parts) >= _FEWEST:
        unit = whole.claim.unit  # "71,000 of them": the whole's noun is theirs
        some = [
            one.claim if one.claim.unit else one.claim._replace(unit=unit)
            for one in parts
        ]
        yield from sum_of(last.sentence, whole.claim, some)


def _is_rest(one: Placed) -> bool:
    behind = re.match(
        r"(?! (?:and|or)\b)[^.;:,\d]{0,25}\b(?:remained|remain|were left|are left)\b",
        one.after,
    )
    return leads("told.rest", one.before) or bool(behind)


def _is_part(one: Placed, last: Placed) -> bool:
    claim = one.claim
    if claim.kind == "duration":
        return False
    return (
        is_plain(claim)
        and not claim.per
        and not in_a_change(claim)
        and alike(claim, last.claim)
    )


def _all_of_them(article: Article, whole: Placed) -> Iterator[ArithmeticFinding]:
    """ "One had 140 aboard, the other 85. All 225 were saved"."""
    if not leads("told.all", whole.before) or len(whole.before) > 60:
        return
    last = article.follows(whole.sentence)
    if last is None or not re.search(r"\b(?:the|an?)?other\b", last.text):
        return
    parts = [one for one in placed(last) if alike(one.claim, whole.claim)]
    if len(parts) == _FEWEST and all(_is_part(one, whole) for one in parts):
        yield from sum_of(whole.sentence, whole.claim, [each.claim for each in parts])


def _more_than_all(article: Article, some: list[Placed]) -> Iterator[ArithmeticFinding]:
    """Named parts may leave some out, but are never more than their whole."""
    if len(some) < _FEWEST:
        return
    yield from _in_a_list(article, some)
    yield from _of_the_whole(article, some)
    last = article.follows(some[0].sentence)
    wholes = [one for one in placed(last) if one.claim.kind == "count"] if last else []
    if len(wholes) != 1 or in_a_change(wholes[0].claim) or not wholes[0].claim.unit:
        return
    parts = _bare_list(some)
    opens = parts and (
        re.match(r"[\s\"\u201c]*(?:Only |Some |About |At least )?$", parts[0].before)
        or re.match(r" of (?:them|these|those)\b", parts[0].after)
    )
    if opens and len(parts) >= _FEWEST:
        yield from _at_most(wholes[0], parts)


def _of_the_whole(article: Article, some: list[Placed]) -> Iterator[ArithmeticFinding]:
    """ "Of the 64 yachts 21 sank and 18 ran aground. Only 25 came through"."""
    whole, *parts = some
    opens = re.match(r"(?:Of|Out of|Among)\b[^,;:.\d]{0,40}$", whole.before)
    if not opens or whole.claim.kind != "count" or not whole.claim.unit:
        return
    following = article.sentences[whole.sentence.at + 1 : whole.sentence.at + 2]
    if following and article.follows(following[0]) is whole.sentence:
        first = placed(following[0])[0]
        if leads("told.goes_on", first.before):
            parts.append(first)
    plain = all(
        one.claim.kind == "count"
        and is_plain(one.claim)
        and not one.claim.per
        and not in_a_change(one.claim)
        for one in parts
    )
    gaps = [words_between(one, other, article.text) for one, other in pairwise(parts)]
    if plain and len(parts) >= _FEWEST and not any(says("told.apart", g) for g in gaps):
        yield from _at_most(whole, parts)


def _bare_list(some: list[Placed]) -> list[Placed]:
    """ "Four were dug out alive, two are in hospital and three died"."""
    parts: list[Placed] = []
    for one in some:
        bare = one.claim.kind == "count" and not one.claim.unit and not one.claim.per
        if not bare or not is_plain(one.claim) or in_a_change(one.claim):
            break
        if parts:
            gap = one.before[parts[-1].claim.end - one.sentence.start :]
            if says("told.apart", gap) or not re.search(r",|\band\b|;", gap):
                break
        parts.append(one)
    return parts


def _in_a_list(article: Article, some: list[Placed]) -> Iterator[ArithmeticFinding]:
    """ "320 animals, among them 190 cats, 110 dogs and 80 rabbits"."""
    for whole, first in pairwise(some):
        gap = words_between(whole, first, article.text)
        if whole.claim.kind != first.claim.kind or not leads("told.among", gap):
            continue
        parts = [first]
        for one in some[first.n + 1 :]:
            between = words_between(parts[-1], one, article.text)
            joined = re.fullmatch(
                r"[^.;:]{0,40}?(?:,| and| plus)[^.;:,]{0,25}", between
            )
            if one.claim.kind != first.claim.kind or not joined:
                break
            if says("told.apart", between):
                break
            parts.append(one)
        if len(parts) >= _FEWEST and all(
            not each.claim.per and not in_a_change(each.claim) and is_plain(each.claim)
            for each in (whole, *parts)
        ):
            yield from _at_most(whole, parts)


def _at_most(whole: Placed, parts: list[Placed]) -> Iterator[ArithmeticFinding]:
    if whole.claim.kind == "money" and any(
        one.claim.unit != whole.claim.unit for one in parts
    ):
        return
    every = [one.sentence.operand(one.n) for one in parts]
    said = whole.sentence.operand(whole.n)
    together = sums.total_of([one.allowed for one in every])
    if not is_below(said.allowed, together):
        return
    room = Interval(together.low, None, together.low_open)
    expected = Written(
        sums.total_of([one.stated for one in every]),
        room,
        " + ".join(one.text for one in every),
        said.unit,
    )
    found = checked("parts_whole", said, expected, *every)
    if plausible(found):
        yield found


def _shares(article: Article, some: list[Placed]) -> Iterator[ArithmeticFinding]:
    """ "58 percent drive. Another 37 percent take the train and 15 percent walk"."""
    ours = [one for one in some if one.claim.kind in SHARES]
    if not ours or not leads("told.another", ours[0].before):
        return
    last = article.follows(ours[0].sentence)
    theirs = [one for one in placed(last) if one.claim.kind in SHARES] if last else []
    every = theirs + ours
    if len(every) < _FEWEST or not theirs:
        return
    if any(
        restated(one.sentence, one.n, other.n)
        for one, other in pairwise(every)
        if one.sentence is other.sentence
    ):
        return  # "nearly half of it, 46 percent" is one share told twice
    bases = {one.claim.base for one in every} - {None}
    if any(in_a_change(one.claim) for one in every) or len(bases) > 1:
        return
    *others, said = (one.sentence.operand(one.n) for one in every)
    used = sums.total_of([one.allowed for one in others])
    room = sums.minus(sums.exactly(HUNDRED), used)
    if room.high is None or not is_below(Interval(None, room.high), said.allowed):
        return
    stated = sums.minus(
        sums.exactly(HUNDRED), sums.total_of([one.stated for one in others])
    )
    minus = " \u2212 ".join(one.text for one in others)
    expected = Written(
        stated, Interval(None, room.high), f"100 % \u2212 {minus}", PERCENT
    )
    yield checked("shares_above", said, expected, *others)
