"""What one claim's number has to do with another claim's: never who is right.

Gates and arithmetic are those of comparing; here they are read as a relation of two
statements, neither of which is evidence for the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from claims.engine.reasoning.compare import compare, conversions
from claims.engine.reasoning.counted import harm_classes
from claims.engine.reasoning.intervals import is_inside
from claims.engine.reasoning.names import names_in
from claims.engine.reasoning.periods import dated_phrases
from claims.engine.reasoning.relation_words import (
    LEADS,
    apart,
    basis,
    renamed,
    shared_words,
    verdict,
)
from claims.engine.reasoning.roles import Told, role_gap
from claims.engine.reasoning.subject import UNCLEAR, doubt, telling_words
from claims.engine.reasoning.tolerance import (
    ARITHMETIC,
    DEFAULT_POLICY,
    TolerancePolicy,
    to_interval,
)
from claims.engine.reasoning.wording import stated_text
from claims.engine.reasoning.words import content_words
from claims.engine.types import Comparison, Interval, Quantity

#: What two claims may be to one another, the closest first.
RELATIONS = (
    *("same", "compatible", "contradictory"),
    *("different_period", "different_base", "different_unit", "different_place"),
    *("different_sense", "different_thing", "unrelated"),
)
#: About one quantity at one time: these may be set beside one another.
OF_ONE_QUANTITY = frozenset({"same", "compatible", "contradictory"})

_OF_GATE: Mapping[str, str] = {
    "value": "unrelated",
    "kind": "different_thing",
    "change": "different_sense",
    "unit": "different_unit",
    "definition": "different_thing",
    "place": "different_place",
    "base": "different_base",
    "rate": "different_unit",
    "status": "different_sense",
    "period": "different_period",
    "stale": "different_period",
    "subject": "unrelated",
}
#: Kinds that say one thing in another measure.
_ONE_THING = (
    frozenset({"percent", "percentage_point", "fraction", "multiple"}),
    frozenset({"count", "rate"}),
)
_OF_TIME = frozenset({"period", "stale"})
_UP_TO = frozenset({"at_most", "up_to"})
_EXACTLY = re.compile(r"(?:exactly|precisely|genau|exakt)\b", re.IGNORECASE)
#: Two words and so much of the shorter sentence in common, and they speak of one
#: subject; less is enough where something else tells them apart.
_MOSTLY, _PARTLY = Decimal("0.7"), Decimal("0.5")
_FEWEST = 2
_STEM = 4
_AHEAD = "ahead"
#: Gates that say what the two are of, and that it is not the same.
_TOLD_APART = frozenset({"definition", "base"})


@dataclass(frozen=True, slots=True)
class Related:
    """`shared` are words both sentences have; `gap` how far apart, as a share of ours."""

    relation: str
    explanation: str
    shared: tuple[str, ...]
    ours: str
    theirs: str
    gap: Decimal | None = None

    @property
    def is_of_one_quantity(self) -> bool:
        return self.relation in OF_ONE_QUANTITY


def relate(
    ours: Told, theirs: Told, *, policy: TolerancePolicy = DEFAULT_POLICY
) -> Related:
    """Total and deterministic, like the comparison it rests on."""
    ours, theirs = _on_one_base(_dated(ours), _dated(theirs))
    swapped = _is_later(theirs.quantity, ours.quantity)
    one, other = (theirs, ours) if swapped else (ours, theirs)
    # The later number is asked about, so that what only grows is told by its past.
    made = compare(one.quantity, other.quantity, policy=policy)
    shared = shared_words(ours.sentence, theirs.sentence)
    relation, why = _relation(one, other, made, shared)
    if not why:
        why = verdict(relation, ours.quantity, theirs.quantity, made)
    else:
        why = f"{LEADS[relation]}: {renamed(why, swapped=swapped)}."
    return Related(
        relation=relation,
        explanation=f"{why} {basis(ours.quantity, theirs.quantity, shared)}".strip(),
        shared=shared,
        ours=stated_text(ours.quantity),
        theirs=stated_text(theirs.quantity),
        gap=apart(ours.quantity, theirs.quantity),
    )


def _relation(
    one: Told, other: Told, made: Comparison, shared: tuple[str, ...]
) -> tuple[str, str]:
    """The relation, and why the two cannot be compared ("" where they can)."""
    unsure = doubt(one, other)
    if unsure == UNCLEAR and not _alike(one.sentence, other.sentence, made.gate):
        said = ", ".join(shared)
        tail = f"no more in common than {said}" if said else "no word in common"
        return "unrelated", f"perhaps about something else, {tail}"
    if made.gate not in _TOLD_APART and _share_names_only(one, other):
        return "unrelated", "no more in common than names"
    elsewhere = unsure if unsure != UNCLEAR else ""
    if elsewhere and made.gate in _OF_TIME:
        return "different_place", elsewhere
    if made.gate:
        return _gate_relation(one, other, made)
    role = role_gap(one, other) or _ahead_gap(one.quantity, other.quantity)
    if role:
        return "different_sense", role
    if elsewhere:
        return "different_place", elsewhere
    if made.outcome == "outside" and made.difference != 0:
        return "contradictory", ""
    same = made.outcome != "outside" and _say_the_same(one.quantity, other.quantity)
    return ("same" if same else "compatible"), ""


def _share_names_only(one: Told, other: Told) -> bool:
    """ "Port Ellery owes ..." and "the budget of Port Ellery": of one town, no more."""
    if harm_classes(one.quantity) & harm_classes(other.quantity):
        return False
    if one.quantity.kind == other.quantity.kind == "temperature":
        return False  # the weather needs no subject
    shared = telling_words(one.sentence) & telling_words(other.sentence)
    if not shared:
        return bool(_named(one.sentence) & _named(other.sentence))
    return not shared - _named(one.sentence) - _named(other.sentence)


def _named(sentence: str) -> frozenset[str]:
    """Words of names; a single word that opens the sentence may be none."""
    found = names_in(sentence)
    sure = found.every | {name for name in found.unsure if " " in name}
    return telling_words(" ".join(sure))


def _ahead_gap(one: Quantity, other: Quantity) -> str:
    """What is to come is not what came about."""
    if (one.status == _AHEAD) == (other.status == _AHEAD):
        return ""
    return "one side tells of what is to come, the other does not"


def _gate_relation(one: Told, other: Told, made: Comparison) -> tuple[str, str]:
    reason = made.explanation.removeprefix("Not comparable: ").rstrip(".")
    kinds = {one.quantity.kind, other.quantity.kind}
    if made.gate == "kind" and any(kinds <= group for group in _ONE_THING):
        return "different_unit", reason
    return _OF_GATE[made.gate], reason


def _alike(one: str, other: str, gate: str) -> bool:
    """Two wordings of a sentence, however common its words."""
    a, b = telling_words(one), telling_words(other)
    shared, least = sum(_has(b, word) for word in a), min(len(a), len(b))
    if a == b:
        return bool(a)
    if gate and gate != "kind":
        return bool(shared) and shared >= _PARTLY * least
    return shared >= _FEWEST and shared >= (_PARTLY if gate else _MOSTLY) * least


def _has(words: frozenset[str], word: str) -> bool:
    """ "hire" and "hired" are one word, too short to be cut."""
    return word in words or any(
        len(min(word, w, key=len)) >= _STEM
        and (w.startswith(word) or word.startswith(w))
        for w in words
    )


def _dated(told: Told) -> Told:
    """The number with the one date its sentence names, where it has no time itself."""
    if told.quantity.period:
        return told
    found = dated_phrases(told.sentence)
    if len(found) != 1:
        return told
    period = told.sentence[slice(*found[0])].strip()
    return replace(told, quantity=replace(told.quantity, period=period))


def _on_one_base(ours: Told, theirs: Told) -> tuple[Told, Told]:
    """Shares of one whole, of which one sentence names a part elsewhere: "of pupils in
    Hask" and "in Hask, of pupils".
    """
    mine, other = ours.quantity.base, theirs.quantity.base
    if not mine or not other or mine == other:
        return ours, theirs
    if not (_said(mine, other, theirs) and _said(other, mine, ours)):
        return ours, theirs
    base = max(mine, other, key=len)
    return _of(ours, base), _of(theirs, base)


def _said(base: str, beside: str, told: Told) -> bool:
    """Whether the other sentence says all that the base says beyond the other base."""
    a, b = content_words(base), content_words(beside)
    return bool(a & b) and not (a - b) - content_words(told.sentence)


def _of(told: Told, base: str) -> Told:
    q = told.quantity
    thing = base if q.thing == q.base else q.thing
    return replace(told, quantity=replace(q, base=base, thing=thing))


def _is_later(one: Quantity, other: Quantity) -> bool:
    return bool(one.as_of and other.as_of and one.as_of > other.as_of)


def _say_the_same(ours: Quantity, theirs: Quantity) -> bool:
    """The same ends under the same hedge; where units differ, within their rounding."""
    hedges = {ours.qualifier, theirs.qualifier}
    if len(hedges) > 1 and not hedges <= _UP_TO:
        return False
    if bool(_EXACTLY.match(ours.surface)) != bool(_EXACTLY.match(theirs.surface)):
        return False
    turned = conversions(ours, theirs)
    mine, other = Interval(ours.low, ours.high), Interval(theirs.low, theirs.high)
    with localcontext(ARITHMETIC):
        for conversion in turned:
            other = conversion.apply(other)
        if mine == other:
            return True
        if not turned:
            return False
        about, back = _rounded(ours), _rounded(theirs)
        for conversion in turned:
            back = conversion.apply(back)
        return _within(mine, back) and _within(other, about)


def _rounded(q: Quantity) -> Interval:
    """What rounding alone leaves open of a number, whatever its hedge."""
    if q.low is not None and q.low == q.high:
        return to_interval(replace(q, qualifier=""))
    return Interval(q.low, q.high)


def _within(stated: Interval, rounded: Interval) -> bool:
    one_number = stated.low is not None and stated.low == stated.high
    return one_number and is_inside(stated, rounded)
