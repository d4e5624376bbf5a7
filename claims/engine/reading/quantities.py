"""Numbers with their units, ranges and qualifiers, composed left to right."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.compounds import join_article
from claims.engine.reading.groups import read_couple, read_group, read_part, read_scaled
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import (
    feet_and_inches,
    hours_and_minutes,
    unit_after,
)
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.money import money_letter
from claims.engine.reading.multiples import MARKS, read_multiple, read_times
from claims.engine.reading.naming import crosses
from claims.engine.reading.numerals import read_figures, read_numeral
from claims.engine.reading.rates import OPENERS, per_tail
from claims.engine.reading.ratios import HYPHENED, NEXT, read_ratio
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.units import attach_unit
from claims.engine.reading.wordlists import word_list
from claims.engine.reading.wordnumbers import read_round_plural

_JOINED = frozenset({"duration", "measure", "fraction"})
_DASHES = frozenset({"-", "\u2013", "\u2014"})


def read_quantity(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The quantity whose number starts at token `i` (or at the article before it)."""
    word = s.low[i]
    if "0" <= word < ":":
        m: Mention | None = read_round_plural(s, i, lex) or read_figures(s, i, lex)
    elif word in lex.multiples:
        return read_multiple(s, i, lex)
    else:
        m = _numeral(s, i, lex)
    if m is None:
        return None
    if m.fault:
        return _faulty(s, m, i)
    m.left, m.right, m.number_end = m.first, m.last, m.last
    if s.word(m.first - 1) in _SIGNS:
        _negative(s, m, lex)
    elif s.word(m.last) == ")" and "(" in (s.word(m.first - 1), s.word(m.first - 2)):
        _bracketed(s, m, lex)
    if m.form == "fraction" and not m.scale:
        _fraction(s, m, lex)
    else:
        after = s.word(m.last)
        if m.unit_ahead or (
            (after in NEXT or s.word(m.last + 1) in HYPHENED[after == "-"])
            and read_ratio(s, m, lex)
        ):
            pass
        elif after not in MARKS or not read_times(s, m, lex):
            attach_unit(s, m, lex)
            if m.kind == "money" and s.word(m.first - 1) in _SIGNS:
                _negative(s, m, lex)  # "-$5m", "minus \u00a3300 million"
            if s.word(m.last) == "and":
                _half_after_unit(s, m)
            elif s.word(m.last + 1) in _FROST:
                _from_zero(s, m)
    if m.kind in _JOINED and s.word(m.first - 1) in {"and", "a"}:
        join_article(s, m, lex)
    if m.kind == "count" and s.glued(m.last) and s.low[m.last][0].isalpha():
        return m if crosses(s, m.last) else _coded(s, m)
    if m.kind == "count" and not m.unit and s.low[m.first] == ".":
        _average(s, m)
    if m.doubtful and not m.scale and m.kind in _EITHER:
        m.doubts += ("value",)
    if s.word(m.last) in OPENERS or s.word(m.last + 1) == "-":
        tail = per_tail(s, m.last, lex) if m.kind != "age" else None
        if tail is not None:
            m.per, m.right = tail
    elif s.word(m.last) in _EXTRA and s.word(m.last + 1) in _FOR_EACH:
        tail = per_tail(s, m.last + 1, lex)  # "120 euros more a year"
        if tail is not None:
            m.per, m.right = tail
    return m


def _average(s: Sentence, m: Mention) -> None:
    """The ".312" of a hitter, a ".926 save percentage": an index of what came off."""
    if len(s.low[m.first + 1]) == _THREE and m.last == m.first + 2:
        m.kind = "index"


_THREE = 3
_EXTRA = frozenset({"more", "less", "extra", "fewer"})
_FOR_EACH = frozenset({"a", "an", "per", "every", "each"})
#: What may as well be a thousand times as much: "1.234 tonnes".
_EITHER = frozenset({"count", "money", "measure"})


def _faulty(s: Sentence, m: Mention, i: int) -> Mention:
    height = feet_and_inches(s, i) if "'" in s.low[i] else None
    kind = "label" if m.fault.startswith("a version") else "identifier"
    return height or other(m.first, m.last, kind, m.fault)


def _coded(s: Sentence, m: Mention) -> Mention:
    """The "13F" of a form, "24703L202": letters that are no unit make it a name."""
    if s.low[m.last] == "h" and (lasting := hours_and_minutes(s, m)):
        return lasting
    last = m.last
    while s.glued(last) and s.low[last][0].isalnum():
        last += 1
    return other(m.first, last, "label", "part of a name or code", m.low)


def _numeral(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    word, before = s.low[i], s.word(i - 1)
    if word in lex.scales:
        return read_scaled(s, i, before, lex)
    if word in {"couple", "pair", "trio", "score"}:
        return read_couple(s, i, lex)
    if word in lex.groups:
        return read_group(s, i, before, lex)
    parts = word in lex.denominators and word != "half"
    if parts or (word == "second" and before == "every"):
        return read_part(s, i, before, lex)
    return read_numeral(s, i, lex)


def _fraction(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """Half of something is a share; half an hour is a duration."""
    m.kind, m.unit = "fraction", "fraction"
    if s.low[m.first] == "every":
        m.form = "ratio"  # "every third shop"
        return
    j = m.last
    if s.word(j) == "of" and s.word(j + 1) in {"a", "an", "one"}:
        j += 1
    if s.word(j) in {"a", "an", "one"} or (s.word(j) == "-" and s.glued(j)):
        j += 1
    elif s.word(m.last) not in lex.unit_starts:
        return
    found = unit_after(s, j, lex)
    if found is None and s.word(j) == "point":
        found = lex.units["point"], j + 1  # "half a point"
    if found is None:
        return
    unit, end = found
    if unit.kind == "index":
        m.kind, m.unit = "percentage_point", "percentage point"  # "a quarter-point cut"
        m.last = m.right = end
    elif unit.kind in {"duration", "measure", "percent", "percentage_point", "money"}:
        m.kind, m.unit = unit.kind, unit.name
        m.last = m.right = end


def _half_after_unit(s: Sentence, m: Mention) -> None:
    """As in "a year and a half", "two years and a half"."""
    if m.kind not in {"duration", "measure"} or m.low is None or m.low != m.high:
        return
    j = m.last
    if (s.word(j), s.word(j + 1), s.word(j + 2)) == ("and", "a", "half"):
        m.low = m.high = m.low + Decimal("0.5")
        m.last = m.right = j + 3


_FROST = frozenset({"zero", "freezing"})


def _from_zero(s: Sentence, m: Mention) -> None:
    """As in "5 degrees below zero", "30 below zero"."""
    way, zero = s.word(m.last), s.word(m.last + 1)
    warm = m.kind == "temperature"
    bare = m.kind == "count" and not m.unit
    if way not in {"above", "below"} or not (warm or bare):
        return
    if zero != "zero" and m.unit != "celsius":
        return
    m.kind, m.unit = "temperature", m.unit or "degree"
    m.last = m.right = m.last + 2
    if way == "below":
        _negate(m)


def _either_way(s: Sentence, k: int) -> bool:
    """A "plus or minus" or "\u00b1" ends at token `k`."""
    sign = s.word(k)
    if sign == "minus":
        return s.word(k - 1) == "or"
    return sign == "\u00b1" or (sign == "-" and s.low[max(0, k - 2) : k] == ["+", "/"])


_MINUS = frozenset({"minus", "negative"})
#: One of these stands before a number that is negative, or may be.
_SIGNS = frozenset({"-", "\u2013", "\u00b1", "minus", "negative"})


def _negative(s: Sentence, m: Mention, lex: Lexicon) -> None:
    k = m.first - 1
    sign = s.low[k]
    if sign == "-" and s.word(k - 1) in _MINUS and s.glued(k) and s.glued(k + 1):
        k, sign = k - 1, "minus"  # "minus-40"
    if sign == "-" and s.word(k - 1) in {"$", "\u00a3", "\u20ac"} and s.glued(k):
        m.kind, m.unit, m.unit_ahead = "money", lex.signs[s.low[k - 1]], True
        m.first = m.left = k - 1
        money_letter(s, m)
        _negate(m)
        return
    if _either_way(s, k):
        m.either_way = True
        return
    if sign in _MINUS:
        m.first = m.left = k
        _negate(m)
        return
    elif (
        sign in {"-", "\u2013"}
        and s.glued(k + 1)
        and (not s.glued(k) or s.word(k - 1) in {"<", ">", "=", "("})
        and (k == 0 or not s.word(k - 1)[:1].isdecimal())
        and m.form in {"digits", "fraction"}
    ):
        if sign == "\u2013" and s.word(k - 1)[:1].isalpha():
            return
        m.first = k
    else:
        return
    m.left = m.first
    _negate(m)
    m.form = "negative" if m.form == "digits" else m.form


def _bracketed(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """The loss of "(8) million euros", "$(8.1) million": a figure in brackets."""
    after, before = s.word(m.last + 1), s.word(m.first - 2)
    if s.word(m.first - 1) in lex.signs:
        _loss(s, m, lex)
        return
    if before[:1].isdecimal() or m.form != "digits" or m.low is None:
        return  # "12 (8) million": last year's
    scale = lex.scales.get(after)
    named = lex.units.get(after)
    sign = lex.signs.get(before)
    if scale is None and not sign and (named is None or named.kind != "money"):
        return
    m.last += 1
    m.first -= 1
    if sign is not None:
        m.first -= 1
        m.kind, m.unit, m.unit_ahead = "money", sign, True
    if scale is not None:
        m.low = m.high = m.low * scale
        m.factor, m.scale = scale, True
        m.last += 1
    m.left, m.right, m.number_end = m.first, m.last, m.last
    _negate(m)


def _loss(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """The ($0.12) of "reported ($0.12) earnings per share"; an aside repeats a number."""
    led = s.word(m.first - 3) in _REPORTING and s.word(m.first - 2) == "("
    if not led or _EARNED.isdisjoint(s.words):
        return
    m.kind, m.unit, m.unit_ahead = "money", lex.signs[s.low[m.first - 1]], True
    m.first, m.last = m.first - 2, m.last + 1
    m.left, m.right, m.number_end = m.first, m.last, m.last
    _negate(m)


_REPORTING = word_list("quantities.reporting")
_EARNED = frozenset({"eps", "earnings", "loss", "income"})


def _negate(m: Mention) -> None:
    if m.low is not None and m.high is not None:
        m.low, m.high = -m.high, -m.low
