"""Text to numeric claims: sentences, numbers, units, bounds, and what they say."""

from __future__ import annotations

from claims.engine.reading.candidates import ENGINE_VERSION, extract

__all__ = ["ENGINE_VERSION", "extract"]
