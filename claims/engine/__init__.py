"""Numbers read from text. Pure Python; knows nothing of the web or a database."""

from __future__ import annotations

from claims.engine.reading import ENGINE_VERSION, extract

__all__ = ["ENGINE_VERSION", "extract"]
