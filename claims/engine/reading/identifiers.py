"""Digits that name something: telephone numbers, addresses, code."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.tokens import Sentence


def read_street(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """10 Downing Street, 221 Baker St."""
    if not s.low[i].isdecimal() or len(s.low[i]) > 5 or not s.capitalised(i + 1):
        return None
    for j in range(i + 2, min(i + 5, len(s))):
        if not s.capitalised(j):
            return None
        if s.low[j] in lex.labels["streets"]:
            return other(i, i + 1, "identifier", "part of an address")
    return None


_DIALLING = word_list("identifiers.dialling")


_CALLED = frozenset({"call", "caller", "operator", "dispatcher", "hotline"})
_NUMBERED = frozenset({"account", "code", "pin", "id", "invoice", "docket", "postcode"})
_LONG = 8


def read_address(s: Sentence, i: int) -> Mention | None:
    """Digits inside a web or mail address, a path, or code."""
    if not (s.glued(i) or s.glued(i + 1)):
        return None
    first, last = _chunk(s, i)
    if not _is_address(s.low[first:last]):
        return None
    while not s.low[last - 1][0].isalnum():
        last -= 1
    return other(i, max(last, i + 1), "identifier", "part of an address or of code")


def read_identifier(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Phone and account numbers: digits that name something."""
    word = s.low[i]
    plus = s.word(i - 1) == "+" and s.glued(i)
    area = s.word(i - 1) == "(" and s.word(i + 1) == ")" and word.isdecimal()
    last, groups, figures = _digit_groups(s, i, loose=plus or area)
    dialled = not _DIALLING.isdisjoint(s.low[max(0, i - 5) : i])
    if (figures >= 7 and (plus or groups >= 3)) or (dialled and figures > 4):
        first = i - 1 if plus or area else i
        return other(first, last, "identifier", "a telephone or reference number")
    if word.isdecimal() and s.word(i + 1) in _CALLED and len(word) == 3:
        return other(i, i + 1, "identifier", "a telephone number")
    if word.isdecimal() and len(word) > 2 and s.word(i - 1) in _NUMBERED:
        return other(i, i + 1, "identifier", "a reference number")
    if word.isdecimal() and (len(word) >= _LONG or (word[0] == "0" and len(word) > 1)):
        return _unbroken(s, i, lex)
    return None


def _digit_groups(s: Sentence, i: int, *, loose: bool) -> tuple[int, int, int]:
    """(token after them, how many, how many digits) of groups joined by - / . or,
    after a "+" or an area code, by blanks."""
    last, groups, figures = i + 1, 1, len(s.low[i])
    if loose and s.word(last) == ")":
        last += 1
    while True:
        step = 0
        if (
            s.word(last) in {"-", "/", "."}
            and s.word(last + 1).replace(".", "").isdecimal()
            and s.glued(last) == s.glued(last + 1)
        ):
            step = 2
        elif loose and s.word(last).isdecimal():
            step = 1
        if not step:
            return last, groups, figures
        figures += len(s.low[last + step - 1])
        last, groups = last + step, groups + 1


def _unbroken(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    nxt = s.word(i + 1)
    counted = nxt in lex.units or nxt in lex.scales or s.word(i - 1) in lex.signs
    if counted or len(s.low[i]) > 30 or noun_follows(s, i + 1, lex):
        return None
    return other(i, i + 1, "identifier", "an unbroken row of digits, not a count")


def _chunk(s: Sentence, i: int) -> tuple[int, int]:
    """The tokens written without a blank around token `i`, at most 40 each way."""
    first, last = i, i + 1
    while first > 0 and s.glued(first) and i - first < 40:
        first -= 1
    while last < len(s.low) and s.glued(last) and last - i < 40:
        last += 1
    return first, last


def _is_address(chunk: list[str]) -> bool:
    if "@" in chunk or "_" in chunk or "www" in chunk:
        return True
    for j, word in enumerate(chunk):
        if word == "/" and chunk[j + 1 : j + 2] == ["/"]:
            return True
    return chunk[0] == "0" and len(chunk) > 1 and chunk[1][:1] == "x"
