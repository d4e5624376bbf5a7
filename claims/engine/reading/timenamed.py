"""Times with a name of their own: "at year-end", "in the post-war years", "back then"."""

from __future__ import annotations

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import event, feast, free, since_event
from claims.engine.reading.tokens import Sentence

_SPANS = word_list("timeframes.spans")
_STRETCHES = _SPANS | {"weekend", "season", "holidays", "era"}
_PARTS_OF_DAY = frozenset({"afternoon", "morning", "evening", "night"})
_FORMS = frozenset({"-", "early", "late", "mid"})
STATES = frozenset({"peacetime", "wartime", "midweek"})
_LASTING = frozenset({"in", "during", "over", "throughout", "through", "for"})
_GRADES = word_list("timeframes.grades")
_UP_TO = ["-", "up", "to"]
#: "in the grim early years": so many words at most.
_DESCRIBED = 5


def named(s: Sentence, i: int, j: int, dated: dict[int, Mention], lex: Lexicon) -> int:
    """The end of such a time, led in by token `i`, whose own first word is `j`."""
    word = s.word(j)
    if word == "end" and s.word(j + 1) == "-" and is_month(s, j + 2, lex):
        return j + 4 if year_value(s.word(j + 3)) else j + 3
    if word in lex.periods["spans"] and s.low[j + 1 : j + 3] == ["-", "end"]:
        return j + 3 if free(s, j + 3, lex) else i
    if word.endswith("'s") and word[:-2] in lex.periods["spans"]:
        return j + 2 if s.word(j + 1) == "end" else i
    if word in _PARTS_OF_DAY and s.low[j - 1] in _FORMS and free(s, j + 1, lex):
        return j + 1
    if word in STATES and free(s, j + 1, lex):
        return j + 1
    if word in {"run", "lead"} and s.low[j + 1 : j + 4] == _UP_TO:
        return _leading_up(s, i, j + 3, dated, lex)
    lasting = s.low[i] in _LASTING and not _STRETCHES.isdisjoint(s.words)
    return _years(s, i, j, lex) if lasting else i


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
