"""The words, numbers and signs of one sentence, with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from operator import not_

from claims.engine.reading.view import INVISIBLE
from claims.engine.reading.wordlists import word_list

#: The first line is only there to be quick: most tokens are plain ASCII words.
TOKEN = re.compile(
    r"[a-z]++(?![^\W\d_]|')"
    r"|[0-9][0-9\u200b]*(?:[.,'][0-9\u200b]+)*"
    r"|[\u00bc-\u00be\u2150-\u215e]"
    r"|[^\W\d_\u00bc-\u00be\u2150-\u215e]+(?:'[^\W\d_]+)*"
    r"|[^\s\u200b]"
)

_SPLIT = re.compile(f"({TOKEN.pattern})").split

#: Stands before and after the tokens: a neighbour can be looked at without a test.
_MARGIN = 32
_NO_WORDS = [""] * _MARGIN
_NOT_GLUED = [False] * _MARGIN


@dataclass(slots=True)
class Sentence:
    """Tokens of a stretch of text; `low` holds them in lower case.

    `text`, `view` and `lower` are the whole text in its three forms; `starts` and
    `ends` are offsets into each of them.
    """

    text: str
    view: str
    start: int
    end: int
    low: list[str]
    starts: list[int]
    ends: list[int]
    #: A character that shows nothing is somewhere in it.
    hidden: bool
    size: int
    #: Every token once: most rules need a word that is not here.
    words: set[str]
    #: The token in lower case; "" outside the sentence.
    word: Callable[[int], str]
    #: Nothing stands between this token and the one before it.
    glued: Callable[[int], bool]

    def __len__(self) -> int:
        return self.size

    def original(self, index: int) -> str:
        return self.view[self.starts[index] : self.ends[index]]

    def capitalised(self, index: int) -> bool:
        return 0 <= index < self.size and self.view[self.starts[index]].isupper()

    def spelled(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        if last <= first:
            return ""
        return self.text[self.starts[first] : self.ends[last - 1]]


def _close_up(
    stretch: str, low: list[str], starts: list[int], joined: list[bool], start: int
) -> None:
    """Note the hyphen of "10 - day" as written closely where all marks stand apart.

    Such is the text of programs that part words: "the company 's 10 - day offer ,".
    """
    if not _PARTED(stretch):
        return
    for i, word in enumerate(low):
        inside = word in _CLOSING and 0 < i < len(low) - 1
        if not inside or starts[i + 1] - starts[i] != _APART or joined[i]:
            continue
        before, after = low[i - 1], low[i + 1]
        figures = before[0].isdecimal() or before in _NUMBER_WORDS
        chained = i > _APART and joined[i - 2] and low[i - 2] == "-"
        if word == ":" or word == "/":
            figures = before.isdecimal() and after[0].isdecimal()
        if (figures or chained) and after[0].isalnum():
            joined[i] = joined[i + 1] = True


_PARTED = re.compile(r"\w ,|\w '[sdm]\b|\w n't\b|\w\)? \.\s*$").search
_CLOSING = frozenset("-:/")
_APART = 2
_NUMBER_WORDS = word_list("tokens.numbers")


def tokenise(text: str, view: str, lower: str, start: int, end: int) -> Sentence:
    """The sentence from `start` to `end`.

    Splitting gives gap, token, gap, token, ..., gap: their lengths are the offsets.
    """
    stretch = lower[start:end]
    pieces = _SPLIT(stretch)
    low = pieces[1::2]
    places = list(accumulate(map(len, pieces), initial=start))
    joined = [False, *map(not_, pieces[2:-1:2]), *_NOT_GLUED]
    if " - " in stretch or " : " in stretch:
        _close_up(stretch, low, places[1:-1:2], joined, start)
    hidden = INVISIBLE in stretch
    if hidden:
        low = [word.replace(INVISIBLE, "") for word in low]
    return Sentence(
        text,
        view,
        start,
        end,
        low,
        places[1:-1:2],
        places[2::2],
        hidden,
        len(low),
        set(low),
        (low + _NO_WORDS).__getitem__,
        joined.__getitem__,
    )
