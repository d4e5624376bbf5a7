from __future__ import annotations

import re

from text_to_num import find_numbers

from bench.readers.mention import mention, rejected
from claims.engine.scoring.likeness import Read

NAME = "text2num"
PACKAGE = "text2num"
HOW = (
    '`find_numbers(words, "en", threshold=0)`, which finds numbers in words only. '
    "Numerals are added by one regular expression, and `2.5` before a magnitude word is "
    "multiplied by it. It knows ordinals, and neither units nor dates."
)
_WORD = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})*(?:\.\d+)?|[^\w\s]")
_MAGNITUDES = {10**3, 10**6, 10**9, 10**12}


class _Word:
    """What `find_numbers` wants to be given."""

    def __init__(self, match: re.Match[str]) -> None:
        self.word = match.group()
        self.span = match.span()

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def read(text: str) -> list[Read]:
    words = [_Word(match) for match in _WORD.finditer(text)]
    numbers = {found.start: found for found in find_numbers(words, "en", threshold=0)}
    mentions: list[Read] = []
    place = 0
    while place < len(words):
        word, found = words[place], numbers.get(place)
        following = numbers.get(place + 1)
        if found:
            span = (word.span[0], words[found.end - 1].span[1])
            mentions.append(
                rejected(text, span, "ordinal")
                if found.is_ordinal
                else mention(text, span, (found.value, found.value))
            )
            place = found.end
        elif not word.word[0].isdecimal():
            place += 1
        elif following and following.value in _MAGNITUDES:
            span = (word.span[0], words[following.end - 1].span[1])
            value = float(word.word.replace(",", "")) * following.value
            mentions.append(mention(text, span, (value, value)))
            place = following.end
        else:
            mentions.append(mention(text, word.span, (word.word, word.word)))
            place += 1
    return mentions
