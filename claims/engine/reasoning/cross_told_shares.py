"""A share announced as the result of two numbers told before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.engine.reasoning.changed import change_of
from claims.engine.reasoning.cross_scope import (
    AMOUNTS,
    SHARES,
    Placed,
    alike,
    amounts,
    following,
    leads,
    says,
    scope,
)
from claims.engine.reasoning.cross_shares import share_of_whole
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.neighbours import Article
from claims.engine.reasoning.operands import PERCENT
from claims.engine.reasoning.restated import restated
from claims.engine.reasoning.sentences import any_of, pattern
from claims.engine.reasoning.units import canonical, is_time

_HEDGES = rf"(?:{any_of('joints.hedges')} )*"
_OR = re.compile(r"\b(?:or|that is|i\.e\.|which is)\b|\(", re.IGNORECASE)
_OF = re.compile(rf"With {_HEDGES}$")
_THEM = re.compile(r"\s+of (?:them|those|these|whom|which)\b")


def told_share(article: Article, share: Placed) -> Iterator[ArithmeticFinding]:
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
            for one in near + amounts(following(article, share))
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
