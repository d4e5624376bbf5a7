"""Who speaks across sentences: quotations that go on, and the "he" of "he said"."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter

from claims.engine.reading.attribution import claimant_of
from claims.engine.reading.grammar import Grammar
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.speakers import Speaker
from claims.engine.reading.tokens import Sentence, tokenise
from claims.engine.reading.wordlists import word_list

_FULL_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+")

_QUOTE = re.compile('"')

#: How many sentences back the one who is quoted may have been named.
_REACH = 2
#: How many sentences back a pronoun's name may stand.
_NAMED_BACK = 8
#: No quotation is followed in a paragraph of more characters.
_LONG = 4_000
_KEPT = 50
#: An interview has no more people.
_MOST_VOICES = 5
#: Within so many characters a text that is one speech names who gives it.
_OPENING = 400
#: The word before a name is no longer.
_WORD = 40
_LAST = chr(0x10FFFF)
_ALL = 1_000
_PLACING = word_list("attribution.placing")
_SMALL = word_list("attribution.small")
_LABEL = re.compile(r"^((?:[A-Z][\w.'-]+ ?){1,4}):(?=[ \n])", re.MULTILINE)
#: Somebody asks, somebody answers: no names.
_UNNAMED = frozenset({"q", "a", "question", "answer"})

Heard = tuple[Sentence, list[Speaker]]


class Story:
    """The sentences of a text; most are never listened to."""

    def __init__(
        self,
        text: str,
        view: str,
        lower: str,
        spans: list[tuple[int, int]],
        grammar: Grammar,
        lex: Lexicon,
    ) -> None:
        self.text, self.view, self.lower = text, view, lower
        self.spans, self.grammar, self.lex = spans, grammar, lex
        self.heard: dict[int, Heard] = {}
        self.paragraph = 0, -1
        self.quoting = '"' in view
        self.quotes: list[int] | None = None
        self.turns: list[tuple[int, str]] | None = None if ":" in view else []

    def hear(self, index: int, heard: Heard) -> None:
        """Remember a sentence that was read; nobody looks far back."""
        if len(self.heard) > _KEPT:
            self.heard.clear()
        self.heard[index] = heard

    def claimant(self, index: int, first: int, last: int) -> tuple[str | None, bool]:
        """Who says tokens `first` to `last` of a sentence, and whether that is open."""
        s, voices = self._hear(index)
        if not (voices or self.quoting or self.turns or self.turns is None):
            return None, False
        speaker = claimant_of(first, last, voices)
        if speaker is None and self.quoting:
            speaker, index = self._quoted(index, s.starts[first])
        if speaker is None:
            return self._turn(s.start), False
        if speaker.name:
            return speaker.name, False
        name = self._named(index, speaker)
        if name is None and index == 0:  # "She said": nobody was named before
            return self._hear(0)[0].spelled(*speaker.own), True
        return name, name is None

    def _turn(self, place: int) -> str | None:
        """Whose turn it is in a transcript: "THE MAYOR: ..." until the next label."""
        if self.turns is None:
            self.turns = self._labels()
        k = bisect_right(self.turns, (place, _LAST)) - 1
        return self.turns[k][1] if k >= 0 else None

    def _labels(self) -> list[tuple[int, str]]:
        """The labels of a transcript: two people take turns, or an official speaks."""
        every = [(m.start(1), m[1]) for m in _LABEL.finditer(self.view)]
        found = [label for label in every if label[1].isupper()]
        if len(found) > 1 or not every:
            return self._turns(found)
        return self._turns(every) if self._interview(every) else self._turns(found)

    def _interview(self, found: list[tuple[int, str]]) -> bool:
        """A few people by turns, each more than once: no list of topics."""
        names = [name for _, name in found]
        turns = sum(a != b for a, b in itertools.pairwise(names))
        return (
            1 < len(set(names)) <= _MOST_VOICES
            and min(Counter(names).values()) > 1
            and turns >= len(names) // 2
            and _UNNAMED.isdisjoint(name.lower() for name in names)
        )

    def _turns(self, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
        names = {name for _, name in found}
        if len(names) > 1 and len(found) > len(names):
            return found
        opening = len(found) == 1 and found[0][0] < _OPENING
        return found if opening and self._means("he", found[0][1]) else []

    def _means(self, pronoun: str, name: str) -> bool:
        return self.grammar.means(pronoun, name, self.lex)

    def _hear(self, index: int) -> Heard:
        if index not in self.heard:
            s = tokenise(self.text, self.view, self.lower, *self.spans[index])
            self.heard[index] = s, self.grammar.speakers(s, self.lex, -1)
        return self.heard[index]

    def _quoted(self, index: int, place: int) -> tuple[Speaker | None, int]:
        """The speaker of a quotation that began before this sentence, or with it."""
        top, bottom = self._paragraph(index)
        if place - self.spans[top][0] > _LONG:
            return None, index
        begin, end = self.spans[top][0], self.spans[bottom][1]
        if not self._quotes_open(begin, place):
            return None, index
        opening = self.view.rfind('"', begin, place)
        if opening > self.spans[index][0]:
            return None, index
        closing = self.view.find('"', place, end)
        if closing < 0:
            closing = end - 1
        closes = self._at(closing)
        if closes != index:
            speaker = self._covering(closes, closing, before=True)
            if speaker is not None:
                return speaker, closes
        elif self.view[closing + 1 : self.spans[index][1]].strip(".,;"):
            return None, index  # a title or a quoted word at the sentence's start
        opens = self._at(opening)
        if opening > self.spans[opens][0]:
            return self._covering(opens, opening, before=False), opens
        for k in range(opens - 1, max(top, opens - _REACH) - 1, -1):
            names = [v for v in self._hear(k)[1] if not self._inside(k, v)]
            if names:
                return (names[-1] if len({v.name for v in names}) == 1 else None), k
        return None, index

    def _covering(self, index: int, place: int, *, before: bool) -> Speaker | None:
        s, voices = self._hear(index)
        k = bisect_left(s.starts, place) + (-1 if before else 1)
        return claimant_of(k, k + 1, voices) if 0 <= k < s.size else None

    def _named(self, index: int, speaker: Speaker) -> str | None:
        """The one name the pronoun can stand for, in its paragraph or the one before."""
        s = self._hear(index)[0]
        pronoun = s.low[speaker.own[0]]
        if self._inside(index, speaker):
            return None
        top = max(self._paragraph(index)[0], index - _NAMED_BACK)
        earlier = [v for v in self._hear(index)[1] if v.own[0] < speaker.own[0]]
        names = self._names(top, index, pronoun, earlier)
        names = names or self._subject(top, index, pronoun, speaker.own[0])
        if not names and top:
            above = max(self._paragraph(top - 1)[0], top - _NAMED_BACK)
            names = self._names(above, top, pronoun, [])
            names = names or self._subject(above, top - 1, pronoun, _ALL)
        if not names or any(not _same(names[0], other) for other in names):
            return None
        here = self.view[self.spans[top][0] : s.starts[speaker.own[0]]]
        if any(
            self._means(pronoun, other)
            and not any(_same(name, other) for name in names)
            for other in _full_names(here)
        ):
            return None  # somebody else was named since
        return max(names, key=len)

    def _subject(self, first: int, index: int, pronoun: str, place: int) -> list[str]:
        """Whom the nearest sentence is about, if nobody spoke; before token `place`."""
        for k in range(index, max(first, index - _REACH) - 1, -1):
            s = self._hear(k)[0]
            name = self.grammar.opens(s, self.lex) if place or k < index else None
            within = k < index or (name and len(name.split()) < place)
            if name and within and self._means(pronoun, name):
                return [name]
        return []

    def _names(
        self, first: int, last: int, pronoun: str, more: list[Speaker]
    ) -> list[str]:
        voices = [v for k in range(first, last) for v in self._hear(k)[1]] + more
        return [v.name for v in voices if v.name and self._means(pronoun, v.name)]

    def _inside(self, index: int, speaker: Speaker) -> bool:
        """The one who speaks is named within somebody else's quotation."""
        s = self._hear(index)[0]
        begin = self.spans[self._paragraph(index)[0]][0]
        return self._quotes_open(begin, s.starts[speaker.own[0]])

    def _quotes_open(self, begin: int, place: int) -> bool:
        """An odd number of quotation marks stands between two places of the text.

        They are found once: a paragraph may be as long as the text.
        """
        if self.quotes is None:
            self.quotes = [mark.start() for mark in _QUOTE.finditer(self.view)]
        known = self.quotes
        return (bisect_left(known, place) - bisect_left(known, begin)) % 2 == 1

    def _paragraph(self, index: int) -> tuple[int, int]:
        """The first and the last sentence of the paragraph."""
        top, bottom = self.paragraph
        if top <= index <= bottom:
            return top, bottom
        top = bottom = index
        spans, view = self.spans, self.view
        while top and "\n" not in view[spans[top - 1][1] : spans[top][0]]:
            top -= 1
        while (
            bottom + 1 < len(spans)
            and "\n" not in (view[spans[bottom][1] : spans[bottom + 1][0]])
        ):
            bottom += 1
        self.paragraph = top, bottom
        return top, bottom

    def _at(self, place: int) -> int:
        """The sentence that holds a place of the text."""
        return bisect_right(self.spans, (place, len(self.view))) - 1


def _full_names(text: str) -> list[str]:
    """Names that may be a person's: not the Vale of "in Marlow Vale"."""
    found = []
    for match in _FULL_NAME.finditer(text):
        start = match.start()
        before = text[max(0, start - _WORD) : start].rstrip().rpartition(" ")[2].lower()
        first, _, rest = match.group().partition(" ")
        if before in _PLACING or first.lower() in _PLACING:
            continue
        found.append(rest if first.lower() in _SMALL and " " in rest else match.group())
    return found


def _same(name: str, other: str) -> bool:
    """Both name one: the minister, Ann Lee; Lee; Ann Lee of the league."""
    words = {word.strip(",") for word in name.split() if len(word) > 2}
    return not words.isdisjoint(word.strip(",") for word in other.split()[-3:])
