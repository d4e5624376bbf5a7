"""Do two numbers count the same thing, of the same whole?  The reason when they do not.

Every function answers with a sentence naming both sides, or None when nothing stands
against comparing.
"""

from __future__ import annotations

import re

from claims.engine.reasoning.counted import (
    all_words,
    counted_heads,
    counted_name,
    harm_classes,
    is_generic,
    is_harm,
    is_population,
)
from claims.engine.reasoning.lexicon import COUNTING, LEXICON
from claims.engine.reasoning.sides import side_gap
from claims.engine.reasoning.stems import idea
from claims.engine.reasoning.words import (
    before_break,
    content_words,
    head_noun,
    lemma,
    plural,
    tokens,
)
from claims.engine.types import Quantity

#: Heads that take their meaning from what qualifies them.
_HOLLOW = frozenset({"", "number", "total", "population", "group"})
#: Groups whose classes exclude one another whatever is measured.
_EXCLUSIVE_GROUPS = (
    "account",
    "trade",
    "work",
    "level",
    "statistic",
    "net",
    "dimension",
)
_SHARES = frozenset({"percent", "fraction"})
_NUMBER = re.compile(r"\d[\d,.]*")
#: A share's "thing" may be no more than where it was taken: "In the Marl Sea".
_WHERE_ONLY = re.compile(
    r"(?:In|Across|Within)(?:\s+the)?(?:\s+[A-Z][\w'\u2019-]*)+(?:\s+[a-z]+)?$"
)
_WHOLE = re.compile(r"\b(?:among|of)\s+(?P<whole>.+)$")


def definition_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """Why the two count or measure different things."""
    if claim.kind in COUNTING and evidence.kind in COUNTING:
        gap = (
            _harm_gap(claim, evidence)
            or _employment_gap(claim, evidence)
            or _counted_gap(claim, evidence)
        )
    else:
        gap = _measured_gap(claim, evidence)
    return (
        gap
        or _exclusive_gap(claim, evidence)
        or _part_gap(claim, evidence)
        or (None if claim.kind in _SHARES else side_gap(claim.thing, evidence.thing))
        or (None if claim.kind in _SHARES else _deed_gap(claim.thing, evidence.thing))
    )


def base_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """Why two shares are not shares of the same whole."""
    ours, theirs = whole_of(claim), whole_of(evidence)
    for side, whole, q in (("claim", ours, claim), ("source", theirs, evidence)):
        if not whole and not has_implied_base(q):
            return f"the {side} does not say what its share is a share of"
    if not ours and not theirs:
        return None
    if not ours or not theirs:
        return (
            f"one side is a share of {ours or theirs}, the other does not say of what"
        )
    if same_whole(ours, theirs):
        return None
    share = "percent of" if evidence.kind == "percent" else "a share of"
    return f"{share} {theirs} is not {share} {ours}"


def whole_of(q: Quantity) -> str:
    """The base of a share; for "coverage among children" the children."""
    if q.base:
        return q.base
    found = _WHOLE.search(q.thing or "") if has_implied_base(q) else None
    return found["whole"] if found else ""


def has_implied_base(q: Quantity) -> bool:
    """Unemployment rates, inflation, turnout: the share's whole is in the name."""
    words = frozenset(lemma(word) for word in before_break(q.thing or ""))
    return bool(words & LEXICON.implied_base)


def _harm_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = harm_classes(claim), harm_classes(evidence)
    if ours == theirs:
        return None
    if not counted_heads(claim) or not counted_heads(evidence):
        return None  # the next question says so better
    return _are_not(_harm_name(claim, ours), _harm_name(evidence, theirs))


def _employment_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """The people a city employs are not its people."""
    ours, theirs = (
        LEXICON.classes_in(all_words(q), "work", kind="count")
        for q in (claim, evidence)
    )
    if bool(ours) == bool(theirs) or not (_is_anybody(claim) or _is_anybody(evidence)):
        return None
    return _are_not(claim.thing or claim.unit, evidence.thing or evidence.unit)


def _is_anybody(q: Quantity) -> bool:
    return is_population(q) or all(is_generic(word) for word in counted_heads(q))


def _harm_name(q: Quantity, classes: frozenset[str]) -> str:
    return LEXICON.class_name(classes) if classes else counted_name(q)


def _are_not(ours: str, theirs: str) -> str:
    return f"{ours} are not {theirs}"


def _counted_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = counted_heads(claim), counted_heads(evidence)
    if not ours and not theirs:
        return None
    if not ours or not theirs:
        side = "claim" if not ours else "source"
        return f"the {side} does not say what its number counts"
    if _concepts(ours) & _concepts(theirs) or _harmed_people(claim, evidence):
        return None
    if _covers(claim, evidence, theirs) or _covers(evidence, claim, ours):
        return None
    return _are_not(plural(ours[0]), plural(theirs[0]))


def _concepts(words: tuple[str, ...]) -> frozenset[str]:
    """Names of the counted things; a generic head counts only when alone."""
    named = frozenset(LEXICON.concept(word) for word in words)
    telling = frozenset(w for w in words if not is_generic(w))
    return frozenset(LEXICON.concept(w) for w in telling) or named


def _harmed_people(claim: Quantity, evidence: Quantity) -> bool:
    """Both count the same harm, and one of them says no more about whom."""
    return bool(harm_classes(claim)) and any(
        all(is_generic(word) or is_harm(word) for word in counted_heads(q))
        for q in (claim, evidence)
    )


def _covers(one: Quantity, other: Quantity, heads: tuple[str, ...]) -> bool:
    """One side says only "people", and its phrase or a population names the rest."""
    if not all(is_generic(word) for word in counted_heads(one)):
        return False
    if is_population(other):
        return True
    phrase = frozenset(
        LEXICON.concept(lemma(word)) for word in before_break(one.thing or "")
    )
    return bool(phrase & frozenset(LEXICON.concept(word) for word in heads))


def _measured_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """Amounts: nothing in common between what the two measure."""
    ours, theirs = _measured(claim), _measured(evidence)
    if not ours or not theirs or ours & theirs:
        return None
    return f"“{claim.thing}” is not “{evidence.thing}”"


def _measured(q: Quantity) -> frozenset[str]:
    """Ideas of what an amount is of; nothing where only a share's base is known."""
    if not q.thing or q.thing == q.base or _WHERE_ONLY.match(q.thing):
        return frozenset()
    return frozenset(map(idea, content_words(q.thing)))


def _exclusive_gap(claim: Quantity, evidence: Quantity) -> str | None:
    ours, theirs = _named_words(claim), _named_words(evidence)
    for group in _EXCLUSIVE_GROUPS:
        mine = LEXICON.classes_in(ours, group, kind=claim.kind)
        other = LEXICON.classes_in(theirs, group, kind=evidence.kind)
        if mine and other and not mine & other:
            return f"{LEXICON.class_name(mine)} and {LEXICON.class_name(other)} differ"
    return None


def _part_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """Youth unemployment is not unemployment."""
    ours = LEXICON.classes_in(_named_words(claim), "part", kind=claim.kind)
    theirs = LEXICON.classes_in(_named_words(evidence), "part", kind=evidence.kind)
    if ours == theirs or not claim.thing or not evidence.thing:
        return None
    if _WHERE_ONLY.match(claim.thing) or _WHERE_ONLY.match(evidence.thing):
        return None
    return f"“{claim.thing}” is not “{evidence.thing}”: only a part of it"


def _deed_gap(ours: str | None, theirs: str | None) -> str | None:
    """Shells delivered are not shells fired."""
    mine, other = (
        LEXICON.classes_in(frozenset(map(lemma, tokens(p or ""))), "deed", kind="count")
        for p in (ours, theirs)
    )
    if not mine or not other or mine & other:
        return None
    done, differently = LEXICON.class_name(mine), LEXICON.class_name(other)
    return f"“{ours}” is not “{theirs}”: {done} is not {differently}"


def _named_words(q: Quantity) -> frozenset[str]:
    return frozenset(
        lemma(word) for word in (*tokens(q.unit), *before_break(q.thing or ""))
    )


def same_whole(one: str, other: str) -> bool:
    """Whether two bases are the same whole: same head, and no modifier against it."""
    a, b = (
        Quantity("percent", None, None, thing=one),
        Quantity("percent", None, None, thing=other),
    )
    if _exclusive_gap(a, b) or side_gap(one, other) or _deed_gap(one, other):
        return False
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False  # adults under 25, people aged 65 and over
    ours, theirs = head_noun(one), head_noun(other)
    if LEXICON.concept(ours) == LEXICON.concept(theirs):
        return True
    return _names_head(one, theirs, ours) or _names_head(other, ours, theirs)


def _names_head(phrase: str, head: str, own: str) -> bool:
    """ "The adult population" is "adults": the other's head qualifies an empty one."""
    if not (is_generic(own) or own in _HOLLOW):
        return False
    concepts = {LEXICON.concept(lemma(word)) for word in before_break(phrase)}
    return LEXICON.concept(head) in concepts
