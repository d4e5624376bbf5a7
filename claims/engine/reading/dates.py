"""Dates and times of day."""

from __future__ import annotations

import re

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_A_DATE = "a date"


_A_TIME = "a time of day"


SUFFIXES = frozenset({"st", "nd", "rd", "th"})


_POINT_DATE = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.(?:[12][0-9])?[0-9]{2}")


_DASHES = frozenset({"-", "\u2013"})


DAY_JOINS = _DASHES | {"and", "to", "or"}


def is_month(s: Sentence, i: int, lex: Lexicon) -> bool:
    word = s.word(i)
    calendar = lex.calendar
    if word not in calendar["months"] and word not in calendar["month_abbreviations"]:
        return False
    return s.capitalised(i) or word in _ONLY_MONTHS


#: Nothing else is meant by these, whatever their first letter.
_ONLY_MONTHS = frozenset({"january", "february", "april", "june", "july"})
_ONLY_MONTHS |= frozenset({"september", "october", "november", "december"})


def year_value(word: str) -> int:
    """1000 to 2999 when the token is a bare four-digit year, else 0."""
    if len(word) == 4 and word.isdecimal() and word[0] in "12":
        return int(word)
    return 0


def _short(word: str, most: int) -> int:
    """A bare one- or two-digit number from 1 to `most`, else 0."""
    if 0 < len(word) <= 2 and word.isdecimal():
        value = int(word)
        return value if value <= most else 0
    return 0


def read_time(s: Sentence, i: int) -> Mention | None:
    last = _clock(s, i)
    if last:
        return other(i, _zone(s, _until(s, i, last)), "time", _A_TIME)
    return None


def _until(s: Sentence, i: int, last: int) -> int:
    """After the 9 of "from 8:30 to 9", when it is the other end."""
    ends = s.word(last) == "to" and s.word(i - 1) == "from"
    if not ends or not _short(s.word(last + 1), 24):
        return last
    return last if s.word(last + 2)[:1].isalnum() else last + 2


def read_spoken_time(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """Half past six, quarter to nine, six o'clock."""
    if s.word(i + 1) == "o'clock" and s.low[i] in lex.cardinals:
        return other(i, i + 2, "time", _A_TIME)
    if s.low[i] in lex.cardinals and s.word(i - 1) in _AT_OR_BETWEEN:
        last = (
            i + 3
            if s.word(i + 1) == "and" and s.word(i + 2) in lex.cardinals
            else i + 1
        )
        if s.low[last : last + 2] == ["in", "the"] and s.word(last + 2) in _DAILY:
            return other(i, last, "time", _A_TIME)  # "at two in the morning"
    if s.low[i] == "half" and s.word(i - 1) in _AT and s.word(i + 1) in lex.cardinals:
        after = s.word(i + 2)
        counts = after in lex.scales or after == "-" or noun_follows(s, i + 2, lex)
        if counts or lex.cardinals[s.word(i + 1)] > _NOON:
            return None
        return other(i, i + 2, "time", _A_TIME)  # "at half seven"
    if s.low[i] not in {"half", "quarter"} or s.word(i + 1) not in {"past", "to"}:
        return None
    if s.word(i + 2) not in lex.cardinals and not _short(s.word(i + 2), 12):
        return None
    first = i - 1 if s.word(i - 1) == "a" else i
    return other(first, i + 3, "time", _A_TIME)


_NOON = 12
_BOUND = frozenset({"at", "to", "from"})
_HOURS = frozenset({"hours", "hrs"})
_AT = frozenset({"at", "by", "from", "until", "before", "after", "around", "about"})
_AT_OR_BETWEEN = _AT | {"between"}
_DAILY = word_list("dates.daily")


def _clock(s: Sentence, i: int) -> int:
    word, j = s.low[i], i + 1
    if s.word(j) == ":" and s.glued(j) and s.glued(j + 1):
        minutes = s.low[j + 1].partition(".")[0]
        told = len(minutes) == 2 and minutes.isdecimal() and len(word) <= 2
        if told and (int(word) < 25 or s.word(j + 2) == ":"):
            j += 2
            while s.word(j) == ":" and s.glued(j) and s.glued(j + 1):
                j += 2
            return _half_day(s, j) or j
        return 0
    if len(word) == 4 and word.isdecimal() and word < "2400" and word[2] < "6":
        zoned = s.word(j) in _ZONES  # "by 1530 GMT"
        timed = word[0] == "0" or _on_the_clock(s, i)
        if zoned or (timed and s.word(i - 1) in _AT):
            return j
    if len(word) in {3, 4} and word.isdecimal() and word[-2] < "6":
        return _half_day(s, j) if 0 < int(word[:-2]) < 13 else 0  # "500 PM EDT"
    hour, _, minutes = word.partition(".")
    if (
        len(hour) > _LONGEST_DAY
        or not _short(hour, 24)
        or (minutes and len(minutes) != 2)
    ):
        return 0
    if s.word(j) == "o'clock":
        return j + 1
    if not minutes and s.word(j) in DAY_JOINS and s.word(j + 1)[:1].isdecimal():
        return _clock(s, j + 1) if s.word(j + 2) not in DAY_JOINS else 0  # "9 to 11am"
    daily = len(minutes) == 2 and s.word(i - 1) == "at" and int(minutes) < 60
    named = s.word(i - 1) == "the" and s.word(j) in _BOUND and s.capitalised(j + 1)
    if named and len(minutes) == 2 and hour != "0" and int(minutes) < 60:
        return j  # a race or a train: "the 3.40 at Ascot", "the 9.15 to Leeds"
    if daily and not _DAILY.isdisjoint(s.low[max(0, i - 3) : i + 3]):
        return j
    return _half_day(s, j)


def _on_the_clock(s: Sentence, i: int) -> bool:
    """The time of "at 1400 hours", not the length of "after 1400 hours"."""
    timed = s.word(i - 1) == "at" and s.word(i + 1) in _HOURS
    return timed and s.word(i + 2) != "of"


def _half_day(s: Sentence, j: int) -> int:
    word = s.word(j)
    if word in {"am", "pm"} and (word == "pm" or s.glued(j) or s.original(j) == "AM"):
        return j + 1
    if word in {"am"}:
        return j + 1
    if word in {"a", "p"} and s.word(j + 1) == "." and s.word(j + 2) == "m":
        return j + 4 if s.word(j + 3) == "." and s.glued(j + 3) else j + 3
    return 0


def _zone(s: Sentence, j: int) -> int:
    return j + 1 if s.word(j) in _ZONES else j


_ZONES = word_list("dates.zones")


def numeric_date(s: Sentence, i: int) -> Mention | None:
    word = s.low[i]
    if word == "9" and s.low[i + 1 : i + 3] == ["/", "11"] and s.glued(i + 1):
        return other(i, i + 3, "date", _A_DATE)
    if word.count(".") == 2 and _POINT_DATE.fullmatch(word):
        return other(i, i + 1, "date", _A_DATE)
    mark = s.word(i + 1)
    if mark not in {"-", "/"} or not s.glued(i + 1) or not s.glued(i + 2):
        return None
    second = s.word(i + 2)
    if not second.isdecimal() or s.word(i + 3) != mark or not s.glued(i + 3):
        return None
    third = s.word(i + 4)
    if not (third.isdecimal() and s.glued(i + 4)) or not word.isdecimal():
        return None
    lengths = (len(word), len(second), len(third))
    year_first = lengths[0] == 4 and _short(second, 12) and _short(third, 31)
    year_last = (
        lengths[2] in {2, 4}
        and _short(word, 31)
        and _short(second, 31)
        and (mark == "/" or lengths[2] == 4)
    )
    if not (year_first or year_last):
        return None
    last = i + 5
    if s.word(last) == "t" and s.glued(last):
        while last < len(s) and s.glued(last):
            last += 1
    return other(i, last, "date", _A_DATE)


def month_and_day(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """November 4, November 4-6, Nov. 5, 2024, March 2019; or 4 November."""
    word = s.low[i]
    before = i - 2 if s.word(i - 1) == "." and s.glued(i - 1) else i - 1
    if is_month(s, before, lex):
        first = _weekday(s, before, lex)
        if year_value(word):
            return other(first, i + 1, "date", _A_DATE)
        if _short(word, 31) and not _counts_something(s, i, lex):
            if s.word(first - 1) == "between" and _second_day(s, i + 1, lex):
                return other(first, i + 3, "date", _A_DATE)
            return other(first, _after_day(s, i + 1, lex), "date", _A_DATE)
    return day_and_month(s, i, i + 1, lex)


def _second_day(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The 5 of "between Oct. 2 and 5": no noun follows."""
    following = s.word(j + 2)
    alone = not following[:1].isalpha() or following in lex.closed
    return alone and s.word(j) == "and" and bool(_short(s.word(j + 1), 31))


def _counts_something(s: Sentence, i: int, lex: Lexicon) -> bool:
    """As in "In May 12 people died": the number belongs to what follows."""
    word = s.word(i + 1)
    return (
        word in lex.scales
        or word == "%"
        or word in {"percent", "people", "men", "women", "deaths"}
        or (
            word in {"of", "in"} and s.word(i + 2).isdecimal() and len(s.low[i + 2]) < 4
        )
    )


def month_and_ordinal(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """November second, March the third."""
    before = i - 2 if s.word(i - 1) == "the" else i - 1
    if not is_month(s, before, lex) or lex.ordinals[s.low[i]] > 31:
        return None
    return other(before, _with_year(s, i + 1), "date", _A_DATE)


_LONGEST_DAY = 2


def day_and_month(s: Sentence, i: int, j: int, lex: Lexicon) -> Mention | None:
    word = s.low[i]
    if word[0].isdecimal() and (len(word) > _LONGEST_DAY or not _short(word, 31)):
        return None
    if s.word(j) in SUFFIXES and s.glued(j):
        j += 1
    if s.word(j) in DAY_JOINS and _short(s.word(j + 1), 31):
        k = j + 3 if s.word(j + 2) in SUFFIXES else j + 2
        if s.word(j) in _DASHES or is_month(s, k, lex):
            j = k
    if s.word(j) == "of":
        j += 1
    if not is_month(s, j, lex):
        return None
    j += 1
    if s.word(j) == "." and s.glued(j) and year_value(s.word(j + 1)):
        j += 1
    first = _weekday(s, i - 1 if s.word(i - 1) == "the" else i, lex)
    return other(first if first < i - 1 else i, _with_year(s, j), "date", _A_DATE)


def _weekday(s: Sentence, first: int, lex: Lexicon) -> int:
    j = first - 1
    if s.word(j) in {",", "("}:
        j -= 1
    return j if s.word(j) in lex.calendar["weekdays"] and s.capitalised(j) else first


def _after_day(s: Sentence, j: int, lex: Lexicon) -> int:
    if s.word(j) in SUFFIXES and s.glued(j):
        j += 1
    if (s.word(j) in _DASHES or s.word(j) == "to") and _short(s.word(j + 1), 31):
        j += 2
    elif s.word(j) in _DASHES and is_month(s, j + 1, lex):
        j += 3 if _short(s.word(j + 2), 31) else 0
    return _with_year(s, j)


def _with_year(s: Sentence, j: int) -> int:
    k = j + 1 if s.word(j) == "," else j
    joined = s.glued(k + 1) and s.low[k + 1][0].isalnum()
    return k + 1 if year_value(s.word(k)) and not joined else j
