"""A margin of error: how far a number may be off is no value of what it counts."""

from __future__ import annotations

import re

from claims.engine.reasoning.lexicon import load

_WORDS = load("margins.toml")


def _any_of(name: str) -> str:
    phrases = (one for line in _WORDS[name].splitlines() for one in line.split("|"))
    longest = sorted(filter(None, phrases), key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in longest)


_BEFORE = re.compile(
    rf"(?:^|[^\w])(?:{_any_of('before')})(?:\s*[(:,]?\s*(?:{_any_of('between')})\b){{0,4}}"
    r"\s*[:(]?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^[-\s]*(?:(?:[^\W\d_]+[-\s]+){{0,3}})(?:{_any_of('after')})\b", re.IGNORECASE
)
#: Marks of a number's own that are part of "±2,000" and "plus/minus 3".
_SIGNED = re.compile(r"^[^\d]*")


def is_margin(before: str, surface: str, after: str) -> bool:
    """Whether the words around a number say that it is how far another may be off."""
    sign = _SIGNED.match(surface)
    lead = before + (sign.group() if sign else "")
    return bool(_BEFORE.search(lead) or _AFTER.search(after))
