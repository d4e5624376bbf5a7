"""Times told by their rank: "in the second quarter", "next September", "in our third"."""

from __future__ import annotations

from claims.engine.reading.dates import is_month
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import YEARLY, feast, free
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: Stretches of a life, not of the calendar: "in the first two years of school".
_PHASES = word_list("timeframes.phases")
_OCCASIONS = word_list("timeframes.occasions")
#: "300 in our first year, 4,000 in our second"
_BACK = 40


def over_kind_of_year(s: Sentence, k: int, lex: Lexicon) -> int:
    """Past the "fiscal" of "this fiscal year"."""
    whole = s.word(k) in YEARLY or s.word(k) in {"full", "complete"}
    return k + (whole and s.word(k + 1) in lex.periods["spans"])


def autumn(s: Sentence, k: int, lex: Lexicon) -> bool:
    """Token `k` is the season of "last fall", not the drop of "last fall's 5 percent"
    or "this fall in prices"."""
    if s.word(k) != "fall" or s.word(k - 1) not in lex.periods["relative"]:
        return False
    following = s.word(k + 1)
    return following not in {"of", "from", "in"} or s.capitalised(k + 2)


def ranked(
    s: Sentence,
    i: int,
    j: int,
    dated: dict[int, Mention],
    durations: dict[int, Mention],
    lex: Lexicon,
) -> int:
    """The end of what the preposition `i` leads in, whose rank is token `j`."""
    k = over_kind_of_year(s, j + 1, lex)
    if k in durations:
        return i if _phase(s, durations[k].last) else durations[k].last
    if s.word(k) == "time" and s.word(k + 1) in lex.periods["relative"]:
        k += 2  # "by this time last year"
    if autumn(s, k, lex):
        return k + 1
    if s.word(k) in lex.periods["spans"]:
        return i if _phase(s, k + 1) else _of_what(s, k + 1, dated, lex)
    few = s.word(k) in lex.cardinals or s.word(k) in {"few", "several"}
    if few and s.word(k + 1)[:-1] in lex.periods["spans"]:
        return k + 2  # "in the past three summers"
    if j in dated:
        return dated[j].last
    if s.word(k) in lex.calendar["weekdays"] or is_month(s, k, lex):
        return k + 1
    if (festive := feast(s, k)) > k:
        return festive  # by next Christmas
    if s.word(k) in lex.periods["events"] and s.word(k) != "financial":
        return k + 1
    if s.low[i] == "at" and s.word(k) in _OCCASIONS and free(s, k + 1, lex):
        return k + 1
    if _left_out(s, i, j, lex):
        return j + 1 + (s.word(j + 1) == "one")
    during = s.low[i] == "during" and s.word(k).isalpha() and s.low[k] not in lex.closed
    return k + 1 if during and free(s, k + 1, lex) else i


def _of_what(s: Sentence, end: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """With the month or year of "in the last week of July"."""
    if s.word(end) != "of":
        return end
    if end + 1 in dated:
        return dated[end + 1].last
    return end + 2 if is_month(s, end + 1, lex) else end


def _phase(s: Sentence, end: int) -> bool:
    return s.word(end) == "of" and s.word(end + 1) in _PHASES


def _left_out(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """The "third" of "31 in the second quarter, 28 in the third"."""
    named = s.word(j + 1) == "one" and s.word(j) in lex.periods["relative"]
    if not named and (s.word(j) not in lex.ordinals or not free(s, j + 1, lex)):
        return False
    return any(
        s.low[k] in lex.periods["spans"]
        and (s.low[k - 1] in lex.ordinals or s.low[k - 1] in lex.periods["relative"])
        for k in range(max(1, i - _BACK), i)
    )
