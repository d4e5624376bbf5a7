"""Whether a time phrase reaches a number: not out of an aside, a comparison, a name."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import past
from claims.engine.reading.timeclauses import (
    FRONT,
    fronted,
    of_members,
    opens_next,
    other_clause,
    past_joint,
    past_predicate,
    past_reason,
    verb,
)
from claims.engine.reading.timecompared import (
    ahead_of_comparison,
    in_comparison,
    past_comparison,
)
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_DUE = word_list("timereach.due")
_PARTICIPLES = word_list("timeframes.participles")
_MEMBERS = frozenset({"among", "including", "of", "most", "some", "many"})
_RELATIVES = frozenset({"which", "who", "whose", "where"})
_OFFSETS = frozenset({"before", "after", "until"})
#: "This year's 5 million", but not "this week's Annals of Astronomy ... 5".
_OWNED = 8
#: "founded in 1948 with 32 players"
_WITH = frozenset({"with", "for", "by", "at"})
_MADE = frozenset(
    {"taken", "conducted", "published", "commissioned", "released", "completed"}
)
_NOW = 4
_ERAS = frozenset({"century", "centuries", "decade", "era"})
_STREAKS = frozenset({"running", "straight", "consecutive"})
#: A point of time is when a change was complete: "from 4 to 5 in May".
_POINTS = frozenset({"in", "on", "by", "from", "at"})
_PARTS = frozenset({"percent", "percentage_point", "fraction", "multiple"})
_ASIDE = 15


def _between(m: Mention, frame: Timeframe, mentions: list[Mention]) -> bool:
    return any(m.right <= o.first < frame.first and o.is_quantity for o in mentions)


def out_of_reach(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> bool:
    later = frame.first >= m.right
    if s.word(frame.first - 1) in _DUE:
        return True  # copper for delivery in May
    told = s.word(frame.first - 1)
    if told in _PARTICIPLES and s.word(frame.first - 2) == ",":
        with_it = s.word(frame.last) in _WITH and "," not in s.low[frame.last : m.left]
        return later or not with_it  # "the ferry, built in 1974 to carry 60, sank"
    figures = told in lex.sources and s.low[frame.first] != "for"  # data for May
    if not later and (told in _MADE or figures):
        return True  # a poll (taken) last week
    if not later and told == "of" and s.word(frame.first - 2) in lex.sources:
        return True  # "your report of 12 June says fares rose 40 percent"
    if later and told == "of" and _between(m, frame, mentions):
        return True  # "7 percent, double the 3.1 percent of two years ago"
    weekday = s.low[frame.last - 1] in lex.calendar["weekdays"]
    if m.kind == "duration" and weekday and not (later and frame.first == m.right):
        return True  # jailed on Friday for three years
    if s.word(m.left - 1) in lex.periods["relative"] and m.kind == "count":
        return True  # the last three games
    if frame.first == m.right and s.low[frame.first] in lex.periods["relative"]:
        return s.low[frame.last - 1].endswith("s")  # the two previous years
    if s.low[frame.first] == "from" and s.low[frame.last - 1] in _ERAS:
        return True  # coins from the 3rd century
    if s.word(frame.last) in _STREAKS or (
        frame.last + 1 < s.size
        and s.word(frame.last) == "in"
        and s.word(frame.last + 1) == "a"
        and s.word(frame.last + 2) == "row"
    ):
        return True
    if s.low[frame.first] == "full":
        return later  # "full-year profit guidance"
    if s.low[frame.last - 1].endswith("'s"):
        between = s.word(m.left - 1) != "from" and any(
            frame.last <= o.first < m.first and o.is_quantity for o in mentions
        )
        return later or between or m.left - frame.last > _OWNED
    if s.low[frame.first] == "now" and _idle_now(s, frame, m, lex, later=later):
        return True
    if s.low[frame.first] == "in" and _stretch(frame, mentions):
        opens = not later and frame.first < 2
        if not opens and (not later or frame.first - m.right > _OWNED):
            return True
    if s.low[frame.first] == "over" and _stretch(frame, mentions):
        return frame.first != m.right or m.kind not in _PARTS  # gained 5% over 3 months
    if s.low[frame.first] == "for" and later and s.low[frame.first + 1] in {"a", "an"}:
        return {"has", "have"}.isdisjoint(s.low[: m.first])  # 40 flats have stood ...
    if s.word(frame.last) == ":" and (later or ")" in s.low[frame.last : m.left]):
        return True  # "412m (H1 2023: 377m), 80 per cent of it"
    if later and _whole(s, frame, m, mentions):
        return True
    if later and m.kind == "count" and _owned(s, frame, m):
        return True
    if later and m.role == "from" and s.low[frame.first] in _POINTS:
        return any(
            o.role == "to" and m.right <= o.first < frame.first for o in mentions
        )
    if later:
        offset = any(o.kind == "duration" and o.right == frame.first for o in mentions)
        return (
            (offset and s.low[frame.first] in _OFFSETS)
            or past_comparison(s, frame, m, mentions)
            or past_joint(s, m.right, frame.first, lex, mentions)
            or past_reason(s, m.right, frame.first, mentions)
            or past_predicate(s, m, frame.first, lex)
            or opens_next(s, frame, lex)
            or of_members(s, m.right, frame.first, mentions)
            or _leaves_aside(s, frame, m, lex)
            or _recorded_then(s, frame, m, mentions)
        )
    began = "from" in s.words and s.word(frame.last + 1) != "when"
    starts = [o.right for o in mentions if began and s.word(o.left - 1) == "from"]
    if frame.first in starts:
        return True  # "from half in 2005 to a fifth"
    if fronted(s, frame) and _said_then(s, frame, m, lex):
        return True
    if _of_a_front(s, frame, m, mentions):
        return True
    offset = not _OFFSETS.isdisjoint(s.low[frame.first : frame.last])
    if offset and _within_event(s, frame, m, lex):
        return True
    if s.low[frame.first] == "now" and s.word(frame.first - 1) == ",":
        return "," in s.low[frame.last : m.left]  # "the strike, now in its third week,"
    return (
        in_comparison(s, frame, m)
        or _among_others(s, frame, m)
        or ahead_of_comparison(s, frame, m)
        or other_clause(s, frame, m, lex, mentions)
    )


def _among_others(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """The 70 of "521 fell ill in May, most of them after the age of 70"."""
    if fronted(s, frame):
        return False
    for k in range(frame.last + 1, m.left - 2):
        if s.low[k - 1] == "," and (
            s.low[k] in _MEMBERS or (s.low[k] == "with" and s.low[k + 1] != "the")
        ):
            return True
    return False


def _said_then(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """As in "On Monday the minister said 300 flats were empty"."""
    day = s.low[frame.last - 1]
    if s.word(frame.last) == "," and s.word(frame.last + 1) in lex.strong:
        return False  # "Today, says Kuma, 40 boats are left"
    if day not in lex.calendar["weekdays"] and day not in {"yesterday", "today"}:
        return False
    return any(
        s.low[k] in lex.strong and s.word(k + 1) != ","
        for k in range(frame.last, m.left)
    )


_FRONTING = frozenset({"of", "from", "with", "unlike", "despite", "against"})


def _of_a_front(
    s: Sentence, frame: Timeframe, m: Mention, mentions: list[Mention]
) -> bool:
    """The 2020 of "From 3% in 2020, rates rose to 8%": of the number before it."""
    return (
        s.low[0] in _FRONTING
        and s.word(frame.last) == ","
        and any(o.is_quantity and o.right <= frame.first for o in mentions)
        and "," not in s.low[: frame.first]
        and m.left > frame.last
    )


def _recorded_then(
    s: Sentence, frame: Timeframe, m: Mention, mentions: list[Mention]
) -> bool:
    """The time of the 24 of "47 weeks, almost double the 24 recorded before the war"."""
    k = frame.first - 1
    if not s.word(k).endswith("ed") and s.word(k) not in _PARTICIPLES:
        return False
    return any(
        o.is_quantity and m.right <= o.first and k - 1 <= o.right <= k
        for o in mentions
        if s.word(o.left - 1) == "the"
    )


#: "Its 40 late trains in May": the time is told of the noun right before it.
_BESIDE = 2
_HOLDERS = frozenset({"its", "his", "her", "their", "our", "my"})


def _within_event(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """The 400 of "two days after the quake destroyed 400 homes": told of the event."""
    acts = past(s.word(frame.last), lex) or verb(s, frame.last, lex)
    return acts and "," not in s.low[frame.last : m.left]


_OWNERS = frozenset({"its", "his", "her", "their", "our", "the"})


def _whole(s: Sentence, frame: Timeframe, m: Mention, mentions: list[Mention]) -> bool:
    """The 300 of "let four of his 300 flats by May", "of the 300, 4 were let in May"."""
    if s.word(m.left - 2) != "of" or s.word(m.left - 1) not in _OWNERS:
        return False
    if m.left <= FRONT:
        return "," in s.low[m.right : frame.first]
    part = any(o.is_quantity and o.right == m.left - 2 for o in mentions)
    return part and s.low[frame.first] in {"by", "until"}


def _owned(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """The 212 of "sales at Ben's 212 shops fell in May": how many it has, at no time."""
    owner = s.word(m.left - 1)
    if not (owner in _HOLDERS or owner.endswith("'s")):
        return False
    part = "of" in s.low[max(0, m.left - 4) : m.left - 1]  # "31 of the town's 60"
    return part or frame.first > m.right + _BESIDE


def _stretch(frame: Timeframe, mentions: list[Mention]) -> bool:
    """As in "5% in three years": of the number right before it."""
    return any(m.first == frame.first + 1 and m.kind == "duration" for m in mentions)


def _idle_now(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, *, later: bool
) -> bool:
    """The "now" of "telescopes now in use", of "it now expects"."""
    if later:
        return frame.first - m.right > _NOW
    return s.word(frame.last) in lex.reporting or s.word(frame.last + 1) == "use"


def _leaves_aside(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """The number is told in an aside that is over: "the firm, which has 5 ships, ..."."""
    end = next((k for k in range(m.right, frame.first) if s.low[k] == ","), 0)
    if not end:
        return False
    for k in range(m.left - 1, max(0, m.left - _ASIDE), -1):
        word, comma = s.low[k], s.low[k - 1] == ","
        if comma and (word in _RELATIVES or word in _PARTICIPLES or word == "with"):
            return True
        if word == "," and s.low[k + 1] in _MEMBERS:
            return False  # "40 people, among them 5 children, were ..."
        if word in {",", ";", ":"}:
            return word == "," and verb(s, end + 1, lex) and not verb(s, k + 1, lex)
    return False
