"""A pattern for many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Matches the longest of the words that stands at a place.

    Words that begin alike share their beginning: a place is left at the first letter
    that no word has there, whereas a plain alternation tries every word.
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[:1], set()).add(word[1:])
    ends = "" in tails
    branches = "|".join(
        re.escape(letter) + (any_of(rest) if rest != {""} else "")
        for letter, rest in sorted(tails.items())
        if letter
    )
    return f"(?:{branches}){'?' if ends else ''}"
