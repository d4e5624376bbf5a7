"""Whether a time phrase reaches a number: not out of an aside, a comparison, a name."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.timecompared import (
    ahead_of_comparison,
    in_comparison,
    past_comparison,
)
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

_DUE = word_list("timereach.due")
_PARTICIPLES = word_list("timeframes.participles")
_MEMBERS = frozenset({"among", "including", "of", "most", "some", "many"})
_RELATIVES = frozenset({"which", "who", "whose", "where"})
_OFFSETS = frozenset({"before", "after", "until"})
_OPENERS = word_list("timereach.openers")
#: How many words a fronted time has before it: "In May", "But last year".
_FRONT = 3
#: "This year's 5 million", but not "this week's Annals of Astronomy ... 5".
_OWNED = 8
_MADE = frozenset(
    {"taken", "conducted", "published", "commissioned", "released", "completed"}
)
_NOW = 4
_ERAS = frozenset({"century", "centuries", "decade", "era"})
_STREAKS = frozenset({"running", "straight", "consecutive"})
#: A point of time is when a change was complete: "from 4 to 5 in May".
_POINTS = frozenset({"in", "on", "by", "from", "at"})
_PARTS = frozenset({"percent", "percentage_point", "fraction", "multiple"})
_JOINTS = frozenset({"as", "because", "although", "though"})
_ASIDE = 15


def out_of_reach(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> bool:
    later = frame.first >= m.right
    if s.word(frame.first - 1) in _DUE:
        return True  # copper for delivery in May
    told = s.word(frame.first - 1)
    if told in _PARTICIPLES and s.word(frame.first - 2) == ",":
        return True  # "the ferry, built in 1974 to carry 60, sank"
    if not later and (told in _MADE or told in lex.sources):
        return True  # a poll (taken) last week
    if m.kind == "duration" and s.low[frame.last - 1] in lex.calendar["weekdays"]:
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
    if s.low[frame.last - 1].endswith("'s"):
        return later or m.left - frame.last > _OWNED
    if s.low[frame.first] == "now" and _idle_now(s, frame, m, lex, later=later):
        return True
    if s.low[frame.first] == "in" and _stretch(frame, mentions):
        fronted = not later and frame.first < 2
        return not fronted and (not later or frame.first - m.right > _OWNED)
    if s.low[frame.first] == "over" and _stretch(frame, mentions):
        return frame.first != m.right or m.kind not in _PARTS  # gained 5% over 3 months
    if s.low[frame.first] == "for" and later and s.low[frame.first + 1] in {"a", "an"}:
        return {"has", "have"}.isdisjoint(s.low[: m.first])  # 40 flats have stood ...
    if later and _whole(s, frame, m, mentions):
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
            or _past_joint(s, m.right, frame.first, lex)
            or _past_reason(s, m.right, frame.first, mentions)
            or _leaves_aside(s, frame, m, lex)
        )
    if _fronted(s, frame) and _said_then(s, frame, m, lex):
        return True
    if _of_a_front(s, frame, m, mentions):
        return True
    if s.low[frame.first] == "now" and s.word(frame.first - 1) == ",":
        return "," in s.low[frame.last : m.left]  # "the strike, now in its third week,"
    return (
        in_comparison(s, frame, m)
        or _among_others(s, frame, m)
        or ahead_of_comparison(s, frame, m)
        or _other_clause(s, frame, m, lex, mentions)
    )


def _among_others(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """The 70 of "521 fell ill in May, most of them after the age of 70"."""
    if _fronted(s, frame):
        return False
    for k in range(frame.last + 1, m.left - 2):
        if s.low[k - 1] == "," and (s.low[k] in _MEMBERS or s.low[k] == "with"):
            return True
    return False


def _said_then(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """As in "On Monday the minister said 300 flats were empty"."""
    day = s.low[frame.last - 1]
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


_OWNERS = frozenset({"its", "his", "her", "their", "our", "the"})


def _whole(s: Sentence, frame: Timeframe, m: Mention, mentions: list[Mention]) -> bool:
    """The 300 of "let four of his 300 flats by May", "of the 300, 4 were let in May"."""
    if s.word(m.left - 2) != "of" or s.word(m.left - 1) not in _OWNERS:
        return False
    if m.left <= _FRONT:
        return "," in s.low[m.right : frame.first]
    part = any(o.is_quantity and o.right == m.left - 2 for o in mentions)
    return part and s.low[frame.first] in {"by", "until"}


def _fronted(s: Sentence, frame: Timeframe) -> bool:
    """Only an opener stands before the time: "In May", "But last year"."""
    return frame.first < _FRONT and _OPENERS.issuperset(s.low[: frame.first])


def _stretch(frame: Timeframe, mentions: list[Mention]) -> bool:
    """As in "5% in three years": of the number right before it."""
    return any(m.first == frame.first + 1 and m.kind == "duration" for m in mentions)


def _idle_now(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, *, later: bool
) -> bool:
    """The "now" of "telescopes now in use", of "it now expects"."""
    if later:
        return frame.first - m.right > _NOW
    return s.word(frame.last) in lex.reporting


def _past_joint(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """Another clause begins between the two: "5, and we shall hire 4 in May"."""
    for k in range(first, last - 1):
        if s.low[k] != "and":
            continue
        word = s.low[k + 1]
        if word == "that" or word in lex.words["auxiliaries"] or word in lex.reporting:
            return True
        if s.low[k - 1] == "," and word in lex.words["pronouns"]:
            return True
    return False


def _past_reason(s: Sentence, first: int, last: int, mentions: list[Mention]) -> bool:
    """The time of "fell 3% as traders bet that it would pump 40 tonnes in May"."""
    for k in range(first, last - 1):
        if s.low[k] not in _REASONS or s.low[k + 1] in _NO_REASON:
            continue
        within = [o for o in mentions if o.is_quantity and o.left <= k < o.right]
        if not within and any(k < o.first < last for o in mentions if o.is_quantity):
            return True
    return False


_REASONS = frozenset({"as", "because", "although", "though"})
_NO_REASON = frozenset(
    {"of", "many", "much", "well", "a", "in", "did", "few", "little"}
)


def _leaves_aside(s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon) -> bool:
    """The number is told in an aside that is over: "the firm, which has 5 ships, ..."."""
    end = next((k for k in range(m.right, frame.first) if s.low[k] == ","), 0)
    if not end:
        return False
    for k in range(m.left - 1, max(0, m.left - _ASIDE), -1):
        word, comma = s.low[k], s.low[k - 1] == ","
        if comma and (word in _RELATIVES or word in _PARTICIPLES):
            return True
        if word == "," and s.low[k + 1] in _MEMBERS:
            return False  # "40 people, among them 5 children, were ..."
        if word in {",", ";", ":"}:
            return word == "," and _verb(s, end + 1, lex) and not _verb(s, k + 1, lex)
    return False


def _verb(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The clause goes on after the aside: "the leaders, unbeaten in 5 games, face"."""
    return s.word(k) in lex.words["auxiliaries"] or (k < s.size and is_verb(s, k, lex))


def _predicate(s: Sentence, k: int, lex: Lexicon) -> bool:
    """Another verb of the same subject, after a "now" or an "also"."""
    while s.word(k) in {"now", "also", "then", "later", "still"}:
        k += 1
    after = s.word(k + 1)
    governs = after[:1].isdecimal() or after in lex.words["determiners"]
    return _verb(s, k, lex) or (s.word(k).endswith("s") and governs)


def _follows(s: Sentence, frame: Timeframe, k: int, lex: Lexicon) -> bool:
    """What came of it, and what else was done in the stretch: ", killing 40", "sold 3
    in the quarter and lost 40"."""
    if s.low[k] == ",":
        return s.word(k + 1).endswith("ing")
    led = s.low[frame.first] in {"in", "during", "over", "within"}
    return led and s.low[frame.last - 1] in lex.periods["spans"]


_BESIDE = 6


def _dates_another(frame: Timeframe, mentions: list[Mention]) -> bool:
    return any(
        o.is_quantity and o.right <= frame.first <= o.right + _BESIDE for o in mentions
    )


def _other_clause(
    s: Sentence, frame: Timeframe, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> bool:
    """A clause of its own begins after the time, which does not open the sentence."""
    fronted = _fronted(s, frame)
    for k in range(frame.last, m.left):
        word = s.low[k]
        if (word in _OFFSETS or word == "for") and s.word(k + 1).endswith("ing"):
            return True  # "weakened on Monday after dumping 5 inches"
        related = s.low[k] == "when" and k == frame.last + 1  # ", when 40 died"
        if s.low[k] in _OFFSETS | {"when"} and not (fronted or related):
            return True  # "closed on Monday after costs rose 5 percent"
        if fronted:
            continue
        if s.low[k] in _JOINTS and (
            s.low[k - 1] == "," or s.low[k] not in {"as", "with"}
        ):
            return True
        if word == "saying" or word in lex.lists["attribution.saying_that"]:
            return True
        if k == frame.last and s.low[k] in {",", "and"} and _predicate(s, k + 1, lex):
            if _follows(s, frame, k, lex):
                continue
            return True  # "was opened in 1931, carries 60 cars"
        if s.low[k] != "and":
            continue
        following = s.word(k + 1)
        if following == "that":
            return True
        if _verb(s, k + 1, lex) and _follows(s, frame, k, lex):
            continue
        if s.low[k - 1] == ",":
            return True
        if k == frame.last and k + 2 < m.left and _dates_another(frame, mentions):
            return True  # "2,000 flats by 2029 and a cut in fares to $40"
        if k == frame.last and k + 1 < m.left and _verb(s, k + 1, lex):
            return True  # "was born in 1932 and had 7 brothers"
        if k + 1 == m.left and s.word(m.right) in lex.words["auxiliaries"]:
            return True
    return False
