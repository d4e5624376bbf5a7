"""Time phrases that a preposition opens: "in the year to May", "by the end of March"."""

from __future__ import annotations

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import (
    DATING,
    RECKONED,
    UNTIL,
    YEARLY,
    day_of_month,
    days,
    days_own,
    event,
    feast,
    free,
    happening,
    more_of,
    since_event,
    titled,
)
from claims.engine.reading.timenamed import named
from claims.engine.reading.timeranked import ranked
from claims.engine.reading.timespans import book_year
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: "the end of the year"
_EDGES = word_list("timeframes.edges")
#: With "the" a time by themselves: "by the weekend".
_NEARBY = word_list("timeframes.nearby")
#: Times by themselves after a preposition: "at noon".
_STRETCHES = frozenset({"quarter", "period", "month", "year", "season", "decade"})
_HOURS = word_list("timeframes.hours")
_FEASTS = word_list("timeframes.feasts")
#: What a time phrase may be made of, besides dates, months, weekdays and their parts.
NAMED_TIMES = _EDGES | _NEARBY | _STRETCHES | _HOURS | _FEASTS
NAMED_TIMES |= {"time", "that", "present", "moment"}
HEAVENLY = frozenset({"sun", "sat"})


def tail(s: Sentence, end: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """What dates a stretch of time: "of the war", "to September", "ended 30 June"."""
    joint, j = s.word(end), end + 1
    if joint == "that":  # the season that ended on Saturday
        joint, j = s.word(j), j + 1
    if joint not in DATING:
        return end
    j += s.word(j) in {"on", "in"}
    if j in dated:
        return _on_day(s, dated[j].last, dated, lex) if joint == "to" else dated[j].last
    if is_month(s, j, lex) or s.word(j) in lex.calendar["weekdays"]:
        return j + 1
    if (festive := feast(s, j)) > j:
        return festive
    if joint != "of":
        return end
    if s.word(j) in lex.periods["relative"] and s.word(j + 1) in lex.periods["spans"]:
        return j + 2
    named = s.word(j + 1)
    known = named in lex.periods["spans"] or named in lex.periods["events"]
    return j + 2 if s.word(j) == "the" and known else end


def _on_day(s: Sentence, end: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """With the day of "in the 24 hours to 8am on Monday"."""
    if s.word(end) != "on":
        return end
    if end + 1 in dated:
        return dated[end + 1].last
    return end + 2 if s.word(end + 1) in lex.calendar["weekdays"] else end


def _named_year(s: Sentence, end: int, lex: Lexicon) -> int:
    """Past the "tax year" of "in the 2023/24 tax year", the "season" of "2023-24"."""
    k = end + (s.word(end) in YEARLY)
    return k + 1 if s.word(k) in {"year", "season", "term"} else end


_UP_TO = frozenset({"to", "ended", "ending"})
_STARTING = frozenset({"of", "beginning", "starting", "from"})
_MOMENTS = frozenset({"time", "point", "stage", "moment"})
_WITHIN = frozenset({"space", "course"})
_PEAKS = frozenset({"eve", "height", "peak", "outset", "dawn", "day", "turn"})
_SEASONS = frozenset({"spring", "summer", "autumn", "winter", "midsummer", "midwinter"})
#: What leads in a season, and no drop in prices: "by the fall".
_UNTIL_FALL = frozenset({"in", "by", "until", "since", "through", "during"})
_ORDERED = frozenset({"first", "final", "opening"})
_LED_BY = word_list("timeframes.led_by")
#: "in each of the past three summers"
_SHARED = frozenset(
    {"all", "whole", "each", "both", "most", "half", "much", "part", "some"}
)
_PARTS = frozenset({"late", "early", "mid", "-", "the", "all"})
#: "in his 2021 book" is no time.
_OWNERS = frozenset({"its", "our", "his", "her", "their", "my"})
_AGED = frozenset({"his", "her", "their", "my", "our"})


def led(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    """As in "in 2023", "during the war", "over the past five years", "in the year to May"."""
    j = i + 1
    while s.word(j) in _LED_BY:
        j += 1
    j += s.word(j) in {"best", "better"} and s.word(j + 1) == "part"
    if s.word(j) in _SHARED and s.word(j + 1) == "of":
        j += 1
    if s.word(j) == "of" and s.low[j - 1] in _SHARED:
        j += 1
        while s.word(j) in _LED_BY or s.word(j) in {"those", "these"}:
            j += 1
        if j in durations:
            return durations[j].last
        if s.word(j) in lex.periods["spans"] and free(s, j + 1, lex):
            return j + 1  # for much of a decade
    if s.word(j) in YEARLY and (end := book_year(s, j, dated, lex)) > j:
        return end
    if j in dated and dated[j].kind == "period":
        if s.low[j - 1] in _AGED and s.low[j].endswith("0"):
            return i  # a woman in her 70s
        end = _named_year(s, dated[j].last, lex)
        if s.word(end) == "of" and s.word(end + 1) in {"the", "this", "last", "next"}:
            return end + 3 if s.word(end + 2) in lex.periods["spans"] else end
        return end
    if s.word(j) in lex.ordinals or s.word(j) in lex.periods["relative"]:
        end = ranked(s, i, j, dated, durations, lex)
        if end > i or s.word(j) in lex.periods["relative"]:
            return end
    elif s.word(j) in _ORDERED:
        return ranked(s, i, j, dated, durations, lex)
    if s.word(j) in _EDGES and s.word(j + 1) == "of":
        return _edge(s, i, j + 2, dated, durations, lex)
    if j in durations:
        end = durations[j].last
        if s.word(end) in RECKONED and s.low[j - 1] == "the":
            return max(i, since_event(s, end, dated, lex))
        if s.word(end) in {"to", "ended", "ending", "through", "from"}:
            return end if tail(s, end, dated, lex) > end else i
    if s.low[j - 1] == "full" and s.word(j) in lex.periods["spans"]:
        return j + 1
    if s.word(j) in _HOURS:
        if s.low[i] in {"between", "from"} and s.word(j + 1) in UNTIL:
            end = dated[j + 2].last if j + 2 in dated else 0
            return j + 3 if s.word(j + 2) in _HOURS else end or j + 1
        return j + 1
    if (end := feast(s, j)) > j:
        return end
    if s.word(j) == "that":
        following = s.word(j + 1)
        if following in _MOMENTS or following in lex.periods["spans"]:
            return j + 2
    if s.low[i] == "at" and s.word(j) == "time" and s.low[j - 1] == "the":
        if s.word(j + 1) != "of":
            return j + 1
        return max(i, since_event(s, j + 1, dated, lex)) if _free_of(s, j, lex) else i
    if s.low[i] == "at" and s.word(j) in {"present", "moment"}:
        following = s.word(j + 1)  # not "at present rates"
        return j + 1 if following in lex.closed or not following[:1].isalpha() else i
    if s.word(j + 1) == "that" and s.word(j + 2) in DATING:
        return j + 1 if s.word(j) in lex.periods["spans"] else i
    if s.word(j - 1) == "the" and (
        s.word(j) in _NEARBY or (s.word(j) in _STRETCHES and free(s, j + 1, lex))
    ):
        return j + 1
    plain = _PARTS.issuperset(s.low[i + 1 : j])
    if plain and s.word(j) in _SEASONS and free(s, j + 1, lex):
        return j + 1
    if plain and s.word(j) == "fall" and s.low[i] in _UNTIL_FALL:
        if j + 1 in dated or (s.word(j + 1) == "of" and j + 2 in dated):
            return dated[j + 1 + (s.word(j + 1) == "of")].last
        return j + 1 if s.word(j + 1) in {".", ",", ";", ""} else i
    if s.low[i] == "on" and (end := day_of_month(s, j, lex)) > j:
        return end
    if s.word(j).endswith("'s") and (end := days_own(s, i, j, lex)) > j:
        return end
    if (s.word(j), s.word(j + 1)) == ("period", "of") and j + 2 in durations:
        return durations[j + 2].last
    if j in dated and dated[j].kind == "time" and s.low[i] == "in":
        return i  # "in 2:04:31" is how long it took
    if j in dated:
        end = dated[j].last
        if s.word(end) == "of" and end + 1 in dated:
            end = dated[end + 1].last
        if dated[j].kind == "year":
            if s.low[j - 1] in _OWNERS and titled(s, end, lex):
                return i
            end = more_of(s, end, dated)
        return happening(s, j, end, lex)
    if is_month(s, j, lex) and s.low[i] not in {"to", "for"}:
        end = j + 2 if year_value(s.word(j + 1)) else j + 1
        if s.low[i] in {"between", "from"} and s.word(end) in UNTIL:
            if end + 1 in dated:
                return dated[end + 1].last
            return end + 2 if is_month(s, end + 1, lex) else end
        if s.word(end) == "and" and is_month(s, end + 1, lex):
            return end + 2  # in May and June
        if s.word(end) == "-" and is_month(s, end + 1, lex):
            end += 2  # in the April-June quarter
        return happening(s, j, end, lex)
    if s.word(j) in lex.calendar["weekdays"] and s.capitalised(j):
        if s.low[j - 1] == "a" or (s.low[j - 1] == "the" and s.word(j) in HEAVENLY):
            return i
        return days(s, i, j + 1, lex)
    if s.word(j) in lex.periods["spans"] and s.word(j + 1) in _UP_TO:
        return led(s, j + 1, dated, durations, lex)
    if s.word(j) in {"week", "month"} and s.word(j + 1) in _STARTING:
        return dated[j + 2].last if j + 2 in dated else i
    if s.low[i] == "on" and s.low[j - 1] == "the" and s.low[j : j + 2] == ["day", "of"]:
        return _edge(s, i, j + 2, dated, durations, lex)
    if s.word(j) in lex.periods["spans"] and s.word(j + 1) in RECKONED:
        return since_event(s, j + 1, dated, lex) if s.low[j - 1] == "the" else i
    if s.low[i] in {"during", "before", "after", "until"} and j > i + 1:
        end = event(s, j, i, lex)
        return end if end > i else named(s, i, j, dated, lex)
    return named(s, i, j, dated, lex)


def _free_of(s: Sentence, j: int, lex: Lexicon) -> bool:
    """What it was the time of is named: "at the time of the crash"."""
    return s.word(j + 2) in lex.words["determiners"] or s.word(j + 2) in _OWNERS


def _edge(
    s: Sentence,
    i: int,
    j: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    """As in "by the end of March", "at the start of the year"."""
    if s.word(j) == "the" and s.word(j + 1) in lex.periods["spans"]:
        return j + 2
    plain = s.low[i] in {"by", "before", "until", "since", "after"}
    known = s.word(j + 1) in lex.periods["events"] or (
        (plain or s.word(j - 2) in _PEAKS)
        and s.word(j + 1).isalpha()
        and s.word(j + 1) not in lex.closed
    )
    if s.word(j) in {"the", "her", "his", "their", "its"} and known:
        return j + 2
    if s.low[j - 2] in _WITHIN:
        if j in durations:
            return durations[j].last
        if s.word(j) in {"a", "an", "one"} and s.word(j + 1) in lex.periods["spans"]:
            return j + 2
    end = led(s, j - 1, dated, durations, lex)
    return end if end >= j else i
