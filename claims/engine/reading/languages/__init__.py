"""The languages a text can be read in.

A language is a folder of words, `claims/engine/data/<code>`, and a module of the same
name here whose GRAMMAR knows its syntax. Both are loaded when they are first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from claims.engine.reading.grammar import Grammar
from claims.engine.reading.lexicon import language_code


def grammar(language: str) -> Grammar:
    """How `language` ("de", "de-CH") is read; one without a module, as English is."""
    return _grammar(language_code(language))


@cache
def _grammar(code: str) -> Grammar:
    found: Grammar = import_module(f"{__name__}.{code}").GRAMMAR
    return found
