"""Scores, votes and odds: two numbers that answer each other."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.digits import read_digits
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.naming import DASHES, noun_follows, sentence_word
from claims.engine.reading.nouns import NOUNS_IN_LY, is_plural
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_score(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """3-1, 52\u201348, 6-4: two bare small numbers that answer each other."""
    j = i + 1
    if s.word(j) not in ANSWERING:
        return None
    if s.word(j) == ")":
        return _tie_break(s, i)
    if s.word(j) in _RATED:
        return _rating(s, i, j, lex)
    odds = (s.word(j), s.word(j + 1), s.word(j + 2)) == ("-", "to", "-")
    if odds and s.glued(j) and _small(s.word(j + 3), lex) is not None:
        return other(i, i + 5, "score", "a score, vote or odds")
    if s.word(j) == "-" and s.word(j + 1) == "for" and _exchanged(s, i, lex):
        return other(i, i + 5, "score", "a ratio of two figures")
    word, end = s.low[i], s.word(i + 2)
    if (
        s.word(j) == "-"
        and end == "all"
        and s.glued(j)
        and _small(word, lex) is not None
    ):
        return other(i, i + 3, "score", "a score, vote or odds")
    if s.word(j) == "/" and end in {"5", "10"} and "\u2605" in s.words:
        return other(i, i + 3, "score", "marks out of so many")
    if s.word(j) == "/" and "." in word and s.glued(j) and end in _MARKS:
        return _marks(i, word, end)
    if s.word(j) == "to" and end == "one" and s.word(i - 1) in {"by", "of", "at"}:
        return other(i, i + 3, "score", "a score, vote or odds")
    if s.word(j) in {":", "/"} and s.glued(j) and s.glued(i + 2):
        whole = word.replace(".", "", s.word(j) == ":")  # an aspect ratio of 19.5:9
        pair = whole.isdecimal() and end.isdecimal() and s.word(i + 3) != s.word(j)
        if pair and (s.word(j) == ":" or int(whole) >= int(end) > 1):
            return other(i, i + 3, "score", "a ratio of two figures")
    if s.word(j) == "for" and word in lex.cardinals and end.isdecimal():
        if int(end) > 10 and not _INNINGS.isdisjoint(s.words):
            return other(i, i + 3, "score", "a score, vote or odds")
        return None
    if s.word(j) == "for" and word.isdecimal() and end.isdecimal():
        few, many = sorted((int(word), int(end)))
        if few <= 10 < many and not _INNINGS.isdisjoint(s.words):
            return other(i, i + 3, "score", "a score, vote or odds")
        return None
    if s.word(j) not in DASHES and s.word(j) != "to":
        return None
    a, b = _small(word, lex), _small(end, lex)
    if a is None or b is None:
        return None
    tight = s.glued(j) and s.glued(j + 1)
    if not word.isdecimal() and a >= 20:
        return None
    if (s.word(j) == "-" and not tight) or s.word(i - 1) in _NO_SCORE:
        return None
    after = s.word(i + 3)
    if after == "/" and s.glued(i + 3):
        return None
    if after in lex.scales or after in {"%", "percent", "per"}:
        return None
    if after in {"-", "\u2013"} and s.glued(i + 3):
        following = s.word(i + 4)
        if following in lex.units or following[:1].isdecimal():
            return None
    if after in lex.units and not lex.units[after].fragile:
        return None
    adverb = after.endswith("ly") and after not in NOUNS_IN_LY  # "70-29 shortly"
    alone = adverb or after in _VOTES or not noun_follows(s, i + 3, lex)
    sporting = _sporting(s, i, lex) or (tight and _in_sets(s, i))
    sporting = sporting or (tight and _between_names(s, i, lex))
    if a < b and not alone and not s.capitalised(i + 3):
        return None  # "approved 5-10 projects"
    if s.word(j) == "to":
        if not sporting or a < b:
            return None
        return other(i, i + 3, "score", "a score, vote or odds")
    if a == b == 50:
        return other(i, i + 3, "score", "a score, vote or odds")
    if a > b == 1 and after in _BACKED:
        return other(i, i + 3, "score", "a score, vote or odds")
    voted = s.word(i - 1) == "a" and not _VOTES.isdisjoint(s.low[i + 3 : i + 6])
    if sporting or after in _VOTES or (a >= b and (alone or voted)):
        return other(i, i + 3, "score", "a score, vote or odds")
    return None


_ROUGHLY = frozenset({"than", "about", "some", "around", "roughly"})
_NO_SCORE = _ROUGHLY | word_list("ages.people")  # "adults 18-49"
#: What stands between the two figures.
_STARS = frozenset({"star", "stars"})
_RATED = _STARS | {"out"}
ANSWERING = DASHES | {":", "/", "to", "for", ")"} | _RATED
_MARKS = {"5": 5, "five": 5, "10": 10, "ten": 10, "100": 100}
_BACKED = word_list("scores.backed")
_RATING = word_list("scores.rating")
_VOTES = word_list("scores.votes")
_INNINGS = word_list("scores.innings")


def _rating(s: Sentence, i: int, j: int, lex: Lexicon) -> Mention | None:
    """Stars are a judgement ("4.5 stars out of 5"); marks of a survey are measured."""
    starred = s.word(j) in _STARS
    out = j + starred
    most, end = s.word(out + 2), out + 3
    if s.low[out : out + 2] != ["out", "of"] or most not in _MARKS:
        return None
    if s.word(end) in _STARS:
        starred, end = True, end + 1
    figure = read_digits(s.low[i]) if s.low[i][0].isdecimal() else None
    value = figure.value if figure else lex.cardinals.get(s.low[i])
    if value is None or value > _MARKS[most]:
        return None
    if starred:
        return other(i, end, "score", "marks out of so many", value)
    marked = value % 1 or not _RATING.isdisjoint(s.low[max(0, i - _NEAR) : i])
    if not marked or noun_follows(s, end, lex) or s.word(end) in _SHARING:
        return None
    return Mention(i, end, value, value, "digits", "index")


def _exchanged(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The terms of "a 3-for-1 stock split", "a one-for-ten share swap"."""
    many, few = _small(s.low[i], lex), _small(s.word(i + 4), lex)
    if many is None or few is None or s.word(i + 3) != "-":
        return False
    return many > few > 0 or not _EXCHANGES.isdisjoint(s.low[i + 5 : i + 8])


_EXCHANGES = word_list("scores.exchanges")
_NEAR = 8
_SHARING = frozenset({"of", "percent", "%"})


def _marks(i: int, word: str, most: str) -> Mention | None:
    """The 4.5 of "we rate it 4.5/5"."""
    value = read_digits(word).value
    if value is None or value > _MARKS[most]:
        return None
    return Mention(i, i + 3, value, value, "digits", "index")


def _tie_break(s: Sentence, i: int) -> Mention | None:
    """The 8 of "7-6 (8)": the points of the set before it."""
    a, dash, b = s.word(i - 4), s.word(i - 3), s.word(i - 2)
    played = a.isdecimal() and dash in DASHES and b.isdecimal() and s.glued(i - 3)
    if not played or s.word(i - 1) != "(" or {a, b} != {"7", "6"}:
        return None
    return other(i, i + 1, "score", "a score, vote or odds", Decimal(s.low[i]))


def _small(word: str, lex: Lexicon) -> Decimal | None:
    if word.isdecimal() and len(word) <= 3:
        return Decimal(word)
    return lex.cardinals.get(word)


def _in_sets(s: Sentence, i: int) -> bool:
    """The 3-6 of "6-4, 3-6, 7-6": a score beside it has its larger figure first."""
    for k in (i - 4, i + 4):
        comma = s.word(k + 3) if k < i else s.word(k - 1)
        a, dash, b = (s.word(j) for j in range(k, k + 3))
        if comma == "," and dash in DASHES and a.isdecimal() and b.isdecimal():
            return int(a) > int(b)
    return False


def _between_names(s: Sentence, i: int, lex: Lexicon) -> bool:
    """What two names came to: "Norby United 2-0 Kelsham Town"."""
    if not (s.capitalised(i - 1) and s.capitalised(i + 3)):
        return False
    if not (s.low[i - 1].isalpha() and s.low[i + 3].isalpha()):
        return False
    if is_plural(s.low[i + 3], lex):
        return False  # "In Texas 10-15 Republicans"
    return i > 1 or not sentence_word(s.low[0], lex)


def _sporting(s: Sentence, i: int, lex: Lexicon) -> bool:
    sports = lex.labels["sports"]
    if not _INNINGS.isdisjoint(s.words):
        return True
    window = s.low[max(0, i - 5) : i] + s.low[i + 3 : i + 5]
    return not sports.isdisjoint(window)
