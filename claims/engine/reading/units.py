"""The unit of a number: signs and codes before it, words and symbols after it."""

from __future__ import annotations

from claims.engine.reading.ages import (
    BESIDE_AGE,
    YEARS_OLD,
    grow_to_age,
    read_age,
    without_commas,
)
from claims.engine.reading.lexicon import Lexicon, Unit
from claims.engine.reading.measures import SIZES, unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.millions import is_million
from claims.engine.reading.money import (
    MONEY_LETTERS,
    code_after,
    code_after_money,
    is_weight,
    money_before,
    money_letter,
    scale_by,
)
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_BRACKETS = frozenset({"(", "[", "{", "<"})
#: May stand for a billion, a million or a metre, or degrees.
_LETTERS = frozenset({"b", "m", "c", "f"})
_PARTED = frozenset({"percent", "percentage", "point"})
_OF = frozenset({"de", "di"})
_VAGUELY = {"odd": "about", "plus": "more_than"}


def attach_unit(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """Fill kind and unit of `m`, and grow its span over the unit."""
    before, after = s.word(m.first - 1), s.word(m.last)
    code, first = "", 0
    if before in lex.moneyed:
        code, first = money_before(s, m.first, lex)
    aged = after == "of" and without_commas(s, m.first)
    if (aged or before in BESIDE_AGE or after in YEARS_OLD) and read_age(s, m, lex):
        return
    if before == "/" and _aperture(s, m):
        return
    if code:
        m.kind, m.unit, m.unit_ahead = "money", code, True
        m.first = m.left = first
        if s.low[first] == f"m{code.lower()}":
            scale_by(m, MONEY_LETTERS["m"], m.last)  # "MEUR 30"
        if s.low[first] == "sh":
            m.doubts += ("unit",)  # of Kenya, as of its neighbours
        money_letter(s, m)
        code_after_money(s, m, lex)
        return
    j = m.last
    if after in lex.moneyed and code_after(s, m, lex):
        return
    if after in _LETTERS and _letter_after(s, m, lex):
        return
    if after in _BRACKETS:
        inside = unit_after(s, j + 1, lex)
        if inside is not None and s.word(inside[1]) in {")", "]", "}", ">"}:
            _take(s, m, inside[0], inside[1] + 1)
        return
    if after == "of" and (m.form == "vague" or m.form == "group"):
        j += 1
    elif after == "of" and s.word(j + 1) == "a" and s.word(j + 2) in _PARTED:
        j += 2  # "0.7 of a percentage point"
    elif after in _OF and m.scale:
        j += 1  # "3,5 millones de euros"
    found = unit_after(s, j, lex)
    if found is None and after == "-" and s.word(j + 1) in _VAGUELY:
        found = unit_after(s, j + 2, lex)  # "fifty-odd years"
        if found is not None:
            m.qualifier = _VAGUELY[s.low[j + 1]]
    if found is not None:
        _take(s, m, found[0], found[1])
    elif m.scale:
        _named_before(s, m, lex)


def _aperture(s: Sentence, m: Mention) -> bool:
    """The f/1.8 of a lens."""
    if s.word(m.first - 2) != "f" or not (s.glued(m.first) and s.glued(m.first - 1)):
        return False
    m.kind = "index"
    m.first = m.left = m.first - 2
    return True


def _named_before(s: Sentence, m: Mention, lex: Lexicon) -> None:
    """As in "dollar 22.5 million", "rupees 50 crore"."""
    unit = lex.units.get(s.word(m.first - 1))
    before = s.word(m.first - 2)
    named = unit is not None and unit.kind == "money" and not unit.fragile
    if before[:1].isdecimal() or before in lex.triggers:
        return  # "64 cents a dozen"
    if named and unit is not None and not s.word(m.last)[:1].isalpha():
        m.kind, m.unit = "money", unit.name
        m.first = m.left = m.first - 1


def _take(s: Sentence, m: Mention, unit: Unit, end: int) -> None:
    name = s.low[end - 1]
    if unit.kind == "per_mille":
        m.kind, m.unit = "percent", "percent"
        m.low = m.low / 10 if m.low is not None else None
        m.high = m.high / 10 if m.high is not None else None
    else:
        m.kind, m.unit = unit.kind, unit.name
    if unit.kind == "money":
        m.money_name = " ".join(s.low[m.last : end]).lstrip("- ")
    m.last = m.right = end
    if unit.kind == "duration":
        grow_to_age(s, m)
    elif unit.name == "degree" and _turned(s, m):
        m.kind, m.unit = "measure", "degree of arc"
    elif name == "nm" and (s.word(end) == "off" or not _AT_SEA.isdisjoint(s.words)):
        m.unit = "nautical mile"
    elif name in {"pound", "pounds"} and is_weight(s, m):
        m.kind, m.unit, m.money_name = "measure", "pound-mass", ""
    elif unit.kind == "index" and unit.name == "point":
        _points(s, m)


def _turned(s: Sentence, m: Mention) -> bool:
    """Degrees of an angle, a bearing or a place on the map, not of heat."""
    if s.word(m.last) in _ANGLES or s.word(m.last + 1) in _ANGLES:
        return True
    return not _TURNING.isdisjoint(s.low[max(0, m.first - 4) : m.first])


_AT_SEA = word_list("units.at_sea")
_ANGLES = word_list("units.angles")
_TURNING = word_list("units.turning")


def _points(s: Sentence, m: Mention) -> None:
    """As in "rose 3 points to 12 percent", "leads by 9 points in the polls"."""
    if s.low[m.last : m.last + 2] == [",", "or"]:
        return
    near = s.low[max(0, m.first - 12) : m.last + 8]
    ahead = s.low[m.last : m.last + 6]
    moved = s.word(m.last) == "to" and not _PERCENT.isdisjoint(ahead)
    shares = not (_PERCENT.isdisjoint(near) and _POLLING.isdisjoint(near))
    shares = shares or ("error" in near and not _PERCENT.isdisjoint(s.words))
    shares = shares or s.low[m.last - 2] == "a"  # "a raise of 0.8 of a point"
    if moved or (
        shares and _MARKETS.isdisjoint(s.words) and (m.low or 0) <= _MOST_POINTS
    ):
        m.kind, m.unit = "percentage_point", "percentage point"


_PERCENT = frozenset({"percent", "%", "cent"})
_POLLING = word_list("units.polling")
_MARKETS = word_list("sharing.markets")
_MOST_POINTS = 60


def _letter_after(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """Letters that stand for a million, a metre or a degree by their company."""
    j = m.last
    word = s.low[j]
    if word == "b" and s.glued(j) and m.form == "digits" and not s.glued(j + 1):
        scale_by(m, MONEY_LETTERS["b"], j + 1)
        return True
    if word == "c" and s.glued(j) and _shouted(s):
        return _small_c(s, m, lex)
    if word in {"c", "f"} and _warm(s, m, j):
        m.kind = "temperature"
        m.unit = "celsius" if word == "c" else "fahrenheit"
        m.last = m.right = j + 1
        return True
    if word == "c" and s.glued(j) and not s.original(j).isupper():
        return _small_c(s, m, lex)
    apart = not s.glued(j) and s.original(j) == "M" and s.word(j + 1) not in SIZES
    million = apart or (s.glued(j) and is_million(s, m.first, j, lex))
    if word == "m" and million and not m.scale:
        scale_by(m, MONEY_LETTERS["m"], j + 1)
        found = unit_after(s, j + 1, lex)
        if found is not None:
            _take(s, m, found[0], found[1])
        else:
            code_after(s, m, lex)
        return True
    return False


def _shouted(s: Sentence) -> bool:
    """A HEADLINE OF PRICES IN CAPITALS."""
    return not _PRICING.isdisjoint(s.words) and s.view[s.start : s.end].isupper()


def _small_c(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The 40c of a price is cents, of the weather degrees; without either it is open."""
    j = m.last
    if s.glued(j + 1) and s.word(j + 1)[:1].isalnum():
        return False
    if m.form not in {"digits", "negative"} or m.scale or (m.low or 0) > _MOST_CENTS:
        return False
    if not _WEATHER.isdisjoint(s.words):
        m.kind, m.unit = "temperature", "celsius"
    else:
        m.kind, m.unit = "money", "cent"
        priced = not (
            _PRICING.isdisjoint(s.words) and lex.signs.keys().isdisjoint(s.words)
        )
        m.doubts += () if priced else ("unit",)
    m.last = m.right = j + 1
    return True


_WEATHER = word_list("units.weather")
_PRICING = word_list("units.pricing")
_MOST_CENTS = 999


def _warm(s: Sentence, m: Mention, j: int) -> bool:
    """A letter after a number reads as degrees only where a temperature may be."""
    if m.low is None or m.grouped or not -150 <= m.low <= 3000:
        return False
    if m.form not in {"digits", "negative"} or not s.original(j).isupper():
        return False
    if s.word(j + 1)[:1].isalpha() and not s.glued(j) and _WEATHER.isdisjoint(s.words):
        return False
    if s.word(j + 1)[:1].isdecimal() and s.glued(j + 1):
        return False
    return (
        s.word(j + 1) != "-"
        and s.word(j + 1)[:1] not in {"/"}
        and not (s.glued(j) and s.word(j + 1) in {"filing", "filings", "be"})
    )
