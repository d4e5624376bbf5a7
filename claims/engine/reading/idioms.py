"""Number words that count nothing: idioms, names, pronouns, list markers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import named
from claims.engine.reading.tokens import Sentence

_IDIOM = "an idiom: nothing is counted"


def read_idiom(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    known = lex.idioms.get(s.low[i])
    if known is None:
        return None
    beside = (s.word(i + 1), s.word(i - 1), "")
    for idiom in [idiom for word in beside for idiom in known.get(word, ())]:
        first = i - idiom.place
        if first < 0 or s.low[first : first + len(idiom.words)] != idiom.words:
            continue
        if idiom.fresh and s.word(first - 1) in lex.words["lasting"]:
            continue
        if s.low[i] == "one" and (_of_a_number(s, i, lex) or _last_of(s, i, lex)):
            continue
        return other(i, max(first + idiom.last, i + 1), "idiom", _IDIOM)
    return None


def _of_a_number(s: Sentence, i: int, lex: Lexicon) -> bool:
    """As in "only one of the seven deaths"; "is one of the ten best" ranks."""
    number = s.word(i + 3)
    told = number[:1].isdecimal() or number in lex.cardinals
    counted = i == 0 or s.word(i - 1) in {"only", "just", "but"}
    return told and s.word(i + 1) == "of" and counted


def _last_of(s: Sentence, i: int, lex: Lexicon) -> bool:
    """As in "two have rated it a hold and one has rated it a buy"."""
    if s.word(i - 1) not in {"and", ","} or s.word(i + 1) not in _SINGLE:
        return False
    for k in range(i - 2, max(0, i - _FAR), -1):
        before = s.low[max(0, k - 2) : k]  # "nine have", "nine analysts have"
        if s.low[k] in _SEVERAL and any(
            word in lex.cardinals or word.isdecimal() for word in before
        ):
            return True
    return False


_SINGLE = frozenset({"has", "is", "was", "had"})
_SEVERAL = frozenset({"have", "are", "were", "had"})
_FAR = 24


_CLOSING = frozenset({")", "]"})
_KEYCAP = "\u20e3"
AFTER_MARKER = _CLOSING | {".", "\ufe0f", _KEYCAP}


def read_list_marker(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """The "1." or "2)" at the head of a list item, or within a list in a sentence."""
    if s.low[i].isdecimal() and len(s.low[i]) <= 3 and s.glued(i + 1):
        last = _end_of_mark(s, i)
        if last:
            return other(i, last, "list_marker", _A_MARK, Decimal(s.low[i]))
    if i > 1:
        return None
    if i == 1 and s.low[0] not in {"(", "\u2022", "*", "-"}:
        return None
    if not s.low[i].isdecimal() or len(s.low[i]) > 3:
        return None
    closed = s.word(i + 1) in _CLOSING
    alone = s.word(i + 1) == "." and s.glued(i + 1) and not s.glued(i + 2)
    alone = alone and (i + 2 >= len(s.low) or s.low[i + 2][0].isalpha())
    if (closed and s.glued(i + 1)) or alone:
        value = Decimal(s.low[i])
        return other(i, i + 2, "list_marker", "a list marker", value)
    return None


def read_line_number(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """The 2 of "2 Petrol hits 146p" between lines that start with 1 and 3."""
    if i or not s.low[0].isdecimal() or len(s.low[0]) > 2 or s.glued(1):
        return None
    view, at = s.view, s.start
    if not s.capitalised(1) or (at and view[at - 1] != "\n"):
        return None
    above = view[max(0, at - _NEAR) : at].rstrip().split("\n")
    below = view[at : at + _NEAR].split("\n")[1:]
    before, after = _numbers(reversed(above)), _numbers(below)
    n = int(s.low[0])
    first, second, third = (
        n == 1 and after == [2, 3],
        n > 1 and before[:1] == [n - 1] and after[:1] == [n + 1],
        n > _PAIR and before == [n - 1, n - 2],
    )
    if first or second or third:
        return other(0, 1, "list_marker", "a list marker", Decimal(n))
    return None


_PAIR = 2
#: Characters in which the lines above and below are looked for.
_NEAR = 400
_NUMBERED_LINE = re.compile(r"(\d{1,2})[ \t]+[A-Z]")


def _numbers(lines: Iterable[str]) -> list[int]:
    """What the next two lines start with; 0 where it is no number."""
    told = islice((line for line in lines if line.strip()), 2)
    return [int(one[1]) if (one := _NUMBERED_LINE.match(line)) else 0 for line in told]


_A_MARK = "a list marker or the sign of a note"


def _end_of_mark(s: Sentence, i: int) -> int:
    """The end of a keycap, of the note in "homes[12]" or of "(2)" after "(1)"; or 0."""
    after, before = s.word(i + 1), s.word(i - 1)
    if after == "\ufe0f" or after == _KEYCAP:
        last = i + 2 if after == _KEYCAP else i + 3
        return last if s.word(last - 1) == _KEYCAP and s.glued(last - 1) else 0
    if after == "]":
        return i + 1 if before == "[" and s.glued(i) and s.glued(i - 1) else 0
    if after != ")" or before != "(" or not s.glued(i) or s.glued(i - 1):
        return 0
    places = [j for j, word in enumerate(s.low) if word == ")" and s.word(j - 2) == "("]
    numbers = {s.low[j - 1] for j in places}
    n = int(s.low[i])
    in_a_row = {str(n - 1), str(n + 1)}
    return i + 1 if "1" in numbers and not in_a_row.isdisjoint(numbers) else 0


def read_enclosed(s: Sentence, i: int) -> Mention:
    """The sign of a list item or a note: \u2460, \u2474, \u2167."""
    value = Decimal(int(unicodedata.numeric(s.low[i][0])))
    last = i + 1
    return other(i, last, "list_marker", "a list marker or the sign of a note", value)


def read_pronoun(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "the old one", "this one": the word stands for a thing."""
    if s.low[i] != "one":
        return None
    after = s.word(i + 1)
    if after == "of" and s.word(i + 2).endswith("'s"):
        return other(i, i + 1, "idiom", _IDIOM)
    if i == 0:
        return None
    before = s.low[i - 1]
    if before in {"minus", "negative", "plus"} or (after == "-" and s.glued(i + 1)):
        return None
    if before in _JUST and s.word(i - 2) not in lex.words["determiners"]:
        return None  # "just one win", but "the only one"
    ends = not after[:1].isalpha() or after in lex.closed or after in lex.words["verbs"]
    if before.endswith("ing") and after in lex.words["base_forms"]:
        return None  # "allowing one run on four hits"
    if after[:1].isdecimal():
        return None  # "add one 28-ounce can"
    if not ends or after in {"in", "of", "out", "and", "or", "to", "per", "for", "on"}:
        return None
    stands_for = before in lex.words["determiners"] or (
        before[0].isalpha()
        and (before not in lex.closed or before == "old")
        and before not in lex.words["verbs"]
    )
    return other(i, i + 1, "idiom", _IDIOM) if stands_for else None


_JUST = frozenset({"only", "just", "exactly", "barely", "precisely"})


def read_compound(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The "million" of "multi-million": no number of anything."""
    prefixed = s.word(i - 1) == "-" and s.glued(i) and s.glued(i - 1)
    if s.low[i] not in lex.scales or not prefixed or not s.word(i - 2).isalpha():
        return None
    return other(i, i + 1, "idiom", "part of a compound: nothing is counted")


def stands_for_a_thing(s: Sentence, m: Mention) -> bool:
    """The "one" of "get one for free", once no noun was found for it."""
    if m.kind != "count" or m.unit or m.last != m.first + 1:
        return False
    return not m.qualifier and s.word(m.first - 1) not in {
        "to",
        "is",
        "was",
        "at",
        "by",
    }


def read_name(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Group of Seven, Formula One, World War Two."""
    names = lex.names.get(s.low[i])
    if names is None:
        return None
    for words in names:
        first = i - words.index(s.low[i])
        if first < 0 or s.low[first] != words[0]:
            continue
        if tuple(s.low[first : first + len(words)]) != words:
            continue
        if s.capitalised(first) or s.capitalised(first + len(words) - 1):
            return other(
                first, first + len(words), "label", named(s, first, first + len(words))
            )
    return None
