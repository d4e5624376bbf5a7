"""The numbers told just before a number, and the words that announce a result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.engine.reasoning.findings import ArithmeticFinding
from claims.engine.reasoning.neighbours import Article, concepts, is_plain, unit_of
from claims.engine.reasoning.sentences import Sentence, any_of
from claims.engine.types import Interval, NumericClaim

SHARES = frozenset({"percent", "fraction"})
AMOUNTS = frozenset({"count", "money", "measure"})
_GENERIC = frozenset({"people", "residents"})


@dataclass(frozen=True)
class Placed:
    """A claim and where it stands: its sentence, and its number there."""

    claim: NumericClaim
    sentence: Sentence
    n: int

    @property
    def before(self) -> str:
        """Everything in the sentence up to the number."""
        return self.sentence.text[: self.claim.start - self.sentence.start]

    @property
    def after(self) -> str:
        return self.sentence.text[self.claim.end - self.sentence.start :]


def placed(sentence: Sentence) -> list[Placed]:
    return [Placed(claim, sentence, n) for n, claim in enumerate(sentence.claims)]


def scope(article: Article, sentence: Sentence, *, back: int = 1) -> list[Placed]:
    """The numbers of a sentence and of those right before it, in reading order."""
    found = placed(sentence)
    for _ in range(back):
        last = article.follows(sentence)
        if last is None:
            break
        found = placed(last) + found
        sentence = last
    return found


def alike(one: NumericClaim, other: NumericClaim) -> bool:
    """Of one measure: the same unit, or counts that do not name two things."""
    if one.kind != other.kind:
        return {one.kind, other.kind} <= {"count", "measure"} and _bare(one, other)
    if one.kind == "count":
        return same_counted(one, other)
    return one.kind in SHARES or unit_of(one) == unit_of(other)


def _bare(one: NumericClaim, other: NumericClaim) -> bool:
    """ "60,000 hectolitres in 2022 and 69,000 in 2023"."""
    return any(each.kind == "count" and not each.unit for each in (one, other))


def same_counted(one: NumericClaim, other: NumericClaim) -> bool:
    if not one.unit or not other.unit:
        return True
    mine, theirs = set(concepts(one)), set(concepts(other))
    return not mine or not theirs or bool(mine & theirs)


def amounts(some: Sequence[Placed]) -> list[Placed]:
    return [one for one in some if one.claim.kind in AMOUNTS and is_plain(one.claim)]


#: A number further off than this is of something else, unless zeros were lost.
_FAR = Decimal(3)
_CLOSE = Decimal("0.03")
_SCALES = tuple(Decimal(10) ** n for n in (1, 2, 3, 6))


def plausible(found: ArithmeticFinding) -> bool:
    """Whether a misfit of loosely tied numbers is one a writer could have made."""
    if found.outcome != "misfit" or not found.expected or not found.stated:
        return found.outcome != "misfit"
    ours, theirs = _middle(found.expected), _middle(found.stated)
    if not ours or not theirs:
        return False
    apart = max(ours, theirs) / min(ours, theirs)
    if apart <= _FAR:
        return True
    return any(abs(apart / scale - 1) <= _CLOSE for scale in _SCALES)


def _middle(interval: Interval) -> Decimal | None:
    if interval.low is None or interval.high is None:
        return interval.low or interval.high
    return (interval.low + interval.high) / 2


def says(name: str, text: str) -> bool:
    """Whether a text holds one of the phrases of a list."""
    return bool(_anywhere(name).search(text))


def leads(name: str, before: str) -> bool:
    """Whether the words before a number, its hedges aside, end with a phrase."""
    return bool(_at_the_end(name).search(before[-_LEAD:]))


#: Longest lead with its hedges.
_LEAD = 90


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(name)}\b", re.IGNORECASE)


@cache
def _at_the_end(name: str) -> re.Pattern[str]:
    hedges = rf"(?:{any_of('joints.hedges')} )*"
    return re.compile(rf"\b{any_of(name)} {hedges}$", re.IGNORECASE)


def words_between(one: Placed, other: Placed, text: str) -> str:
    return text[one.claim.end : other.claim.start]


def following(article: Article, one: Placed) -> list[Placed]:
    """The numbers of the sentence after."""
    some = article.sentences[one.sentence.at + 1 : one.sentence.at + 2]
    follows = some and article.follows(some[0]) is one.sentence
    return placed(some[0]) if follows else []
