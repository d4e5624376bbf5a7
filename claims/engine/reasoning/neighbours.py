"""An article's claims where a number looks for its partners."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from claims.engine.reasoning.change_words import movers
from claims.engine.reasoning.counted import counted_heads
from claims.engine.reasoning.lexicon import COUNTING, LEXICON
from claims.engine.reasoning.names import names_in, share_a_name
from claims.engine.reasoning.operands import Operand
from claims.engine.reasoning.quantities import quantity_of
from claims.engine.reasoning.roles import Told, role_gap
from claims.engine.reasoning.sentences import Sentence, operand
from claims.engine.reasoning.stems import idea
from claims.engine.reasoning.tolerance import TolerancePolicy
from claims.engine.reasoning.units import canonical
from claims.engine.reasoning.words import head_noun, lemma, tokens
from claims.engine.types import NumericClaim, Quantity

#: Numbers of one unit looked at to each side of a number.
NEAREST = 12
_AMOUNTS = frozenset({"money", "measure", "duration", "percent"})


@dataclass(frozen=True)
class Article:
    text: str
    sentences: tuple[Sentence, ...]
    published: date | None
    policy: TolerancePolicy

    def follows(self, one: Sentence, *, paragraph: bool = True) -> Sentence | None:
        """The sentence before, if nothing but space stands between."""
        if not one.at:
            return None
        last = self.sentences[one.at - 1]
        between = self.text[last.start + len(last.text) : one.start]
        if between.strip() or (paragraph and "\n\n" in between):
            return None
        return last

    def operand(self, claim: NumericClaim) -> Operand:
        return operand(claim, self.policy)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[NumericClaim]]:
        found: dict[tuple[str, str], list[NumericClaim]] = defaultdict(list)
        for sentence in self.sentences:
            for claim in sentence.claims:
                for key in keys_of(claim):
                    found[key].append(claim)
        return found

    def near(self, claim: NumericClaim, key: tuple[str, str]) -> list[NumericClaim]:
        """Numbers with a key, the nearest first."""
        found = self._by_key.get(key, [])
        at = _place(found, claim.start)
        some = found[max(0, at - NEAREST) : at + NEAREST]
        return sorted(
            (one for one in some if one is not claim),
            key=lambda one: abs(one.start - claim.start),
        )


def _place(found: list[NumericClaim], start: int) -> int:
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low


def keys_of(claim: NumericClaim) -> Iterator[tuple[str, str]]:
    """What a number is found by: its unit, or the thing it counts."""
    if claim.kind in _AMOUNTS:
        yield claim.kind, unit_of(claim)
    elif claim.kind in COUNTING:
        for name in dict.fromkeys(concepts(claim)):
            yield claim.kind, name


def unit_of(claim: NumericClaim) -> str:
    return claim.unit if claim.kind == "money" else canonical(claim.unit)


@lru_cache(maxsize=4_000)
def quantity(claim: NumericClaim) -> Quantity:
    """As comparing needs it; a number is looked at beside many others."""
    return quantity_of(claim)


@lru_cache(maxsize=4_000)
def concepts(claim: NumericClaim) -> tuple[str, ...]:
    return tuple(LEXICON.concept(head) for head in counted_heads(quantity(claim)))


def concept(noun: str) -> str:
    return LEXICON.concept(lemma(noun))


def same_place(one: NumericClaim, other: NumericClaim) -> bool:
    """Neither sentence names a place, or an owner, that the other does not."""
    mine, theirs = names_in(one.statement), names_in(other.statement)
    return not any(
        a and b and not share_a_name(a, b)
        for a, b in ((mine.places, theirs.places), (mine.owners, theirs.owners))
    ) and (not mine.places or bool(theirs.places) or one.sentence == other.sentence)


def same_role(one: NumericClaim, other: NumericClaim) -> bool:
    return not role_gap(_told(one), _told(other))


def _told(claim: NumericClaim) -> Told:
    return Told(quantity(claim), claim.statement, claim.start - claim.sentence[0])


def same_head(phrase: str, claim: NumericClaim) -> bool:
    """Whether a phrase's noun names what a number counts or measures."""
    noun = head_noun(phrase)
    if not noun:
        return False
    theirs = {idea(head) for head in counted_heads(quantity(claim))}
    theirs.add(idea(head_noun(claim.thing)))
    return idea(noun) in theirs


def has_end(claim: NumericClaim) -> bool:
    """A number above zero, be it only a bound."""
    return bool((claim.low or claim.high or 0) > 0)


def in_a_change(claim: NumericClaim) -> bool:
    """The number says how far something moved, where that led or where it began."""
    if claim.trend is not None:
        return True
    before = claim.statement.partition(claim.surface)[0]
    began = _BEGAN.search(before)
    return began is not None and not movers().isdisjoint(tokens(before))


#: "from 40", "down from almost 40".
_BEGAN = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$")


def is_plain(claim: NumericClaim) -> bool:
    """One number, or a range, with both ends and above zero."""
    return claim.low is not None and claim.low > 0 and claim.high is not None
