"""Digits that name something: telephone numbers, addresses, code."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import named, noun_follows, type_end
from claims.engine.reading.numerals import leading_point
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_street(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """10 Downing Street, 221 Baker St."""
    if not s.low[i].isdecimal() or len(s.low[i]) > 5 or not s.capitalised(i + 1):
        return None
    if s.low[i + 1] in lex.closed:
        return None  # "31 WERE UNDER WAY"
    for j in range(i + 2, min(i + 5, len(s))):
        if not s.capitalised(j):
            return None
        if s.low[j] in lex.labels["streets"]:
            return other(i, i + 1, "identifier", "part of an address")
    return None


def read_block(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """The 4400 of "the 4400 block of Dell Avenue": where it lies."""
    hundreds = s.low[i].isdecimal() and s.low[i].endswith("00")
    if not hundreds or s.word(i + 1) != "block" or s.word(i - 1) != "the":
        return None
    if s.word(i + 2).isalpha() and s.word(i + 2) != "of":
        return None
    return other(i, i + 2, "label", named(s, i, i + 2))


_DIALLING = word_list("identifiers.dialling")


_CALLED = frozenset({"call", "caller", "operator", "dispatcher", "hotline"})
_EMERGENCY = frozenset({"911", "999", "112", "311"})
_CENTRES = frozenset({"center", "centre", "calls", "callers", "dispatchers", "system"})
_CENTRES |= frozenset({"operators", "tape", "tapes", "recording", "recordings"})
_FREE_OF_CHARGE = frozenset({"800", "833", "844", "855", "866", "877", "888", "900"})
_NUMBERED = word_list("identifiers.numbered")
LONG = 8


#: Without one of these there is no address.
ADDRESSING = frozenset({"@", "_", "www", "/", "0"})


def read_address(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """Digits inside a web or mail address, a path, or code."""
    if ADDRESSING.isdisjoint(s.words) or not (s.glued(i) or s.glued(i + 1)):
        return None
    first, last = _chunk(s, i)
    if not _is_address(s.low[first:last]):
        return None
    while not s.low[last - 1][0].isalnum():
        last -= 1
    return other(i, max(last, i + 1), "identifier", "part of an address or of code")


_REFERENCES = word_list("furniture.references")
REFERENCE_MARKS = frozenset({"/", "-"})


def read_reference(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """Case no. 4471/22, report 2024-41: a number in two parts after what it names."""
    mark, tail = s.word(i + 1), s.word(i + 2)
    if mark not in REFERENCE_MARKS or not (s.glued(i + 1) and s.glued(i + 2)):
        return None
    if not (s.low[i].isdecimal() and tail.isdecimal()):
        return None
    before = i - 2 if s.word(i - 1) in {".", ":", "#"} else i - 1
    if s.word(before) not in _REFERENCES:
        return None
    if int(s.low[i][-2:]) + 1 == int(tail[-2:]) and len(s.low[i]) == 4:
        return None  # "the annual report 2023-24" names its year
    last = i + 3
    while s.word(last) == mark and s.glued(last) and s.word(last + 1).isdecimal():
        last += 2
    return other(i, last, "identifier", "a reference number")


def read_identifier(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Phone and account numbers, types of aircraft: digits that name something."""
    word, following = s.low[i], s.word(i + 1)
    last = type_end(s, i)
    if last and unit_after(s, last, lex) is None:
        first = i - (s.word(i - 1) in {"boeing", "airbus"})
        return other(first, last, "label", named(s, first, last))
    if (
        len(word) < 3
        and word[0] != "0"
        and following not in _JOINTS
        and s.word(i - 1) not in {"+", "("}
        and _DIALLING.isdisjoint(s.words)
    ):
        return None
    if s.word(i - 1) == "." and leading_point(s, i - 1) and s.glued(i):
        return None
    plus = s.word(i - 1) == "+" and s.glued(i)
    area = s.word(i - 1) == "(" and s.word(i + 1) == ")" and word.isdecimal()
    called = word.isdecimal() and _is_called(s, i)
    if word == "1" and s.word(i + 2) in _FREE_OF_CHARGE and s.word(i + 3) == "-":
        last, _, _ = _digit_groups(s, i, loose=False)
        while s.glued(last) and (s.low[last].isalnum() or s.low[last] == "-"):
            last += 1  # "1-800-FLOWERS"
        return other(i, last, "identifier", "a telephone number")
    last, groups, figures = _digit_groups(s, i, loose=plus or area or called)
    dialled = not _DIALLING.isdisjoint(s.low[max(0, i - 5) : i])
    if called and not plus and not noun_follows(s, last, lex):
        return other(i, last, "identifier", "a telephone number")
    if (figures >= 7 and (plus or groups >= 3)) or (
        dialled and figures > 4 and "," not in word
    ):
        first = i - 1 if plus or area else i
        return other(first, last, "identifier", "a telephone or reference number")
    emergency = word in _EMERGENCY and following in _CENTRES
    if word.isdecimal() and len(word) == 3 and (following in _CALLED or emergency):
        return other(i, i + 1, "identifier", "a telephone number")
    if word.isdecimal() and len(word) > 2 and s.word(i - 1) in _NUMBERED:
        return other(i, i + 1, "identifier", "a reference number")
    if word.isdecimal() and (len(word) >= LONG or (word[0] == "0" and len(word) > 1)):
        return _unbroken(s, i, lex)
    return None


def _is_called(s: Sentence, i: int) -> bool:
    """The number stands right after "call", "dial" or "hotline on"."""
    k = i - 1
    while s.word(k) in {"on", "at", "the", "number", ":", "."} and i - k < 4:
        k -= 1
    if s.word(k) in {"call", "phone", "ring"} and s.word(k - 1) in {"a", "the", "per"}:
        return False
    return s.word(k) in _DIALLED


_DIALLED = frozenset(
    {"text", "call", "dial", "phone", "telephone", "ring", "hotline", "tel"}
)


_JOINTS = frozenset({"-", "/", "."})

#: Beside or around a figure without one of these there is nothing to identify, unless
#: the figure itself is long or starts with a nought.
BEFORE = _NUMBERED | {"+", "("}
AFTER = _JOINTS | _CALLED | _CENTRES
WITHIN = _DIALLING | _DIALLED


def read_place(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """A place on the map: 51\u00b030\u2032N, 40\u00b0 42' 46\" N."""
    if s.word(i + 1) != DEGREE or not s.word(i + 2)[:1].isdecimal():
        return None
    j = i + 2
    while j < i + _LONGEST_PLACE and (
        s.word(j)[:1].isdecimal() or s.word(j) in _PRIMES
    ):
        j += 1
    if s.word(j) not in _WINDS or s.word(j - 1) not in _PRIMES:
        return None
    return other(i, j + 1, "identifier", "a place on the map")


DEGREE = "\u00b0"
_PRIMES = frozenset("'\"")
_WINDS = frozenset("nsew")
_LONGEST_PLACE = 8


def read_telephone(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """A number after "+" is no year and no date."""
    return read_identifier(s, i, lex) if s.word(i - 1) == "+" else None


def _digit_groups(s: Sentence, i: int, *, loose: bool) -> tuple[int, int, int]:
    """(token after them, how many, how many digits) of groups joined by - / . or,
    after a "+" or an area code, by blanks."""
    last, groups, figures = i + 1, 1, len(s.low[i])
    if loose and s.word(last) == ")":
        last += 1
    while True:
        step = 0
        if (
            s.word(last) in _JOINTS
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
    if chunk[0].startswith("10.") and chunk[1:2] == ["/"]:
        return True  # a DOI
    return chunk[0] == "0" and len(chunk) > 1 and chunk[1][:1] == "x"
