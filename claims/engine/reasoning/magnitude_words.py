"""Words of size: what a number was scaled by, and which word was likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from claims.engine.reading.wordlists import table
from claims.engine.types import Quantity

_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def hint(claim: Quantity, signed: int) -> str:
    """What may have happened: "billion for million?"; `signed` is too large by."""
    if claim.kind in {"percent", "fraction"} and abs(signed) == 2:
        return "a share of 1 taken for a percentage, or the other way round?"
    names = _table()["names"]
    said = scale_word(claim)
    if str(said) in names:
        meant = names.get(str(said - signed))
        if meant:
            return f"{names[str(said)]} for {meant}?"
        if said == signed:
            return f"{names[str(said)]} where there should be no such word?"
    if not said and signed < 0 and str(-signed) in names:
        return f"is the word {names[str(-signed)]} missing?"
    digits = _table()["hints"][str(abs(signed))]
    return f"{digits} {'too many' if signed > 0 else 'missing'}?"


def scale_word(claim: Quantity) -> int:
    """The power of ten a written number is scaled by: 9 of "$4.2bn"."""
    value = claim.low if claim.low is not None else claim.high
    digits = _DIGITS.search(claim.surface)
    if digits and value:
        scale = abs(value) / (Decimal(digits.group().replace(",", "")) or 1)
        power = scale.adjusted()
        return power if scale == Decimal(10) ** power and power > 0 else 0
    scales: dict[str, int] = _table()["words"]
    words = _WORD.findall(claim.surface.lower())
    return max((scales[word] for word in words if word in scales), default=0)


def scale_of_table(words: str) -> int:
    """What a table or passage says it counts in: 3 of "Exports, in thousands"."""
    low = words.lower()
    for power, phrases in _table()["tables"].items():
        if any(phrase in low for phrase in phrases.split("|")):
            return int(power)
    return 0


def speaks_indian(unit: str, texts: Iterable[str]) -> bool:
    """Whether lakh and crore may have been mistaken."""
    regions: dict[str, str] = _table()["regions"]
    if unit in regions["indian_currencies"].split():
        return True
    words = set(regions["indian_words"].split())
    return any(not words.isdisjoint(_WORD.findall(text.lower())) for text in texts)


@cache
def _table() -> dict[str, Any]:
    return table("en/magnitudes.toml")
