"""What is said behind a number of how it moved: "8 percent higher", "a 2 percent dip"."""

from __future__ import annotations

from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_UP = word_list("trends.up_after")
_DOWN = word_list("trends.down_after")
_UP_SHARES = word_list("trends.up_after_shares")
_DOWN_SHARES = word_list("trends.down_after_shares")
_PLACED = frozenset({"above", "below", "off", "ahead"})
_HIGHER = frozenset({"above", "ahead"})
#: A sentence without any of these moves nothing behind a number.
STIRS = _UP | _DOWN | _UP_SHARES | _DOWN_SHARES | _PLACED | {"more", "fewer"}
#: Before the season: "by 11 points last fall".
AUTUMNS = frozenset(
    {"last", "this", "next", "each", "every", "past", "late", "early", "in"}
)
_SINCE = word_list("trends.since")
_CHANCES = word_list("trends.chances")
_PEAKS = frozenset({"peak", "high", "record"})
_COMPARATIVE = frozenset({"more", "less", "fewer", "higher", "lower", "up", "down"})
_COMPARED = frozenset({"than", "a", "per", "each", "every"})
_GRADED = frozenset({"higher", "lower"})
_ENDING = frozenset({"to", "at", "in", "on"})
_RELATIVE = frozenset({"percent", "percentage_point", "fraction", "multiple"})
_ALIKE = frozenset({"percent", "percentage_point", "index"})
_THAN = 4  # "6 percent higher in the city than"
_WHEN = 8


def behind(s: Sentence, m: Mention) -> str | None:
    reach = 2 if m.kind in _RELATIVE else 1
    apart = _told_twice(s, m)
    if apart:
        return "up" if s.low[apart] in _UP else "down"
    for k in range(m.right, min(m.right + reach, s.size)):
        word = s.low[k]
        if word == "more" and s.word(m.first - 1) == "another":
            return None
        if word in {"more", "fewer"} and (m.grouped or m.scale) and k == m.right:
            return _over_time(s, k, "up" if word == "more" else "down")
        if reach == 1 and word in _COMPARATIVE and _goes_on(word, s.word(k + 1)):
            break
        if m.kind == "multiple" and word.endswith("er"):
            return None  # "10 times stronger than the sun's"
        if word == "fall" and s.word(k - 1) in AUTUMNS:
            break
        if word in {"up", "down"} and m.kind in {"measure", "duration"}:
            break  # "90 miles up"
        way = _way(word, m)
        if way is not None:
            return _over_time(s, k, way)
        if word in _PLACED and k == m.right and m.kind in _ALIKE:
            return _since(
                s, k, "up" if word in _HIGHER else "down", peaks=word == "off"
            )
        if not word[0].isalpha() or word in {"of", "and", "in", "or"}:
            break
    return None


def _goes_on(word: str, following: str) -> bool:
    """It is more of something, "40 more", "$5 higher fees", not "5 cents higher at"."""
    if word in _GRADED and (following in _ENDING or not following[:1].isalpha()):
        return False
    return following not in _COMPARED


def _way(word: str, m: Mention) -> str | None:
    if word in _UP or (word in _UP_SHARES and m.kind in _ALIKE):
        return "up"
    if word in _DOWN or (word in _DOWN_SHARES and m.kind in _ALIKE):
        return "down"
    return None


def _over_time(s: Sentence, k: int, way: str) -> str | None:
    """None for "8 percent more likely", "20 percent less than men earn"."""
    if s.word(k + 1) in _CHANCES:
        return None
    for j in range(k + 1, min(k + 1 + _THAN, s.size)):
        if s.low[j] == "than":
            return _since(s, j, way)
    return way


def _since(s: Sentence, k: int, way: str, *, peaks: bool = False) -> str | None:
    """What it is compared with behind token `k` is its own past."""
    for word in s.low[k + 1 : k + 1 + _WHEN]:
        if word in {",", ";", "("}:
            break
        if peaks and word in _PEAKS:
            return way
        if word in _SINCE or (word.isdecimal() and len(word) == len("2015")):
            return way
    return None


def _told_twice(s: Sentence, m: Mention) -> int:
    """The "lower" of "ended 63 points, or 0.8 percent, lower"; 0 without one."""
    if s.word(m.left - 1) == "or" and s.word(m.left - 2) == ",":
        comma = m.right
    elif s.low[m.right : m.right + 2] == [",", "or"]:
        places = range(m.right + 3, min(m.right + 8, s.size))
        comma = next((k for k in places if s.low[k] == ","), s.size)
    else:
        return 0
    word = s.word(comma + 1)
    moved = s.word(comma) == "," and (word in _UP or word in _DOWN)
    return comma + 1 if moved and s.word(comma + 2) != "than" else 0
