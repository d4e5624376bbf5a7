"""The data files of the reader, and the closed word lists of single rules in them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from claims.engine.compiled import ENGINE

DATA = ENGINE / "data"


def table(name: str) -> dict[str, Any]:
    """One data file, parsed."""
    with (DATA / name).open("rb") as source:
        return tomllib.load(source)


@cache
def word_lists(code: str) -> dict[str, frozenset[str]]:
    """The closed lists of the rules of one language, by "module.list"."""
    return {
        f"{module}.{key}": frozenset(words.split())
        for module, lists in table(f"{code}/grammar.toml").items()
        for key, words in lists.items()
    }


def word_list(name: str) -> frozenset[str]:
    """A closed list of a rule of English, "module.list" in `data/en/grammar.toml`."""
    return word_lists("en")[name]
