"""What a passage is found by: ideas rather than spellings, years, and number keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claims.engine.finding.numberkeys import keys
from claims.engine.reasoning.stems import idea
from claims.engine.reasoning.words import content_words
from claims.engine.types import NumericClaim, Quantity

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_SUFFIX = re.compile(r"(?<=\w{4})(?:ing|ed|ly|e)$")
_FIGURE = re.compile(r"\d(?:[\d.,'\u2019\u00a0\u202f]*\d)?")
_WORD_OR_FIGURE = re.compile(rf"{_FIGURE.pattern}|[^\W\d_]+(?:[.'\u2019-][^\W\d_]+)*")
_GROUPS = re.compile(r"[^\d.]")
_JOINTS = re.compile(r"[-.'\u2019]")
#: Characters of a term: no row of the index is longer.
LONGEST = 40


def words(text: str) -> tuple[str, ...]:
    """Content words as terms, each once: words of one idea share one."""
    found = (term for word in sorted(content_words(text)) for term in _terms(word))
    return tuple(dict.fromkeys(filter(None, found)))


def years(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(year_term(int(y)) for y in _YEAR.findall(text)))


def year_term(year: int) -> str:
    return f"y{year}"


def index_terms(
    text: str, heading: str, numbers: Iterable[NumericClaim | Quantity]
) -> tuple[str, ...]:
    """Everything a passage is found by, its heading's words included."""
    both = f"{heading}\n{text}"
    found = [*words(both), *years(both)]
    found += [key for number in numbers for key in keys(number)]
    return tuple(dict.fromkeys(found))


def search_terms(text: str) -> tuple[str, ...]:
    """What a text is found by when people search: its words, and figures as written."""
    return tuple(dict.fromkeys((*words(text), *map(_figure, _FIGURE.findall(text)))))


def marks(text: str, asked: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the words and figures stand that `asked` terms find."""
    for hit in _WORD_OR_FIGURE.finditer(text):
        word = hit.group()
        terms = (_figure(word),) if word[0].isdigit() else words(word)
        if any(term in asked for term in terms):
            yield hit.span()


def _figure(text: str) -> str:
    """ "600,000" as n600000, "4.5" as n4d5."""
    return f"n{_GROUPS.sub('', text).replace('.', 'd')}"[:LONGEST]


@lru_cache(maxsize=20_000)
def _terms(word: str) -> tuple[str, ...]:
    known = idea(word)
    if known[:1] in {"~", "="}:
        return (_plain(f"idea{known[1:]}"),)
    parts = (part for part in _JOINTS.split(word) if len(part) > 1)
    return tuple(_plain(_SUFFIX.sub("", part)) for part in parts)


def _plain(word: str) -> str:
    """Letters and figures alone, which no database takes for syntax."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in spread if c.isalnum())[:LONGEST]
