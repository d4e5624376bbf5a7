"""Times with a name of their own: "at year-end", "in the post-war years", "back then"."""

from __future__ import annotations

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import HOLDERS, event, feast, free, since_event
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_SPANS = word_list("timeframes.spans")
_STRETCHES = _SPANS | {"weekend", "season", "holidays", "era"}
_PARTS_OF_DAY = frozenset({"afternoon", "morning", "evening", "night"})
_FORMS = frozenset({"-", "early", "late", "mid"})
STATES = frozenset({"peacetime", "wartime", "midweek"})
_LASTING = frozenset({"in", "during", "over", "throughout", "through", "for"})
_GRADES = word_list("timeframes.grades")
_UP_TO = ["-", "up", "to"]
_BEGUN = word_list("timeframes.beginnings")
_CLAUSE = 14
_OVER = frozenset({",", ".", ";"})
_FIRST = STATES | _PARTS_OF_DAY | {"which", "time", "end", "run", "lead"}
_ON_DAY = ["on", "day"]
#: "in the grim early years": so many words at most.
_DESCRIBED = 5


def named(s: Sentence, i: int, j: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """The end of such a time, led in by token `i`, whose own first word is `j`."""
    word = s.word(j)
    if word in _FIRST or word.endswith("'s"):
        return _known(s, i, j, dated, lex)
    if word in lex.periods["spans"] and s.low[j + 1 : j + 3] == ["-", "end"]:
        return j + 3 if free(s, j + 3, lex) else i
    if s.word(j + 1) in lex.periods["spans"]:
        owned = s.low[j - 1] in HOLDERS  # in his debut season, on deadline day
        plain = word.isalpha() and word not in lex.closed
        if plain and (owned or (j == i + 1 and s.low[i : i + 3 : 2] == _ON_DAY)):
            return j + 2 if free(s, j + 2, lex) else i
    lasting = s.low[i] in _LASTING and not _STRETCHES.isdisjoint(s.words)
    return _years(s, i, j, lex) if lasting else i


def _known(s: Sentence, i: int, j: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    word, following = s.low[j], s.word(j + 1)
    if word == "which":  # "since 2019, over which time prices rose"
        return j + 2 if following in {"time", "period"} else i
    if word == "time":
        return _by_then(s, i, j, dated) if s.low[i] == "by" else i
    if word == "end":
        month = following == "-" and is_month(s, j + 2, lex)
        return j + 3 + bool(year_value(s.word(j + 3))) if month else i
    if word in {"run", "lead"}:
        up_to = s.low[j + 1 : j + 4] == _UP_TO
        return _leading_up(s, i, j + 3, dated, lex) if up_to else i
    if word.endswith("'s"):
        return j + 2 if following == "end" and word[:-2] in lex.periods["spans"] else i
    known = word in STATES or s.low[j - 1] in _FORMS
    if known and free(s, j + 1, lex):
        return j + 1
    return _years(s, i, j, lex) if s.low[i] in _LASTING else i


def _by_then(s: Sentence, i: int, j: int, dated: dict[int, Mention]) -> int:
    """As in "by the time rates were first cut": until the clause is over."""
    for k in range(j + 2, min(j + _CLAUSE, s.size)):
        if s.low[k] in _OVER:
            return k
        if not s.low[k][0].isalpha() and k not in dated:
            break
    for k in range(j + 2, min(j + _CLAUSE, s.size)):
        if not s.low[k][0].isalpha():
            return i
        if s.low[k].endswith("ed") or s.low[k] in _BEGUN:
            return k + 1  # by the time the doors opened there were 3,000
    return i


def _leading_up(
    s: Sentence, i: int, to: int, dated: dict[int, Mention], lex: Lexicon
) -> int:
    """As in "in the run-up to Christmas", "in the run-up to the vote"."""
    if (festive := feast(s, to + 1)) > to + 1:
        return festive
    end = since_event(s, to, dated, lex)
    return end if end > to else i


def _years(s: Sentence, i: int, j: int, lex: Lexicon) -> int:
    """As in "over the years", "for decades", "in the early days of the war"."""
    if s.low[i] == "in" and s.word(j) in _GRADES and s.word(j + 1) == "season":
        return j + 2
    if j == i + 1:
        plain = s.low[i] == "for" and s.word(j) in _SPANS and s.word(j + 1) != "of"
        return j + 1 if plain and free(s, j + 1, lex) else i
    if s.low[i + 1] != "the":
        return i
    for k in range(j, min(j + _DESCRIBED, s.size)):
        word = s.low[k]
        if word in _STRETCHES:
            if s.word(k + 1) == "of" and s.word(k + 2) in lex.words["determiners"]:
                return max(k + 1, event(s, k + 3, i, lex))
            return k + 1 if free(s, k + 1, lex) else i
        if word != "-" and (not word[0].isalpha() or word in lex.closed):
            return i
    return i
