# ruff: noqa: E402
"""Text to numeric claims: sentences, numbers, units, bounds, and what they say."""

from __future__ import annotations

from claims.engine.compiled import prefer_compiled

# Before the first of the modules is met.
COMPILED = prefer_compiled(__path__)

from claims.engine.reading.candidates import ENGINE_VERSION, extract
from claims.engine.reading.retelling import Wording, retell, wording
from claims.engine.reading.sentenceworth import check_worthiness, sentences_of
from claims.engine.reading.telling import language_of
from claims.engine.reading.typed import Typed, TypedUnit, read_typed, read_unit
from claims.engine.reading.weighing import shipped as shipped_weights
from claims.engine.reading.writing import number_in_words, read_two_ways

__all__ = [
    "COMPILED",
    "ENGINE_VERSION",
    "Typed",
    "TypedUnit",
    "Wording",
    "check_worthiness",
    "extract",
    "language_of",
    "number_in_words",
    "read_two_ways",
    "read_typed",
    "read_unit",
    "retell",
    "sentences_of",
    "shipped_weights",
    "wording",
]
