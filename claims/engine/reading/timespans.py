"""Stretches of the calendar without a preposition, and how long something took."""

from __future__ import annotations

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_plural
from claims.engine.reading.timeevents import DATING, HOLDERS, free
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_HAPPENINGS = word_list("timeframes.happenings")
_YEARLY = word_list("timeframes.yearly")
_NET = word_list("timeframes.net")
_RANKS = word_list("timeframes.superlatives")
_LONG_UNITS = frozenset({"year", "month", "week", "day", "hour", "decade"})
_PARTS_OF_DAY = frozenset({"night", "afternoon", "morning", "weekend", "season"})
#: "They have paid 40 for a decade", but "they followed 40 for a decade".
_PERFECT = frozenset({"has", "have"})
_OPENS = frozenset({"", "(", ";", ",", ":", "|", "-"})


def to_date(s: Sentence, i: int) -> int:
    """As in "year to date", "year-to-date"."""
    k = i + 1 + (s.word(i + 1) == "-")
    if s.word(k) != "to":
        return i
    k += 1 + (s.word(k + 1) == "-")
    return k + 1 if s.word(k) == "date" else i


def dates_event(s: Sentence, i: int, end: int, lex: Lexicon) -> int:
    """The year of "the 1978 fire", "the budget for 2027", "its 2024 revenue"."""
    before, after = s.word(i - 1), s.word(end)
    happened = before == "the" and after in _HAPPENINGS
    if happened or (before == "of" and s.word(i - 2) in _HAPPENINGS):
        return end
    opens = before in {"", "the", '"'} or before.endswith("'s") or before in HOLDERS
    yearly = after in _YEARLY or (s.word(end + 1) in _YEARLY and after in _NET)
    return end if opens and yearly else i


def labels(s: Sentence, i: int, end: int) -> bool:
    """The "May" of "(May: 4,000)", "Births: 2019: 40; 2020: 45"."""
    return s.word(end) == ":" and s.word(i - 1) in _OPENS and s.word(end + 1) != ""


def every_since(s: Sentence, i: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """As in "each summer since 2018"."""
    if s.word(i + 1) not in lex.periods["spans"] or s.word(i + 2) != "since":
        return i
    return dated[i + 3].last if i + 3 in dated else i


def month_of(s: Sentence, i: int, lex: Lexicon) -> int:
    """The "November" of "November sales were 40", "November alone", "Jan-Oct"."""
    noun = s.word(i + 1)
    if noun == "alone":
        return i + 2
    if noun == "-" and is_month(s, i + 2, lex):
        return i + 4 if year_value(s.word(i + 3)) else i + 3
    opens = s.word(i - 1) in {"", "the", "its", "their", '"', "for"}
    plain = noun.isalpha() and noun not in lex.closed and not s.capitalised(i + 1)
    return i + 1 if opens and plain and is_plural(noun, lex) else i


def lasting(s: Sentence, i: int, m: Mention, lex: Lexicon) -> int:
    """The "in three years" of "fell 5% in three years", not of "first in three years"."""
    ranked = any(
        s.low[k] in _RANKS or (s.low[k] in lex.ordinals and s.word(k - 1) != "a")
        for k in range(max(0, i - 4), i)
    )  # "rose by a third in five years"
    follows = s.word(m.last) in DATING | {"time", "ago"}
    whole = m.unit in _LONG_UNITS and "-" not in s.low[m.first : m.last]
    return m.last if whole and not ranked and not follows else i


def a_span(s: Sentence, i: int, lex: Lexicon) -> int:
    """As in "in a decade", "in a single night"; "for a year" only in front."""
    k = i + 2 + (s.word(i + 2) == "single")
    span = s.word(k)
    whole = span in _LONG_UNITS or (k > i + 2 and span in _PARTS_OF_DAY)
    follows = s.word(k + 1)
    ends = follows in lex.closed or not follows[:1].isalpha()
    if k > i + 2 and whole:
        return k + 1
    if not whole or not ends or follows in {"of", "or", "when", "that", "and"}:
        return i
    lasts = i < 2 or s.word(i - 1) in _LONG_UNITS or not _PERFECT.isdisjoint(s.words)
    return i + 3 if lasts or s.low[i] != "for" else i


def book_year(s: Sentence, j: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """As in "fiscal 2024", "its fiscal third quarter", "financial year 2023-24"."""
    k = j + 1 + (s.word(j + 1) in lex.periods["spans"])
    if k in dated and dated[k].kind in {"year", "period", "date"}:
        return dated[k].last
    return k if k > j + 1 and free(s, k, lex) else j
