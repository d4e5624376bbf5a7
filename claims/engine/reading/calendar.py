"""Dates, years, times of day and spans of the calendar: numbers that count nothing."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.dates import (
    DAY_JOINS,
    SUFFIXES,
    day_and_month,
    is_month,
    month_and_day,
    month_and_ordinal,
    numeric_date,
    read_time,
    year_value,
)
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.ordinals import spelled_ordinal
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list
from claims.engine.reading.years import A_PERIOD, read_year, spelled_year


def read_calendar(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The date, time, year or period that the number at token `i` belongs to."""
    word = s.low[i]
    if word == "half" and s.low[i + 1 : i + 3] == ["-", "year"] and s.glued(i + 1):
        return other(i, i + 3, "period", A_PERIOD)
    if word in lex.ordinals:
        return (
            _ordinal_period(s, i, i + 1, lex)
            or day_and_month(s, i, i + 1, lex)
            or month_and_ordinal(s, i, lex)
        )
    if word in lex.decades:
        return _named_decade(s, i)
    if not word[0].isdecimal():
        return spelled_year(s, i, lex) or _spelled_period(s, i, lex)
    if not _may_be_dated(word, s.word(i - 1), s.word(i + 1), lex.calendar):
        return None
    return (
        read_time(s, i)
        or numeric_date(s, i)
        or month_and_day(s, i, lex)
        or _suffixed(s, i, lex)
        or _decade(s, i, lex)
        or _fiscal(s, i)
        or read_year(s, i, lex)
    )


#: What stands beside a figure of the calendar, other than the name of a month.
BEFORE = frozenset({".", "'", "q", "h", "fy"})
AFTER = SUFFIXES | DAY_JOINS | {":", "o'clock", "am", "pm", "a", "p", "'", "s", "of"}
AFTER |= {"/", ".", "h", "q"}


def _may_be_dated(
    word: str, before: str, after: str, calendar: dict[str, frozenset[str]]
) -> bool:
    if len(word) == 4 or "." in word or after in AFTER or before in BEFORE:
        return True
    months, short = calendar["months"], calendar["month_abbreviations"]
    return after in months or before in months or after in short or before in short


def _suffixed(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """16th, 2nd: an ordinal in digits, or the period it names."""
    j = i + 1
    figures = s.low[i].replace(",", "")  # "the 1,000th visitor"
    if s.word(j) not in SUFFIXES or not s.glued(j) or not figures.isdecimal():
        return None
    if len(s.low[i]) > 6:
        return other(i, j + 1, "identifier", "too long for a rank")
    if s.low[j] == "st" and _in_stones(s, i):
        return None
    period = _ordinal_period(s, i, j + 1, lex)
    if period is not None:
        return period
    value = Decimal(figures)
    return other(i, j + 1, "ordinal", "an ordinal: it ranks, it does not count", value)


def _in_stones(s: Sentence, i: int) -> bool:
    """The 17 of "17st 4lb" weighs; the 21 of "the 21st" ranks."""
    first = s.low[i].endswith("1") and not s.low[i].endswith("11")
    return not first or s.word(i + 3) in {"lb", "lbs"}


def _ordinal_period(s: Sentence, i: int, j: int, lex: Lexicon) -> Mention | None:
    """Fourth quarter, first half of 1980, 21st century."""
    k = j + 1 if s.word(j) == "-" and s.glued(j) else j
    word = s.word(k)
    if word not in lex.calendar["period_parts"]:
        return None
    if word in {"half", "halves", "quarter", "quarters"}:
        if s.word(k + 1) == "of" and not _time_after(s, k + 2, lex):
            return other(i, k + 1, "period", A_PERIOD)
        if s.word(k + 1) == "-":
            return other(i, k + 1, "period", A_PERIOD)
    last = k + 1
    if s.word(last) == "of" and s.word(last + 1) in {"fiscal", "the"}:
        last += 1 if year_value(s.word(last + 2)) else 0
    if s.word(last) == "of" and year_value(s.word(last + 1)):
        last += 2
    elif year_value(s.word(last)):
        last += 1
    return other(i, last, "period", A_PERIOD)


def _spelled_period(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The twenty-first century."""
    found = spelled_ordinal(s, i, lex)
    return _ordinal_period(s, i, found[1], lex) if found else None


def _time_after(s: Sentence, j: int, lex: Lexicon) -> bool:
    word = s.word(j)
    return bool(
        year_value(word) or word in {"the", "this", "last", "next", "fiscal"}
    ) or is_month(s, j, lex)


def _named_decade(s: Sentence, i: int) -> Mention | None:
    if s.word(i - 1) in {"the", "early", "mid", "late", "roaring", "-"}:
        return other(i, i + 1, "period", A_PERIOD)
    return None


def _decade(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """1980s, '80s, mid-1990s."""
    word = s.low[i]
    mark = s.word(i + 1)
    if mark == "'" and s.glued(i + 1) and s.word(i + 2) == "s" and s.glued(i + 2):
        last = i + 3
    elif mark == "s" and s.glued(i + 1):
        last = i + 2
    else:
        return None
    if not word.isdecimal() or not word.endswith("0"):
        return None
    first = i - 1 if s.word(i - 1) == "'" and s.glued(i) else i
    if s.word(i - 1) == "-" and s.word(i - 2) in {"under", "over"}:
        return None  # the under-30s are so old
    if s.word(last) == "of" and word.rstrip("0") == "1" and s.word(i - 1) != "the":
        return None  # "10s of thousands", "1000s of jobs"
    if len(word) == 2 and (warm := _degrees(s, first, last)) is not None:
        return warm
    if year_value(word) or (len(word) == 2 and word != "00"):
        return other(first, last, "period", A_PERIOD, Decimal(word))
    return None


def _degrees(s: Sentence, i: int, last: int) -> Mention | None:
    """The 60s of "highs in the mid-60s": degrees, as weather services part them."""
    if _HEAT.isdisjoint(s.words) or _HEAT.isdisjoint(s.low[max(0, i - _NEAR) : i]):
        return None
    k = i - 2 if s.word(i - 1) == "-" else i - 1
    low, high = _PARTS.get(s.word(k), (0, 9))
    lead = s.word(k - 1) if s.word(k) == "the" or s.word(k) in _PARTS else s.word(k)
    if s.word(i - 1) == "'" or _SINCE & {lead, s.word(k - 2)}:
        return None
    ten = Decimal(s.low[i])
    found = Mention(i, last, ten + low, ten + high, "digits", "temperature", "degree")
    found.qualifier = "range"
    return found


_HEAT = word_list("calendar.heat") | {"highs", "lows", "readings"}
_NEAR = 10
_SINCE = frozenset({"since", "until", "during", "of", "from", "late", "early"})
_PARTS = {
    "low": (0, 3),
    "lower": (0, 3),
    "mid": (4, 6),
    "middle": (4, 6),
    "upper": (7, 9),
    "high": (7, 9),
}
_AROUND = frozenset({"(", '"'})


def _fiscal(s: Sentence, i: int) -> Mention | None:
    """Q3, H1 2024, FY23, 1H25."""
    half = s.glued(i + 1) and s.capitalised(i + 1) and s.low[i + 1] in {"h", "q"}
    if half and len(s.low[i]) == 1 and not s.glued(i):
        year = s.word(i + 2)
        short = s.glued(i + 2) and year.isdecimal() and len(year) == 2
        if year_value(year) or short:
            return other(i, i + 3, "period", A_PERIOD)
    mark = s.word(i - 1)
    if mark in {"q", "h", "fy"} and s.glued(i) and len(s.low[i]) in {1, 2, 4}:
        if not s.capitalised(i - 1) or (
            i > 1 and s.glued(i - 1) and s.low[i - 2] not in _AROUND
        ):
            return None
        if s.glued(i + 1) and s.low[i + 1][0].isalnum():
            return None
        last = i + 1
        if year_value(s.word(last)):
            last += 1
        return other(i - 1, last, "period", A_PERIOD)
    return None
