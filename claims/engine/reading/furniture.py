"""Figures of the page, of events and of methods, not of the story."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.digits import read_digits
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import named, noun_follows
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

STRONG = word_list("furniture.strong")
_WORDS = word_list("furniture.words")
_LAW = word_list("furniture.law")
RACES = word_list("furniture.races")
_RACING = word_list("furniture.racing")
_RACERS = word_list("furniture.racers")
CONFIDENCE = word_list("furniture.confidence")
DRAWN = word_list("furniture.drawn")

_MINUTES = frozenset({"min", "mins", "minute", "minutes", "-"})
_BUTTONS = frozenset({"comments", "shares", "replies", "likes", "views"})
BESIDE = _MINUTES | _BUTTONS

#: A longer line is prose.
_LONGEST = 14


def read_furniture(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """As in "12 Comments 5 min read", "Page 2 of 3": a line of page furniture."""
    following = s.word(i + 1)
    if following not in BESIDE and (s.size > _LONGEST or STRONG.isdisjoint(s.words)):
        return None
    minutes = following in _MINUTES
    hyphen = following == "-" and s.word(i + 2) in {"min", "minute"}
    reading = s.word(i + 2 + hyphen) == "read" and minutes
    closes = not s.word(i + 3 + hyphen)[:1].isalnum()
    if not (reading and closes) and not _is_furniture(s) and not _is_button(s, i):
        return None
    value = read_digits(s.low[i]).value
    return other(i, i + 1, "label", "part of the page, not of its text", value)


def _is_furniture(s: Sentence) -> bool:
    if s.size > _LONGEST or STRONG.isdisjoint(s.low):
        return False
    if s.low[-1] in {".", "!", "?"}:
        return False
    return all(word in _WORDS or not word[0].isalpha() for word in s.low)


def _is_button(s: Sentence, i: int) -> bool:
    """The "14 Comments" of a byline: capitalised, in a line that ends without a stop."""
    if s.word(i + 1) not in _BUTTONS or not s.capitalised(i + 1):
        return False
    after = s.word(i + 2)
    return (not after.isalpha() or s.capitalised(i + 2)) and s.low[-1] not in _STOPS


_STOPS = frozenset({".", "!", "?", ":"})


def read_law(s: Sentence, i: int, _lex: Lexicon) -> Mention | None:
    """The year of "the 1861 Act", "an 1848 treaty"."""
    word = s.low[i]
    if len(word) != 4 or not word.isdecimal() or not 1000 <= int(word) <= 2199:
        return None
    if s.word(i - 1) not in {"the", "a", "an", "this", "that", "its", "under"}:
        return None
    if not any(s.word(k) in _LAW for k in (i + 1, i + 2) if s.word(i + 1).isalpha()):
        return None
    return other(i, i + 1, "year", "a year", Decimal(word))


def read_race(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The name of an event: "won the 100 metres", "the women's 4 x 400 m"."""
    if s.word(i + 1) == "k":
        return _kilometres(s, i)
    if s.low[i] not in RACES or s.word(i - 1) not in _RACERS:
        return None
    found = unit_after(s, i + 1, lex)
    if found is None or found[0].name not in {"metre", "yard"}:
        return None
    end = found[1]
    if s.word(end) in {"of", "from", "to", "between", "that", "which", "separating"}:
        return None
    window = s.low[max(0, i - 8) : i] + s.low[end : end + 6]
    if _RACING.isdisjoint(window):
        return None
    return other(i, end, "label", named(s, i, end))


def _kilometres(s: Sentence, i: int) -> Mention | None:
    """The 10K of "ran a 10K", "the 5k race"."""
    window = s.low[max(0, i - 5) : i] + s.low[i + 2 : i + 5]
    if s.low[i] not in {"5", "10"}:
        return None
    raced = s.word(i + 2) in {"race", "run"}
    if not raced and s.word(i - 1) not in {"a", "the", "charity"}:
        return None
    if not s.glued(i + 1) or _RACING.isdisjoint(window):
        return None
    return other(i, i + 2, "label", named(s, i, i + 2))


def read_drawn(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The numbers of a lottery: "4, 11, 19 and 23", "bonus ball 7"."""
    if DRAWN.isdisjoint(s.words):
        return None
    if not _ball(s.low[i]) or noun_follows(s, i + 1, lex):
        return None
    lead = s.word(i - 1)
    alone = lead == "ball" or (lead in {"was", "is", ":"} and s.word(i - 2) == "ball")
    if not alone and not _in_draw(s, i, lex):
        return None
    return other(i, i + 1, "label", "a number drawn", Decimal(s.low[i]))


def _ball(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2


def _in_draw(s: Sentence, i: int, lex: Lexicon) -> bool:
    first = last = i
    while (
        first > i - _LONGEST
        and s.word(first - 1) in _JOINTS
        and _ball(s.word(first - 2))
    ):
        first -= 2
    while (
        last < i + _LONGEST and s.word(last + 1) in _JOINTS and _ball(s.word(last + 2))
    ):
        last += 2
    many = last - first >= 2 * (_FEWEST_DRAWN - 1)
    return many and s.word(first - 1) != "aged" and not noun_follows(s, last + 1, lex)


_JOINTS = frozenset({",", "and"})
_FEWEST_DRAWN = 4


def read_confidence(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The 95% of "(95% CI 52\u201378)": how sure a method is, not what it found."""
    if CONFIDENCE.isdisjoint(s.words):
        return None
    if CONFIDENCE.isdisjoint(s.low[i + 2 : i + 5]):
        return None
    found = unit_after(s, i + 1, lex)
    if found is None or found[0].kind != "percent":
        return None
    end = found[1]
    k = end + 1 if s.word(end) == "-" else end
    if s.word(k) not in CONFIDENCE or s.word(k + 1) in {"in", "that", "vote"}:
        return None
    value = read_digits(s.low[i]).value
    return other(i, end, "label", "a confidence level, not a finding", value)
