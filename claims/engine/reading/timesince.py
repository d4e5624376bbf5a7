"""Times told by a clause: "since the war began", "when the siege was lifted"."""

from __future__ import annotations

from claims.engine.reading.dates import is_month, year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.timeevents import since_event
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_STOPS = word_list("timeframes.stops")
_ENDING = word_list("timeframes.ending")
_SUBJECTS = frozenset({"he", "she", "they", "we", "it", "i"})
_PARTS_OF = frozenset({"early", "late", "mid", "-", "of", "last"})
_BEGINNINGS = frozenset({"began", "begins", "started", "ended", "took", "came"})
_COMPLETING = frozenset({"office", "power", "effect", "force", "hold", "place", "out"})
_CLAUSAL = frozenset({"until", "before", "after", "once", "while"})
FRONTING = frozenset({"once", "while", "following", "ahead"})
_LONGEST = 12
_BEGUN = word_list("timeframes.beginnings")
_PASSIVE = frozenset({"was", "were"})
_DONE = word_list("timeframes.participles")


def _done(s: Sentence, k: int) -> bool:
    return s.word(k) in _DONE or s.word(k).endswith("ed")


def _begins(s: Sentence, k: int) -> bool:
    return s.word(k) in _BEGINNINGS or (
        s.word(k) in _PASSIVE and s.word(k + 1) in _DONE
    )


def opening_clause(s: Sentence, i: int) -> int:
    """As in "When the siege began, ...": it opens the sentence and ends at a comma."""
    begun = next((k for k in range(i + 2, i + 6) if _begins(s, k)), 0)
    if begun and s.word(i - 1) != ",":
        passive = s.low[begun] in _PASSIVE
        return begun + 1 + (passive or s.word(begun + 1) in _COMPLETING)
    if i > 1 or (i == 1 and s.low[0] != '"'):
        return i
    for k in range(i + 3, min(i + 12, s.size)):
        if s.low[k] == ",":
            return k
        if not s.low[k][0].isalpha():
            break
    return i


def fronted_clause(s: Sentence, i: int) -> int:
    """As in "Until the bridge opened, 40 ferries ran": from the first word to a comma."""
    if s.low[0] not in _CLAUSAL:
        return i
    for k in range(3, min(_LONGEST, s.size)):
        if s.low[k] == ",":
            told = any(_acted(s, j) for j in range(2, k))
            return k if told else i
        if not s.low[k][0].isalpha():
            break
    return i


def _acted(s: Sentence, j: int) -> bool:
    word = s.low[j]
    return word in _BEGUN or word.endswith("ed")


def since_fronted(s: Sentence, dated: dict[int, Mention], lex: Lexicon) -> int:
    """As in "Following the vote, 40 offices were raided", "Ahead of Sunday's vote"."""
    joint = 1 if s.low[0] == "ahead" and s.word(1) == "of" else 0
    if not joint and s.low[0] != "following":
        return 0
    end = since_event(s, joint, dated, lex)
    return end if end > joint and s.word(end) == "," else 0


def since(s: Sentence, i: int, dated: dict[int, Mention], lex: Lexicon) -> int:
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
            j += s.low[j - 1] == "turned"  # since he turned 18
            break
        if is_month(s, j, lex) and s.low[j - 1] in _PARTS_OF:
            return j + 2 if year_value(s.word(j + 1)) else j + 1
        if j > i + 1 and word in _PASSIVE and _done(s, j + 1):
            end = j + 2  # since the deal was signed in 2021
            dates = s.word(end) == "in" and end + 1 in dated
            return dated[end + 1].last if dates else end
        if word in _STOPS or (word in _ENDING and j > i + 1):
            break
        if word == "in" and j + 1 in dated and j > i + 1:
            return dated[j + 1].last  # since its last audit in 2021
        if j > i + 2 and word in _SUBJECTS:
            break  # since taking office she
        if j > i + 2 and (word in lex.words["verbs"] or word in _BEGINNINGS):
            j += 1 + (s.word(j + 1) in _COMPLETING)  # since the law took effect
            if s.word(j) == "in" and j + 1 in dated:
                return dated[j + 1].last
            break
        j += 1
    return j if j > i + 1 else i
