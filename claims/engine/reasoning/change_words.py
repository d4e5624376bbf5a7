"""The words around a number that tell its part in a change: one list a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.wordlists import table

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019.-][^\W\d_]+)*\.?|\d+|[^\w\s]")


def without_hedges(lead: list[str], *, keep_up_to: bool) -> list[str]:
    bare = list(lead)
    while bare:
        length = _ending(bare, "hedges.phrases")
        if not length and bare[-1] in words("hedges.words"):
            length = 1
        if not length and not keep_up_to and bare[-2:] == ["up", "to"]:
            length = 2
        if not length:
            break
        del bare[-length:]
    return bare


def ends(tokens: Sequence[str], phrases: str) -> bool:
    return bool(_ending(tokens, phrases))


def _ending(tokens: Sequence[str], name: str) -> int:
    """Words of the longest phrase the tokens end with."""
    lengths = [
        len(phrase)
        for phrase in _phrases(name)
        if tuple(tokens[-len(phrase) :]) == phrase
    ]
    return max(lengths, default=0)


def starts(tokens: Sequence[str], name: str) -> bool:
    return any(tuple(tokens[: len(phrase)]) == phrase for phrase in _phrases(name))


def tokens_of(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text)]


@cache
def _table() -> dict[str, dict[str, str]]:
    return table("en/changes.toml")


@cache
def words(name: str) -> frozenset[str]:
    """A word list of `data/en/changes.toml`, "table.list"."""
    part, _, key = name.partition(".")
    return frozenset(_table()[part][key].split())


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    part, _, key = name.partition(".")
    return tuple(tuple(phrase.split()) for phrase in _table()[part][key].split("|"))


@cache
def ups() -> frozenset[str]:
    return lexicon("en").up | words("moves.up")


@cache
def downs() -> frozenset[str]:
    return (lexicon("en").down | words("moves.down")) - words("moves.up")


@cache
def movers() -> frozenset[str]:
    return ups() | downs()
