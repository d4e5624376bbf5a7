"""What a German quantity is about: thing, base, period, trend and what stays open."""

from __future__ import annotations

from claims.engine.reading.german.clauses import (
    clause,
    level_of,
    over_fillers,
    trend_of,
)
from claims.engine.reading.german.nouns import is_adjective, is_noun, lemma, noun_after
from claims.engine.reading.german.rates import take_rate
from claims.engine.reading.german.things import clause_thing, from_subject
from claims.engine.reading.german.times import period_of
from claims.engine.reading.german.words import number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, text_of
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

_SHARES = frozenset({"percent", "fraction"})
_COUNTS = frozenset({"count", "rate"})
_MEASURED = frozenset({"duration", "measure", "money"})


def describe(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> Meaning:
    """Complete `m` (unit, per, trend) and say what it is about."""
    period = period_of(s, m, times, lex, mentions)
    m.trend = m.trend or trend_of(s, m, lex)
    thing, base = _thing_and_base(s, m, lex, times, mentions)
    if m.role == "from" and m.per is None:
        for end in mentions:
            if end.role == "to" and end.kind == m.kind and end.left == m.right + 1:
                take_rate(s, m, end.right, lex)  # "von 12 auf 13 Euro pro Stunde"
    m.thing, m.base = thing, base
    bare = m.kind == "count" and not m.unit
    aged = bare and _of_persons(s, m, lex)  # "Frauen über 65"
    if aged or (m.unit == "year" and (_is_age(thing, lex) or _of_persons(s, m, lex))):
        m.kind, m.unit = "age", "year of age"
    doubts = list(m.doubts)
    if m.kind in _SHARES and base is None and not _rate_like(m, thing, lex):
        doubts.append("base")
    if (
        m.kind in _SHARES
        and not base
        and s.word(m.right) in lex.lists["meaning.pointers"]
    ):
        doubts.append("referent")
    if m.kind in _COUNTS and not m.unit:
        doubts.append("unit")
    change = _change(s, m, lex) if m.trend else ""
    return Meaning(thing, base, period, tuple(dict.fromkeys(doubts)), change)


def _is_age(thing: str | None, lex: Lexicon) -> bool:
    """As in "Das Durchschnittsalter liegt bei 30,3 Jahren": no time goes by."""
    words = (thing or "").lower().split()
    return not lex.lists["meaning.ages"].isdisjoint(words)


def _of_persons(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "Kinder unter sechs Jahren", "Frauen ab 50 Jahren"."""
    bound = m.left if m.left < m.first else m.first - 1
    before = s.word(bound - 1)
    ranked = number_word(before) if s.capitalised(bound - 1) else None  # "jeder Zweite"
    persons = before in lex.lists["meaning.persons"] or (
        ranked is not None and ranked.kind == "ordinal"
    )
    return persons and s.word(bound) in lex.lists["meaning.age_bounds"]


def _rate_like(m: Mention, thing: str | None, lex: Lexicon) -> bool:
    if m.trend is not None:
        return True
    words = (thing or "").lower().split()
    rates = tuple(lex.lists["meaning.rates"])
    return any(word.endswith(rates) for word in words)


def _change(s: Sentence, m: Mention, lex: Lexicon) -> str:
    if m.role:
        return m.role
    for word in (s.word(over_fillers(s, m, lex) - 1), s.low[m.left]):
        if word in {"um", "auf", "von"}:
            return "to" if word == "auf" else "by"  # "ein Plus von 2 Prozent"
    return ""


def _thing_and_base(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> tuple[str | None, str | None]:
    if m.kind in _SHARES:
        base = _base(s, m, lex, times)
        if base is not None:
            text = text_of(s, base)
            moved = m.trend is not None and s.word(m.left - 1) in {"um", "auf"}
            return (clause_thing(s, m, lex, times, mentions) if moved else text), text
        of_them = _of_them(s, m, lex, mentions) or _out_of(s, m, lex)
        if of_them is not None:
            return of_them, of_them
        more = _more_of(s, m, lex)
        if more is not None:
            return text_of(s, more), None
    elif m.kind in _COUNTS and not m.unit:
        noun = _counted(s, m, lex)
        if noun is not None:
            _count(s, m, noun, lex)
            take_rate(s, m, noun.last, lex)
            if m.kind in _MEASURED and is_noun(s, noun.last, lex):
                noun = noun_after(s, noun.last, lex) or noun  # "15 der 24 Tonnen Öl"
            return text_of(s, noun), None
        take_rate(s, m, m.right, lex)
        return from_subject(s, m, lex, times, mentions), None
    take_rate(s, m, m.right, lex)
    if m.kind in _MEASURED:
        noun = _measured(s, m, lex) or _paid_for(s, m, lex)
        if noun is not None:
            if not m.per:
                take_rate(s, m, noun.last, lex)
            return text_of(s, noun), None
    return clause_thing(s, m, lex, times, mentions), None


def _count(s: Sentence, m: Mention, noun: Noun, lex: Lexicon) -> None:
    """The noun is the unit; "14 harte Monate" are a duration."""
    unit = lex.units.get(s.low[noun.head])
    if unit is not None and unit.kind in _MEASURED:
        m.kind, m.unit = unit.kind, unit.name
    else:
        m.unit = lemma(s, noun.head, lex)


def _counted(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    j = m.right
    if s.word(j) in lex.lists["numbers.out_of"]:
        j += 1
    elif s.word(j) in lex.lists["nouns.genitive"]:
        j = _over_number(s, j + 1)  # "17 der 51 Sitze"
    elif s.word(j) in lex.lists["numbers.article"]:
        return None  # "haben 312 einen Plan"
    elif _of_so_many(s, m, lex):
        return None
    return noun_after(s, j, lex)


def _of_so_many(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The 17 of "Von 84 Spielplätzen hatten 17 Mängel" are of the 84."""
    if s.word(m.left - 1) not in lex.lists["meaning.having"]:
        return False
    first, _ = clause(s, m, lex)
    opens = first + 1 + (s.word(first + 1) in lex.words["determiners"])
    return s.word(first) == "von" and s.word(opens)[:1].isdecimal()


def _over_number(s: Sentence, j: int) -> int:
    while s.word(j)[:1].isdecimal() or number_word(s.word(j)) is not None:
        j += 1
    return j


def _measured(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The "Reis" of "20 Tonnen Reis", the "Haft" of "vier Jahre Haft"."""
    named = is_noun(s, m.right, lex) or is_adjective(s, m.right, lex)
    return noun_after(s, m.right, lex) if named else None


def _paid_for(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The "Straßen" of "gibt 3 Millionen Euro für Straßen aus"."""
    if m.kind != "money" or s.word(m.right) != "für":
        return None
    paid = not lex.lists["meaning.paid"].isdisjoint(s.low)
    return noun_after(s, m.right + 1, lex) if paid else None


def _base(s: Sentence, m: Mention, lex: Lexicon, times: list[Timeframe]) -> Noun | None:
    """The whole after a share: "der Schüler", "von allen Autos", "Haushalt"."""
    j = m.right
    word = s.word(j)
    if m.form == "ratio" or is_noun(s, j, lex):
        ranked = s.capitalised(m.last - 1) and m.last - 1 > m.first
        return None if ranked else noun_after(s, j, lex)  # "bei jedem Zehnten"
    owned = word in lex.lists["nouns.genitive"]
    if not owned and word not in lex.lists["nouns.share_of"]:
        return None
    if level_of(s, m, lex) is not None:
        return None
    first = j if owned else j + 1
    noun = noun_after(s, _over_number(s, first + 1) if owned else first, lex)
    noun = noun or noun_after(s, first, lex)
    if noun is None:
        return None
    cuts = {frame.first for frame in times}
    end = noun.last
    while end < s.size and end not in cuts:
        leads = s.low[end] in lex.lists["nouns.genitive"] | lex.lists["nouns.inside"]
        inner = noun_after(s, end + 1, lex) if leads else None
        if inner is None or s.word(inner.last - 1)[:1].isdecimal():
            break
        end = inner.last
    return Noun(first, end, noun.head)


def _out_of(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    """As in "Von den 640 Kilometern Rohr sind 38 Prozent alt", "Von den Befragten"."""
    first, _ = clause(s, m, lex)
    if s.word(first) != "von" or s.word(first + 1) not in lex.lists["nouns.definite"]:
        return None
    noun = noun_after(s, _over_number(s, first + 2), lex)
    if noun is not None and s.low[noun.head] in lex.units and noun.last < m.left:
        noun = noun_after(s, noun.last, lex) or noun
    if noun is None or noun.last > m.left:
        return None
    return text_of(s, Noun(first + 1, noun.last, noun.head))


def _more_of(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """As in "61 Prozent mehr Autos"."""
    word = s.word(m.right)
    if word not in lex.lists["trends.more"] and word not in lex.lists["trends.less"]:
        return None
    return noun_after(s, m.right + 1, lex)


def _of_them(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """As in "8.000 Stellen, die Hälfte davon", "davon sind 53 Prozent Frauen": what the
    number before counts."""
    before = [o for o in mentions if o.first < m.first and o.kind in _COUNTS]
    if not before:
        return None
    pointers = lex.lists["meaning.pointers"]
    led = not pointers.isdisjoint(s.low[before[-1].right : m.left])
    return before[-1].thing if led or s.word(m.right) in pointers else None
