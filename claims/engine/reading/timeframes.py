"""The time a number holds for, as the text says it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Timeframe:
    first: int
    last: int


_STOPS = word_list("timeframes.stops")


_ENDING = word_list("timeframes.ending")


_SINGLE = word_list("timeframes.single")


def timeframes(s: Sentence, mentions: list[Mention], lex: Lexicon) -> list[Timeframe]:
    dated = {
        m.first: m for m in mentions if m.kind in {"date", "year", "period", "time"}
    }
    durations = {m.first: m for m in mentions if m.kind == "duration"}
    found: list[Timeframe] = []
    last = 0
    for i, word in enumerate(s.low):
        if i < last or not (word in lex.timing or i in dated):
            continue
        end = _starting_at(s, i, dated, durations, lex)
        if end > i:
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
        return _since(s, i, lex)
    if word in {"between", "from"} and i + 1 in dated:
        return _two_ends(s, i, dated)
    if word in lex.periods["lead"]:
        return _led(s, i, dated, durations, lex)
    if i in dated and dated[i].kind in {"date", "period"}:
        return dated[i].last
    if word in lex.periods["relative"] and s.word(i + 1) in lex.periods["spans"]:
        return i + 2
    if word == "as" and s.word(i + 1) == "of":
        return _led(s, i + 1, dated, durations, lex)
    if word == "so" and (s.word(i + 1), s.word(i + 2)) == ("far", "this"):
        return i + 4 if s.word(i + 3) in lex.periods["spans"] else i
    if word in _SINGLE:
        return i + 1
    return i


def _since(s: Sentence, i: int, lex: Lexicon) -> int:
    j = i + 1
    while j < len(s.low) and j - i < 14:
        word = s.low[j]
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


def _led(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    """As in "in 2023", "during the war", "over the past five years", "in the year to May"."""
    j = i + 1
    while s.word(j) in {"the", "late", "early", "mid", "-", "a", "all", "each", "of"}:
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
            return end
        if j in dated:
            return dated[j].last
        return i
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
        return end
    if s.word(j) in lex.calendar["weekdays"] and s.capitalised(j):
        return i if s.word(j - 1) == "the" and s.word(j) in _HEAVENLY else j + 1
    if s.word(j) in lex.periods["spans"] and s.word(j + 1) in {"to", "ended", "ending"}:
        return _led(s, j + 1, dated, durations, lex)
    if s.low[i] in {"during", "before", "after", "until"} and j > i + 1:
        return _event(s, j, i, lex)
    return i


def _event(s: Sentence, j: int, i: int, lex: Lexicon) -> int:
    for k in range(j, min(j + 5, len(s.low))):
        if s.low[k] in lex.periods["events"] or s.low[k] in lex.periods["spans"]:
            return k + 1
        if not s.low[k][0].isalpha() or s.low[k] in lex.words["prepositions"]:
            break
    return i


_HEAVENLY = frozenset({"sun", "sat"})
_PREPOSITIONS = frozenset({"at", "to", "in", "by", "the", "a"})
_FAR = word_list("timeframes.far")


_COMPARED = frozenset({"than", "with", "compared", "versus", "vs"})
_SUPERLATIVES = word_list("timeframes.superlatives")
_ADDRESSEES = word_list("timeframes.addressees")


def _compares(s: Sentence, frame: Timeframe) -> bool:
    """The time of another number: "than in 2023", "as in May", "highest since 1994"."""
    k = frame.first - 1
    while s.word(k) in {"the", "a", "in", "during", "for"}:
        k -= 1
    before = s.word(k)
    if before in _COMPARED or (before == "as" and s.low[frame.first] in _LEADS):
        return True
    if before == "to" and s.word(k - 1) in {"compared", "similar"}:
        return True
    if s.low[frame.first] == "on" and year_value(s.word(frame.first + 1)):
        return True
    return s.low[frame.first] == "since" and _superlative(s, frame.first)


def _from_another(between: list[str]) -> bool:
    """As in "to 40 tonnes from 30 tonnes in 2019": the time is the other number's."""
    return any(
        word == "from" and following[:1].isdecimal()
        for word, following in itertools.pairwise(between)
    )


_LEADS = frozenset({"in", "during", "at", "on", "last"})


def _superlative(s: Sentence, since: int) -> bool:
    """A superlative in the phrase that "since" closes."""
    for k in range(since - 1, max(-1, since - 6), -1):
        word = s.low[k]
        if not word[0].isalpha():
            return False
        if word in _SUPERLATIVES:
            return s.word(k - 1) != "at"
    return False


def _told_then(s: Sentence, frame: Timeframe, lex: Lexicon) -> bool:
    """When it was said, not what it was said of: "told reporters on Thursday"."""
    for k in range(frame.first - 1, max(-1, frame.first - 9), -1):
        word = s.low[k]
        if word in lex.strong or word in _ANNOUNCING:
            return True
        named = s.capitalised(k) and not word[0].isdecimal()
        if word not in _ADDRESSEES and not named:
            return False
    return False


_ANNOUNCING = frozenset({"statement", "announced", "published", "reported", "released"})


def _year_earlier(s: Sentence, j: int, lex: Lexicon) -> bool:
    """As in "310 a year before", "310 the previous year": a time not dated here."""
    if s.word(j) not in {"a", "one", "the"}:
        return False
    if s.word(j) == "the" and s.word(j + 1) in {"previous", "preceding"}:
        return s.word(j + 2) in lex.periods["spans"]
    earlier = s.word(j + 2) in {"earlier", "before", "previously"}
    return earlier and s.word(j + 1) in lex.periods["spans"] and s.word(j + 3) != "than"


_RELATIVES = frozenset({"which", "who", "whose", "where"})


def _aside(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """As in "the strike, which began on 3 May, cost 40 million": of the aside."""
    if "," not in s.low[frame.last : m.left]:
        return False
    for k in range(frame.first - 1, -1, -1):
        if s.low[k] in _RELATIVES:
            return s.word(k - 1) == ","
        if s.low[k] in {",", ";", ":"}:
            return False
    return False


def _end_of(s: Sentence, m: Mention, frame: Timeframe) -> tuple[int, int]:
    """The start of "between May and June" for a from-value, its end for a to-value."""
    whole = frame.first, frame.last
    if m.role not in {"from", "to"} or s.low[frame.first] not in {"between", "from"}:
        return whole
    for k in range(frame.first + 2, frame.last - 1):
        if s.low[k] in {"and", "to", "until"}:
            return (frame.first + 1, k) if m.role == "from" else (k + 1, frame.last)
    return whole


def period_of(
    s: Sentence, m: Mention, found: list[Timeframe], lex: Lexicon
) -> str | None:
    """The nearest time phrase in the clause of `m`, as written."""
    if _year_earlier(s, m.right, lex):
        return None
    best: Timeframe | None = None
    distance = 10_000
    for frame in found:
        if frame.first < m.right and m.left < frame.last:
            continue
        if _compares(s, frame) or _told_then(s, frame, lex) or _aside(s, frame, m):
            continue
        gap = (
            frame.first - m.right if frame.first >= m.right else m.left - frame.last + 1
        )
        between = (
            s.low[m.right : frame.first]
            if frame.first >= m.right
            else s.low[frame.last : m.left]
        )
        if s.low[frame.first] == "now" and _PREPOSITIONS.issuperset(between):
            continue  # "is now 4,000", "is now at 4,000": no time is given
        if not _FAR.isdisjoint(between) or _from_another(between):
            gap += 50
        if gap < distance:
            best, distance = frame, gap
    if best is None or distance > 45:
        return None
    first, last = _end_of(s, m, best)
    return " ".join(s.spelled(first, last).split())
