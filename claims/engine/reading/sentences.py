"""Where sentences begin and end, in text that may be dirty.

A line break ends a sentence unless the line was only wrapped; headings, captions and
list items therefore never run into the sentence that follows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claims.engine.reading.wordlists import table

#: No sentence is longer: a longer stretch is cut at white space.
LONGEST = 2_000


#: A line break, or the end of a sentence from its mark to the next.  Each begins with
#: a sign of its own, so that everything between is passed over at once.
_BREAK = re.compile(
    r"[\n.!?\u2026](?:(?<=\n)(?:[ \t\u200b]*\n\s*)?"
    r"|(?<!\n)(?!\n)[\"')\]]*\s+(?=[\"'(\[]*[^\s\"'(\[]))"
)


_BLANK = " \n\u200b"
_WRAPPED_LINE = 45


_LAST_WORD = re.compile(r"([^\s(\"'\[]+)\.$")


_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$|^[^\W\d_]$")


@dataclass(frozen=True, slots=True)
class Stops:
    """What a language writes with a full stop, and how its sentences begin."""

    titles: frozenset[str]  # never the end of a sentence
    numbered: frozenset[str]  # not the end where a figure follows
    other: frozenset[str]
    starters: frozenset[str]
    open_end: re.Pattern[str]  # a line that ends so goes on
    ordinal_lead: frozenset[str]  # "am 5. Mai": a figure after these is a rank
    ordinal_next: frozenset[str]


@cache
def stops(code: str) -> Stops:
    data = {
        name: frozenset(words.split())
        for name, words in table(f"{code}/abbreviations.toml").items()
    }
    open_end = re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(data.pop('open_end')))})$")
    return Stops(open_end=open_end, **data)


def sentence_spans(view: str, code: str = "en") -> list[tuple[int, int]]:
    """(start, end) of every sentence, in order, without surrounding white space."""
    known = stops(code)
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _BREAK.finditer(view):
        left, right = match.span()
        if view[left] == "\n":
            single = view.count("\n", left, right) == 1
            if single and _wrapped(view, left, right, known):
                continue
            cut = left
        else:
            if not _ends_here(view, begin, left + 1, right, known):
                continue
            cut = right
        _append(view, begin, cut, spans)
        begin = right
    _append(view, begin, len(view), spans)
    return spans


def _append(view: str, begin: int, end: int, spans: list[tuple[int, int]]) -> None:
    stretch = view[begin:end].rstrip(_BLANK)
    end = begin + len(stretch)
    begin = end - len(stretch.lstrip(_BLANK))
    while end - begin > LONGEST:
        cut = view.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = cut if cut > 0 else begin + LONGEST
        spans.append((begin, cut))
        begin = cut
    if end > begin:
        spans.append((begin, end))


def _wrapped(view: str, left: int, right: int, known: Stops) -> bool:
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
    return tail[-1:] == "," or (
        rest[0].isalnum() and known.open_end.search(tail.lower()) is not None
    )


def _ends_here(view: str, begin: int, left: int, right: int, known: Stops) -> bool:
    """A full stop, question or exclamation mark at `left - 1` ends the sentence."""
    following = _first_letter(view, right)
    if following.islower():
        return False
    if view[left - 1] != ".":
        return True
    tail = view[max(begin, left - 20) : left]
    return not _abbreviated(tail, following, view, right, known)


def _first_letter(view: str, index: int) -> str:
    while index < len(view) and view[index] in "\"'([$\u00a3\u20ac":
        index += 1
    return view[index] if index < len(view) else ""


def _abbreviated(
    tail: str, following: str, view: str, right: int, known: Stops
) -> bool:
    match = _LAST_WORD.search(tail)
    if match is None or tail.endswith(".."):
        return tail.endswith("..") and not following.isupper()
    word = match.group(1).lower()
    if known.ordinal_lead and word.isdecimal() and len(word) <= 3:
        return _ranks(tail[: match.start(1)], view, right, known)
    if word in known.titles:
        return True
    if word in known.numbered and following.isdecimal():
        return True
    if "." in word and word[0].isalpha():
        return _word_at(view, right) not in known.starters
    if len(word) == 1 and word != "i" and tail[match.start(1)].isupper():
        return True  # an initial ("J. Smith"), but not the pronoun at the end
    if word in known.other:
        if following.isdecimal():
            return word not in {"etc", "inc", "corp", "ltd", "co", "a.m", "p.m"}
        return word in {"vs", "cf", "ca"} or view[right : right + 1] == "("
    return False


def _word_at(view: str, index: int) -> str:
    word = re.match(r"[\"'(\[]*([^\W\d_]+)", view[index : index + 30])
    return word.group(1).lower() if word is not None else ""


def _ranks(before: str, view: str, right: int, known: Stops) -> bool:
    """The "5." of "am 5. Mai", "die 3. Auflage"."""
    if _word_at(view, right) in known.ordinal_next:
        return True
    lead = before.rstrip().rpartition(" ")[2].lower()
    return lead in known.ordinal_lead
