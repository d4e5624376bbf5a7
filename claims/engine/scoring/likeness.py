"""When two values, bounds, units or phrases count as the same."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.engine.scoring.annotated import NOBODY_NAMED, Ends, Mention
from claims.engine.types import DismissedNumber, NumericClaim

Read = NumericClaim | DismissedNumber

_BOUNDS = {
    "about": "~",
    "nearly": "~",
    "vague": "~",
    "at_least": ">",
    "more_than": ">",
    "at_most": "<",
    "less_than": "<",
    "up_to": "<",
}
#: A third written 0.33333 and one written 0.333333 are the same.
_ROUNDING = Decimal("0.00001")
_LEADING = re.compile(r"^(?:the|an?|all|its|their|his|her|our|my)\s+")
#: Where a noun phrase's head is over: "deaths | in road accidents".
_TAIL = re.compile(
    r"\s+(?:of|in|on|at|by|for|from|with|who|which|that|to|than|per|under|over|"
    r"aged|between|among)\s.*|,.*"
)


def same_value(mention: Mention, read: Read) -> bool:
    return any(_near(ends, (read.low, read.high)) for ends in mention.values)


def same_bound(mention: Mention, read: Read) -> bool:
    bound = _BOUNDS.get(read.qualifier, "=")
    if bound == _BOUNDS.get(mention.qualifier, "="):
        return True
    others = [ends for ends in mention.values[1:] if _near(ends, (read.low, read.high))]
    return bound in {_shape(ends) for ends in others}


def same_unit(mention: Mention, read: Read) -> bool:
    if not mention.units or read.unit in mention.units:
        return True
    if mention.kind not in {"count", "rate"} or not read.unit:
        return False
    return read.unit.split()[-1] in {unit.split()[-1] for unit in mention.units if unit}


def same_phrase(wanted: tuple[str | None, ...], got: str | None) -> bool:
    """The same words, one within the other, or the same head word."""
    if got is None:
        return None in wanted or NOBODY_NAMED in wanted
    return any(phrase is not None and _alike(phrase, got) for phrase in wanted)


def _alike(wanted: str, got: str) -> bool:
    a, b = (_LEADING.sub("", " ".join(p.lower().split())) for p in (wanted, got))
    if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    return _head(a) == _head(b)


def _head(phrase: str) -> str:
    words = _TAIL.sub("", phrase).split()
    return words[-1] if words else ""


def _near(wanted: Ends, got: Ends) -> bool:
    a, b = _stated(wanted), _stated(got)
    if a is None or b is None:
        return False
    return all(
        abs(x - y) <= max(abs(x), Decimal(1)) * _ROUNDING
        for x, y in zip(a, b, strict=True)
    )


def _stated(ends: Ends) -> tuple[Decimal, Decimal] | None:
    stated = [end for end in ends if end is not None]
    return (stated[0], stated[-1]) if stated else None


def _shape(ends: Ends) -> str:
    if ends[0] is None:
        return "<"
    return ">" if ends[1] is None else "="
