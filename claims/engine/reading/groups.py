"""Numbers that need the word before them: a million, several hundred, a third."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import unit_after
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nouns import is_plural
from claims.engine.reading.numerals import read_numeral
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def read_scaled(s: Sentence, i: int, before: str, lex: Lexicon) -> Mention | None:
    """As in "a million", "several hundred", "a few thousand", "multi-million"."""
    if before in {"a", "an"}:
        n = read_numeral(s, i - 1, lex)
        if n is not None and s.word(n.last) == "-" and s.glued(n.last):
            return n
        return n
    if before in {"several", "few", "many"}:
        low = lex.scales[s.low[i]]
        n = Mention(i - 1, i + 1, low, low * 10, "vague", scale=True)
        while s.word(n.last) in lex.scales and n.low is not None:
            factor = lex.scales[s.low[n.last]]
            low *= factor
            n.low, n.high, n.last = low, low * 10, n.last + 1
        if before == "few" and s.word(i - 2) == "a":
            n.first = i - 2
        return n
    if before in {"quarter", "third"} and s.word(i - 2) not in lex.cardinals:
        value = lex.scales[s.low[i]] / lex.denominators[before]
        first = i - 2 if s.word(i - 2) == "a" else i - 1
        return Mention(first, i + 1, value, value, "words", scale=True)
    return read_numeral(s, i, lex)


def read_couple(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "a couple of years", "a couple of hundred"; a married couple is no number."""
    if s.low[i] == "score":
        return _score(s, i, lex)
    if s.word(i - 1) not in {"a", "last", "past", "next", "another"}:
        return None
    if s.low[i] == "pair" and s.word(i + 1) != "of":
        return None
    value = lex.groups[s.low[i]]
    first = i - 1 if s.word(i - 1) == "a" else i
    j = i + 2 if s.word(i + 1) == "of" else i + 1
    scale = lex.scales.get(s.word(j))
    if scale is not None:
        value *= scale
        return Mention(first, j + 1, value, value, "words", scale=True)
    if s.word(i + 1) != "of" and s.low[i] != "couple":
        return None
    if s.low[i] == "couple" and s.word(i + 1) not in {"of", "more", "dozen"}:
        return None
    return Mention(first, i + 1, value, value, "group")


def _score(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """As in "a score of men", not "a score of 5" or "a score of music"."""
    counted = s.word(i + 1) == "of" and noun_follows(s, i + 2, lex)
    if s.word(i - 1) != "a" or not counted or not is_plural(s.word(i + 2), lex):
        return None
    value = lex.groups["score"]
    return Mention(i - 1, i + 1, value, value, "group")


def read_group(s: Sentence, i: int, before: str, lex: Lexicon) -> Mention | None:
    value = lex.groups[s.low[i]]
    if s.low[i] == "gross":
        return None
    if before in {"several", "few"}:
        return Mention(i - 1, i + 1, value, value * 10, "vague")
    first = i - 1 if before in {"a", "an"} else i
    return Mention(first, i + 1, value, value, "group", scale=True)


_AFTER_PART = word_list("groups.after_part")


def read_part(s: Sentence, i: int, before: str, lex: Lexicon) -> Mention | None:
    """As in "a third of", "by a quarter"; "a third reason" ranks and is no part."""
    if before == "every":
        return _every(s, i, lex)
    if before not in {"a", "an", "another", "about", "nearly", "almost", "one", "-"}:
        return None
    if before == "-" or s.low[i] == "second" or s.low[i] in {"halves"}:
        return None
    first = i - 1 if before in {"a", "an"} else i
    nxt = s.word(i + 1)
    told = nxt in _AFTER_PART or nxt in lex.words["auxiliaries"]
    told = told or (first > 0 and s.low[first - 1] == "by")  # "shrunk by a quarter"
    told = told or (s.word(first - 1) == "and" and s.word(first - 2) in lex.units)
    told = told or (
        s.low[i] == "quarter" and nxt == "point"
    )  # "cut of a quarter point"
    ranks = nxt == "-" or (nxt[:1].isalpha() and not told)
    if nxt == "-" and s.glued(i + 1) and unit_after(s, i + 1, lex) is not None:
        ranks = s.low[i] == "second"
    # "another third arrives as grants", but not "another third party"
    arrives = before == "another" and s.word(i + 2) in lex.words["prepositions"]
    if ranks and not arrives:
        return None
    value = Decimal(1) / lex.denominators[s.low[i]]
    n = Mention(first, i + 1, value, value, "fraction")
    if nxt == "of" and s.word(i + 2) == "a" and s.word(i + 3) in lex.scales:
        n.low = n.high = value * lex.scales[s.low[i + 3]]
        n.last, n.form, n.scale = i + 4, "words", True
    return n


def _every(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The third of "every third shop"; "every third day" tells when."""
    word = s.word(i + 1)
    timed = word in lex.periods["spans"] or word in lex.calendar["weekdays"]
    if (
        timed
        or word in _TIMES
        or is_plural(word, lex)
        or not noun_follows(s, i + 1, lex)
    ):
        return None
    value = Decimal(1) / lex.ordinals[s.low[i]]
    return Mention(i - 1, i + 1, value, value, "fraction")


_TIMES = frozenset(
    {"time", "morning", "evening", "night", "weekend", "summer", "winter"}
)
