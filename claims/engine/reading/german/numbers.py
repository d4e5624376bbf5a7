"""The value of a German number at its token: digits, words, magnitudes, shares."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.german.words import number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.magnitudes import take_magnitude
from claims.engine.reading.mentions import Mention
from claims.engine.reading.numerals import read_numeral
from claims.engine.reading.tokens import Sentence

#: Kinds of units that an article before them counts.
COUNTED_BY_ONE = frozenset({"percent", "percentage_point"})


def read_number(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The number at token `i`, with the article that belongs to it, or None."""
    word = s.low[i]
    if word[0].isdecimal() or word in lex.glyphs:
        n = read_numeral(s, i, lex)
        if n is not None and not n.fault:
            n.grouped = n.grouped or "." in word
            _after_value(s, n, lex)
        return n
    said = number_word(word)
    if said is None:
        return _one(s, i, lex)
    reader = _READERS.get(said.kind)
    return reader(s, i, said.value, lex) if reader else None


def _after_value(s: Sentence, n: Mention, lex: Lexicon) -> None:
    """The stop of "Mio.", a magnitude after it, a share: "2 Drittel", "3 Dutzend"."""
    if s.word(n.last - 1) in lex.lists["numbers.abbreviated"] and s.word(n.last) == ".":
        n.last += s.glued(n.last)
    word = s.word(n.last)
    if n.value is None:
        return
    if word in lex.groups and lex.groups[word] == 12:
        n.low = n.high = n.value * 12
        n.last, n.scale = n.last + 1, True
    elif word in lex.denominators and lex.denominators[word] > 2 and not n.scale:
        part = lex.denominators[word]
        if 0 < n.value < part and n.value == n.value.to_integral_value():
            n.low = n.high = n.value / part
            n.last, n.form = n.last + 1, "fraction"


def _one(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "ein Prozent", "um einen Prozentpunkt"; else an article counts nothing."""
    if s.low[i] not in lex.lists["numbers.article"]:
        return None
    unit = lex.units.get(s.word(i + 1))
    if unit is None or unit.kind not in COUNTED_BY_ONE:
        return None
    return Mention(i, i + 1, Decimal(1), Decimal(1), "words")


def _cardinal(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    if s.low[i] in lex.scales and s.word(i - 1) in lex.lists["numbers.several"]:
        return _scale(s, i, value, lex)  # "mehrere hundert"
    n = Mention(i, i + 1, value, value, "words")
    take_magnitude(s, n, lex)
    _after_value(s, n, lex)
    return n


def _scale(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    """As in "eine Million", "mehrere Millionen", "hundert"; bare plurals say M to 10 M."""
    before = s.word(i - 1)
    vague = before in lex.lists["numbers.several"] or (
        before not in lex.lists["numbers.article"]
        and s.low[i].endswith(("onen", "rden"))
    )
    if vague:
        first = i - 1 if before in lex.lists["numbers.several"] else i
        return Mention(
            first, i + 1, value, value * 10, "vague", scale=True, factor=value
        )
    first = i - 1 if before in lex.lists["numbers.article"] else i
    n = Mention(first, i + 1, value, value, "words", scale=True, factor=value)
    take_magnitude(s, n, lex)
    _after_value(s, n, lex)
    return n


def _vague(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    n = Mention(i, i + 1, value, value * 10, "vague", scale=True)
    scale = lex.scales.get(s.word(n.last))
    if scale is not None and n.low is not None and n.high is not None:
        n.low, n.high, n.last = n.low * scale, n.high * scale, n.last + 1
    return n


def _group(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    """As in "ein Dutzend", "ein paar hundert"; "ein paar" alone is no number."""
    first = i - 1 if s.word(i - 1) in lex.lists["numbers.article"] else i
    if s.low[i] in lex.lists["numbers.pair"]:
        scale = lex.scales.get(s.word(i + 1)) or lex.vague.get(s.word(i + 1))
        if scale is None:
            return None
        return Mention(first, i + 2, scale, scale * 10, "vague", scale=True)
    if s.word(i - 1) in lex.lists["numbers.several"]:
        return Mention(i - 1, i + 1, value, value * 10, "vague", scale=True)
    return Mention(first, i + 1, value, value, "group", scale=True)


def _half(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    """As in "die Hälfte", "eine halbe Million", "eine halbe Stunde"."""
    before = s.word(i - 1)
    whole = s.word(i + 1) in lex.scales
    noun = s.low[i] in lex.lists["numbers.half_noun"]
    if not (noun or whole or s.word(i + 1) in lex.unit_starts):
        return None
    articles = lex.lists["numbers.article"] | lex.lists["qualifiers.definite"]
    n = Mention(i - 1 if before in articles else i, i + 1, value, value, "fraction")
    if whole:
        take_magnitude(s, n, lex)
        n.form = "words"
    return n


def _part(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    """As in "ein Drittel"; "im letzten Drittel" and "das Viertel" count nothing."""
    if s.word(i - 1) not in lex.lists["numbers.article"]:
        return None
    share = Decimal(1) / value
    return Mention(i - 1, i + 1, share, share, "fraction")


def _shares(s: Sentence, i: int, value: Decimal, lex: Lexicon) -> Mention | None:
    return Mention(i, i + 1, value, value, "fraction")


_READERS = {
    "cardinal": _cardinal,
    "scale": _scale,
    "vague": _vague,
    "group": _group,
    "half": _half,
    "part": _part,
    "shares": _shares,
}
