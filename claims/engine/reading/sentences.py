"""Where sentences begin and end, in text that may be dirty.

A line break ends a sentence unless the line was only wrapped; headings, captions and
list items therefore never run into the sentence that follows them.
"""

from __future__ import annotations

import re
from functools import cache

from claims.engine.reading.lexicon import table, word_list

#: No sentence is longer: a longer stretch is cut at white space.
LONGEST = 2_000


_BREAK = re.compile(
    r"\n[ \t\u200b]*\n\s*|\n|(?<=[.!?\u2026])[\"')\]]*\s+(?=[\"'(\[]*[^\s\"'(\[])"
)


_WRAPPED_LINE = 45


_LAST_WORD = re.compile(r"([^\s(\"'\[]+)\.$")


_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$|^[^\W\d_]$")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = table("en/abbreviations.toml")
    return frozenset(data["titles"].split()), frozenset(data["other"].split())


def sentence_spans(view: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence, in order, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _BREAK.finditer(view):
        left, right = match.span()
        mark = view[left] if left < len(view) else ""
        if mark == "\n":
            if match.group().count("\n") == 1 and _wrapped(view, left, right):
                continue
            cut = left
        else:
            if not _ends_here(view, begin, left, right):
                continue
            cut = right
        _append(view, begin, cut, spans)
        begin = right
    _append(view, begin, len(view), spans)
    return spans


def _append(view: str, begin: int, end: int, spans: list[tuple[int, int]]) -> None:
    while begin < end and view[begin] in " \n\u200b":
        begin += 1
    while end > begin and view[end - 1] in " \n\u200b":
        end -= 1
    while end - begin > LONGEST:
        cut = view.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = cut if cut > 0 else begin + LONGEST
        spans.append((begin, cut))
        begin = cut
    if end > begin:
        spans.append((begin, end))


def _wrapped(view: str, left: int, right: int) -> bool:
    """The break at `left` only wraps a long line: the sentence goes on."""
    line_start = view.rfind("\n", max(0, left - 200), left) + 1
    if left - line_start < _WRAPPED_LINE or right >= len(view):
        return False
    rest = view[right : right + 3].lstrip(" ")
    if not rest or rest[0] in "\u2022*-\u2013\u25aa\u25cf\u00b7":
        return False
    tail = view[max(line_start, left - 20) : left].rstrip()
    if rest[0].islower():
        return tail[-1:] not in {".", "!", "?", ":"}
    return tail[-1:] == "," or (rest[0].isalnum() and _ends_open(tail))


_OPEN_END = re.compile(
    r"(?:^|\s)(?:the|a|an|of|in|on|at|to|for|from|with|by|and|or|than|that|as|per|"
    r"about|over|between|more|least|most|nearly|almost|around|its|their|his|her)$"
)


def _ends_open(tail: str) -> bool:
    return _OPEN_END.search(tail.lower()) is not None


def _ends_here(view: str, begin: int, left: int, right: int) -> bool:
    """A full stop, question or exclamation mark at `left - 1` ends the sentence."""
    following = _first_letter(view, right)
    if following.islower():
        return False
    if view[left - 1] != ".":
        return True
    return not _abbreviated(view[max(begin, left - 20) : left], following, view, right)


def _first_letter(view: str, index: int) -> str:
    while index < len(view) and view[index] in "\"'([":
        index += 1
    return view[index] if index < len(view) else ""


def _abbreviated(tail: str, following: str, view: str, right: int) -> bool:
    match = _LAST_WORD.search(tail)
    if match is None:
        return False
    word = match.group(1).lower()
    titles, other = _abbreviations()
    if word in titles:
        return True
    if word in {"no", "nos", "sec", "art", "fig", "p", "pp", "vol", "ca", "approx"}:
        return following.isdecimal()
    if "." in word and word[0].isalpha():
        return not _starts_sentence(view, right)
    if word in other:
        if following.isdecimal():
            return word not in {"etc", "inc", "corp", "ltd", "co", "a.m", "p.m"}
        return word in {"vs", "cf", "ca"}
    if len(word) == 1 and word.isalpha():
        # An initial ("J. Smith"), but not the pronoun at a sentence's end.
        return word != "i" and tail[match.start(1)].isupper()
    return False


_STARTERS = word_list("sentences.starters")


def _starts_sentence(view: str, index: int) -> bool:
    word = re.match(r"[\"'(\[]*([^\W\d_]+)", view[index : index + 30])
    return word is not None and word.group(1).lower() in _STARTERS
