"""What a quantity counts: its nouns, and the harm done to what they name."""

from __future__ import annotations

from claims.engine.reasoning.lexicon import LEXICON
from claims.engine.reasoning.sides import is_side
from claims.engine.reasoning.words import head_noun, lemma, plural, tokens
from claims.engine.types import Quantity

#: Words that stand where a kind should and say nothing about what is counted.
_EMPTY_HEADS = frozenset({"", "number", "total", "unit", "item", "piece", "member"})


def counted_heads(q: Quantity) -> tuple[str, ...]:
    """Lemmas of the counted noun: the unit's last word, then the phrase's head."""
    unit = tokens(q.unit)
    found = [lemma(unit[-1])] if unit else []
    found.append(head_noun(q.thing))
    names = frozenset(lemma(w) for w in tokens(q.thing or "") if w[:1].isupper())
    people = (
        "person" if word in names and is_side(word) else word
        for word in found
        if word not in _EMPTY_HEADS
    )
    return tuple(dict.fromkeys(people))


def counted_name(q: Quantity) -> str:
    """What is counted, in the plural: "soldiers"."""
    return plural(next(iter(counted_heads(q)), "thing"))


def all_words(q: Quantity) -> frozenset[str]:
    return frozenset(lemma(word) for word in tokens(f"{q.unit} {q.thing or ''}"))


def harm_classes(q: Quantity) -> frozenset[str]:
    """The outcome classes (deaths, injuries ...) a count is a count of."""
    return LEXICON.classes_in(all_words(q), "harm", kind="count")


def is_stock(q: Quantity) -> bool:
    heads = (LEXICON.heads.get(word) for word in counted_heads(q))
    return any(head is not None and head.stock for head in heads)


def is_population(q: Quantity) -> bool:
    heads = (LEXICON.heads.get(word) for word in counted_heads(q))
    return any(head is not None and head.population for head in heads)


def is_generic(word: str) -> bool:
    head = LEXICON.heads.get(word)
    return head is not None and head.generic


def is_harm(word: str) -> bool:
    return bool(LEXICON.classes_in(frozenset({word}), "harm", kind="count"))
