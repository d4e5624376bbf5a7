"""Numbers inside German names, addresses, references and telephone numbers."""

from __future__ import annotations

from claims.engine.reading.labels import read_joined, read_tail
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import named
from claims.engine.reading.tokens import Sentence


def read_label(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Covid-19, G20, Artikel 5, \u00a7 218, Hauptstra\u00dfe 12, ICE 578, Nr. 3."""
    word = s.low[i]
    if word in lex.roman:
        return _roman(s, i)
    return (
        read_joined(s, i, lex)
        or _street(s, i, lex)
        or _after_prefix(s, i, lex)
        or read_tail(s, i, lex)
    )


def _roman(s: Sentence, i: int) -> Mention | None:
    if not s.original(i).isupper() or not s.capitalised(i - 1):
        return None
    last = i + 1
    if s.word(last) == "." and s.glued(last) and last + 1 < s.size:
        last += 1
    return other(i - 1, last, "label", named(s, i - 1, last))


def _street(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    before = s.word(i - 1)
    if not s.capitalised(i - 1) or not s.low[i].isdecimal() or len(s.low[i]) > 3:
        return None
    if not before.endswith(tuple(lex.labels["streets"])) or s.capitalised(i + 1):
        return None
    return other(i - 1, i + 1, "identifier", "part of an address")


def _after_prefix(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    before = i - 1
    if s.word(before) == "." and s.word(before - 1) in lex.lists["labels.abbreviated"]:
        before -= 1
    if before < 0 or s.glued(i):
        return None
    word = s.low[before]
    sign = word in lex.lists["labels.always"]
    if word not in lex.labels["prefixes"] or not (sign or s.capitalised(before)):
        return None
    if len(word) == 1 and not (sign or s.low[i].isdecimal()):
        return None
    if s.word(i + 1) in lex.scales or s.word(i + 1) in lex.unit_starts:
        return None
    if "," in s.low[i] or len(s.low[i]) > 6:
        return None
    last = i + 1
    joints = (
        lex.lists["ranges.to"] | lex.lists["ranges.and"] | lex.lists["numbers.out_of"]
    )
    paired = s.word(last) in joints and s.word(last + 1).isdecimal()
    if paired and not s.capitalised(last + 2):
        last += 2
    return other(before, last, "label", named(s, before, last))


def read_identifier(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Telephone numbers, file references: digits that name something."""
    word = s.low[i]
    case = lex.lists["labels.case"]
    near = [k for k in range(max(0, i - 4), i) if s.low[k] in case]
    if near and all(not s.low[k][:1].isdecimal() for k in range(near[-1], i)):
        last = i + 1
        while last < s.size and (
            s.low[last] in {"/", "-"} or s.low[last][0].isdecimal() or _shout(s, last)
        ):
            last += 1
        return other(i, last, "identifier", "a reference number")
    if not word.isdecimal():
        return None
    plus = s.word(i - 1) == "+" and s.glued(i)
    if plus or (word[0] == "0" and len(word) > 2):
        last, figures = i + 1, len(word)
        while s.word(last).isdecimal() or (
            s.word(last) in {"/", "-"} and s.word(last + 1).isdecimal()
        ):
            figures += len(s.low[last])
            last += 1
        if figures > 5:
            first = i - 1 if plus else i
            return other(first, last, "identifier", "a telephone number")
    slashed = s.word(i + 1) == "/" and s.glued(i + 1) and s.glued(i + 2)
    if slashed and s.low[i + 2].isdecimal() and len(s.low[i + 2]) >= 3 > len(word) - 1:
        return other(i, i + 3, "identifier", "a reference number")
    if len(word) >= 8 and not s.capitalised(i + 1):
        return other(i, i + 1, "identifier", "an unbroken row of digits, not a count")
    return None


def _shout(s: Sentence, k: int) -> bool:
    return len(s.low[k]) <= 3 and s.original(k).isalpha() and s.original(k).isupper()
