"""The time a German number holds for, as the text says it."""

from __future__ import annotations

from itertools import pairwise

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.german.nouns import is_adjective
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

_DATED = frozenset({"date", "year", "period"})
_FAR = frozenset({";", ":", '"'})


def timeframes(s: Sentence, mentions: list[Mention], lex: Lexicon) -> list[Timeframe]:
    dated = {m.first: m for m in mentions if m.kind in _DATED}
    durations = {m.first: m for m in mentions if m.kind == "duration"}
    found: list[Timeframe] = []
    i = 0
    while i < s.size:
        last = _starting_at(s, i, dated, durations, lex)
        if last > i:
            if not _told(s, i, last, lex):
                found.append(Timeframe(i, last))
            i = last
        else:
            i += 1
    return found


def _starting_at(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    word = s.low[i]
    if word == "stand" and s.word(i - 1) not in lex.words["determiners"]:
        return _led(s, i, dated, durations, lex)  # "Stand Dienstag"
    if word in lex.periods["lead"]:
        if word == "bis" and s.word(i + 1) == "zum":
            end = _led(s, i + 1, dated, durations, lex)
            return end if end > i + 1 else i
        return _led(s, i, dated, durations, lex)
    if i in dated and dated[i].kind in {"date", "period"}:
        return dated[i].last
    if i in dated and _labels(s, i, dated[i].last):
        return dated[i].last
    if i in dated and dated[i].kind == "year" and not s.capitalised(i - 1):
        return dated[i].last  # "2024 kamen 98.300 Kinder zur Welt"
    if word in lex.periods["relative"] and s.word(i + 1) in lex.periods["spans"]:
        return i + 2
    if i in durations or word in lex.lists["timeframes.one"]:
        return _sooner(s, i, durations, lex)
    return i + 1 if word in lex.lists["timeframes.single"] else i


def _sooner(s: Sentence, i: int, durations: dict[int, Mention], lex: Lexicon) -> int:
    """As in "ein Jahr zuvor", "drei Jahre davor"."""
    if i not in durations and s.word(i + 1) not in lex.periods["spans"]:
        return i
    end = durations[i].last if i in durations else i + 2
    if s.word(end) == "nach" or (s.word(end) == "vor" and i in durations):
        after = _led(s, end, {}, {}, lex)  # "drei Jahre nach dem Brand"
        return after if after > end else i
    return end + 1 if s.word(end) in lex.lists["timeframes.sooner"] else i


def _led(
    s: Sentence,
    i: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    """As in "im März", "seit 2019", "in den 1990er Jahren", "nach dem Beben"."""
    j = i + 1
    if s.low[i] in lex.lists["timeframes.ago"]:  # vor drei Jahren, vor einem Jahr
        if j in durations:
            return durations[j].last
        if s.word(j) in lex.lists["timeframes.one"]:
            return j + 2 if s.word(j + 1) in lex.periods["spans"] else i
    if s.word(j) in lex.lists["timeframes.year_before"] and s.low[i] == "im":
        return j + 1
    if s.word(j + 1) in lex.lists["timeframes.sooner"]:  # im Jahr zuvor
        return j + 2 if s.word(j) in lex.periods["spans"] else i
    if s.word(j) in lex.periods["spans"] and s.word(j + 1) == "bis":
        end = _led(s, j + 1, dated, durations, lex)  # im Jahr bis Ende März
        return end if end > j + 1 else i
    if s.low[i] in lex.lists["timeframes.within"] and s.word(j) == "von":
        j += 1
    if s.word(j) in lex.lists["timeframes.edges"]:  # "am Ende", "bis dahin"
        k = j + 1  # "bis Ende des Jahres", "bis Ende des kommenden Monats"
        while s.word(k) == "des" or s.word(k) in lex.periods["relative"]:
            k += 1
        if k > j + 1 and s.word(k) in lex.lists["timeframes.of_spans"]:
            return k + 1
        edge = s.low[i] in {"am", "zu", "bis", "zum"} and not s.capitalised(j + 1)
        if edge and s.word(j + 1) not in lex.lists["timeframes.fillers"]:
            return j + 1
    fillers = lex.lists["timeframes.fillers"] | lex.periods["relative"]
    while s.word(j) in fillers and j not in dated and j - i < 6:
        j += 1
    if j in dated:
        end = dated[j].last
        joint = s.word(end) in lex.lists["ranges.and"] | lex.lists["ranges.to"]
        return dated[end + 1].last if joint and end + 1 in dated else end
    if s.word(j) == "," and s.word(i + 1) in lex.calendar["weekdays"]:
        return i + 2
    if j in durations and s.word(j - 1) in lex.periods["relative"]:
        return durations[j].last
    if is_month(s, j, lex) and len(s.low[j]) > 2:
        return _months(s, j, lex)
    if s.low[i] in lex.lists["timeframes.within"] and j in durations:
        return durations[j].last
    if s.word(j) in lex.calendar["weekdays"] and len(s.low[j]) > 2:
        return j + 1
    spans = lex.periods["spans"]
    if s.word(j - 1) in spans and j > i + 1:
        back = s.low[i + 1 : j - 1]
        season = s.low[j - 1] in lex.calendar["seasons"]
        return j if back or season or s.low[i] in {"zum", "seit"} else i
    alone = s.low[i] in {"zum", "seit", "am"} and s.word(j) != "tag"
    if s.word(j) in spans and s.word(j + 1) in lex.lists["timeframes.sooner"]:
        return j + 2  # in der Woche zuvor
    if s.low[i] in lex.lists["timeframes.within"]:
        yearly = s.word(j) in lex.lists["timeframes.one"] and s.word(j + 1) in spans
        return j + 2 if yearly else i  # binnen eines Jahres
    if s.word(j) in spans and (j > i + 1 or alone):
        return j + 1
    if s.word(j) in lex.lists["timeframes.single"]:
        return j + 1  # "bis heute"
    if s.low[i] == "seit" and s.capitalised(j) and s.word(j) not in lex.closed:
        return _happened(s, j, lex)
    k = j
    while is_adjective(s, k, lex):
        k += 1
    if s.word(k) not in lex.periods["events"]:
        return i
    # "seit Kriegsbeginn am 24. Februar 2022"
    if k + 2 in dated and s.word(k + 1) == "am":
        return dated[k + 2].last
    return _happened(s, k, lex) if s.word(k) in _OPEN else k + 1


#: They say little without what begins or ends: "nach Einbruch der Dunkelheit".
_OPEN = frozenset({"einbruch", "ausbruch", "beginn", "ende", "abschluss", "ablauf"})


def _happened(s: Sentence, j: int, lex: Lexicon) -> int:
    """The end of "Inkrafttreten des Gesetzes", "Beginn der Proteste"."""
    owned = s.word(j + 1) in {"des", "der"} and s.capitalised(j + 2)
    return j + 3 if owned else j + 1


def _labels(s: Sentence, i: int, end: int) -> bool:
    """As in "Geburten: 2022: 738.819, 2023: 692.989"."""
    return s.word(end) == ":" and s.word(i - 1) in {"", ":", ",", ";", "("}


def _months(s: Sentence, j: int, lex: Lexicon) -> int:
    """The end of "März", "März 2021", "Januar und Juni 2021"."""
    end = j + 1
    joints = lex.lists["ranges.and"] | lex.lists["ranges.to"]
    if s.word(end) in joints and is_month(s, end + 1, lex):
        end += 2
    return end + 1 if year_value(s.word(end)) else end


def _told(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """When it was said: the "am Mittwoch" of "wie der Verband am Mittwoch mitteilte"."""
    if s.word(last) in lex.reporting and s.word(last) not in lex.words["verbs"]:
        return True
    if s.low[first] == "bis":
        return False  # "rechnet mit 40 Fällen bis Ende des Jahres"
    for k in range(first - 1, max(-1, first - 7), -1):
        if s.low[k] in lex.strong:
            return all(s.low[x] != "," for x in range(k, first))
        if s.low[k] == ",":
            return False
    return False


def _so_many_as(s: Sentence, frame: Timeframe, lex: Lexicon) -> bool:
    """The year of "doppelt so viele wie 2022" is the other number's."""
    k = frame.first - 1
    alike = s.word(k) == "wie" and s.word(k - 1) in lex.lists["numbers.amounts"]
    return alike and s.word(k - 2) in lex.lists["numbers.as_many"]


def _from_before(between: list[str], lex: Lexicon) -> bool:
    """As in "8 Millionen Euro nach 12 Millionen im Vorjahr", "nach einem Gewinn von 3
    Millionen im Vorjahr": of the other one."""
    if lex.lists["timeframes.after"].isdisjoint(between):
        return False
    leads = lex.lists["timeframes.after"] | lex.lists["numbers.out_of"]
    return any(
        word in leads and following[:1].isdecimal()
        for word, following in pairwise(between)
    )


def _opens_next(s: Sentence, frame: Timeframe, mentions: list[Mention]) -> bool:
    """Of the next clause: "61 Räder, im Jahr davor waren es 74"."""
    if any(o.left == frame.last and o.is_quantity for o in mentions):
        return True  # "15 statt bisher 12 Euro"
    k = frame.first - 1
    k -= s.word(k) in {"allein", "nur", "erst", "noch"}
    if s.word(k) not in {",", ";", "("}:
        return False
    start = frame.last + (s.word(frame.last) == ":")  # "61 Prozent (2019: 58 Prozent)"
    over = next((k for k in range(start, s.size) if s.low[k] in _ENDS), s.size)
    return any(o.is_quantity and frame.last <= o.first < over for o in mentions)


_ENDS = frozenset({",", ";", ".", ":"})


def period_of(
    s: Sentence,
    m: Mention,
    found: list[Timeframe],
    lex: Lexicon,
    mentions: list[Mention],
) -> str | None:
    """The nearest time phrase, as written."""
    best: Timeframe | None = None
    distance = 45
    for frame in found:
        if frame.first < m.right and m.left < frame.last:
            continue
        before = s.word(frame.first - 1)
        if before in lex.lists["timeframes.compared"] or _so_many_as(s, frame, lex):
            continue
        after = frame.first >= m.right
        gap = frame.first - m.right if after else m.left - frame.last + 1
        between = s.low[m.right : frame.first] if after else s.low[frame.last : m.left]
        if between == [":"] and not after:
            best, distance = frame, 0  # "2022: 738.819"
        if not _FAR.isdisjoint(between):
            gap += 30
        if not lex.lists["timeframes.compared"].isdisjoint(between) and after:
            continue
        if after and (_from_before(between, lex) or _opens_next(s, frame, mentions)):
            continue
        if gap < distance:
            best, distance = frame, gap
    if best is None:
        return None
    return " ".join(s.spelled(best.first, best.last).split())
