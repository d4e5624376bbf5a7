# ruff: noqa: E402
"""Text to numeric claims: sentences, numbers, units, bounds, and what they say."""

from __future__ import annotations

from claims.engine.compiled import prefer_compiled

# Before the first of the modules is met.
COMPILED = prefer_compiled(__path__)

from claims.engine.reading.candidates import ENGINE_VERSION, extract
from claims.engine.reading.retelling import retell
from claims.engine.reading.sentenceworth import check_worthiness, sentences_of
from claims.engine.reading.telling import language_of
from claims.engine.reading.weighing import shipped as shipped_weights

__all__ = [
    "COMPILED",
    "ENGINE_VERSION",
    "check_worthiness",
    "extract",
    "language_of",
    "retell",
    "sentences_of",
    "shipped_weights",
]
