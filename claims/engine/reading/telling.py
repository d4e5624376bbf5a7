"""Which language a text is written in, told by its small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from claims.engine.reading.wordlists import table

#: So much of a text tells its language.
_BEGINNING = 8_000
#: The least words that must speak for a language, and the share of all they must be.
_LEAST, _SHARE = 3, 0.08
#: How many times as many as speak for the next language.
_CLEARLY = 1.3

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """Every small word with the languages it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in table("stopwords.toml").items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


def language_of(text: str) -> str:
    """The code of the language a text is written in; "" where it does not show."""
    words = _WORD.findall(text[:_BEGINNING].lower())
    known = _small_words()
    counts = Counter(code for word in words for code in known.get(word, ()))
    (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if most < max(_LEAST, _SHARE * len(words)) or most < _CLEARLY * next_most:
        return ""
    return first
