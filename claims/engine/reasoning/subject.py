"""Is a number of a source about the claim's subject, or does it share a noun with it?

A shared noun or unit is never enough.  Something else has to agree (a name, what is
said of the thing, what is measured), and no name may stand against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from claims.engine.reasoning.counted import counted_heads, harm_classes, is_harm
from claims.engine.reasoning.lexicon import (
    ALIASES,
    COUNTING,
    CURRENCIES,
    LEXICON,
    UNITS,
    WORD_LISTS,
)
from claims.engine.reasoning.names import (
    names_in,
    share_a_name,
    shown,
    title_names,
)
from claims.engine.reasoning.roles import Told, role_gap
from claims.engine.reasoning.sides import is_side
from claims.engine.reasoning.stems import idea, stem
from claims.engine.reasoning.words import (
    before_break,
    content_words,
    head_noun,
    lemma,
    tokens,
)
from claims.engine.types import Quantity

UNCLEAR = "the source may be about something else"
_SHARES = frozenset({"percent", "fraction"})
_OPENING = re.compile(r"\W*(?:The|An?|This)\s+(?P<noun>[a-z][a-z-]+)")
#: What a number of people did, told right behind them.
_DID = re.compile(
    r"\s*(?:[a-z]+\s+)?(?P<verb>[a-z]{3,}ed|[a-z]+ught)\b(?!\s+(?:in|at)\b)"
)
#: The month, not what demonstrators do.
_MARCH = re.compile(r"\bMarch\b")


def doubt(claim: Told, source: Told) -> str:
    """Why the source's number may not be about the claim's subject, or nothing."""
    return (
        role_gap(claim, source)
        or _name_gap(claim, source)
        or ("" if _agree(claim, source) else UNCLEAR)
    )


def _name_gap(claim: Told, source: Told) -> str:
    """Another place, or another owner of the number, is named on each side."""
    said, theirs = names_in(claim.sentence), names_in(source.sentence)
    title = title_names(claim.around)
    ours = said if said.every else title
    known = said.every | said.unsure | title.every
    for mine, other in (
        (ours.places, theirs.places),
        (ours.owners, theirs.owners),
        (ours.parts, theirs.parts),
        (said.openers | said.owners, theirs.openers | theirs.owners),
    ):
        if not mine or not other:
            continue
        if share_a_name(known, other) or share_a_name(
            mine, theirs.every | theirs.unsure
        ):
            continue
        if _spoken_of(mine, source.sentence) or _spoken_of(other, claim.sentence):
            continue
        return f"another place or subject: {shown(other)}, not {shown(mine)}"
    return ""


def _spoken_of(names: Iterable[str], sentence: str) -> bool:
    """ "Transport gets ...": the other sentence says it without a capital."""
    said = frozenset(map(idea, content_words(sentence)))
    return any(idea(lemma(name)) in said for name in names if " " not in name)


def _agree(claim: Told, source: Told) -> bool:
    ours, theirs = _subject(claim), _subject(source)
    heads = _heads(claim.quantity) | _heads(source.quantity)
    heads |= _noun(claim.quantity) & _noun(source.quantity)
    if _other_sort(claim, source):
        return False
    names = _shared_names(claim, source)
    mine, other = ours - heads - names, theirs - heads - names
    shared, named = mine & other, bool(names)
    if claim.quantity.kind == "multiple":
        return len(shared) > 1 or (named and bool(shared))
    if named and _same_phrase(claim.quantity, source.quantity):
        return True
    if shared:
        if len(shared) > 1:
            return True
        return not _other_opening(claim, source) and (
            named or _covers(shared, mine, other)
        )
    if _same_people_harmed(claim, source):
        return True
    apart = _did_else(claim, source) or _did_else(source, claim)
    return named and (not mine or not other) and not apart


def _did_else(one: Told, other: Told) -> bool:
    """ "310 students protested" are some of the students: the other says no such thing."""
    if one.quantity.kind not in COUNTING:
        return False
    found = _DID.match(one.after)
    word = found["verb"] if found else ""
    if not word or _is_common(word) or is_harm(word):
        return False
    return idea(word) not in map(idea, content_words(other.sentence))


def _other_sort(claim: Told, source: Told) -> bool:
    """ "Coffee exports" and "copper exports": one noun, told apart by what is before."""
    ours, theirs = _sort(claim), _sort(source)
    return bool(
        ours
        and theirs
        and not ours & theirs
        and idea(head_noun(claim.quantity.thing))
        == idea(head_noun(source.quantity.thing))
    )


def _sort(told: Told) -> frozenset[str]:
    words = before_break(told.quantity.thing or "")[:-1]
    return _telling(words) - _telling(names_in(told.sentence).every)


def _same_people_harmed(claim: Told, source: Told) -> bool:
    harm = harm_classes(claim.quantity)
    said = names_in(source.sentence)
    sides = {n for n in said.every | said.unsure if is_side(n.split()[-1])}
    return (
        bool(harm)
        and harm == harm_classes(source.quantity)
        and share_a_name(sides, _all_names(claim))
    )


def _other_opening(claim: Told, source: Told) -> bool:
    """ "The stadium seats ..." and "The ferry seats ...": each of something else."""
    ours, theirs = _opening(claim.sentence), _opening(source.sentence)
    if not ours or not theirs:
        return False
    return not (
        ours & _telling((source.sentence,)) or theirs & _telling((claim.sentence,))
    )


def _opening(sentence: str) -> frozenset[str]:
    found = _OPENING.match(sentence)
    return _telling((found["noun"],)) if found else frozenset()


def _same_phrase(claim: Quantity, source: Quantity) -> bool:
    """ "Planned spending" and "planned spending in 2025", however common its words."""
    if claim.kind in COUNTING:
        return False
    a, b = (frozenset(map(idea, content_words(q.thing or ""))) for q in (claim, source))
    least = min(a, b, key=len)
    return len(least) > 1 and least == a & b


def _covers(
    shared: frozenset[str], mine: frozenset[str], other: frozenset[str]
) -> bool:
    """A single word is enough where there is not much else to agree on."""
    return len(shared) * 5 >= min(len(mine), len(other))


def _shared_names(one: Told, other: Told) -> frozenset[str]:
    a, b = _all_names(one), _all_names(other)
    both = [n for n in a if share_a_name((n,), b)]
    both += [n for n in b if share_a_name((n,), a)]
    return frozenset(idea(lemma(word)) for name in both for word in tokens(name))


def _all_names(told: Told) -> frozenset[str]:
    said, around = names_in(told.sentence), names_in(told.around)
    return said.every | said.unsure | around.every | around.unsure


def _subject(told: Told) -> frozenset[str]:
    q = told.quantity
    said = _MARCH.sub(" ", f"{told.before} {told.after}")
    texts = (said, q.thing or "", q.base or "")
    names = names_in(told.sentence)
    return _telling(texts) - _telling(names.every)


def telling_words(text: str) -> frozenset[str]:
    return _telling((text,))


@lru_cache(maxsize=4_000)
def _telling(texts: Iterable[str]) -> frozenset[str]:
    """Ideas of the words that tell a subject from others."""
    words = (word for text in texts for word in content_words(text))
    return frozenset(idea(word) for word in words if not _is_common(word))


def _is_common(word: str) -> bool:
    return word in _COMMON | _UNITS or stem(word) in _COMMON_STEMS


def _heads(q: Quantity) -> frozenset[str]:
    """What a shared noun or unit, and nothing more, would agree on."""
    words = {lemma(word) for word in tokens(f"{q.unit} {q.per or ''}")}
    words.add("killed")  # any harm: what befell people tells no event from another
    if q.kind in COUNTING:
        words |= set(counted_heads(q))
    elif q.kind in _SHARES:
        words |= content_words(q.base or "")
    elif head_noun(q.thing) in WORD_LISTS["properties"]:
        words.add(head_noun(q.thing))
    return frozenset(idea(word) for word in words)


def _noun(q: Quantity) -> frozenset[str]:
    """ "Electric vans", "water": however narrow, what is counted is one noun."""
    if q.kind == "money" or q.kind in _SHARES:
        return frozenset()
    return frozenset(idea(lemma(word)) for word in before_break(q.thing or ""))


_UNITS = frozenset(
    lemma(word)
    for name in (*UNITS, *ALIASES, *ALIASES.values(), *CURRENCIES.values())
    for word in tokens(name)
)
_COMMON = WORD_LISTS["commonplace"]
_COMMON_STEMS = frozenset(
    stem(word)
    for word in _COMMON
    if word not in LEXICON.heads and not idea(word).startswith("~")
)
