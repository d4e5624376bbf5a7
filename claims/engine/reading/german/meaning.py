"""What a German quantity is about: thing, base, period, trend and what stays open."""

from __future__ import annotations

from claims.engine.reading.german.clauses import (
    noun_before,
    over_fillers,
    subject,
    trend_of,
)
from claims.engine.reading.german.nouns import is_noun, lemma, noun_after
from claims.engine.reading.german.rates import take_rate
from claims.engine.reading.german.times import period_of
from claims.engine.reading.german.words import number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.nouns import Noun, text_of
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence

_SHARES = frozenset({"percent", "fraction"})
_PARTS = _SHARES | {"percentage_point", "multiple"}
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
            return (_clause_thing(s, m, lex, times, mentions) if moved else text), text
        of_them = _of_them(s, m, lex, mentions)
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
            return text_of(s, noun), None
        take_rate(s, m, m.right, lex)
        return _from_subject(s, m, lex, times, mentions), None
    take_rate(s, m, m.right, lex)
    if m.kind in _MEASURED:
        noun = _measured(s, m, lex) or _paid_for(s, m, lex)
        if noun is not None:
            if not m.per:
                take_rate(s, m, noun.last, lex)
            return text_of(s, noun), None
    return _clause_thing(s, m, lex, times, mentions), None


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
    return noun_after(s, j, lex)


def _over_number(s: Sentence, j: int) -> int:
    while s.word(j)[:1].isdecimal() or number_word(s.word(j)) is not None:
        j += 1
    return j


def _measured(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The "Reis" of "20 Tonnen Reis", the "Haft" of "vier Jahre Haft"."""
    return noun_after(s, m.right, lex) if is_noun(s, m.right, lex) else None


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


def _clause_thing(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> str | None:
    same = _compared(s, m, lex, mentions) or _alike(s, m, lex, mentions)
    if same is not None:
        return same
    noun: Noun | None = None
    left = over_fillers(s, m, lex)
    if s.word(left - 1) in lex.lists["numbers.out_of"] and m.role != "from":
        noun = _measured_by(s, left - 1, lex)
    elif s.word(left - 1) == "um" or (not m.role and s.word(left - 1) == "auf"):
        noun = _object_before(s, left - 1, lex, times)
    elif m.role:  # "den Lohn von 12 auf 15 Euro"
        began = m if m.role == "from" else mentions[mentions.index(m) - 1]
        noun = _object_before(s, over_fillers(s, began, lex) - 1, lex, times)
    if noun is None:
        noun = subject(s, m, lex, times)
    if noun is None or _numbered(noun, m, mentions):
        return None
    return text_of(s, noun)


def _compared(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """As in "40 Tonnen, 5 Prozent mehr als im Mai", "8 Meter, 20 Zentimeter höher": of the
    number before the comma."""
    more = lex.lists["trends.more"] | lex.lists["trends.less"]
    if s.word(m.left - 1) != "," or s.word(m.right) not in more:
        return None
    before = [o for o in mentions if o.first < m.first and o.is_quantity]
    if m.kind not in _PARTS and (not before or before[-1].kind != m.kind):
        return None
    near = before and "," not in s.low[before[-1].right : m.left - 1]
    return before[-1].thing if near else None


def _alike(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> str | None:
    """As in "in Bayern bei 3 Prozent, in Bremen bei 10", "im Mai waren es noch 3", and, of
    whatever kind, "das sind 11 Tonnen", "ein Plus von 2 Prozent"."""
    before = [o for o in mentions if o.first < m.first and o.is_quantity]
    if not before:
        return None
    previous = before[-1]
    gap = s.low[previous.right : over_fillers(s, m, lex)]
    if _told_again(gap[-4:], lex):
        return previous.thing
    if previous.kind != m.kind:
        return None
    told = gap[-2:-1] == ["es"] or gap[-1:] == ["es"]
    placed = gap[:1] == [","] and gap[1:2] == ["in"] and gap[3:] == ["bei"]
    if told or (placed and s.word(previous.left - 1) == "bei"):
        return previous.thing
    return None


def _measured_by(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The "Schaden" of "ein Schaden von", the "Strafen" of "Strafen in Höhe von"."""
    noun = noun_before(s, j, lex)
    if noun is None:
        return None
    if s.low[noun.head] in lex.lists["nouns.empty"] and s.word(noun.first - 1) == "in":
        return noun_before(s, noun.first - 1, lex) or noun
    return noun


def _told_again(lead: list[str], lex: Lexicon) -> bool:
    """Whether ", das sind" or ", ein Plus von" leads to the number."""
    if lead[-3:-1] == [",", "das"]:
        return lead[-1] in lex.words["auxiliaries"]
    if len(lead) < 4 or lead[0] != "," or lead[3] != "von":
        return False
    return lead[1] in lex.lists["numbers.article"] and (
        lead[2] in lex.up or lead[2] in lex.down
    )


def _object_before(
    s: Sentence, j: int, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """The "den Zins" of "senkte den Zins um": with an article, and after no preposition."""
    noun = noun_before(s, j, lex)
    if noun is None or s.low[noun.first] not in lex.words["determiners"]:
        return None
    before = s.word(noun.first - 1)
    timed = any(frame.first < j <= frame.last for frame in times)
    owned = s.low[noun.first] in lex.lists["nouns.genitive"] and is_noun(
        s, noun.first - 1, lex
    )
    if timed or owned or not before or before in lex.words["prepositions"]:
        return None
    return noun


def _said_to_be(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """As in "die Veranstalter sprachen von 4.000", "Beobachter gehen von 110 aus"."""
    if s.word(m.left - 1) != "von":
        return False
    of_number, assuming = (
        lex.lists[f"attribution.{name}"] for name in ("of_number", "assuming")
    )
    before = s.low[: m.left]
    return not of_number.isdisjoint(before) or (
        s.word(m.right) == "aus" and not assuming.isdisjoint(before)
    )


def _said_once(
    s: Sentence, m: Mention, lex: Lexicon, mentions: list[Mention]
) -> Noun | None:
    """The noun behind the next number, of "statt 15 kamen 9 Boote", "laut Polizei 12.000,
    laut Veranstaltern 30.000 Menschen"."""
    after = next((o for o in mentions if o.first > m.first and o.is_quantity), None)
    if after is None or after.kind not in _COUNTS:
        return None
    gap = s.low[m.right : after.left]
    instead = s.word(m.left - 1) in lex.lists["sharing.instead_of"] and "," not in gap
    accords = lex.lists["attribution.according"]
    if not instead and (gap[:1] != [","] or accords.isdisjoint(gap[1:2])):
        return None
    return noun_after(s, after.right, lex)


def _numbered(noun: Noun, m: Mention, mentions: list[Mention]) -> bool:
    return any(
        o is not m and o.is_quantity and o.first < noun.last and noun.first < o.last
        for o in mentions
    )


def _from_subject(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    times: list[Timeframe],
    mentions: list[Mention],
) -> str | None:
    """A number without a noun counts what the one before it, or the subject, counts."""
    previous = [o for o in mentions if o.first < m.first and o.unit]
    if m.role == "from":
        noun = next(
            (noun_after(s, o.right, lex) for o in mentions if o.role == "to"), None
        )
        if noun is not None:
            m.unit = lemma(s, noun.head, lex)
            return text_of(s, noun)
    counts = [o for o in previous if o.kind in _COUNTS]
    if counts and _said_to_be(s, m, lex):
        m.unit = counts[-1].unit
        return counts[-1].thing
    if not counts:
        noun = _said_once(s, m, lex, mentions)
        if noun is not None:
            m.unit = lemma(s, noun.head, lex)
            return text_of(s, noun)
    noun = subject(s, m, lex, times)
    if counts and noun is not None and s.low[noun.head] in lex.lists["nouns.aimed"]:
        m.unit = counts[-1].unit  # "das Ziel liegt bei 203.000"
        return counts[-1].thing
    if noun is not None and not _numbered(noun, m, mentions):
        moved = s.word(m.left - 1) in {"auf", "bei", "um", "von"}
        if moved:
            m.unit = lemma(s, noun.head, lex)
        if moved or not previous:
            return text_of(s, noun)
    if counts and m.right < s.size:
        m.unit = counts[-1].unit
        return counts[-1].thing  # "19 Menschen starben, 43 wurden verletzt"
    return None
