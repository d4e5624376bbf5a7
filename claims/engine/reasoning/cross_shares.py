"""A part, the share it is said to be, and the whole, wherever that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from claims.engine.reasoning import sums
from claims.engine.reasoning.findings import ArithmeticFinding, checked
from claims.engine.reasoning.implied import Written
from claims.engine.reasoning.neighbours import (
    Article,
    concept,
    is_plain,
    same_head,
    same_place,
    same_role,
    unit_of,
)
from claims.engine.reasoning.operands import HUNDRED, PERCENT
from claims.engine.reasoning.restated import restated
from claims.engine.reasoning.sentences import Sentence, listed, pattern
from claims.engine.reasoning.words import head_noun, lemma, tokens
from claims.engine.types import Interval, NumericClaim

_SHARES = frozenset({"percent", "fraction"})
#: Wholes tried, the nearest first: any of them may be meant.
_TRIED = 6
_PARTS = frozenset({"count", "money", "measure"})


def shares(article: Article) -> Iterator[ArithmeticFinding]:
    for sentence in article.sentences:
        for n, claim in enumerate(sentence.claims):
            if claim.kind not in _SHARES or not is_plain(claim):
                continue
            yield from _above_all(sentence, n)
            for part in _parts_of(sentence, n):
                yield from _of_whole(article, sentence, n, part)


def _parts_of(sentence: Sentence, n: int) -> Iterator[int]:
    """Numbers of the sentence told again as this share."""
    for part, claim in enumerate(sentence.claims):
        if claim.kind not in _PARTS or claim.per or not is_plain(claim):
            continue
        if restated(sentence, part, n) and not (part < n and _of_them(sentence, n)):
            yield part


def _of_them(sentence: Sentence, n: int) -> bool:
    """ "310,000 came, a third of them by rail": the number before is the whole."""
    return bool(re.match(r" of (?:them|those|these|whom|which)\b", sentence.after(n)))


def _of_whole(
    article: Article, sentence: Sentence, n: int, part: int
) -> Iterator[ArithmeticFinding]:
    share, of = sentence.claims[n], sentence.claims[part]
    nearest: ArithmeticFinding | None = None
    for whole in islice(_wholes(article, sentence, n, part), _TRIED):
        found = share_of_whole(article, share, of, whole)
        nearest = nearest or found
        if found.outcome == "fits":
            nearest = found
            break
    if nearest is not None:
        yield nearest


def share_of_whole(
    article: Article, share: NumericClaim, part: NumericClaim, whole: NumericClaim
) -> ArithmeticFinding:
    said, of, all_of = (article.operand(one) for one in (share, part, whole))
    expected = Written(
        sums.scaled(sums.over(of.stated, all_of.stated), HUNDRED),
        sums.scaled(sums.over(of.allowed, all_of.allowed), HUNDRED),
        f"{of.text} \u00f7 {all_of.text}",
        PERCENT,
    )
    return checked("share_base", said, expected, of, all_of)


def _wholes(
    article: Article, sentence: Sentence, n: int, part: int
) -> Iterator[NumericClaim]:
    """The whole in the sentence; or else the one before it speaks of, or the base's."""
    share, of = sentence.claims[n], sentence.claims[part]
    beside = _beside(sentence, n, part)
    if beside is not None:
        yield beside
        return
    last = article.follows(sentence)
    if _of_them(sentence, n) or re.match(r"Of (?:them|these|those)\b", sentence.text):
        some = [one for one in last.claims if _fits_as_whole(of, one)] if last else []
        if len(some) == 1:
            yield some[0]
        return
    if not share.base or not head_noun(share.base):
        return
    for key in _keys(of, share.base):
        for one in article.near(share, key):
            if one is of or not _fits_as_whole(of, one) or one.start > share.end + 2000:
                continue
            if (
                same_head(share.base, one)
                and same_place(share, one)
                and same_role(of, one)
            ):
                yield one


def _keys(of: NumericClaim, base: str) -> Iterator[tuple[str, str]]:
    if of.kind == "count":
        yield "count", concept(head_noun(base))
    else:
        yield of.kind, unit_of(of)


def _beside(sentence: Sentence, n: int, part: int) -> NumericClaim | None:
    """ "Of the 500 seats 60, or 12 percent", "12 percent of the 500 seats, or 60"."""
    some = [
        *(
            hit
            for hit in pattern(r"<a>(?: [^\u27e6.;:,]{1,40}?)? of ~<w>").finditer(
                sentence.frame
            )
            if int(hit["a"]) in {n, part}
        ),
        *pattern(r"(?:^|[,;\u2013\u2014] )of ~<w>").finditer(sentence.frame),
    ]
    for hit in some:
        whole = int(hit["w"])
        if whole in {n, part} or abs(whole - n) > 2:
            continue
        if _fits_as_whole(sentence.claims[part], sentence.claims[whole]):
            return sentence.claims[whole]
    return None


def _fits_as_whole(part: NumericClaim, whole: NumericClaim) -> bool:
    if whole.kind != part.kind or whole.per or not is_plain(whole):
        return False
    if (whole.high or 0) < (part.low or 0):
        return False
    return part.kind == "count" or part.unit == whole.unit


def _above_all(sentence: Sentence, n: int) -> Iterator[ArithmeticFinding]:
    """More than all of the respondents: no share of people or things counted."""
    claim = sentence.claims[n]
    if claim.trend or not claim.base or (claim.low or 0) <= HUNDRED:
        return
    if not listed("bounded.wholes") & {lemma(word) for word in tokens(claim.base)[:2]}:
        return
    if re.match(r"\s+(?:more|fewer|higher|lower|less)\b", sentence.after(n)):
        return
    said = sentence.operand(n)
    if (said.allowed.low or 0) > HUNDRED:
        room = Interval(Decimal(0), HUNDRED)
        all_of = Written(sums.exactly(HUNDRED), room, "all of a whole", PERCENT)
        yield checked("shares_above", said, all_of)
