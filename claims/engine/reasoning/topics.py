"""How surely a number in a source is about the subject of a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from claims.engine.reasoning.counted import counted_heads, harm_classes, is_generic
from claims.engine.reasoning.definition import same_whole
from claims.engine.reasoning.lexicon import COUNTING
from claims.engine.reasoning.stems import stem, stems
from claims.engine.reasoning.units import per_conversion, unit_conversion
from claims.engine.types import NumericClaim, Quantity

_SHARES = frozenset({"percent", "fraction"})
_PHYSICAL = frozenset({"measure", "temperature", "duration", "age"})
_RELATED = Decimal("0.7")
_FULL, _HALF, _NONE = Decimal(1), Decimal("0.5"), Decimal(0)
#: A passage that repeats this much of the claim's sentence repeats its topic.
_ENOUGH = Decimal("0.5")
_NEARBY = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Topic:
    """Stems of what the claim counts (`core`) and of the rest of its sentence.

    A stem many sentences of a source repeat tells its numbers apart less than one that
    stands in a single sentence: `frequency` counts sentences.
    """

    core: frozenset[str]
    rest: frozenset[str]
    frequency: Mapping[str, int]

    def overlap(self, sentence: str, nearby: str) -> Decimal:
        """0 to 1: how much of the topic a sentence, or the text near it, repeats."""
        here, near = stems([sentence]), stems([nearby])
        core = self._share(self.core, here, near)
        rest = min(self._share(self.rest, here, near) / _ENOUGH, _FULL)
        if not self.core or not self.rest:
            return core if self.core else rest
        weight = _SURE if len(self.core) > 1 else _UNSURE
        return weight * core + (1 - weight) * rest

    def _share(
        self, wanted: frozenset[str], here: frozenset[str], near: frozenset[str]
    ) -> Decimal:
        if not wanted:
            return _NONE
        hits = self.weight(wanted & here) + _NEARBY * self.weight(
            (wanted & near) - here
        )
        return hits / self.weight(wanted)

    def weight(self, found: Iterable[str]) -> Decimal:
        return sum((self._weight(self.frequency.get(s, 0)) for s in found), _NONE)

    @staticmethod
    def _weight(frequency: int) -> Decimal:
        return 1 / Decimal(1 + frequency).sqrt() if frequency else _HALF

    def alike(self, one: frozenset[str], other: frozenset[str]) -> Decimal:
        """0 to 1: how much two phrases have in common."""
        total = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / total if total else _NONE


#: How far what is counted alone tells the topic: a single word tells less.
_SURE, _UNSURE = Decimal("0.6"), Decimal("0.2")


def topic_of(claim: Quantity, context: str, sentences: Iterable[str]) -> Topic:
    core = stems([claim.thing or "", claim.base or "", _counted_unit(claim)])
    frequency = Counter(s for sentence in set(sentences) for s in stems([sentence]))
    return Topic(core, stems([context]) - core, frequency)


def _counted_unit(claim: Quantity) -> str:
    return claim.unit if claim.kind in COUNTING else ""


def kind_match(claim: Quantity, number: NumericClaim) -> Decimal:
    """1 for the same sort of number, less for a neighbouring one, 0 for another."""
    ours, theirs = claim.kind, number.kind
    if ours in COUNTING and theirs in COUNTING:
        return _per_match(claim.per, number.per)
    if ours != theirs and _follows(claim, number):
        return _RELATED
    if ours in _SHARES and theirs in _SHARES:
        return _FULL
    if {ours, theirs} <= _SHARES | {"percentage_point"}:
        return _FULL if ours == theirs else Decimal("0.3")
    if ours != theirs:
        return _NONE
    if ours == "money":
        return _FULL if claim.unit == number.unit else Decimal("0.6")
    if ours in _PHYSICAL:
        return _FULL if unit_conversion(number.unit, claim.unit) else _NONE
    return _FULL


_LEVELS = frozenset({"count", "money", "measure", "percent"})


def _follows(claim: Quantity, number: NumericClaim) -> bool:
    """Whether the claim's sort of number can be reckoned from the other one."""
    kinds = {claim.kind, number.kind}
    shares = len(kinds & _SHARES) == 1 == len(kinds & COUNTING)
    if shares and any("00" in (per or "") for per in (claim.per, number.per)):
        return True
    if not claim.change or not number.trend:
        return False
    if kinds == {"percent", "multiple"}:
        return True
    changes = {"percent", "multiple", "percentage_point"}
    leads = number.statement.split()
    moved = "from" in leads or "von" in leads
    return claim.kind in changes and number.kind in _LEVELS and moved


def _per_match(ours: str | None, theirs: str | None) -> Decimal:
    if not ours and not theirs:
        return _FULL
    if not ours or not theirs:
        return Decimal("0.6")
    return _FULL if per_conversion(theirs, ours) else Decimal("0.4")


def head_match(claim: Quantity, quantity: Quantity, topic: Topic) -> Decimal:
    """1 when both count the same thing (or share of the same whole), else less."""
    if claim.kind in COUNTING:
        return _counted(claim, quantity, topic)
    things = _things(claim.thing, quantity.thing, topic)
    if claim.kind not in _SHARES:
        return things
    whole = _things(_share_words(claim), _share_words(quantity), topic) * _RELATED
    if not claim.base or not quantity.base:
        return max(things / 2, whole)
    same = _FULL if same_whole(claim.base, quantity.base) else _NONE
    if not quantity.thing or not claim.thing:
        return max(same, whole)
    return max((same + things) / 2, whole)


def _share_words(q: Quantity) -> str:
    return f"{q.thing or ''} {q.base or ''}"


def _counted(claim: Quantity, quantity: Quantity, topic: Topic) -> Decimal:
    mine, other = harm_classes(claim), harm_classes(quantity)
    if mine and other:
        alike = _things(claim.thing, quantity.thing, topic)
        most, least = (_FULL, _RELATED) if mine == other else (_RELATED, _HALF)
        return least + (most - least) * alike
    ours = frozenset(stem(word) for word in counted_heads(claim))
    theirs = frozenset(stem(word) for word in counted_heads(quantity))
    if ours & theirs:
        return _FULL if mine == other else _HALF
    both = (*counted_heads(claim), *counted_heads(quantity))
    return Decimal("0.4") if any(is_generic(word) for word in both) else _NONE


def _things(ours: str | None, theirs: str | None, topic: Topic) -> Decimal:
    mine, other = stems([ours or ""]), stems([theirs or ""])
    return topic.alike(mine, other) if mine and other else Decimal("0.3")
