from __future__ import annotations

from claims.engine import extract
from claims.engine.reading import COMPILED
from claims.engine.scoring.likeness import Read

NAME = "ours, compiled" if COMPILED else "ours"
PACKAGE = ""
HOW = "`claims.engine.extract(text)`, nothing set" + (
    "; `make compile` has built it." if COMPILED else "."
)


def read(text: str) -> list[Read]:
    return list(extract(text).numbers)
