"""Which form of statement a number makes, and what such a statement has to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.engine.reading.wordlists import table
from claims.engine.reasoning.moves import Figure, figures
from claims.engine.types import NumericClaim

FORMS = ("level", "change", "share", "rate", "rank", "comparison", "interval")

_WORD = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
#: How far from its number, in words, a superlative still ranks it.
_BEFORE, _AFTER = 4, 8
_CLAUSE_ENDS = frozenset(";:.!?")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of statement: `name` and `about` are for people, `checks` are questions."""

    code: str
    name: str
    about: str
    checks: tuple[str, ...]


@cache
def form(code: str) -> Form:
    entry = _table()[code]
    checks = tuple(" ".join(check.split()) for check in entry["checks"].split("|"))
    return Form(code, entry["name"], entry["about"], checks)


def form_of(claim: NumericClaim, claims: Sequence[NumericClaim], text: str) -> Form:
    """The form of a claim of `text`; `claims` are all of its sentence."""
    together = [one for one in claims if one.sentence == claim.sentence]
    for figure in figures(sorted(together, key=_start) or [claim], text):
        if _span(figure.claim) == _span(claim):
            return form(_code(figure, text))
    return form("level")


def _code(figure: Figure, text: str) -> str:
    claim = figure.claim
    lead = _words(text[claim.sentence[0] : claim.start])
    tail = _words(text[claim.end : claim.sentence[1]])
    if figure.compared and not _words_of("comparisons").isdisjoint(tail[:6]):
        return "comparison"
    if figure.part in {"change", "ratio"}:
        return "change"
    if claim.kind == "multiple":
        return "comparison"
    if claim.kind == "percentage_point" and (claim.trend or figure.compared):
        return "comparison" if figure.compared else "change"
    if _is_ranked(lead, tail):
        return "rank"
    if claim.qualifier == "range":
        return "interval"
    if claim.per or claim.kind == "rate":
        return "rate"
    if claim.kind in {"percent", "fraction"}:
        named = {word.lower() for word in _WORD.findall(claim.thing or "")}
        pace = not claim.base and not named.isdisjoint(_words_of("paces"))
        return "rate" if pace else "share"
    return "level"


def _is_ranked(lead: list[str], tail: list[str]) -> bool:
    """As in "a record 4,100" or "12 percent, the highest since 1994"."""
    best = _words_of("superlatives")
    near = lead[-_BEFORE:]
    for at, word in enumerate(near):
        before = near[at - 1] if at else ""
        if word in best and before not in _words_of("not_ranked_before"):
            return before in {"a", "the", "its", "their"} and word not in {"most"}
    clause = _until(tail, _CLAUSE_ENDS)[:_AFTER]
    for at, word in enumerate(clause[:-1]):
        if word in best and _ranks(clause[:at], clause[at + 1 :]):
            return True
    return False


def _ranks(before: list[str], after: list[str]) -> bool:
    """A superlative of a set: "the highest since", "the most of any city"."""
    named = "the" in before[-2:] or "a" in before[-1:]
    return named and not _words_of("ranked_after").isdisjoint(after[:4])


def _until(words: list[str], ends: frozenset[str]) -> list[str]:
    for at, word in enumerate(words):
        if word in ends:
            return words[:at]
    return words


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _start(claim: NumericClaim) -> int:
    return claim.start


def _span(claim: NumericClaim) -> tuple[int, int]:
    return claim.start, claim.end


@cache
def _table() -> dict[str, dict[str, Any]]:
    return table("en/forms.toml")


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(_table()["words"][name].split())
