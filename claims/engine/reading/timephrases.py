"""The phrases that say when something holds: "in 2023", "since the war began"."""

from __future__ import annotations

from typing import NamedTuple

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence


class Timeframe(NamedTuple):
    first: int
    last: int


_STOPS = word_list("timeframes.stops")


_ENDING = word_list("timeframes.ending")


_SINGLE = word_list("timeframes.single")
#: "the end of the year"
_EDGES = word_list("timeframes.edges")
#: With "the" a time by themselves: "by the weekend".
_NEARBY = word_list("timeframes.nearby")
_DATING = frozenset({"of", "to", "ended", "ending", "began", "beginning", "until"})
_RANKS = word_list("timeframes.superlatives")
_LONG_UNITS = frozenset({"year", "month", "week", "day", "hour", "decade"})
#: Times by themselves after a preposition: "at noon".
_HOURS = word_list("timeframes.hours")
_HEAVENLY = frozenset({"sun", "sat"})


def timeframes(s: Sentence, mentions: list[Mention], lex: Lexicon) -> list[Timeframe]:
    dated = {
        m.first: m for m in mentions if m.kind in {"date", "year", "period", "time"}
    }
    durations = {m.first: m for m in mentions if m.kind == "duration"}
    if not (dated or durations) and lex.timing.isdisjoint(s.words):
        return []
    found: list[Timeframe] = []
    last = 0
    for i, word in enumerate(s.low):
        if i < last or not (word in lex.timing or i in dated or i in durations):
            continue
        end = _starting_at(s, i, dated, durations, lex)
        if end > i:
            end = _tail(s, end, dated, lex)
            found.append(Timeframe(i, end))
            last = end
    return found


def _starting_at(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    word = s.low[i]
    if word == "since":
        return _since(s, i, dated, lex)
    if i in durations:
        return durations[i].last + 1 if s.word(durations[i].last) == "ago" else i
    if word == "when":
        return _opening_clause(s, i)
    if word == "in" and i + 1 in durations:
        return _lasting(s, i, durations[i + 1], lex)
    if word in {"between", "from"} and i + 1 in dated:
        return _two_ends(s, i, dated)
    if word in {"as", "all"} and s.word(i + 1) == "of":
        return _led(s, i + 1, dated, durations, lex)
    if word in lex.periods["lead"]:
        return _led(s, i, dated, durations, lex)
    if i in dated and dated[i].kind in {"date", "period"}:
        return dated[i].last
    if word in lex.periods["relative"] and _span(s.word(i + 1), lex):
        return i + 2
    if word == "so" and s.word(i + 1) == "far":
        this = s.word(i + 2) == "this" and s.word(i + 3) in lex.periods["spans"]
        return i + 4 if this else i + 2
    if word in {"a", "an"}:
        ago = s.word(i + 2) == "ago" and s.word(i + 1) in lex.periods["spans"]
        return i + 3 if ago else i
    if word in _SINGLE:
        return i + 1
    return _bare_day(s, i, lex)


def _bare_day(s: Sentence, i: int, lex: Lexicon) -> int:
    """As in "killed 5 people Sunday", "approved late Monday"."""
    day = i + (s.low[i] in {"late", "early"})
    if s.word(day) not in lex.calendar["weekdays"] or not s.capitalised(day):
        return i
    before = s.word(i - 1)
    alone = before.isalpha() and before not in lex.words["determiners"]
    alone = alone and before not in lex.words["prepositions"] and before != "late"
    if not alone or s.low[day] in _HEAVENLY or s.capitalised(day + 1):
        return i
    following = s.word(day + 1)
    parts = following in lex.periods["spans"]
    return (
        day + 1 + parts
        if parts or following in lex.closed or not following[:1].isalpha()
        else i
    )


def _lasting(s: Sentence, i: int, m: Mention, lex: Lexicon) -> int:
    """The "in three years" of "fell 5% in three years", not of "first in three years"."""
    ranked = any(
        word in _RANKS or word in lex.ordinals for word in s.low[max(0, i - 4) : i]
    )
    follows = s.word(m.last) in _DATING | {"time", "ago"}
    whole = m.unit in _LONG_UNITS and "-" not in s.low[m.first : m.last]
    return m.last if whole and not ranked and not follows else i


def _tail(s: Sentence, end: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """What dates a stretch of time: "of the war", "to September", "ended 30 June"."""
    joint, j = s.word(end), end + 1
    if joint == "that":  # the season that ended on Saturday
        joint, j = s.word(j), j + 1
    if joint not in _DATING:
        return end
    j += s.word(j) in {"on", "in"}
    if j in dated:
        return dated[j].last
    if is_month(s, j, lex) or s.word(j) in lex.calendar["weekdays"]:
        return j + 1
    if joint != "of":
        return end
    if s.word(j) in lex.periods["relative"] and s.word(j + 1) in lex.periods["spans"]:
        return j + 2
    known = lex.periods["spans"] | lex.periods["events"]
    return j + 2 if s.word(j) == "the" and s.word(j + 1) in known else end


def _span(word: str, lex: Lexicon) -> bool:
    """A stretch of time, also as the owner of something: last year's tests."""
    return word.removesuffix("'s") in lex.periods["spans"]


def _opening_clause(s: Sentence, i: int) -> int:
    """As in "When the siege began, ...": it opens the sentence and ends at a comma."""
    if i > 1 or (i == 1 and s.low[0] != '"'):
        return i
    for k in range(i + 3, min(i + 12, s.size)):
        if s.low[k] == ",":
            return k
        if not s.low[k][0].isalpha():
            break
    return i


def _since(s: Sentence, i: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    j = i + 1
    if j in dated:
        return dated[j].last
    if is_month(s, j, lex) or s.word(j) in lex.calendar["weekdays"]:
        return j + 2 if year_value(s.word(j + 1)) else j + 1
    if s.word(j) == "then":
        return j + 1
    while j < len(s.low) and j - i < 14:
        word = s.low[j]
        if j > i + 1 and word[0].isdecimal() and not year_value(word):
            break
        if word in _STOPS or (word in _ENDING and j > i + 1):
            break
        if j > i + 2 and word in lex.words["verbs"]:
            j += 1
            break
        j += 1
    return j if j > i + 1 else i


def _two_ends(s: Sentence, i: int, dated: dict[int, Mention]) -> int:
    end = dated[i + 1].last
    if s.word(end) in {"and", "to", "until", "through"} and end + 1 in dated:
        return dated[end + 1].last
    return end


_LED_BY = frozenset(
    ["the", "late", "early", "mid", "-", "a", "all", "each", "full", "its", "our"]
)


def _led(
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
    if s.word(j) == "of" and s.low[j - 1] == "all":
        j += 1
    if j in dated and dated[j].kind == "period":
        end = dated[j].last
        if s.word(end) == "of" and s.word(end + 1) in {"the", "this", "last", "next"}:
            return end + 3 if s.word(end + 2) in lex.periods["spans"] else end
        return end
    if s.word(j) in lex.periods["relative"] | {"first", "final", "opening"}:
        k = j + 1
        if k in durations:
            return durations[k].last
        if s.word(k) in lex.periods["spans"]:
            end = k + 1
            if s.word(end) == "of" and end + 1 in dated:
                return dated[end + 1].last
            if s.word(end) == "of" and is_month(s, end + 1, lex):
                return end + 2
            return end
        if j in dated:
            return dated[j].last
        return k + 1 if s.word(k) in lex.calendar["weekdays"] else i
    if s.word(j) in _EDGES and s.word(j + 1) == "of":
        return _edge(s, i, j + 2, dated, durations, lex)
    if j in durations and s.word(durations[j].last) in {"to", "ended", "ending"}:
        end = durations[j].last
        return end if _tail(s, end, dated, lex) > end else i
    if s.low[j - 1] == "full" and s.word(j) in lex.periods["spans"]:
        return j + 1
    if s.word(j) in _HOURS:
        return j + 1
    if s.low[i] == "at" and s.word(j) in {"present", "moment"}:
        following = s.word(j + 1)  # not "at present rates"
        return j + 1 if following in lex.closed or not following[:1].isalpha() else i
    if s.word(j + 1) == "that" and s.word(j + 2) in _DATING:
        return j + 1 if s.word(j) in lex.periods["spans"] else i
    if s.word(j - 1) == "the" and s.word(j) in _NEARBY:
        return j + 1
    if (s.word(j), s.word(j + 1)) == ("period", "of") and j + 2 in durations:
        return durations[j + 2].last
    if j in dated and dated[j].kind == "time" and s.low[i] == "in":
        return i  # "in 2:04:31" is how long it took
    if j in dated:
        end = dated[j].last
        if s.word(end) == "of" and end + 1 in dated:
            end = dated[end + 1].last
        return end
    if is_month(s, j, lex) and s.low[i] not in {"to", "for"}:
        end = j + 2 if year_value(s.word(j + 1)) else j + 1
        if s.low[i] in {"between", "from"} and s.word(end) in {"and", "to", "until"}:
            if end + 1 in dated:
                return dated[end + 1].last
            return end + 2 if is_month(s, end + 1, lex) else end
        if s.word(end) == "and" and is_month(s, end + 1, lex):
            return end + 2  # in May and June
        return end
    if s.word(j) in lex.calendar["weekdays"] and s.capitalised(j):
        if s.low[j - 1] == "a" or (s.low[j - 1] == "the" and s.word(j) in _HEAVENLY):
            return i
        return _days(s, i, j + 1, lex)
    if s.word(j) in lex.periods["spans"] and s.word(j + 1) in {"to", "ended", "ending"}:
        return _led(s, j + 1, dated, durations, lex)
    if s.low[i] in {"during", "before", "after", "until"} and j > i + 1:
        return _event(s, j, i, lex)
    return i


def _days(s: Sentence, i: int, j: int, lex: Lexicon) -> int:
    """As in "on Friday", "between Friday evening and Sunday morning"."""
    j += s.word(j) in lex.periods["spans"]
    two_ends = s.low[i] in {"between", "from"} and s.word(j) in {"and", "to", "until"}
    if two_ends and s.word(j + 1) in lex.calendar["weekdays"]:
        return j + 2 + (s.word(j + 2) in lex.periods["spans"])
    return j


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
    end = _led(s, j - 1, dated, durations, lex)
    return end if end >= j else i


def _event(s: Sentence, j: int, i: int, lex: Lexicon) -> int:
    for k in range(j, min(j + 5, len(s.low))):
        if s.low[k] in lex.periods["events"] or s.low[k] in lex.periods["spans"]:
            return k + 1
        if not s.low[k][0].isalpha() or s.low[k] in lex.words["prepositions"]:
            break
    return i
