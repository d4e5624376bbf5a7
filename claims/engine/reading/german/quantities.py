"""German quantities: a number with its unit, age, multiple, share or rate."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.german.numbers import read_number
from claims.engine.reading.german.words import NumberWord, number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.units import attach_unit

_MEASURED = frozenset({"duration", "measure", "money", "percent", "percentage_point"})


def read_quantity(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    word = s.low[i]
    said = None if word[0].isdecimal() else number_word(word)
    if said is not None and said.kind in _SPECIAL:
        return _SPECIAL[said.kind](s, i, said, lex)
    if said is not None and said.kind == "half":
        half = Mention(i, i + 1, said.value, said.value, "words", "multiple", "times")
        if s.word(i + 1) in lex.lists["numbers.as_many"] and _multiple(
            s, half, i + 1, lex
        ):
            return half  # "halb so groß"
    m = read_number(s, i, lex)
    if m is None:
        return _one_of(s, i, lex)
    if m.fault:
        return other(m.first, m.last, "identifier", m.fault)
    m.left, m.right, m.number_end = m.first, m.last, m.last
    _negative(s, m, lex)
    if _age(s, m, lex) or _times(s, m, lex) or _ratio(s, m, lex):
        return m
    if m.form == "fraction" and not m.scale:
        _fraction(s, m, lex)
        return m
    attach_unit(s, m, lex)
    _old(s, m, lex)
    if m.kind == "count" and s.glued(m.last) and s.low[m.last][0].isalpha():
        return other(m.first, m.last + 1, "label", "part of a name or code", m.low)
    if m.doubtful and not m.scale and m.kind in {"count", "money", "measure"}:
        m.doubts += ("value",)
    return m


def _negative(s: Sentence, m: Mention, lex: Lexicon) -> None:
    k = m.first - 1
    sign = s.word(k)
    opens = not s.glued(k) or s.word(k - 1) == "("
    glued = sign == "-" and s.glued(m.first) and opens
    if (sign in lex.lists["numbers.minus"] or glued) and m.low is not None:
        if glued and k > 0 and s.low[k - 1][:1].isdecimal():
            return
        m.first = m.left = k
        m.low = -m.low
        m.high = m.low
        m.form = "negative"


def _age(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "35-jähriger", "35jährige", "im Alter von 5"."""
    j = m.last + (s.word(m.last) == "-" and s.glued(m.last))
    if s.word(j) in lex.lists["units.aged"] and s.glued(j):
        last = j + 1
    elif s.word(m.first - 1) in lex.lists["numbers.out_of"] and (
        s.word(m.first - 2) in lex.lists["units.age_of"]
    ):
        last = m.last + (s.word(m.last) in lex.lists["units.years"])
    else:
        return False
    m.kind, m.unit = "age", "year of age"
    m.number_end, m.last, m.right = m.last, last, last
    return True


def _old(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """As in "82 Jahre alter", "18 Monate alt"."""
    if m.kind == "duration" and s.word(m.last) in lex.lists["units.old"]:
        m.kind, m.unit = "age", f"{m.unit} of age"
        m.last = m.right = m.last + 1


def _fraction(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """Half of something is a share; "eine halbe Stunde" is a duration."""
    m.kind, m.unit = "fraction", "fraction"
    found = unit_after(s, m.last, lex)
    if found is not None and found[0].kind in _MEASURED:
        m.kind, m.unit = found[0].kind, found[0].name
        m.last = m.right = found[1]


def _ratio(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "neun von zehn", "3 von 4"."""
    if s.word(m.last) not in lex.lists["numbers.out_of"] or m.scale or m.decimals:
        return False
    if m.last + 1 >= s.size or m.value is None or m.value <= 0:
        return False
    below = read_number(s, m.last + 1, lex)
    if below is None or below.value is None or below.decimals or below.form == "vague":
        return False
    if below.value <= m.value or 1900 <= below.value <= 2100:
        return False
    unit = unit_after(s, below.last, lex)
    if unit is not None:
        return False
    m.low = m.high = m.value / below.value
    m.kind, m.unit, m.form = "fraction", "fraction", "ratio"
    m.last = m.right = m.number_end = below.last
    return True


def _one_of(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "einer von zehn Anträgen"; an article alone counts nothing, and "ist eine von
    zwölf Städten" is no share."""
    if s.low[i] not in lex.lists["numbers.article"] or (
        s.word(i - 1) in lex.words["auxiliaries"]
    ):
        return None
    one = Mention(i, i + 1, Decimal(1), Decimal(1), "words")
    return one if _ratio(s, one, lex) else None


def _times(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "4 mal so viele", "3-fache"."""
    j = m.last + (s.word(m.last) == "-" and s.glued(m.last))
    if s.word(j) not in lex.compounds["times"].split():
        return False
    following = s.word(j + 1)
    how_often = s.capitalised(j) and following not in lex.lists["numbers.as_many"]
    if s.word(j) == "mal" and (how_often or following[:1].isdecimal()):
        return False  # "3 Millionen Mal", "3 mal 4 Meter"
    if s.word(j) == "mal" and s.word(j - 1) == "-" and not _compares(s, j + 1, lex):
        m.unit, m.last, m.right = "Mal", j + 1, j + 1  # "26-mal am Tag"
        return True
    return _multiple(s, m, j + 1, lex)


def _compares(s: Sentence, j: int, lex: Lexicon) -> bool:
    """As in "so viele", "mehr als", "höheren": behind so many times a multiple."""
    word = s.word(j)
    more = word in lex.lists["trends.more"] or word in lex.lists["trends.less"]
    return (
        word in lex.lists["numbers.as_many"]
        or word.startswith(tuple(lex.lists["numbers.compared"]))
        or (more and s.word(j + 1) == "als")
    )


def _multiple(s: Sentence, m: Mention, j: int, lex: Lexicon) -> bool:
    if s.word(j) in lex.lists["numbers.as_many"]:
        if s.word(j + 1) not in lex.lists["numbers.amounts"]:
            return False
        j += 2
    m.kind, m.unit, m.form = "multiple", "times", "words"
    m.last = m.right = j
    return True


def _once(s: Sentence, i: int, said: NumberWord, lex: Lexicon) -> Mention | None:
    """As in "dreimal so viele"; alone, "dreimal" counts how often."""
    m = Mention(i, i + 1, said.value, said.value, "words", "count", "Mal")
    if s.word(i + 1) in lex.lists["numbers.as_many"]:
        _multiple(s, m, i + 1, lex)
        return m
    if _compares(s, i + 1, lex):
        _multiple(s, m, i + 1, lex)
        return m
    return None if said.value == 1 else m


def _fold(s: Sentence, i: int, said: NumberWord, lex: Lexicon) -> Mention | None:
    return Mention(i, i + 1, said.value, said.value, "words", "multiple", "times")


def _double(s: Sentence, i: int, said: NumberWord, lex: Lexicon) -> Mention | None:
    """As in "doppelt so viele", "das Doppelte"; a "doppelte Miete" counts nothing."""
    m = Mention(i, i + 1, said.value, said.value, "words", "multiple", "times")
    if s.word(i + 1) in lex.lists["numbers.as_many"] and _multiple(s, m, i + 1, lex):
        return m
    if s.capitalised(i) and s.low[i] in lex.lists["numbers.doubles"]:
        return m
    return other(i, i + 1, "idiom", "part of a phrase: nothing is counted")


def _changed(s: Sentence, i: int, said: NumberWord, lex: Lexicon) -> Mention | None:
    m = Mention(i, i + 1, said.value, said.value, "words", "multiple", "times")
    m.trend = "up" if said.value > 1 else "down"
    return m


def _each(s: Sentence, i: int, said: NumberWord, lex: Lexicon) -> Mention | None:
    """As in "jeder fünfte Haushalt"."""
    if s.word(i - 1) not in lex.lists["numbers.each"] or said.value < 2:
        return None
    if s.word(i + 1) in lex.periods["spans"]:
        return other(i, i + 1, "ordinal", "an ordinal: it ranks, it does not count")
    share = Decimal(1) / said.value
    return Mention(i - 1, i + 1, share, share, "ratio", "fraction", "fraction")


_SPECIAL = {
    "times": _once,
    "fold": _fold,
    "double": _double,
    "multiple": _changed,
    "ordinal": _each,
}
