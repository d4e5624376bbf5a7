"""Years and spans of years."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.dates import year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

A_PERIOD = "a stretch of the calendar"
_A_YEAR = "a year"


_YEAR_QUALIFIERS = word_list("years.year_qualifiers")


def read_year(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    year = year_value(s.low[i])
    if s.word(i - 1) == "'" and _shortened(s, i):
        return other(i - 1, i + 1, "year", _A_YEAR)
    if not year or not 1100 <= year <= 2200:
        return None
    if s.glued(i) and s.word(i - 1) not in {
        "(",
        '"',
        "'",
        "-",
        "\u2013",
        "/",
        "\u2014",
    }:
        return None
    if s.word(i - 1) in lex.labels["index_names"]:
        return None
    nxt = s.word(i + 1)
    period = _year_span(s, i)
    if period is not None:
        return period
    if s.glued(i + 1) and (nxt.isalpha() or nxt == "%"):
        return None
    if not _reads_as_year(s, i, year, lex):
        return None
    if s.word(i - 1) == "of" and s.word(i - 2) in {"quarter", "half"}:
        return other(i - 2, i + 1, "period", A_PERIOD)
    last = i + 2 if nxt in {"ad", "bc", "bce", "ce"} else i + 1
    return other(i, last, "year", _A_YEAR, Decimal(year))


def _shortened(s: Sentence, i: int) -> bool:
    """The '94 of "the '94 elections"."""
    return (
        len(s.low[i]) == 2
        and s.low[i].isdecimal()
        and s.glued(i)
        and not s.glued(i - 1)
        and not (s.glued(i + 1) and s.low[i + 1][0].isalnum())
    )


def _year_span(s: Sentence, i: int) -> Mention | None:
    """1950-53, 2010\u20132015, 2023/24."""
    mark, end = s.word(i + 1), s.word(i + 2)
    if mark not in {"-", "\u2013", "/"} or not end.isdecimal():
        return None
    if not s.glued(i + 1) and mark != "\u2013":
        return None
    if s.word(i + 3) in {"%", "percent"} or (s.glued(i + 3) and s.word(i + 3) == mark):
        return None
    start = s.low[i]
    full = int(end) if len(end) == 4 else int(start[:2] + end) if len(end) == 2 else 0
    if int(start) < full <= int(start) + 200 and year_value(str(full)):
        return other(i, i + 3, "period", A_PERIOD)
    return None


def _reads_as_year(s: Sentence, i: int, year: int, lex: Lexicon) -> bool:
    before, nxt = s.word(i - 1), s.word(i + 1)
    if nxt in lex.scales or nxt == "%" or before in lex.signs or nxt in lex.signs:
        return False
    if nxt in lex.unit_starts and not s.capitalised(i + 1) and nxt not in {"in", "a"}:
        unit = lex.units.get(nxt)
        if unit is None or not unit.fragile:
            return False
    likely = 1900 <= year <= 2100
    if nxt == "-" and s.glued(i + 1) and s.word(i + 2) in lex.units:
        return False  # "the 1954-mile border"
    if nxt in {"fewer", "more", "less"} and s.word(i + 2) == "than" and before != "in":
        return False
    if before == "from" and nxt == "to":
        end, unit = s.word(i + 2), lex.units.get(s.word(i + 3))
        measured = unit is not None and not unit.fragile
        if end[:1].isdecimal() and (measured or not year_value(end)):
            return False  # "from 1250 to 980", "from 1800 to 2800 rpm"
    if before in lex.calendar["year_before"] or before in {"(", "-", "'", "/"}:
        if before in {"of", "about", "around", "to", "by", "and", "for", "the", "as"}:
            return likely and not _plural_after(s, i)
        return not (_plural_after(s, i) and year % 100 == 0 and before != "in")
    if before in _YEAR_QUALIFIERS:
        return likely and before == "over" and s.word(i - 2) in _COMPARED
    if year > _FARTHEST and s.original(i - 1).isupper() and len(before) > 1:
        return False  # "an RTX 2080 card"
    if not likely:
        return nxt in {"ad", "bc", "bce"}
    return not (year % 100 == 0 and _plural_after(s, i))


#: What is seen "over 2020": against that year.
_COMPARED = word_list("years.compared")
#: Of a year behind a name in capitals.
_FARTHEST = 2060


def _plural_after(s: Sentence, i: int) -> bool:
    word = s.word(i + 1)
    if word in {"people", "men", "women", "children", "troops"}:
        return True
    return (
        word.isalpha()
        and word.endswith("s")
        and not word.endswith(("ss", "us"))
        and word not in {"was", "is", "has", "as", "this", "its", "his"}
        and not s.capitalised(i + 1)
        and int(s.low[i]) % 100 == 0
    )


def spelled_year(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Nineteen eighty-four, two thousand and eight, twenty twenty-four."""
    first = lex.cardinals.get(s.low[i])
    second = lex.cardinals.get(s.word(i + 1))
    if first is None or second is None or first not in {18, 19, 20} or second < 10:
        return None
    last = i + 2
    if s.word(last) == "-" and s.word(last + 1) in lex.cardinals:
        last += 2
    elif second >= 20 and lex.cardinals.get(s.word(last), Decimal(99)) < 10:
        last += 1
    if s.word(i - 1) not in {"in", "since", "of", "by", "from", "until", "the"}:
        return None
    return other(i, last, "year", _A_YEAR)
