"""Numbers read from text. Pure Python; knows nothing of the web or a database."""

from __future__ import annotations

from claims.engine.reading import (
    ENGINE_VERSION,
    check_worthiness,
    extract,
    language_of,
    shipped_weights,
)

__all__ = [
    "ENGINE_VERSION",
    "check_worthiness",
    "extract",
    "language_of",
    "shipped_weights",
]
