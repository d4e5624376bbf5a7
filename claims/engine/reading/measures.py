"""Words and symbols of measurement after a number."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon, Unit
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

SIZES = word_list("measures.sizes")


def unit_after(s: Sentence, j: int, lex: Lexicon) -> tuple[Unit, int] | None:
    """The longest unit that starts at token `j` (after a hyphen, if there is one)."""
    word = s.word(j)
    if word == "-" and s.word(j + 1)[:1].isalpha() and (s.glued(j) or _parted(s, j)):
        j += 1
        word = s.word(j)
    widest = lex.unit_starts.get(word)
    if widest is None:
        return None
    if s.word(j + 1) not in lex.unit_tails:
        unit = lex.units.get(word)
        if unit is None or (s.glued(j + 1) and s.low[j + 1][0].isalnum()):
            return None
        if word == "p" and s.word(j + 1) in _COMPARED:
            return None  # "1.2-3.4 p < 0.05"
        return (
            (unit, j + 1) if not unit.fragile or _fragile_holds(s, j, j + 1) else None
        )
    words: list[str] = []
    ends: list[int] = []
    k = j
    while len(words) < widest and k < len(s.low):
        if s.low[k] == "-":
            if not (s.glued(k) and s.glued(k + 1)):
                break
        else:
            if s.low[k].isdecimal() and not s.glued(k):
                break
            words.append(s.low[k])
            ends.append(k + 1)
        k += 1
    for width in range(len(words), 0, -1):
        unit = lex.units.get(" ".join(words[:width]))
        end = ends[width - 1]
        if unit is None or (s.glued(end) and s.low[end][0].isalnum()):
            continue
        if not unit.fragile or _fragile_holds(s, j, end):
            return unit, end
    return None


def _quoting(s: Sentence, j: int) -> bool:
    """The sign at `j` ends a quotation; other signs of inches open none."""
    marks = [k for k in range(j) if s.low[k] == '"']
    if len(marks) > _MOST_MARKS:
        return True
    opened = False
    for k in marks:
        inches = s.glued(k) and s.word(k - 1)[:1].isdecimal() and not opened
        opened = opened if inches else not opened
    return opened


_MOST_MARKS = 8


def _parted(s: Sentence, j: int) -> bool:
    """The hyphen of "a 10 - day trip", "12 - yard run": a thing follows."""
    sized = s.word(j + 1) in _SIZED_ALONE and s.word(j + 2)[:1].isalpha()
    return sized and not s.glued(j + 1) and s.word(j - 1)[:1].isdecimal()


_SIZED_ALONE = word_list("measures.alone")


def feet_and_inches(s: Sentence, i: int) -> Mention | None:
    """5'7", 6'2: a height, written with the signs of feet and inches."""
    feet, _, inches = s.low[i].partition("'")
    if not (len(feet) == 1 and inches.isdecimal() and int(inches) < 12):
        return None
    last = i + 2 if s.word(i + 1) == '"' and s.glued(i + 1) else i + 1
    value = +(Decimal(feet) + Decimal(inches) / 12)
    return Mention(i, last, value, value, "digits", "measure", "foot")


def hours_and_minutes(s: Sentence, m: Mention) -> Mention | None:
    """1h30m, 2h05: a length of time in one piece."""
    j = m.last + 1
    minutes = s.word(j)
    if not (minutes.isdecimal() and s.glued(j) and len(minutes) < 3):
        return None
    last = j + 2 if s.word(j + 1) in {"m", "min"} and s.glued(j + 1) else j + 1
    if (
        m.low is None
        or int(minutes) > 59
        or (s.glued(last) and s.low[last][0].isalnum())
    ):
        return None
    value = +(m.low + Decimal(minutes) / 60)
    return Mention(m.first, last, value, value, "digits", "duration", "hour")


def _fragile_holds(s: Sentence, j: int, end: int) -> bool:
    """A letter or everyday word that is a unit only in the right company."""
    word = s.low[j]
    if word == "'":
        crossed = s.word(end) in _CROSSING or s.word(j - 2) in _CROSSING
        return s.glued(j) and (crossed or s.word(end) in SIZES)
    if word == '"':
        if s.word(end) in SIZES or s.word(end) in _CROSSING:
            return True
        return s.glued(j) and s.word(j - 1)[:1].isdecimal() and not _quoting(s, j)
    if s.word(end) == "-" and s.glued(end) and s.word(end + 1)[:1].isdecimal():
        return s.word(end + 2) == word and s.glued(j)  # "5m-6m", not a name
    hyphened = s.word(j - 1) == "-"
    if s.glued(j) and (not hyphened or len(word) > 2):
        return word not in {"s", "k", "d"} or s.original(j) == "s"
    following = s.word(end)
    if word == "in":
        after_feet = s.word(j - 2) in {"ft", "feet", "foot"}
        return after_feet or following in SIZES or following in {"", ".", ",", ")"}
    if word == "st":
        return following.isdecimal()  # "11 st 4 lb", never a saint
    if word in {"g", "l"} and s.original(j) == word:
        return True  # "200 g flour"
    if len(word) <= 2:
        timed = word in {"s", "h"} and "." in s.low[j - 1]  # "0.2 s"
        if not (s.original(j).isupper() or timed) and word in _LETTERS:
            return False
        return (
            not following.isalpha()
            or following in _AFTER_SYMBOL
            or following.endswith("ed")
            or (s.word(end + 1) == "-" and s.word(end + 2) in {"1", "2", "3"})
        )
    if word == "won":
        plain = not s.word(j - 1).isalpha() or s.word(j - 1).endswith(("and", "ion"))
        ends = not following[:1].isalnum() or following in _AFTER_SYMBOL
        picked = not {"whom", "which", "them"}.isdisjoint(s.low[max(0, j - 4) : j])
        return plain and ends and not picked  # "of whom 34 won"
    if word == "stone":
        return not following.isalpha() or following in _AFTER_SYMBOL
    if word == "second":
        part = s.low[max(0, j - 2) : j] in (["of", "a"], ["half", "a"])
        return hyphened or part or s.word(j - 1) in {"one", "1"}
    of_a_point = word == "point" and s.low[max(0, j - 2) : j] == ["of", "a"]
    return word not in {"bar", "bars", "point"} or hyphened or of_a_point


_COMPARED = frozenset({"<", "=", ">"})
_CROSSING = frozenset({"x", "\u00d7", "by"})
_LETTERS = frozenset({"a", "d", "s", "c", "f", "k", "h"})
_AFTER_SYMBOL = word_list("measures.after_symbol")
