"""From a claim to the things it names, and from a name to items of Wikidata."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Any

from claims.documents.text import normalise, one_line
from claims.providers.base import MAX_QUERIES, ClaimFrame
from claims.providers.mediawiki import not_understood
from claims.providers.numwords import is_number_word
from claims.providers.stopwords import is_stop_word

_ITEMS, _WORDS = 2, 8
#: A capital, and on to the next one over "of the" and its like.
_RUN = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'\u2019&.-]*(?:\s+(?:(?:of|the|de|la|le|du|des|del|di|da|von|van"
    r"|der|den)\s+){0,2}[^\W\d_a-zß-ÿ][\w'\u2019&.-]*)*"
)
_NO_THING = re.compile(
    r"disambiguation|family name|given name|surname|Wikimedia|scholarly article", re.I
)


_GERMAN_CALENDAR = (
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch"
    " donnerstag freitag samstag sonntag"
)
_CALENDAR = frozenset(
    name.casefold()
    for name in (
        *calendar.month_name[1:],
        *calendar.day_name,
        *_GERMAN_CALENDAR.split(),
    )
)


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    label: str
    description: str = ""


def names_of(claim: ClaimFrame) -> tuple[str, ...]:
    """What the claim names, longer names first, without its speaker."""
    speaker = {word.casefold() for word in claim.speaker.split()}
    found: dict[str, str] = {term.casefold(): term for term in claim.subject_terms}
    runs: list[str] = []
    for run in _RUN.findall(normalise(claim.text)):
        words = [re.sub(r"['\u2019]s?$", "", word).rstrip(".") for word in run.split()]
        while words and _names_nothing(words[0], claim.language):
            words.pop(0)
        if words and not {word.casefold() for word in words} <= speaker:
            runs.append(" ".join(words))
    for name in sorted(runs, key=lambda name: -len(name.split())):
        found.setdefault(name.casefold(), name)
    return tuple(one for one in found.values() if len(one.split()) <= _WORDS)[
        :MAX_QUERIES
    ]


def _names_nothing(word: str, language: str) -> bool:
    """Words with a capital that are no names: openers, months, number words."""
    small = word.casefold()
    return (
        len(word) < 2
        or is_stop_word(word, language)
        or is_number_word(word)
        or small in _CALENDAR
        or (small.endswith("ing") and language.startswith("en"))
    )


def items_called(payload: Any, name: str) -> list[Item]:
    """The items with that label or alias, letter for letter."""
    found = []
    try:
        for row in payload["search"]:
            match = row.get("match") or {}
            description = one_line(str(row.get("description") or ""), limit=100)
            if str(match.get("text", "")).casefold() != name.casefold():
                continue
            if re.fullmatch(r"Q\d+", row["id"]) and not _NO_THING.search(description):
                label = one_line(str(row.get("label") or name), limit=100)
                found.append(Item(row["id"], label, description))
    except (KeyError, TypeError, AttributeError) as error:
        raise not_understood("Wikidata") from error
    return found[:_ITEMS]
