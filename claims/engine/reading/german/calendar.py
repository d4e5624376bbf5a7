"""German dates, times of day, years and ordinals: numbers that count nothing."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.dates import is_month, numeric_date, year_value
from claims.engine.reading.german.words import number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import named
from claims.engine.reading.tokens import Sentence

_DATE, _TIME, _YEAR = "a date", "a time of day", "a year"
_PERIOD = "a stretch of the calendar"
_ORDINAL = "an ordinal: it ranks, it does not count"
_DASHES = frozenset({"-", "\u2013", "/"})


def read_calendar(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The date, time, year, period or rank that the number at token `i` belongs to."""
    word = s.low[i]
    if not word[0].isdecimal():
        return _worded(s, i, lex)
    return (
        _clock(s, i, lex)
        or numeric_date(s, i)
        or _date(s, i, lex)
        or _decade(s, i, lex)
        or _ordinal(s, i, lex)
        or _year(s, i, lex)
    )


def _clock(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """14.30 Uhr, 22 Uhr, 14:30."""
    word, j = s.low[i], i + 1
    spans = s.word(j) in lex.lists["ranges.to"] | _DASHES and s.word(j + 1).isdecimal()
    if spans and len(word) < 3 and s.word(j + 2) in lex.lists["calendar.clock"]:
        return other(i, j + 3, "time", _TIME)  # "von 10 bis 18 Uhr"
    minutes = s.word(j) == ":" and s.glued(j) and s.glued(j + 1) and s.word(j + 1)
    if minutes and s.word(j + 2) == ":" and s.word(j + 3)[:1].isdecimal():
        j += 2  # "in 2:19:31 Stunden"
    if minutes and s.word(j + 2) in lex.lists["calendar.lasting"]:
        return other(i, j + 3, "time", _TIME)  # "in 30:52,16 Minuten"
    if minutes and len(minutes) == 2 and minutes.isdecimal() and len(word) <= 2:
        j += 2
        named = s.word(j) in lex.lists["calendar.clock"]
        return other(i, j + named, "time", _TIME) if int(word) < 25 else None
    if s.word(j) not in lex.lists["calendar.clock"] or len(word) > 5:
        return None
    last = j + 1
    if s.word(last).isdecimal() and len(s.low[last]) <= 2:
        last += 1
    return other(i, last, "time", _TIME)


def _date(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """5. Mai 2023, 5./6. Mai, 3.10., Mai 2023, Montag, dem 5. Mai."""
    word = s.low[i]
    if year_value(word) and is_month(s, i - 1, lex):
        return other(i - 1, i + 1, "date", _DATE)
    if word.count(".") == 1 and s.word(i + 1) == "." and s.glued(i + 1):
        day, month = word.split(".")
        dated = day.isdecimal() and month.isdecimal() and len(month) <= 2
        if dated and 0 < int(day) <= 31 and 0 < int(month) <= 12:
            return other(i, i + 2, "date", _DATE)
    if not word.isdecimal() or not 0 < int(word[:3]) <= 31 or len(word) > 2:
        return None
    j = _last_day(s, i)
    j += 1 + (s.word(j + 1) == ".")
    joints = lex.lists["ranges.and"] | lex.lists["ranges.to"] | _DASHES
    second = s.word(j) in joints and s.word(j + 1).isdecimal()
    if second and s.word(j + 2) == "." and is_month(s, j + 3, lex):
        j += 3
    if not is_month(s, j, lex) or j == i + 1:
        return None
    last = j + 1
    if s.word(last) == "." and year_value(s.word(last + 1)):
        last += 1
    last += 1 if year_value(s.word(last)) else 0
    first = i
    if s.word(i - 1) in lex.calendar["date_lead"] and s.word(i - 2) == ",":
        first = i - 3 if s.word(i - 3) in lex.calendar["weekdays"] else i
    return other(first, last, "date", _DATE)


def _last_day(s: Sentence, i: int) -> int:
    """The 4 of "am 3., 4. und 5. Mai": the last of the days a comma follows."""
    while (s.word(i + 1), s.word(i + 2)) == (".", ",") and s.word(i + 3).isdecimal():
        if len(s.low[i + 3]) > 2 or s.word(i + 4) != ".":
            break
        i += 3
    return i


def _decade(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """1990er Jahre, 90er-Jahre."""
    j = i + 1
    if s.word(j) not in lex.lists["calendar.decades"] or not s.glued(j):
        return None
    last = j + 1
    if s.word(last) == "-" and s.glued(last):
        last += 1
    named = s.word(last) in lex.lists["calendar.decade_tail"]
    return other(i, last + 1 if named else j + 1, "period", _PERIOD)


def _ordinal(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The "78." of a minute, the "21. Jahrhundert": a stop that ends no sentence."""
    word, j = s.low[i], i + 1
    if s.word(j) != "." or not s.glued(j) or not word.isdecimal() or len(word) > 3:
        return None
    if not s.word(j + 1)[:1].isalpha():
        if _last_day(s, i) == i:
            return None
        return other(i, j + 1, "ordinal", _ORDINAL, Decimal(word))  # "am 1., 2. und"
    if s.low[j + 1] in lex.calendar["period_parts"]:
        return other(i, _with_year(s, j + 2, lex), "period", _PERIOD)
    if s.low[j + 1] in lex.lists["labels.clubs"]:
        return other(i, j + 2, "label", named(s, i, j + 2))
    return other(i, j + 1, "ordinal", _ORDINAL, Decimal(word))


def _with_year(s: Sentence, j: int, lex: Lexicon) -> int:
    k = j + 1 if s.word(j) in lex.lists["nouns.genitive"] else j
    k += s.word(k) in lex.lists["calendar.year_word"]
    return k + 1 if year_value(s.word(k)) else j


def _worded(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    said = number_word(s.low[i])
    if said is None:
        return None
    if said.kind == "decade":
        return other(i, i + 1, "period", _PERIOD)
    if s.word(i + 1) in lex.lists["calendar.clock"] and said.kind == "cardinal":
        return other(i, i + 2, "time", _TIME)
    if said.kind != "ordinal" or s.word(i - 1) in lex.lists["numbers.each"]:
        return None
    if s.word(i + 1) in lex.calendar["period_parts"]:
        return other(i, _with_year(s, i + 2, lex), "period", _PERIOD)
    if is_month(s, i + 1, lex):
        last = i + 3 if year_value(s.word(i + 2)) else i + 2
        return other(i, last, "date", _DATE)
    return other(i, i + 1, "ordinal", _ORDINAL, said.value)


def _year(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    year = year_value(s.low[i])
    if not 1100 <= year <= 2200 or (s.glued(i + 1) and s.low[i + 1][0].isalpha()):
        return None
    mark, end = s.word(i + 1), s.word(i + 2)
    if (mark in _DASHES or mark in lex.lists["ranges.to"]) and end.isdecimal():
        full = int(end) if len(end) == 4 else int(f"{s.low[i][:2]}{end[:2]}")
        if len(end) in {2, 4} and year < full <= year + 200:
            return other(i, i + 3, "period", _PERIOD)
    if mark in lex.scales or mark in lex.unit_starts or mark in lex.signs:
        return None
    before = s.word(i - 1)
    led = before in lex.calendar["year_before"] or before in {"(", "-", "/"}
    counts = s.capitalised(i + 1) and not s.capitalised(i - 1)
    if counts and 1990 <= year <= 2035 and before not in lex.left.table:
        counts = not (before.isalpha() and before not in lex.words["determiners"])
    if not led and (counts or not 1900 <= year <= 2099):
        return None
    round_figure = counts and year % 100 == 0
    if round_figure and before not in lex.lists["calendar.surely_before_year"]:
        return None
    return other(i, i + 1, "year", _YEAR, Decimal(year))
