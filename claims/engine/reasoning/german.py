"""German phrases in the English words that comparing thinks in.

Only a small dictionary: what it does not know stays as it is, and meets only itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.engine.reasoning.lexicon import load

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Two small words, or one that only German has, make a text German.
_LEAST = 2
#: Right behind these a capital is a name's: "in Kursk", "Stadt Ardal".
_BEFORE_NAMES = frozenset(
    [
        "in",
        "aus",
        "bei",
        "nach",
        "nahe",
        "von",
        "um",
        "region",
        "stadt",
        "gemeinde",
        "gebiet",
        "provinz",
        "dorf",
    ]
)


@lru_cache(maxsize=4_000)
def english(text: str) -> str:
    """The text with German words it knows in English; other languages unchanged."""
    if not is_german(text):
        return text
    previous = ""
    parts: list[str] = []
    at = 0
    for hit in _WORD.finditer(text):
        word = hit.group()
        parts += [text[at : hit.start()], _turned(word, previous)]
        previous, at = word.lower(), hit.end()
    return "".join((*parts, text[at:]))


def is_german(text: str) -> bool:
    function = 0
    for word in _WORD.findall(text):
        low = word.lower()
        if low in _words() or "ß" in low:
            return True
        function += low in _function() and low not in _ambiguous()
    return function >= _LEAST


def _turned(word: str, previous: str) -> str:
    low = word.lower()
    known = _words().get(low) or _function().get(low)
    if known:
        return known
    if previous in _BEFORE_NAMES or not word[:1].isupper():
        return word
    return low  # every German noun has a capital: it makes no name


@cache
def _words() -> dict[str, str]:
    return _forms("words")


@cache
def _function() -> dict[str, str]:
    return _forms("function")


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(load("german.toml")["ambiguous"]["english"].split())


def _forms(name: str) -> dict[str, str]:
    return {
        form: word
        for word, forms in load("german.toml")[name].items()
        for form in str(forms).split()
    }
