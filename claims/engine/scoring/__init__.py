"""How a reading is scored against texts annotated by hand (see seeds/gold/README.md)."""

from __future__ import annotations

from claims.engine.scoring.annotated import Mention, Text, annotated
from claims.engine.scoring.judging import judge
from claims.engine.scoring.tally import CLASSES, LEVELS, Mistake, Rate, Tally

__all__ = [
    "CLASSES",
    "LEVELS",
    "Mention",
    "Mistake",
    "Rate",
    "Tally",
    "Text",
    "annotated",
    "judge",
]
