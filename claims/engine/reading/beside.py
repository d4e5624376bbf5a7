"""The noun that stands beside a share or a measure: what it is a share or size of."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nounchecks import foretold
from claims.engine.reading.nouns import (
    Noun,
    is_plural,
    is_verb,
    noun_after,
    noun_before,
    stops,
)
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_ARTICLES = word_list("beside.articles")
_CHANCES = frozenset({"chance", "probability", "discount", "stake", "likelihood"})
_GRADED = word_list("beside.graded")
_AGAINST = word_list("beside.against")
_SIZED = word_list("beside.sized")
_DIRECTIONS = word_list("beside.directions")
_MEASURING = _SIZED | _DIRECTIONS
_COMPARED = word_list("beside.compared")
_MEASURED = frozenset({"measure", "money", "duration", "temperature"})
_SHARES = frozenset({"percent", "fraction"})
#: How many words part a number from the aside that compares it.
_NEAR = 10


def named_share(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The premium of "a 38 percent premium", the risk of "a 5 percent higher risk"."""
    if m.kind != "percent":
        return None
    graded = s.word(m.right) in _GRADED
    j = m.right + graded
    rated = s.word(j) in _CHANCES  # "10% chance of rain"
    if (s.word(m.left - 1) not in _ARTICLES and not rated) or stops(s.word(j), lex):
        return None
    if s.low[j] in lex.moving or s.low[j] in lex.triggers:
        return None
    if is_verb(s, j, lex) and s.word(j + 1) not in lex.moving:  # "a 5% pay rise"
        return None
    noun = noun_after(s, j, lex, plural=False)
    if noun is None or foretold(s, noun, lex):
        return None
    return _moved(s, noun, lex) if s.low[noun.head] in lex.moving else noun


def moved_in(
    s: Sentence, m: Mention, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """The burglaries of "a 12% rise in burglaries", "a rise of 12% in burglaries"."""
    if m.kind in _COUNTED or "in" not in s.words or _CHANGES.isdisjoint(s.words):
        return None
    k = _change_end(s, m, lex)
    if not k:
        return None
    if any(frame.first <= k + 1 < frame.last or frame.first == k for frame in times):
        return None
    j = k + 1
    while s.word(j) in lex.words["determiners"]:
        j += 1
    noun = noun_after(s, j, lex, plural=False)
    timed = noun is not None and s.low[noun.head] in lex.periods["spans"]
    return None if timed else noun


def _change_end(s: Sentence, m: Mention, lex: Lexicon) -> int:
    """The "in" behind the change, 0 without one."""
    k = m.right
    if s.word(k) == "in" and s.word(m.left - 1) == "of":
        return k if s.word(m.left - 2) in _CHANGES else 0
    for k in range(m.right, min(m.right + _DESCRIBED, s.size)):
        if s.low[k] in _CHANGES:
            return k + 1 if s.word(k + 1) == "in" else 0
        if not s.low[k].isalpha() or s.low[k] in lex.closed:
            return 0
    return 0


_COUNTED = frozenset({"count", "rate", "age", "duration", "index"})
_CHANGES = word_list("beside.changes")
_DESCRIBED = 3


def _moved(s: Sentence, noun: Noun, lex: Lexicon) -> Noun | None:
    """The pay of "a 5% pay rise", not the "annual" of "a 5% annual rise"."""
    what = s.low[noun.head - 1]
    if noun.head == noun.first or "-" in s.low[noun.first : noun.head]:
        return None
    plain = what not in lex.closed and what not in _NO_NOUNS
    plain = plain and not what.endswith(("ly", "al", "ed", "ing", "ive", "est"))
    return Noun(noun.first, noun.head, noun.head - 1) if plain else None


_NO_NOUNS = word_list("beside.no_nouns") | word_list("meaning.empty")


def share_for(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The gas of "34 percent, against 31 percent for gas"."""
    if m.kind not in _SHARES or s.word(m.right) != "for":
        return None
    if s.word(m.left - 1) not in _AGAINST or stops(s.word(m.right + 1), lex):
        return None
    return noun_after(s, m.right + 1, lex, plural=False)


def sized(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The dwarf of "a red dwarf 41 light-years away", the tides of "tides 3 metres
    above normal": the noun a size is put after."""
    following = s.word(m.right)
    if s.word(m.left - 1).endswith("ing"):
        return _doing(s, m, lex)
    if m.kind == "multiple" and following == "as" and s.word(m.right + 1) in _MUCH:
        what = noun_after(s, m.right + 2, lex, plural=False)
        beside = what is not None and s.word(what.last) == "as"
        return what if beside else None  # "six times as much light as"
    if m.kind == "multiple":
        if not (following == "as" or following.endswith("er")):
            return None
    elif m.kind != "measure" or following not in _MEASURING:
        return None
    before = s.word(m.left - 1)
    if stops(before, lex) or before in lex.moving or before.endswith("ly"):
        return None
    noun = noun_before(s, m.left, lex)
    return None if noun is None or s.low[noun.first] in lex.moving else noun


_MUCH = frozenset({"much", "many"})


def _doing(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The flats of "two-room flats taking 40 days"."""
    noun = noun_before(s, m.left - 1, lex) if m.kind in _MEASURED else None
    if noun is None:
        return None
    many = is_plural(s.low[noun.head], lex) or s.word(noun.first - 1) in _ARTICLES
    return noun if many else None


_TOLD = frozenset({"count", "fraction"})
_WHOM = frozenset({"whom", "which"})


def of_whom(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The refugees of "refugees, of whom 40 have left", "of whom there are 40"."""
    if m.kind not in _TOLD or _WHOM.isdisjoint(s.words):
        return None
    for k in range(m.left - 1, max(0, m.left - 4), -1):
        if s.low[k] in {"whom", "which"} and s.low[k - 1] == "of":
            return noun_before(s, k - 1 - (s.low[k - 2] == ","), lex)
    return None


_BOUNDED = _MEASURED - {"duration"}
_BOUNDS = frozenset({"above", "below", "under", "over", "exceeding"})


def bounded(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The noise of "noise above 55 decibels", the income of "an income under 5"."""
    if s.low[m.left] not in _BOUNDS or m.kind not in _BOUNDED:
        return None
    before = s.word(m.left - 1)
    if not before.isalpha() or stops(before, lex) or before in lex.moving:
        return None
    if is_verb(s, m.left - 1, lex) or before.endswith(("ed", "ly")):
        return None
    if before.endswith("ing") and s.word(m.left - 2) in lex.words["pronouns"]:
        return None  # "anyone earning under 50,000"
    noun = noun_before(s, m.left, lex)
    if noun is not None and noun.head > noun.first and before.endswith("s"):
        return None  # "the tail stretches over 40 km"
    alone = noun is not None and (
        noun.first == 0 or s.low[noun.first - 1] in lex.closed
    )
    return noun if alone else None


def is_direction(word: str) -> bool:
    """The "north" of "40 miles north of the city" is not what is measured."""
    return word in _DIRECTIONS


def _stretch(s: Sentence, m: Mention) -> bool:
    """The months of "seized 40 phones in the 12 months to May, 5 percent more than"."""
    return s.word(m.left - 1) in {"the", "last", "past"}


def compared_thing(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> str | None:
    """As in "40 tonnes of maize, 5 percent less than in May": the same thing."""
    start = m.left - 1
    aside = s.word(start) == "," and (
        s.word(m.right) in _COMPARED
        or (m.kind == "multiple" and s.word(m.right) in lex.words["determiners"])
    )
    if s.word(start) == "of" and s.word(start - 2) in {"a", "an"}:
        start -= 3  # ", an increase of 5"
        aside = s.word(start) == "," and s.low[start + 2] in lex.moving
    if not aside or (m.kind == "count" and not m.unit):
        return None
    previous: Mention | None = None
    for other in mentions:
        if other is m:
            break
        if other.is_quantity and not (other.kind == "duration" and _stretch(s, other)):
            previous = other
    if previous is None or previous.thing is None:
        return None
    gap = s.low[previous.right : start]
    return None if len(gap) > _NEAR or "," in gap or ";" in gap else previous.thing
