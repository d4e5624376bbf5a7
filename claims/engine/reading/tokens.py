"""The words, numbers and signs of one sentence, with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.engine.reading.view import INVISIBLE

TOKEN = re.compile(
    r"[0-9][0-9\u200b]*(?:[.,'][0-9\u200b]+)*"
    r"|[\u00bc-\u00be\u2150-\u215e]"
    r"|[^\W\d_\u00bc-\u00be\u2150-\u215e]+(?:'[^\W\d_]+)*"
    r"|[^\s\u200b]"
)


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
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    size: int = 0

    def __len__(self) -> int:
        return self.size

    def word(self, index: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.low[index] if 0 <= index < self.size else ""

    def original(self, index: int) -> str:
        return self.view[self.starts[index] : self.ends[index]]

    def capitalised(self, index: int) -> bool:
        return 0 <= index < self.size and self.view[self.starts[index]].isupper()

    def glued(self, index: int) -> bool:
        """Nothing stands between this token and the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]

    def spelled(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        if last <= first:
            return ""
        return self.text[self.starts[first] : self.ends[last - 1]]


def tokenise(text: str, view: str, lower: str, start: int, end: int) -> Sentence:
    sentence = Sentence(text, view, start, end)
    low, starts, ends = sentence.low, sentence.starts, sentence.ends
    for match in TOKEN.finditer(lower, start, end):
        left, right = match.span()
        low.append(lower[left:right])
        starts.append(left)
        ends.append(right)
    sentence.size = len(low)
    if lower.find(INVISIBLE, start, end) >= 0:
        low[:] = [word.replace(INVISIBLE, "") for word in low]
    return sentence
