"""What dates a time by what happened: "after the merger", "in the August auction"."""

from __future__ import annotations

from claims.engine.reading.dates import SUFFIXES
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_FEASTS = word_list("timeframes.feasts")
_FESTIVE = word_list("timeframes.festive")
_BEGINNINGS = word_list("timeframes.beginnings")
_BEGUN = word_list("timeframes.begun")
DATING = frozenset(
    {"of", "to", "ended", "ending", "began", "beginning", "until", "through"}
)
UNTIL = frozenset({"and", "to", "until", "till", "through"})
#: What stands between a stretch of time and what it is reckoned from.
RECKONED = frozenset({"before", "after", "since", "following", "until"})
YEARLY = frozenset({"fiscal", "financial", "calendar", "academic", "school", "tax"})
HOLDERS = frozenset({"his", "her", "its", "their", "our", "my"})
#: So many words name what happened.
_NAMED = 6


def happening(s: Sentence, j: int, end: int, lex: Lexicon) -> int:
    """With the noun of "in the August auction"."""
    noun = s.word(end)
    follows = s.word(j - 1) == "the" and noun.isalpha() and noun not in lex.closed
    return end + 1 if follows and not is_verb(s, end, lex) else end


def feast(s: Sentence, j: int) -> int:
    """As in "on Christmas Day", "on polling day"."""
    if s.word(j) not in _FEASTS or not (s.capitalised(j) or s.word(j + 1) == "day"):
        return j
    return j + 1 + (s.word(j + 1) in _FESTIVE)


def event(s: Sentence, j: int, i: int, lex: Lexicon) -> int:
    """As in "during the long drought", "after the election"."""
    if s.low[j - 1] in {"a", "an"} and s.word(j) in lex.periods["spans"]:
        return i  # after a year of talks
    for k in range(j, min(j + 5, len(s.low))):
        if s.low[k] in lex.periods["events"] or s.low[k] in lex.periods["spans"]:
            return k + 1
        if not s.low[k][0].isalpha() or s.low[k] in lex.words["prepositions"]:
            break
        if s.low[k].endswith("ing"):
            break  # after a trial lasting two months
    if s.low[i] == "during" and s.word(j).isalpha() and s.low[j] not in lex.closed:
        following = s.word(j + 1)
        return j + 1 if following in lex.closed or not following[:1].isalpha() else i
    return i


def since_event(s: Sentence, j: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """With what a stretch is reckoned from: "the two years (after the merger)"."""
    k = j + 1
    if k in dated:
        return dated[k].last
    owned = s.word(k) in lex.words["determiners"] or s.word(k) in HOLDERS
    owned = owned or s.word(k).endswith("'s")
    first = k + owned
    if not owned and not s.capitalised(k):
        return j
    while (
        k + 1 - first < _NAMED
        and s.word(first)[:1].isalpha()
        and s.word(first) not in lex.closed
    ):
        if first > k + owned and is_verb(s, first, lex):
            break
        first += 1
    if first == k + owned or (first == k + owned + 1 and _bare(s.low[first - 1], lex)):
        return j
    if s.word(first) in _BEGINNINGS or (
        s.word(first).endswith("ed") and s.word(first + 1) == ","
    ):
        first += 1
        first += s.word(first) in _BEGUN
    return first


def _bare(word: str, lex: Lexicon) -> bool:
    """No noun: "six weeks after the last"."""
    return word in lex.periods["relative"] or word in lex.ordinals


def more_of(s: Sentence, end: int, dated: dict[int, Mention]) -> int:
    """The end of "2021 and 2022", "2021, 2022 and 2023"."""
    k, last = end, end
    while s.word(k) in {",", "and", "or", "to"} and k + 1 in dated:
        if dated[k + 1].kind not in {"year", "period"}:
            break
        closes = s.word(k) != ","
        k = dated[k + 1].last
        if closes:
            last = k
    return last


def titled(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A thing of that year, not a time: "in his 2021 book"."""
    noun = s.word(k)
    timely = noun in lex.periods["spans"] or noun in lex.periods["events"]
    return noun.isalpha() and noun not in lex.closed and not timely


def free(s: Sentence, k: int, lex: Lexicon) -> bool:
    """No noun and no "of" follows: "in the quarter", not "in the quarter of the city"."""
    word = s.word(k)
    return word != "of" and (word in lex.closed or not word[:1].isalpha())


def days(s: Sentence, i: int, j: int, lex: Lexicon) -> int:
    """As in "on Friday", "between Friday evening and Sunday morning"."""
    j += s.word(j) in lex.periods["spans"]
    two_ends = s.low[i] in {"between", "from"} and s.word(j) in UNTIL
    if two_ends and s.word(j + 1) in lex.calendar["weekdays"]:
        return j + 2 + (s.word(j + 2) in lex.periods["spans"])
    return j


def day_of_month(s: Sentence, j: int, lex: Lexicon) -> int:
    """As in "on the 24th"."""
    day = s.word(j).isdecimal() and s.low[j - 1] == "the" and s.word(j + 1) in SUFFIXES
    return j + 2 if day and free(s, j + 2, lex) else j


def days_own(s: Sentence, i: int, j: int, lex: Lexicon) -> int:
    """As in "at Thursday's close", "during Monday's debate"."""
    day = s.low[j][:-2]
    known = day in lex.calendar["weekdays"] or day in {"today", "yesterday"}
    known = known or (day in lex.calendar["months"] and s.capitalised(j))
    noun = s.word(j + 1)
    plain = noun.isalpha() and noun not in lex.closed
    alone = not noun[:1].isalnum() and s.low[i] in {"in", "at", "during"}
    if not known or s.low[i] in {"from", "for"} or not (plain or alone):
        return j
    return j + 2 if plain else j + 1  # "22 in the May round, 7 in November's"
