"""A number of the engine as the columns of a row."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from claims.engine.reasoning.places import Placed, placed
from claims.engine.types import DismissedNumber, NumericClaim, Quantity

#: Characters a column holds; longer text from a hostile page is cut, never refused.
LENGTHS = {"surface": 300, "unit": 100, "per": 100, "thing": 500, "base": 500}
LENGTHS |= {"period": 300, "claimant": 300, "reason": 300}

READ = ("surface", "kind", "low", "high", "unit", "qualifier")
COMPARABLE = (*READ, "low_open", "high_open", "per", "thing", "base", "period")

#: What evidence keeps besides: how its sentence means the number.
MEANT = ("change", "former", "status")


def columns(
    number: NumericClaim | DismissedNumber | Quantity, names: tuple[str, ...]
) -> dict[str, Any]:
    """The named fields of a number, each within its column."""
    return {name: _within(name, getattr(number, name)) for name in names}


PLACED = tuple(field.name for field in fields(Placed))


def placed_columns(number: NumericClaim | Quantity) -> dict[str, str | None]:
    """The columns a claim or evidence with this number is found by."""
    where = placed(number)
    return dict.fromkeys(PLACED) if where is None else asdict(where)


def _within(name: str, value: Any) -> Any:
    length = LENGTHS.get(name)
    return value[:length] if length and isinstance(value, str) else value
