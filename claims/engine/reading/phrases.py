"""Lists of phrases, kept by the words they are found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.engine.reading.tokens import TOKEN


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of several words by their text.

    `sizes` says by the word next to the number how many words a phrase can have.
    """

    table: dict[str, str]
    sizes: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Idiom:
    """A set phrase seen from the number word in `place`.

    Up to `last` it is no number; a `fresh` one does not follow a word of duration.
    """

    words: list[str]
    place: int
    last: int
    fresh: bool

    @property
    def beside(self) -> str:
        """The word after the number word, or else the one before it."""
        others = self.words[self.place + 1 :] or self.words[: self.place][-1:]
        return others[0] if others else ""


def phrases_of(text: str) -> list[str]:
    """The phrases of a list that is separated by bars, over several lines."""
    return [phrase.strip() for phrase in text.split("|")]


def phrases_in(section: dict[str, str], *, nearest: int) -> Phrases:
    found = {
        phrase: name for name, text in section.items() for phrase in phrases_of(text)
    }
    return Phrases(found, sizes(found, nearest=nearest))


def sizes(phrases: Iterable[str], *, nearest: int) -> dict[str, tuple[int, ...]]:
    """How many words the phrases with a word in that place can have, longest first."""
    found: dict[str, set[int]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[nearest], set()).add(len(words))
    return {word: tuple(sorted(known, reverse=True)) for word, known in found.items()}


def idioms_in(text: str) -> dict[str, dict[str, tuple[Idiom, ...]]]:
    """The idioms by a starred word, then by the word after it, or before it at the
    end; the longest first."""
    idioms: list[Idiom] = []
    for phrase in phrases_of(text):
        words = TOKEN.findall(phrase.replace("*", "").removeprefix("~ "))
        stars = _starred(phrase.removeprefix("~ ")) or [0]
        fresh = phrase.startswith("~")
        idioms += [Idiom(words, place, max(stars) + 1, fresh) for place in stars]
    found: dict[str, dict[str, tuple[Idiom, ...]]] = {}
    for idiom in sorted(idioms, key=lambda idiom: -len(idiom.words)):
        beside = found.setdefault(idiom.words[idiom.place], {})
        beside[idiom.beside] = (*beside.get(idiom.beside, ()), idiom)
    return found


def _starred(phrase: str) -> list[int]:
    places, index = [], 0
    for chunk in phrase.split():
        if chunk.startswith("*"):
            places.append(index)
        index += len(TOKEN.findall(chunk.replace("*", "")))
    return places


def names_in(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every word of a many-word name -> the names it may be part of."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases_of(text):
        words = tuple(TOKEN.findall(phrase))
        for word in set(words):
            found.setdefault(word, []).append(words)
    return {word: tuple(names) for word, names in found.items()}
