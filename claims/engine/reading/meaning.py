"""What a quantity is about: thing, base, period, trend and what stays open."""

from __future__ import annotations

from typing import NamedTuple

from claims.engine.reading.ages import age_by_name
from claims.engine.reading.bases import base_after, base_shared
from claims.engine.reading.beside import (
    is_direction,
    moved_in,
    named_share,
    share_for,
)
from claims.engine.reading.clausethings import thing_in_clause
from claims.engine.reading.counted import (
    DIVIDING,
    counted_noun,
    take_rate,
    take_rate_before,
    unit_ahead,
)
from claims.engine.reading.ellipsis import carried
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nounchecks import (
    quality,
    says_nothing,
)
from claims.engine.reading.nouns import (
    is_verb,
    noun_after,
    noun_before,
    stops,
    text_of,
)
from claims.engine.reading.objects import (
    ACTING,
    moved_object,
)
from claims.engine.reading.rates import per_tail
from claims.engine.reading.timeframes import ARTICLES, period_of
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.trends import change_of, trend_of
from claims.engine.reading.wordlists import word_list


class Meaning(NamedTuple):
    thing: str | None
    base: str | None
    period: str | None
    ambiguities: tuple[str, ...]
    change: str = ""  # with a trend: is the number how much (by), or an end (to, from)


_SHARES = frozenset({"percent", "fraction"})
_POINTERS = frozenset({"them", "it", "these", "those", "whom", "which", "that"})
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
    if times or s.word(m.right) in ARTICLES or s.word(m.right) == "(":
        period = period_of(s, m, times, lex, mentions)
    m.trend = m.trend or trend_of(s, m, lex, mentions)
    if m.kind == "duration" and _only_dates(s, m):
        return Meaning(None, None, period, ())
    thing, base = _thing_and_base(s, m, lex, times, mentions)
    if thing is None and (other := carried(s, m, mentions)) is not None:
        thing, base = other.thing, base or (other.base if m.kind in _SHARES else None)
    if m.kind in _SHARES and base is None:
        base = _share_of(thing) or base_shared(s, m, mentions, lex)
        told = base is not None and _of_which(s, m)
        if thing is None or s.word(m.right) == "of" or told:
            thing = base  # "400 homes, half of them empty"
    if m.per is None and (m.kind == "money" or not DIVIDING.isdisjoint(s.words)):
        take_rate_before(s, m, thing, mentions, lex)
    if thing is None and m.kind == "rate" and s.low[0] in {"of", "out"}:
        thing = _out_of(m.per)
    if m.role == "from" and m.kind == "count" and m.per is None:
        _take_rate_of_end(s, m, mentions, lex)
    m.thing, m.base = thing, base
    if m.unit == "year" or (m.kind == "count" and not m.unit):
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


def _out_of(per: str | None) -> str | None:
    """The calls of "Of every 100 calls, 38 were answered"."""
    size, _, counted = (per or "").partition(" ")
    return counted if counted and size[0].isdecimal() else None


def _take_rate_of_end(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> None:
    """The month of the first of "from 31 to 19 per month"."""
    for end in mentions:
        if end.role == "to" and end.left == m.right + 1:
            noun = noun_after(s, end.right, lex, plural=True)
            tail = per_tail(s, noun.last if noun is not None else end.right, lex)
            if end.per is not None or tail is not None:
                m.kind, m.per = "rate", end.per or (tail and tail[0])


def _of_which(s: Sentence, m: Mention) -> bool:
    return s.low[m.left - 2 : m.left] in (["of", "which"], ["of", "whom"])


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
    if (moved := moved_in(s, m, lex, times)) is not None:
        return text_of(s, moved), None
    if m.kind in _SHARES:
        noun = base_after(s, m, lex, _time_starts(s, times) if times else set())
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
    elif m.kind == "multiple" and s.low[m.first] in ACTING:
        moved = moved_object(s, m, lex)
        if moved is not None:
            return text_of(s, moved), None
    elif m.implied:
        return _group(s, m, lex), None
    elif m.kind in _COUNTS and m.unit == "time":
        return None, None
    elif m.kind in _COUNTS and not m.unit:
        counted = counted_noun(s, m, lex)
        if counted is not None:
            often = s.low[counted.head] == "times"  # "complained 27 times"
            return None if often else text_of(s, counted), None
        unit_ahead(s, m, mentions, lex)
    elif s.word(m.right) == "of" or _noun_next(s, m, lex) or _worth(s, m.right):
        noun = noun_after(s, m.right + _worth(s, m.right), lex, plural=False)
        if noun is not None:
            if not any(other.last == m.first for other in mentions):
                take_rate(s, m, noun.last, lex)  # not of "9,000 155mm shells a day"
            return text_of(s, noun), None
        whole = next((o for o in mentions if o.left == m.right + 2), None)
        if whole is not None and whole.kind == m.kind and s.word(m.right) == "of":
            return _thing_and_base(s, whole, lex, times, mentions)  # "$5 of the $180"
    return thing_in_clause(s, m, lex, mentions, times) or base, base


def _only_dates(s: Sentence, m: Mention) -> bool:
    """The days of "was shut, 2 days after the vote": how far apart two times are."""
    return s.word(m.right) in _OFFSETS and s.word(m.left - 1) in _APART


_OFFSETS = frozenset({"before", "after", "earlier", "later"})
_APART = frozenset({"", ",", "than"})
_GRADES = word_list("meaning.grades")
_ON_END = frozenset({"straight", "running", "solid"})


def _time_starts(s: Sentence, times: list[Timeframe]) -> set[int]:
    """Without those that own a noun: "4 percent of this year's sales"."""
    return {f.first for f in times if not s.low[f.last - 1].endswith("'s")}


_MEASURED = frozenset({"measure", "money", "duration", "temperature"})
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
    if m.kind == "duration" and word in _ON_END:
        return False  # "for 19 days straight"
    if m.kind not in _MEASURED or not word[:1].isalpha() or word in lex.closed:
        return False
    if word in {"x", "\u00d7"}:  # the sign of "5.8 x 2.8 inches"
        return False
    if word in lex.periods["relative"] or word in _GRADES:
        return False  # "$11,700 a tonne last April", "three feet longer"
    if word.endswith("er") and s.word(j + 1) == "than":  # "three years older than"
        return False
    if s.word(j + 1) == "off":  # "$40 a year better off"
        return False
    return not (is_verb(s, j, lex) or word in lex.triggers or is_direction(word))
