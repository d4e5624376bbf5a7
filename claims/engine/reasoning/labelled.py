"""A figure that stands behind its label: "Containers lost, North Sea, 2023: 4,150".

Tables, lists and boxes name what they count before the number and not after it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from claims.engine.reasoning.periods import dated_phrases
from claims.engine.reasoning.words import content_words, head_noun
from claims.engine.types import NumericClaim, Quantity

_LONGEST = 400
_PARTS = re.compile(r", |; |: ")
_FIGURES = re.compile(r"\d")


def labelled(
    claim: Quantity, quantity: Quantity, number: NumericClaim, text: str
) -> Quantity:
    """The quantity with the thing its label names, where nothing else names one.

    Of several words in a label ("Norway, Ships lost"), those with the claim's noun, or
    that share most with its words; else the first.
    """
    if quantity.thing or quantity.base:
        return quantity
    parts = _label(number, text)
    if not parts:
        return quantity
    head = head_noun(claim.thing)
    sought = content_words(f"{claim.thing or ''} {claim.base or ''}")

    def likeness(part: str) -> tuple[bool, int]:
        said = content_words(part)
        return head in said, len(sought & said)

    best = max(parts, key=likeness)
    return replace(quantity, thing=best[:1].lower() + best[1:])


def _label(number: NumericClaim, text: str) -> list[str]:
    """The parts of the label that are no date and hold no figure."""
    start = text.rfind("\n", 0, number.start) + 1
    before, after = text[start : number.start], text[number.end : number.end + 3]
    if not before.endswith(": ") or len(before) > _LONGEST:
        return []
    if after.partition("\n")[0].strip(" ."):
        return []
    parts = [part.strip() for part in _PARTS.split(before[:-2])]
    return [
        part
        for part in parts
        if part and not _FIGURES.search(part) and not dated_phrases(part)
    ]
