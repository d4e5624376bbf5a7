"""A change told behind the two levels it is between, whichever way they were told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from claims.engine.reasoning.changed import DOWN, MOVED, UP, change_of
from claims.engine.reasoning.cross_changes import checked_change
from claims.engine.reasoning.cross_scope import (
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
from claims.engine.reasoning.findings import ArithmeticFinding
from claims.engine.reasoning.neighbours import Article, is_plain
from claims.engine.types import NumericClaim

_LEVELS = frozenset({"count", "money", "measure", "percent", "duration"})
#: "Seven more are being tested": no level, but another change.
_MORE = re.compile(r"\s+(?:more|less|fewer|others?)\b")
#: "Sixty containers went overboard": what became of the difference.
_GONE = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}(?:went (?:overboard|missing|astray)|disappeared|vanished"
    r"|(?:were|are|was|have been|had been) (?:lost|missing|gone|cut|added|scrapped))\b"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


def levels(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for change in placed(sentence):
            if not is_plain(change.claim) or change.claim.per:
                continue
            way, strong = _way(change)
            if way:
                yield from _against_levels(article, change, way, strong=strong)


def _way(change: Placed) -> tuple[str, bool]:
    """Which way it went, and whether the wording says it is the result of a sum."""
    claim = change.claim
    if says("levels.elsewhere", re.split("[,;.]", change.after)[0]):
        return "", False
    gap = leads("levels.gaps", change.before) or bool(
        re.match(
            r"\s*(?:[a-z]+ )?(?:majority|lead|gap|margin|shortfall)\b", change.after
        )
    )
    if gap and claim.kind not in SHARES:
        return MOVED, True
    lost = _GONE.match(change.after) and claim.kind not in SHARES
    cut = (
        claim.kind in SHARES
        and re.match(r"\s+of (?:them|those|these)\b", change.after)
        and leads("levels.cutting", change.before)
    )
    if lost or cut:
        return (MOVED if lost else DOWN), True
    way = change_of(
        claim.kind, claim.surface, change.before, change.after, base=claim.base
    )
    if way == MOVED and not says("levels.swings", change.before[-40:]):
        way = ""
    if not way and claim.kind not in SHARES and leads("levels.moved", change.before):
        way = MOVED
    strong = bool(way) and (
        leads("levels.announced", change.before)
        or says("levels.results", change.before[-90:])
        or bool(re.match(r"(?:The|That|This|With|It|Its|They)\b", change.sentence.text))
    )
    return way, strong


def _against_levels(
    article: Article, change: Placed, way: str, *, strong: bool
) -> Iterator[ArithmeticFinding]:
    near = scope(article, change.sentence, back=2 if strong else 1)
    some = [
        one
        for one in near
        if one.claim is not change.claim
        and _may_be_level(one.claim, change.claim)
        and not _MORE.match(one.after)
    ]
    own = [one for one in some if one.sentence is change.sentence]
    last = [one for one in some if one.sentence is not change.sentence]
    for group in (own, last, some):
        pairs = [
            pair
            for pair in combinations(group, 2)
            if _adjacent(pair, group)
            and alike(pair[0].claim, pair[1].claim)
            and (_bound(pair, article.text) or (strong and len(group) == 2))
            and (group is own or _alone(change, near))
            and (group is own or strong or _looks_back(change, pair[1]))
        ]
        if len(pairs) == 1:
            yield from _checked(pairs[0], change, way)
            return
        if pairs:
            return


def _may_be_level(level: NumericClaim, change: NumericClaim) -> bool:
    if level.kind not in _LEVELS or not is_plain(level) or level.low != level.high:
        return False
    if change.kind in SHARES:
        return level.kind not in SHARES and level.kind != "duration"
    if change.kind == "percentage_point":
        return level.kind == "percent"
    return alike(level, change)


def _adjacent(pair: tuple[Placed, ...], group: list[Placed]) -> bool:
    return group.index(pair[1]) == group.index(pair[0]) + 1


def _alone(change: Placed, near: list[Placed]) -> bool:
    """No other change is told nearby, which might be that of the two levels."""
    return not any(
        one.claim is not change.claim and one.claim.kind in SHARES
        for one in near
        if change.claim.kind in SHARES
    )


def _looks_back(change: Placed, level: Placed) -> bool:
    """The change stands behind its level, or has a sentence without one."""
    if level.sentence is change.sentence:
        return level.n == change.n - 1
    return len(change.sentence.claims) == 1


def _bound(pair: tuple[Placed, ...], text: str) -> bool:
    """Whether words or dates say that the two are one thing at two times."""
    one, other = pair
    words = words_between(one, other, text)
    if len(words) > 120 or says("levels.apart", words):
        return False
    if says("levels.bound", words) or leads("levels.right_before", words):
        return True
    tail = other.after[:40]
    return bool(_DATED.search(words)) and bool(_DATED.search(tail))


def _checked(
    pair: tuple[Placed, ...], change: Placed, way: str
) -> Iterator[ArithmeticFinding]:
    """By size, not by order: "90 instead of 75" and "from 75 to 90" are one rise."""
    one, other = (each.claim for each in pair)
    named = one if one.unit else other
    # "60,000 hectolitres in 2022 and 69,000 in 2023"
    some = [
        each._replace(kind=named.kind, unit=named.unit, per=None)
        for each in (one, other)
    ]
    small, large = sorted(some, key=lambda each: each.low or 0)
    up, down = (small, large), (large, small)
    ways = {UP: [up], DOWN: [down], MOVED: [up, down]}[way]
    found = [
        finding
        for before, after in ways
        for finding in checked_change(change.sentence, before, after, change.claim)
    ]
    fitting = [one for one in found if one.outcome != "misfit"]
    yield from filter(plausible, (fitting or found)[:1])
