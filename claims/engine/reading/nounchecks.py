"""Noun phrases that are no thing to measure, or that hold another number."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, is_plural
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_EMPTY = word_list("meaning.empty")


_QUALITIES = ("ive", "ous", "ful", "able", "ible", "ly", "cient", "tant")


def quality(s: Sentence, noun: Noun) -> bool:
    """The "likely" of "30 percent more likely to die" is no noun."""
    more = s.word(noun.last) in {"than", "to", ".", ",", ""}
    return more and s.low[noun.head].endswith(_QUALITIES)


def spoken(s: Sentence, noun: Noun, lex: Lexicon) -> bool:
    """The "speak" of "they speak of 800"."""
    before = s.word(noun.head - 1)
    many = noun.head > noun.first and is_plural(before, lex)
    said = s.low[noun.head] in lex.reporting and s.low[noun.head] not in lex.sources
    return said and (many or before in lex.words["pronouns"])


def says_nothing(s: Sentence, noun: Noun) -> bool:
    """The "record" of "a record of 6", the "price" of "a price of 6"."""
    return all(
        word in _EMPTY or not word.isalpha() for word in s.low[noun.first : noun.last]
    )


def without_numbers(
    s: Sentence, noun: Noun | None, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> Noun | None:
    """The phrase up to a number in its tail: "a house of 90 square metres"."""
    if noun is None or not numbered(noun, m, mentions):
        return noun
    for other in mentions:
        inside = other is not m and noun.first < other.right < noun.last
        asked = s.low[noun.head] in lex.sources  # "a survey of 40 renters suggests 5%"
        leads = inside and (other.first <= noun.first or asked)
        if leads and s.word(other.right) == "-":
            return noun  # "a two-bedroom flat"
        if leads and other.kind == "count" and other.unit and other.per is None:
            if s.word(other.right) == "of":  # "Seven of the town's nine libraries"
                named = is_plural(s.low[noun.last - 1], lex)
                end = Noun(noun.last - 1, noun.last, noun.last - 1)
                return end if named else None
            return noun._replace(
                first=other.right
            )  # "The five turbines stand 220m tall"
        following = s.word(other.right)
        named = following.isalpha() and following not in lex.closed
        if leads and named and other.kind in _SIZES:
            head = max(noun.head, other.right)  # "A two-litre bottle of milk"
            return noun._replace(first=other.right, head=head)
    for k in range(noun.first + 1, noun.last):
        if s.low[k] in lex.words["prepositions"]:
            short = Noun(noun.first, k, k - 1)
            return None if numbered(short, m, mentions) else short
    return None


_SIZES = frozenset({"measure", "duration"})


def numbered(noun: Noun, m: Mention, mentions: list[Mention]) -> bool:
    """The phrase holds another quantity of the sentence: it names no thing."""
    return any(
        other is not m
        and other.is_quantity
        and other.first < noun.last
        and noun.first < other.last
        for other in mentions
    )


def foretold(s: Sentence, noun: Noun, lex: Lexicon) -> bool:
    """As in "above the 140,000 economists had predicted": they are not counted."""
    if s.low[noun.head] not in _FORETELLING or noun.head != noun.first:
        return False
    k = noun.last + (s.word(noun.last) in {"had", "have", "were", "are"})
    return s.word(k) in lex.reporting or s.word(k) in {"expecting", "forecasting"}


_FORETELLING = word_list("counted.foretelling")
