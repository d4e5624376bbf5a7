"""The word classes and factors of the two tables beside this file, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

#: Kinds that count things; every other kind measures an amount.
COUNTING = frozenset({"count", "rate"})


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words for one exclusive idea: deaths, spending, imports."""

    name: str
    group: str
    made_of: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    counts_only: frozenset[str] = frozenset()
    amounts_only: frozenset[str] = frozenset()

    def has(self, word: str, *, kind: str) -> bool:
        if word in self.words:
            return True
        return word in (self.counts_only if kind in COUNTING else self.amounts_only)


@dataclass(frozen=True, slots=True)
class Head:
    """Nouns for one counted thing: soldiers, troops, servicemen."""

    name: str
    words: frozenset[str] = frozenset()
    generic: bool = False
    human: bool = False
    stock: bool = False
    population: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # itself: what is asked of it is kept
class Lexicon:
    classes: tuple[WordClass, ...]
    heads: Mapping[str, Head]
    implied_base: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)

    @lru_cache(maxsize=10_000)  # noqa: B019  there is one lexicon, and it lives as long
    def classes_in(
        self, words: frozenset[str], group: str, *, kind: str
    ) -> frozenset[str]:
        """Names of the classes of a group, sums taken apart into what they sum."""
        found: set[str] = set()
        for entry in self.classes:
            if entry.group == group and any(entry.has(w, kind=kind) for w in words):
                found |= entry.made_of or {entry.name}
        return frozenset(found)

    def class_name(self, classes: frozenset[str]) -> str:
        """One name for a set of classes: the sum's own where there is one."""
        for entry in self.classes:
            if entry.made_of == classes:
                return entry.name
        return " and ".join(sorted(classes))

    def concept(self, word: str) -> str:
        """The head's name for a lemma, or the lemma itself."""
        head = self.heads.get(word)
        return head.name if head else word


def load(name: str) -> dict[str, Any]:
    table = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(table)


def _lexicon(table: Mapping[str, Any]) -> Lexicon:
    classes = tuple(
        WordClass(
            name=row["name"],
            group=row["group"],
            made_of=frozenset(row.get("made_of", ())),
            words=frozenset(row["words"]),
            counts_only=frozenset(row.get("counts_only", ())),
            amounts_only=frozenset(row.get("amounts_only", ())),
        )
        for row in table["class"]
    )
    heads = [Head(**{**row, "words": frozenset(row["words"])}) for row in table["head"]]
    return Lexicon(
        classes=classes,
        heads={word: head for head in heads for word in head.words},
        implied_base=frozenset(table["implied_base"]["words"]),
        names={w: name for name, words in table["names"].items() for w in words},
        synonyms={
            word: idea
            for idea, words in table["synonyms"].items()
            for word in words.split()
        },
    )


_DEFINITIONS = load("definitions.toml")
LEXICON = _lexicon(_DEFINITIONS)
WORD_LISTS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in _DEFINITIONS["lists"].items()
}

_FACTORS = load("factors.toml")
ALIASES: Mapping[str, str] = _FACTORS.pop("aliases")
CURRENCIES: Mapping[str, str] = _FACTORS.pop("currencies")
#: Where the factors of a dimension are from.
FACTOR_SOURCES: Mapping[str, str] = _FACTORS.pop("sources")


def _factor(text: str) -> Fraction:
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under or "1")


#: Unit -> (dimension, its size in the dimension's first unit).
UNITS: Mapping[str, tuple[str, Fraction]] = {
    unit: (dimension, _factor(size))
    for dimension, sizes in _FACTORS.items()
    for unit, size in sizes.items()
}
