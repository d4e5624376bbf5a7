from __future__ import annotations

import logging
import warnings
from typing import Any

warnings.simplefilter("ignore")  # it warns that its optional classifier is not there

from quantulum3 import parser  # noqa: E402

from bench.readers.mention import mention  # noqa: E402
from claims.engine.scoring.likeness import Read  # noqa: E402

logging.disable(logging.WARNING)

NAME = "quantulum3"
PACKAGE = "quantulum3"
HOW = (
    "`parser.parse(text)` without the optional classifier. A value with an uncertainty "
    "is the range from one end to the other; it types no number as anything but a quantity."
)
_KINDS = {"currency": "money", "temperature": "temperature", "time": "duration"}
_NAMES = {"percentage": "percent", "dimensionless": "count", "unk": "count"}


def read(text: str) -> list[Read]:
    found: list[Read] = []
    for quantity in parser.parse(text):
        if quantity.value is None:
            continue
        spread = quantity.uncertainty or 0
        ends = (round(quantity.value - spread, 9), round(quantity.value + spread, 9))
        found.append(
            mention(text, quantity.span, ends, quantity.unit.name, _kind(quantity.unit))
        )
    return found


def _kind(unit: Any) -> str:
    head = unit.name.split(" per ")[0]
    if head in _NAMES:
        return _NAMES[head]
    if unit.dimensions and len(unit.dimensions) > 1:
        first = parser.load.units().names.get(unit.dimensions[0]["base"])
        unit = first or unit
        return "money" if unit.entity.name == "currency" else "measure"
    return _KINDS.get(unit.entity.name, "measure")
