"""How a number is known: counted, estimated, preliminary, revised, planned or forecast."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claims.engine.reasoning.lexicon import load
from claims.engine.reasoning.periods import window_of
from claims.engine.types import Quantity

_CLAUSE = re.compile(
    r"[.;:!?](?=\s|$)|\b(?:but|while|whereas|although|after|aber|während)\b"
)
#: A level left behind is none of what is planned now.
_FORMER = re.compile(
    r"\b(?:from|after|compared (?:with|to)|instead of|against|von|nach|statt)"
    r"\s+(?:[a-z]+\s+)?$",
    re.IGNORECASE,
)
#: How far from the number, in characters, its status may be said.
_BEFORE, _AFTER = 70, 45


def status_of(before: str, after: str) -> str:
    """The status the words around a number give it; "" for a plain statement."""
    if _FORMER.search(before):
        return ""
    lead = _CLAUSE.split(before[-_BEFORE:].lower())[-1]
    tail = _CLAUSE.split(after[:_AFTER].lower())[0]
    for name in statements()["order"]:
        if _pattern(name, "before").search(lead):
            return str(name)
        if _pattern(name, "after").search(tail):
            return str(name)
    return ""


def status_gap(claim: Quantity, evidence: Quantity) -> str | None:
    """A forecast or a plan says nothing of what came about, nor one of the other."""
    ours, theirs = _world(claim.status), _world(evidence.status)
    if ours == theirs or _is_open(claim) or _is_open(evidence):
        return None
    if not theirs:
        return f"the claim is {name_of(claim.status)}, the source says what came about"
    if not ours:
        return f"the source's number is {name_of(evidence.status)}, the claim is about what is"
    return f"{name_of(evidence.status)} is not {name_of(claim.status)}"


def _is_open(q: Quantity) -> bool:
    """Said in 2024 of 2025 without a word for it: whatever it is, it is no result."""
    if _world(q.status):
        return False
    if q.status == "ahead":
        return True
    window = window_of(q)
    told = q.known or q.as_of
    if window is None or window.end is None or told is None:
        return False
    return window.end > told


def status_notes(claim: Quantity, evidence: Quantity) -> tuple[str, ...]:
    sides = (("claim", claim), ("source", evidence))
    return tuple(
        f"The {side}'s number is {name_of(q.status)}."
        for side, q in sides
        if q.status in statements()
    )


def name_of(status: str) -> str:
    return str(statements()[status]["name"])


def _world(status: str) -> str:
    row = statements().get(status)
    return str(row["world"]) if isinstance(row, dict) else ""


@cache
def statements() -> dict[str, Any]:
    return load("statements.toml")


@cache
def _pattern(status: str, side: str) -> re.Pattern[str]:
    phrases = sorted(str(statements()[status][side]).split("|"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
