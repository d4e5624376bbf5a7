"""The phrases that say when something holds: "in 2023", "since the war began"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from claims.engine.reading.dates import SUFFIXES, is_month
from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import free, since_event
from claims.engine.reading.timeleads import (
    HEAVENLY,
    NAMED_TIMES,
    led,
    tail,
)
from claims.engine.reading.timenamed import STATES
from claims.engine.reading.timeranked import autumn, over_kind_of_year
from claims.engine.reading.timesince import (
    FRONTING,
    fronted_clause,
    opening_clause,
    since,
    since_fronted,
)
from claims.engine.reading.timespans import (
    a_span,
    book_year,
    dates_event,
    every_since,
    labels,
    lasting,
    month_of,
    to_date,
)
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


class Timeframe(NamedTuple):
    first: int
    last: int


_SINGLE = word_list("timeframes.single")
_SOONER = frozenset({"earlier", "before", "later"})
_DATED = frozenset({"date", "year", "period", "time"})
_THEN = frozenset({"later", "on", "earlier"})
_OPENING = frozenset({"", ";", "(", "and", "but", '"'})
_AROUND = frozenset({"before", "after"})
_CLOSING = frozenset({".", ",", ";", ""})


#: Words at the head of a time phrase that need a word of time after them.
_WEAK = frozenset(
    [
        "a",
        "an",
        "as",
        "at",
        "between",
        "by",
        "early",
        "for",
        "from",
        "in",
        "late",
        "on",
        "over",
    ]
)
_WEAK |= frozenset({"through", "throughout", "within"})


@cache
def _timely() -> frozenset[str]:
    """Where there is none of these, and no date, nothing says when."""
    lex = lexicon("en")
    strong = lex.timing | lex.calendar["weekdays"] | lex.calendar["month_abbreviations"]
    return (
        (strong - _WEAK)
        | lex.periods["spans"]
        | NAMED_TIMES
        | STATES
        | SUFFIXES
        | {"date"}
    )


_SO_FAR = ["to", "date"]
_LATELY = (["these", "days"], ["back", "then"])


def timeframes(s: Sentence, mentions: list[Mention], lex: Lexicon) -> list[Timeframe]:
    dated = {m.first: m for m in mentions if m.kind in _DATED}
    durations = {m.first: m for m in mentions if m.kind == "duration"}
    if not (dated or durations) and _timely().isdisjoint(s.words):
        return []
    shares = [m.first for m in mentions if m.kind == "fraction"]
    found: list[Timeframe] = []
    last, timing = 0, lex.timing & s.words
    places = {i for i, word in enumerate(s.low) if word in timing}
    if "date" in s.words:
        places.update(i for i in range(s.size - 1) if s.low[i : i + 2] == _SO_FAR)
    for i in sorted(places.union(dated, durations)):
        if i < last:
            continue
        end = _starting_at(s, i, dated, durations, lex)
        if s.low[i] in _AROUND and _day_before(s, i, lex):
            end = i + 1 + (s.word(i + 1) == "last")
            led_in = found and found[-1].last > i - 2
            i = found.pop().first if led_in else i - 2  # in the week before
        if end > i and not (shares and any(i <= k < end for k in shares)):
            end = tail(s, end, dated, lex)
            joined = found and i == last and s.low[i] in {"this", "last", "next"}
            if joined:  # "between May and June this year"
                i = found.pop().first
            found.append(Timeframe(i, end))
            last = end
    return found


def _day_before(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The "before" of "90 jabs the week before last", of "40 jabs the week before"."""
    if s.word(i - 2) != "the":
        return False
    over = s.word(i + 1) in _CLOSING or s.low[i + 1 : i + 2] == ["last"]
    return over and s.low[i - 1] in lex.periods["spans"]


def _starting_at(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    word = s.low[i]
    if word == "over" and s.word(i + 1) == s.word(i - 1):
        return i  # year over year
    if word == "after" and s.word(i + 1) == "-":
        return i  # after-hours trading
    if word == "since":
        if s.word(i - 1) in lex.words["auxiliaries"] and i + 1 not in dated:
            return i  # has since risen
        return since(s, i, dated, lex)
    if i in durations:
        end = durations[i].last
        ago = s.word(end) == "ago"
        ago = ago or (s.word(end) in _SOONER and s.word(end + 1) in _CLOSING)
        if s.word(end) == "into" and s.word(end + 1) in lex.words["determiners"]:
            return end + 3  # three months into the war
        if s.word(end) in {"after", "before"} and s.word(i - 1) not in {"for", ","}:
            after = since_event(s, end, dated, lex)
            return after if after > end else i
        if s.word(i - 1) == "first" and s.word(i - 2) in _OPENING:
            return end  # "Exports (first 11 months): 40"
        if s.word(end) in _THEN and s.word(i - 1) in _OPENING:
            return end + 1  # "Three years later 40 are left"
        return end + 1 if ago else i
    if word == "when":
        return opening_clause(s, i)
    if i + 1 in durations and (
        word in {"in", "within", "over", "after"} or (word == "for" and i < 2)
    ):
        return lasting(s, i, durations[i + 1], lex)
    if word in {"in", "within", "for"} and s.word(i + 1) in {"a", "an"}:
        return a_span(s, i, lex)
    if word == "next" and i and s.low[i - 1] != "the" and s.word(i + 1) in _CLOSING:
        return i + 1  # "2% this year and 3% next"
    if word in {"between", "from"} and i + 1 in dated:
        return _two_ends(s, i, dated)
    if word in {"as", "all"} and s.word(i + 1) == "of":
        return led(s, i + 1, dated, durations, lex)
    if word in lex.periods["lead"]:
        end = led(s, i, dated, durations, lex)
        return fronted_clause(s, i) if end == i == 0 else end
    if i == 0 and word in FRONTING:
        return fronted_clause(s, i) or since_fronted(s, dated, lex)
    if i in dated and dated[i].kind in {"date", "period"}:
        before = s.word(i - 1)
        aged = before in lex.words["determiners"] and before not in {"the", "a"}
        return i if aged else dated[i].last
    if word in lex.periods["relative"]:
        k = over_kind_of_year(s, i + 1, lex)
        if _span(s.word(k), lex) or s.word(k) == "fiscal" or autumn(s, k, lex):
            return k + 1
        day = s.word(k) in lex.calendar["weekdays"] and s.capitalised(k)
        if day or is_month(s, k, lex):
            return k + 1 + (day and s.word(k + 1) in lex.periods["spans"])
    if word == "year":
        return to_date(s, i)
    if word == "that":
        spans = s.word(i + 1) in lex.periods["spans"]
        return i + 2 if spans and free(s, i + 2, lex) else i
    if word in {"these", "back"}:
        return i + 2 if s.low[i : i + 2] in _LATELY else i
    if word == "prior":
        after = since_event(s, i + 1, dated, lex) if s.word(i + 1) == "to" else i
        return after if after > i + 1 else i
    if word == "fiscal":
        return book_year(s, i, dated, lex)
    if word in {"every", "each"}:
        return every_since(s, i, dated, lex)
    if word == "full" and s.word(i + 2) == "year" and s.low[i + 1] == "-":
        return i + 3 if s.word(i + 3).isalpha() else i
    if word == "to":
        return i + 2 if s.word(i + 1) == "date" else i
    if word in {"so", "thus"} and s.word(i + 1) == "far":
        this = s.word(i + 2) == "this" and s.word(i + 3) in lex.periods["spans"]
        return i + 4 if this else i + 2
    if word in {"a", "an"}:
        ago = s.word(i + 2) == "ago" and s.word(i + 1) in lex.periods["spans"]
        if s.word(i + 2) == "into" and s.word(i + 1) in lex.periods["spans"]:
            return i + 5 if s.word(i + 3) in lex.words["determiners"] else i
        later = s.word(i + 2) in _THEN and s.word(i - 1) in _OPENING
        later = later and s.word(i + 1) in lex.periods["spans"]
        return i + 3 if ago or later else i
    if word in _SINGLE:
        return i if s.word(i - 1) in {"a", "an"} else i + 1  # "an overnight stay"
    if word.endswith("'s"):
        return i + 1 if s.capitalised(i) else i
    if i in dated and dated[i].kind == "year":
        end = dated[i].last
        return end if labels(s, i, end) else dates_event(s, i, end, lex)
    if is_month(s, i, lex):
        return i + 1 if labels(s, i, i + 1) else month_of(s, i, lex)
    return _bare_day(s, i, lex)


def _bare_day(s: Sentence, i: int, lex: Lexicon) -> int:
    """As in "killed 5 people Sunday", "approved late Monday"."""
    day = i + (s.low[i] in {"late", "early"})
    if s.word(day) not in lex.calendar["weekdays"] or not s.capitalised(day):
        return i
    before = s.word(i - 1)
    alone = before.isalpha() and before not in lex.words["determiners"]
    alone = alone and before not in lex.words["prepositions"] and before != "late"
    if not alone or s.low[day] in HEAVENLY or s.capitalised(day + 1):
        return i
    following = s.word(day + 1)
    parts = following in lex.periods["spans"]
    return (
        day + 1 + parts
        if parts or following in lex.closed or not following[:1].isalpha()
        else i
    )


def _span(word: str, lex: Lexicon) -> bool:
    """A stretch of time, also as the owner of something: last year's tests."""
    return word.removesuffix("'s") in lex.periods["spans"]


def _two_ends(s: Sentence, i: int, dated: dict[int, Mention]) -> int:
    end = dated[i + 1].last
    if s.word(end) in {"and", "to", "until", "through"} and end + 1 in dated:
        return dated[end + 1].last
    return end
