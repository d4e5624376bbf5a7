"""Our own reader."""

from __future__ import annotations

from tests.engine.reading.scoring import read_ours as read

NAME = "ours"
PACKAGE = ""
HOW = "`claims.engine.extract(text)`, nothing set."

__all__ = ["HOW", "NAME", "PACKAGE", "read"]
