"""A number a person types, read by the reader that reads articles."""

from __future__ import annotations

from dataclasses import replace

from claims.documents.text import trimmed
from claims.engine import extract
from claims.engine.types import Quantity
from claims.errors import InvalidInputError

FIGURE_CHARS = 200


def read_number(
    stated: Quantity, text: str, *, language: str, field: str = "number"
) -> Quantity:
    """`stated` with the one number of `text` for its own.

    What the text leaves unsaid, as its unit, stays.  Raises InvalidInputError when
    there is not exactly one number in it.
    """
    text = trimmed(text)
    if len(text) > FIGURE_CHARS:
        raise InvalidInputError(
            f"The number has at most {FIGURE_CHARS} characters.", field=field
        )
    numbers = extract(text, language=language).numbers
    if len(numbers) != 1 or (numbers[0].low is None and numbers[0].high is None):
        raise InvalidInputError(
            "Write one number, such as “about 4,200 containers”.", field=field
        )
    number = numbers[0]
    found = replace(
        stated,
        low=number.low,
        high=number.high,
        low_open=getattr(number, "low_open", False),
        high_open=getattr(number, "high_open", False),
        qualifier=number.qualifier,
    )
    if number.unit:
        found = replace(found, kind=number.kind, unit=number.unit)
    return found
