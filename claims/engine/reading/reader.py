"""All numbers of one sentence, typed, in order."""

from __future__ import annotations

from decimal import Decimal

from claims.engine.reading.ages import age_of_group
from claims.engine.reading.calendar import read_calendar
from claims.engine.reading.dates import read_spoken_time
from claims.engine.reading.digits import MOST_DIGITS
from claims.engine.reading.figures import clues_within, read_figure
from claims.engine.reading.idioms import (
    read_compound,
    read_enclosed,
    read_idiom,
    read_name,
    read_pronoun,
)
from claims.engine.reading.labels import read_label, read_named
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention, other
from claims.engine.reading.numerals import read_numeral
from claims.engine.reading.ordinals import RANKS, read_spelled_ordinal
from claims.engine.reading.qualifiers import bound, qualify
from claims.engine.reading.quantities import read_quantity
from claims.engine.reading.ranges import join_ranges, mark_changes
from claims.engine.reading.scores import read_score
from claims.engine.reading.sharing import share_units
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import ENCLOSED

#: A longer unbroken chain of numbers is no number.
_LONGEST_CHAIN = 12


_CHAIN_MARKS = frozenset({"-", "/", ",", "and", "."})


_CHAIN = "a chain of figures, not one number"


def candidates(s: Sentence, lex: Lexicon) -> list[int]:
    """The tokens at which a number may start."""
    triggers = lex.triggers & s.words
    if s.view[s.start : s.end].isascii():  # the usual case, worth being quick
        if not triggers:
            return [i for i, word in enumerate(s.low) if "0" <= word < ":"]
        return [
            i
            for i, word in enumerate(s.low)
            if (word in triggers if word >= ":" else word >= "0")
        ]
    return [
        i
        for i, word in enumerate(s.low)
        if word in triggers or "0" <= word < ":" or word[0] in ENCLOSED
    ]


def read_mentions(s: Sentence, lex: Lexicon) -> list[Mention]:
    places = candidates(s, lex)
    found = _typed(s, places, lex) if places else []
    for mention in found:
        if mention.is_quantity and (
            s.word(mention.left - 1) in lex.left.sizes
            or s.word(mention.right) in lex.right.sizes
            or s.word(mention.number_end) == "+"
            or mention.form == "vague"
        ):
            qualify(s, mention, lex)
            if mention.qualifier:
                age_of_group(s, mention, lex)
    if len(found) > 1:
        found = join_ranges(s, found, lex)
        mark_changes(s, found, lex)
        share_units(s, found, lex)
    elif found and found[0].kind == "count" and not found[0].unit:
        share_units(s, found, lex)
    for mention in found:
        if mention.qualifier and mention.is_quantity:
            bound(mention)
    return found


def _typed(s: Sentence, places: list[int], lex: Lexicon) -> list[Mention]:
    """What starts at these tokens, each by itself."""
    found: list[Mention] = []
    end = 0
    within = clues_within(s)
    crowded = 2 * len(places) > _LONGEST_CHAIN
    for i in places:
        if i < end:
            continue
        mention = _chain(s, i, lex) if crowded else None
        if mention is None and s.word(i - 1) in _DIVIDING:
            mention = _denominator(s, i, lex)
        if mention is None and s.low[i] == "second" and s.word(i - 1) == "per":
            continue
        mention = mention or _read(s, i, lex, within)
        if mention is None:
            continue
        if found and mention.first < found[-1].last:
            mention.first = mention.left = found[-1].last
        if mention.low is None and mention.kind in _NAMED:
            _state_value(s, mention, i, lex)
        found.append(mention)
        end = max(mention.last, i + 1)
        tail = mention.right > end and s.low[mention.right - 1].isdecimal()
        if tail and s.glued(mention.right - 1):
            end = mention.right  # the 3 of "33 \u00b5g/m3", the 1 of "340 m s-1"
    return found


def _read(s: Sentence, i: int, lex: Lexicon, within: int) -> Mention | None:
    word = s.low[i]
    if "0" <= word < ":":
        return read_figure(s, i, lex, within)
    if word[0] in ENCLOSED:
        return read_enclosed(s, i)
    idiom = read_name(s, i, lex) or read_idiom(s, i, lex)
    if idiom is not None:
        return idiom
    if word in lex.roman:
        return read_label(s, i, lex)
    named = read_named(s, i, lex) or read_spoken_time(s, i, lex)
    if named is not None:
        return named
    calendar = read_calendar(s, i, lex)
    if calendar is not None:
        return calendar
    if word in lex.ordinals:
        return read_quantity(s, i, lex) or _ordinal(s, i, lex)
    if word in {"ones", "once"} or word in lex.decades:
        return None
    return (
        read_spelled_ordinal(s, i, lex)
        or read_pronoun(s, i, lex)
        or read_compound(s, i, lex)
        or read_label(s, i, lex)
        or read_score(s, i, lex)
        or read_quantity(s, i, lex)
    )


_NAMED = frozenset({"label", "idiom"})


def _state_value(s: Sentence, m: Mention, i: int, lex: Lexicon) -> None:
    """The figure a name or an idiom is written with."""
    word = s.low[i]
    if word.isdecimal() and len(word) <= MOST_DIGITS:
        m.low = m.high = Decimal(word)
    elif word in lex.cardinals:
        m.low = m.high = lex.cardinals[word]


def _ordinal(s: Sentence, i: int, lex: Lexicon) -> Mention:
    return other(i, i + 1, "ordinal", RANKS, lex.ordinals[s.low[i]])


_DIVIDING = frozenset({"per", "every"})


def _denominator(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """The 1,000 of "per 1,000 people": read with the number it divides."""
    if s.low[i] in lex.ordinals:
        return None
    if s.word(i - 1) == "every" and s.word(i - 2) not in {"for", "in", "of"}:
        return None
    n = read_numeral(s, i, lex)
    if n is None or n.low is None:
        return None
    return other(i, n.last, "label", "the denominator of a rate", n.low)


def _chain(s: Sentence, i: int, lex: Lexicon) -> Mention | None:
    """A hostile or tabular run ("1 1 1 1 ...", "1/1/1/...") as one dismissed item."""
    j, numbers, size = i, 0, s.size
    while j < size:
        word = s.low[j]
        if "0" <= word[0] <= "9" or word in lex.cardinals or word in lex.scales:
            numbers += 1
        elif word not in _CHAIN_MARKS:
            break
        j += 1
        if j - i > 2 and numbers < 2:
            return None
    if numbers <= _LONGEST_CHAIN:
        return None
    while s.low[j - 1] in _CHAIN_MARKS:
        j -= 1
    spelled = read_numeral(s, i, lex) if s.low[i] in lex.cardinals else None
    if spelled is not None and spelled.last == j:
        return None  # one long number in words
    return other(i, j, "identifier", _CHAIN)
