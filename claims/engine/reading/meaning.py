"""What a quantity is about: thing, base, period, trend and what stays open."""

from __future__ import annotations

from typing import NamedTuple

from claims.engine.reading.ages import age_by_name
from claims.engine.reading.bases import base_after, base_shared
from claims.engine.reading.beside import (
    bounded,
    compared_thing,
    is_direction,
    named_share,
    of_whom,
    share_for,
    sized,
)
from claims.engine.reading.counted import (
    DIVIDING,
    compared_noun,
    counted_noun,
    counted_unit,
    take_rate,
    take_rate_before,
    unit_ahead,
)
from claims.engine.reading.ellipsis import (
    carried,
    inherited,
    parallel,
    same_change,
    second_toll,
)
from claims.engine.reading.labelled import labelled
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.measures import SIZES
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nounchecks import (
    numbered,
    quality,
    says_nothing,
    spoken,
    without_numbers,
)
from claims.engine.reading.nouns import (
    Noun,
    is_plural,
    is_verb,
    lemma,
    noun_after,
    noun_before,
    stops,
)
from claims.engine.reading.objects import (
    NEARER,
    added_to,
    expected_of,
    object_before,
    penalised,
    spent_on,
    value_lost,
)
from claims.engine.reading.subjects import subject_before, subject_fronted
from claims.engine.reading.timeframes import ARTICLES, period_of
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.trends import change_of, trend_of
from claims.engine.reading.view import one_line


class Meaning(NamedTuple):
    thing: str | None
    base: str | None
    period: str | None
    ambiguities: tuple[str, ...]
    change: str = ""  # with a trend: is the number how much (by), or an end (to, from)


_SHARES = frozenset({"percent", "fraction"})
_POINTERS = frozenset({"them", "it", "these", "those", "whom", "which", "that"})
_PERSONS = word_list("sharing.persons")
_COUNTS = frozenset({"count", "rate"})
#: Nouns whose percentage is no share of anything.
_RATES = word_list("meaning.rates")


def describe(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> Meaning:
    """Complete `m` (unit, per, trend) and say what it is about."""
    period = None
    if times or s.word(m.right) in ARTICLES:
        period = period_of(s, m, times, lex, mentions)
    m.trend = m.trend or trend_of(s, m, lex, mentions)
    thing, base = _thing_and_base(s, m, lex, times, mentions)
    if thing is None and (other := carried(s, m, mentions)) is not None:
        thing, base = other.thing, base or (other.base if m.kind in _SHARES else None)
    if m.kind in _SHARES and base is None:
        base = _share_of(thing) or base_shared(s, m, mentions, lex)
        thing = thing or base
    if m.per is None and (m.kind == "money" or not DIVIDING.isdisjoint(s.words)):
        take_rate_before(s, m, thing, mentions, lex)
    m.thing, m.base = thing, base
    if m.unit == "year":
        age_by_name(m)
    doubts = list(m.doubts)
    if m.kind in _SHARES and base is None and not _rate_like(s, m, thing):
        doubts.append("base")
    if (
        m.kind in _SHARES
        and base is None
        and s.word(m.right) == "of"
        and s.word(m.right + 1) in _POINTERS
    ):
        doubts.append("referent")
    if (m.kind in _COUNTS and not m.unit) or m.money_name in lex.shared_currencies:
        doubts.append("unit")
    change = change_of(s, m, lex) if m.trend else ""
    return Meaning(
        thing, base, period, tuple(dict.fromkeys(doubts)) if doubts else (), change
    )


def _share_of(thing: str | None) -> str | None:
    """What "the share of pupils" is a share of."""
    head, _, whole = (thing or "").partition(" of ")
    return whole if whole and head.lower().split()[-1] in _SHARE_NOUNS else None


_SHARE_NOUNS = frozenset({"share", "proportion", "percentage"})


def _rate_like(s: Sentence, m: Mention, thing: str | None) -> bool:
    if m.trend is not None:
        return True
    words = set((thing or "").lower().split()) | set(s.low[m.right : m.right + 2])
    return not _RATES.isdisjoint(words)


def _thing_and_base(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> tuple[str | None, str | None]:
    base = None
    if m.kind in _SHARES:
        noun = base_after(s, m, lex, {frame.first for frame in times})
        if noun is not None:
            base = text_of(s, noun)
            levied = (
                noun_before(s, m.left - 1, lex) if s.word(m.left - 1) == "of" else None
            )
            if levied is not None and not says_nothing(s, levied):
                return text_of(s, levied), base  # "a tax of 2% of its value"
            if m.trend is None or s.word(m.left - 1) not in {"to", "by", "at", "from"}:
                return base, base
        elif s.word(m.right) in _MORE and not stops(s.word(m.right + 1), lex):
            noun = noun_after(s, m.right + 1, lex, plural=True)
            if noun is not None and not quality(s, noun):  # "18 percent fewer permits"
                return text_of(s, noun), None
        named = named_share(s, m, lex) or share_for(s, m, lex)
        if named is not None:
            return text_of(s, named), base
    elif m.implied:
        return _group(s, m, lex), None
    elif m.kind in _COUNTS and m.unit == "time":
        return None, None
    elif m.kind in _COUNTS and not m.unit:
        counted = counted_noun(s, m, lex)
        if counted is not None:
            return text_of(s, counted), None
        unit_ahead(s, m, mentions, lex)
    elif s.word(m.right) == "of" or _noun_next(s, m, lex) or _worth(s, m.right):
        noun = noun_after(s, m.right + _worth(s, m.right), lex, plural=False)
        if noun is not None:
            if not any(other.last == m.first for other in mentions):
                take_rate(s, m, noun.last, lex)  # not of "9,000 155mm shells a day"
            return text_of(s, noun), None
    return _from_clause(s, m, lex, mentions, times) or base, base


_MORE = frozenset({"fewer", "more", "less"})


def _group(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """The staff of "a staff of 40"; a father of two is not what is counted."""
    if s.word(m.right) == "-":  # "a 12-strong team"
        noun = noun_after(s, m.right + 2, lex, plural=False)
        return text_of(s, noun) if noun is not None else None
    if s.word(m.left - 1) != "of" or m.unit == "child":
        return None
    noun = noun_before(s, m.left - 1, lex)
    return text_of(s, noun) if noun is not None else None


def _worth(s: Sentence, j: int) -> int:
    """How many tokens the "worth" of "two billion dollars' worth of arms" takes."""
    skip = 1 if s.word(j) == "'" else 0
    return (
        skip + 1 if (s.word(j + skip), s.word(j + skip + 1)) == ("worth", "of") else 0
    )


def _noun_next(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """A noun stands right after the measure: "$28 billion tax cut", "10 km race"."""
    sized = s.word(m.right) == "-" and s.word(m.right + 1) in SIZES
    j = m.right + 2 * sized  # "a 40-mile-long convoy"
    word = s.word(j)
    if m.kind not in _MEASURED or not word[:1].isalpha() or word in lex.closed:
        return False
    if s.word(j + 1) == "off":  # "$40 a year better off"
        return False
    return not (is_verb(s, j, lex) or word in lex.triggers or is_direction(word))


_COMPARING = frozenset({",", "of"})
_FILLING = frozenset({"between", "from", "only", "just"})
_MEASURED = frozenset({"measure", "money", "duration", "temperature"})


def _from_clause(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    mentions: list[Mention],
    times: list[Timeframe],
) -> str | None:
    """The thing named elsewhere in the clause: before "of", as object, as subject."""
    left, before = m.left, s.word(m.left - 1)
    if (named := labelled(s, m, mentions, lex)) is not None:
        return text_of(s, named)
    if before in _COMPARING:
        compared = compared_thing(s, m, mentions, lex)
        if compared is not None:
            return compared
    if (beside := of_whom(s, m, lex) or bounded(s, m, lex)) is not None:
        if m.kind == "count" and not m.unit:
            m.unit = counted_unit(s, beside, lex)
        return text_of(s, beside)
    if before in _FILLING and not (before == "from" and s.word(left - 2) not in _LEADS):
        left, before = left - 1, s.word(left - 2)
    noun: Noun | None = None
    if before == "of":
        noun = noun_before(s, left - 1, lex)
        if noun is not None and (says_nothing(s, noun) or spoken(s, noun, lex)):
            noun = None
        elif noun is not None and (moved := same_change(s, noun, m, mentions, lex)):
            return moved
    elif before == "worth" and s.word(left - 2) == ",":
        noun = noun_before(s, left - 2, lex)
    elif before == "worth" or (before == "for" and m.kind == "money"):
        noun = noun_before(s, left - 1, lex)
    elif s.low[left] in NEARER:
        noun = object_before(s, left, lex, times)  # "puts the bill closer to $40"
    elif before in _PLACING or (before == "on" and m.kind == "percent"):
        noun = object_before(s, left - 1, lex, times)
    if (harmed := second_toll(s, m, mentions, lex)) is not None:
        return harmed
    if noun is None and m.kind in _PENALTIES:
        noun = penalised(s, m, lex)
    if noun is None and m.kind == "money":
        noun = value_lost(s, m, lex)
    if noun is None and m.kind in _ADDED:
        noun = added_to(s, m, lex)
    if noun is None:
        noun = sized(s, m, lex)
    if noun is None and m.kind == "money":
        noun = spent_on(s, m, lex, times)
    if noun is not None and numbered(noun, m, mentions):
        noun = None
    if noun is None and m.kind == "count" and not m.unit:
        counted = compared_noun(s, m, mentions, lex)
        if counted is not None:
            m.unit = counted_unit(s, counted, lex)
            return text_of(s, counted)
    if noun is None:
        if m.kind in _COUNTS and not m.unit:
            same = inherited(s, m, mentions, lex)
            if same is not None:
                other = spent_on(s, m, lex, times) if m.kind == "money" else None
                return text_of(s, other) if other else same.thing
        if (alike := parallel(s, m, mentions)) is not None:
            return alike.thing
        noun = expected_of(s, m.left, lex, times)
        noun = noun or subject_fronted(s, m, lex)
        noun = noun or subject_before(s, m.first, lex, times)
    noun = without_numbers(s, noun, m, lex, mentions)
    if noun is None:
        return None
    if m.kind in _COUNTS and not m.unit and _states_subject(s, m, lex):
        m.unit = _unit_of_subject(s, noun, lex)
    return text_of(s, noun)


_LEADS = frozenset({"of", "at", "by", "to", "for", "on", "worth"})
_PLACING = frozenset({"at", "by", "to", "from"})
_ADDED = frozenset({"money", "measure", "percentage_point", "percent", "duration"})
_PENALTIES = frozenset({"duration", "money"})
_STATING = word_list("meaning.stating")


def _states_subject(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The number is said of the subject, not of an object left unnamed."""
    return s.word(m.left - 1) in _STATING or s.low[m.left] in _STATING


def _unit_of_subject(s: Sentence, noun: Noun, lex: Lexicon) -> str:
    head = s.low[noun.head]
    if head in _PERSONS:
        return "person"
    if is_plural(head, lex):
        return lemma(head, lex)
    if head in {"toll", "rate", "count", "tally", "total"} and noun.head > noun.first:
        kind = lemma(s.low[noun.head - 1], lex)
        return kind if kind.isalpha() and kind not in {"the", "annual"} else ""
    return ""


def text_of(s: Sentence, noun: Noun) -> str:
    return one_line(s.spelled(noun.first, noun.last))
