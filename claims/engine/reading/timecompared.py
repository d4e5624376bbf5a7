"""A time that belongs to what a number is compared with, not to the number."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_COMPARED = word_list("timereach.compared")
_MULTIPLIED = word_list("timereach.multiplied")
_MOVED = word_list("timereach.moved")
_MISSED = word_list("timereach.missed")
_AWAY = frozenset({"off", "below", "above", "short", "under", "from"})
_REACHED = frozenset(
    {"set", "reached", "hit", "recorded", "seen", "touched", "forecast"}
)
_NORMS = frozenset({"mean", "average", "norm", "level", "levels"})
_NORMAL_FOR = frozenset({"for", "of", "in", "before", "since", "during", "at"})
_OFFSETS = frozenset({"before", "after", "until"})
_DIFFERING = frozenset(
    {
        "more",
        "fewer",
        "less",
        "higher",
        "lower",
        "as",
        "earlier",
        "later",
        "above",
        "below",
    }
)


def past_comparison(
    s: Sentence, frame: Timeframe, m: Mention, mentions: list[Mention]
) -> bool:
    """The time of what the number is compared with: "5, against 4 in May"."""
    start = s.low[frame.first]
    theirs = m.right + 2 * (s.word(m.right + 1) == "whom")  # "five of whom died in May"
    if not {"what", "whom"}.isdisjoint(s.low[theirs : frame.first]):
        return True  # "a third of what it was in 2022", "40, of whom 2 died in May"
    if s.word(frame.first - 1) in _NORMS and start in _NORMAL_FOR:
        return True  # "2 degrees above the mean for 1991-2020"
    if s.word(m.right) in _AWAY and not _REACHED.isdisjoint(
        s.low[m.right : frame.first]
    ):
        return True  # "9 per cent off the record it set in January"
    for k in range(m.right, frame.first):
        word, aside = s.low[k], s.low[k - 1] == ","
        if word in _COMPARED or (aside and word in _MULTIPLIED):
            return True
        if (
            aside
            and word in _MOVED
            and (start in {"since", "from"} or s.word(k + 1) == "from")
        ):
            return True
        if word == "than" and not any(o.left <= k < o.right for o in mentions):
            return True
        if word in _OFFSETS and s.word(k + 1).endswith("ing"):
            return True
        if aside and word == "after":
            at = k + 1 + (s.word(k + 1) in {"a", "an"})
            if any(o.left <= at <= o.first and o.is_quantity for o in mentions):
                return True  # "a loss of 8, after 12 in 2023"
    return False


def in_comparison(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """The number is what another is compared with, at a time of its own."""
    if s.word(m.left - 1) == "from" and s.word(m.left - 2) in _MOVED:
        return True  # "it was 40 in May, up from 30"
    if s.word(m.left - 1) == "from" and frame.last == m.left - 1 and frame.first > 0:
        return True  # "eased to 40 in May from 30"
    for k in range(m.left - 1, frame.last - 1, -1):
        if s.low[k] in _COMPARED:
            return True
        if s.low[k] in _MISSED and "," in s.low[max(frame.last, k - 2) : k]:
            return True
    return False


def ahead_of_comparison(s: Sentence, frame: Timeframe, m: Mention) -> bool:
    """The 4% of "40 in May, 4% more than a year before": between two times."""
    return "," in s.low[frame.last : m.left] and (
        not _DIFFERING.isdisjoint(s.low[m.right : m.right + 2])
        and not {"than", "as", "of"}.isdisjoint(s.low[m.right : m.right + 5])
    )


_NOW = 6


def now_before(s: Sentence, m: Mention, lex: Lexicon) -> int:
    """The "now" of "a loaf that cost 80 in 2020 now costs 145": no time ahead of it."""
    for k in range(m.left - 1, max(0, m.left - _NOW), -1):
        if s.low[k] in {",", ";", ":", "and"}:
            return 0
        if s.low[k] == "now":
            verb = s.word(k + 1).endswith("s") and s.word(k + 1) not in lex.closed
            return k if verb else 0
    return 0
