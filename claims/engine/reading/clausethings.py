"""The thing a number is about, as its clause tells: its object, its subject, another number."""

from __future__ import annotations

from claims.engine.reading.beside import (
    bounded,
    compared_thing,
    of_whom,
    sized,
)
from claims.engine.reading.clauseverbs import BREAKS
from claims.engine.reading.counted import (
    compared_noun,
    counted_unit,
)
from claims.engine.reading.ellipsis import (
    before_of,
    change_beside,
    inherited,
    parallel,
    rising_to,
    same_change,
    second_toll,
)
from claims.engine.reading.labelled import labelled
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nounchecks import (
    numbered,
    says_nothing,
    spoken,
    without_numbers,
)
from claims.engine.reading.nouns import (
    YET,
    Noun,
    is_plural,
    lemma,
    noun_before,
    text_of,
)
from claims.engine.reading.objects import (
    NEARER,
    STATES,
    added_to,
    expected_of,
    given_to,
    object_before,
    penalised,
    spent_on,
    value_lost,
)
from claims.engine.reading.sharing import FIGURES
from claims.engine.reading.subjects import subject_before, trim
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_PEOPLE = word_list("ages.people")
_COUNTS = frozenset({"count", "rate"})
_PERSONS = word_list("sharing.persons")
_WAYS = frozenset({"up", "down"})
#: What is done for so long to those who are counted: of them, not of who does it.
_FOLLOWING = word_list("clausethings.following")
_COMPARING = frozenset({",", "of"})
_COUNTING = frozenset({"toll", "rate", "count", "tally", "total", "numbers", "figures"})
_NO_KIND = word_list("meaning.empty") | {"the", "official", "latest", "new", "overall"}
_ARTICLES = frozenset({"a", "an"})
_OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
_FILLING = frozenset({"between", "from", "only", "just", '"'})


def thing_in_clause(
    s: Sentence,
    m: Mention,
    lex: Lexicon,
    mentions: list[Mention],
    times: list[Timeframe],
) -> str | None:
    """The thing named elsewhere in the clause: before "of", as object, as subject."""
    left, before = m.left, s.word(m.left - 1)
    if before == "to" and (risen := rising_to(s, m, mentions)) is not None:
        return risen
    if (named := labelled(s, m, mentions, lex)) is not None:
        goes_on = before == ":" and s.word(m.right) in lex.closed
        if goes_on and m.kind == "count" and not m.unit:  # "Claims: 8,214 in May"
            m.unit = _unit_of_subject(s, named, lex)
        if before == "worth" and numbered(named, m, mentions):
            whole = before_of(m, mentions)  # "7 tonnes of grain, worth $2bn,"
            return whole.thing if whole is not None else None
        return text_of(s, named)
    if before == "from" and s.word(left - 2) in _WAYS and s.word(left - 3) == ",":
        ends = [o for o in mentions if o.first < m.first and o.kind == m.kind]
        if ends and ends[-1].thing and m.unit and not ends[-1].base:
            return ends[-1].thing  # ", down from 5"
    if m.role == "to" or before == "against":
        same = _other_end(s, m, mentions)
        if same is not None:
            m.unit = m.unit or same.unit
            return same.thing
    if before == "for" and m.kind == "duration":
        followed = before_of(m, mentions)  # "followed 4,312 nurses for 22 years"
        if followed is not None and followed.kind == "count" and followed.thing:
            noun_end = followed.right + len(followed.thing.split())
            if noun_end == left - 1 and s.word(followed.left - 1) in _FOLLOWING:
                return followed.thing
    if before == "aged" and any(frame.last == left - 1 for frame in times):
        return None  # "died on Monday aged 93"
    if m.kind == "age" and before == "aged" and is_plural(s.word(left - 2), lex):
        grown = noun_before(s, left - 1, lex)  # "patients aged 50 to 75"
        return text_of(s, grown) if grown is not None else None
    if m.kind == "age" and before in _PEOPLE:
        grown = noun_before(s, left, lex)  # "children under five ride free"
        return text_of(s, grown) if grown is not None else None
    if m.kind == "count" and s.low[m.right : m.right + 2] in _OF_THEM:
        told_of = [o for o in mentions if o.first < m.first and o.kind in _COUNTS]
        # "half of the schools, and saw 40 of them", "more than 5 grams in 12 of them"
        previous = told_of[-1] if told_of else before_of(m, mentions)
        if previous is None:
            return None
        if previous.kind in _COUNTS:
            m.unit = m.unit or previous.unit
        return previous.thing
    owned = m.kind == "percent" and before[-2:] == "'s"
    if owned and (owner := _owner(s, m, lex)) is not None:
        return owner  # "overtaking coal's 29 percent"
    if before in _ARTICLES and (changed := change_beside(s, m, mentions, lex)):
        return changed
    if before in _COMPARING:
        compared = compared_thing(s, m, mentions, lex)
        if compared is not None:
            return compared
    told = before_of(m, mentions) if before in {"whom", "them"} else None
    if told is not None and told.kind in _COUNTS and told.unit:
        if before == "whom" and m.kind in _COUNTS and not m.unit:
            m.unit = told.unit  # "140 people need food, of whom 38 are boys"
            return told.thing
        if s.word(left - 2) == "of" and m.kind in _MEASURED and told.thing:
            return told.thing  # "17 cracks, some of them 2 cm wide"
    if (beside := of_whom(s, m, lex) or bounded(s, m, lex)) is not None:
        if m.kind == "count" and not m.unit:
            m.unit = counted_unit(s, beside, lex)
        return text_of(s, beside)
    if s.low[left - 3 : left] == ["plus", "or", "minus"]:
        left -= 3  # "a margin of error of plus or minus"
        before = s.word(left - 1)
    if before in _FILLING and not (before == "from" and s.word(left - 2) not in _LEADS):
        left, before = left - 1, s.word(left - 2)
    if before == "of" and s.low[left - 2] in _EVENED and s.word(left - 4) in _LEADING:
        left, before = left - 3, s.low[left - 4]  # "by an average of 8 percent"
    elif before in _EVENED and s.word(left - 3) in _LEADING:
        left, before = left - 2, s.low[left - 3]  # "worth a combined 8 million"
    it = None if _IT.isdisjoint(s.words) else _of_it(s, m, left, mentions)
    if it is not None:
        m.unit = m.unit or it.unit
        return it.thing
    noun: Noun | None = None
    if before == "of":
        noun = noun_before(s, left - 1, lex)
        cold = m.kind == "temperature"  # "a low of -31C"
        nothing = noun is not None and says_nothing(s, noun) and not cold
        if noun is not None and (nothing or spoken(s, noun, lex)):
            noun = None
        elif noun is not None and (moved := same_change(s, noun, m, mentions, lex)):
            return moved
        elif noun is not None and m.kind == "count" and not m.unit:
            m.unit = _unit_before(s, m, noun, mentions)
        if noun is not None and s.word(noun.first - 1) == "of":
            longer = noun_before(s, noun.first - 1, lex)  # "a margin of error of 3"
            noun = noun._replace(first=longer.first) if longer else noun
    elif before == "worth" and s.word(left - 2) == ",":
        timed = any(frame.last == left - 2 for frame in times)
        whole = before_of(m, mentions) if timed else None
        if whole is not None and whole.thing is not None:
            return whole.thing  # "landed 40 tonnes of cod in May, worth $2m"
        noun = None if timed else noun_before(s, left - 2, lex)
    elif before == "worth" or (before == "for" and m.kind == "money"):
        sold = s.word(left - 3) in YET  # "a flat now rents for $2,450"
        noun = noun_before(s, left - 1, lex) if not sold else None
    elif s.low[left] in NEARER:
        noun = object_before(s, left, lex, times)  # "puts the bill closer to $40"
    elif before == "at" and (set_at := _set_at(s, m, lex)) is not None:
        noun = set_at
    elif before in _PLACING or (before == "on" and m.kind == "percent"):
        noun = object_before(s, left - 1, lex, times)
        if noun is not None and before == "at" and m.kind == "count" and not m.unit:
            m.unit = _unit_of_subject(s, noun, lex)
            if (told_before := _as_counted(s, noun, m, mentions)) is not None:
                return told_before
    if (harmed := second_toll(s, m, mentions, lex)) is not None:
        return harmed
    if noun is None and m.kind in _PENALTIES:
        noun = penalised(s, m, lex)
    if noun is None and m.kind in _SET:
        noun = given_to(s, m, lex)
    if noun is None and m.kind == "money":
        noun = value_lost(s, m, lex)
    if noun is None and m.kind in _ADDED:
        noun = added_to(s, m, lex)
    if noun is None:
        noun = sized(s, m, lex)
    if noun is None and m.kind == "money":
        noun = spent_on(s, m, lex, times)
    if noun is not None and numbered(noun, m, mentions):
        tailed = before in {"by", "from"} and s.low[noun.first] not in lex.triggers
        noun = without_numbers(s, noun, m, lex, mentions) if tailed else None
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
            if m.kind == "count" and not m.unit:
                m.unit = _unit_told(alike.thing or "", lex)
            return alike.thing
        noun = expected_of(s, m.left, lex, times)
        noun = noun or _subject_fronted(s, m, lex)
        noun = noun or subject_before(s, m.first, lex, times)
        if noun is not None and _says(s, m, noun, lex):
            noun = None
    noun = without_numbers(s, noun, m, lex, mentions)
    if noun is None:
        return None
    if m.kind in _COUNTS and not m.unit and _states_subject(s, m, lex):
        m.unit = _unit_of_subject(s, noun, lex)
    return text_of(s, noun)


def _says(s: Sentence, m: Mention, noun: Noun, lex: Lexicon) -> bool:
    """The figures of "police figures show a 2% rise": they tell of something else."""
    if s.low[noun.head] not in lex.sources:
        return False
    if s.word(noun.last) == ",":  # "Its survey, which had 900 answers, found"
        return not lex.reporting.isdisjoint(s.low[noun.last : m.left])
    return s.word(noun.last) in lex.reporting


def _of_it(
    s: Sentence, m: Mention, left: int, mentions: list[Mention]
) -> Mention | None:
    """The number before, of "bought it for $3 and sold it for $5", "now it is $5"."""
    k = left - 1
    while s.word(k) in _AROUND_IT:
        k -= 1
    bare = k == left - 1 and s.word(k) == "it"
    if s.word(k) not in _IT or (bare and s.word(k - 1) not in _CALLING):
        return None  # "their votes earned it five"
    previous = before_of(m, mentions)
    return previous if previous is not None and previous.kind == m.kind else None


_MEASURED = frozenset({"measure", "money", "duration", "age"})
_IT = frozenset({"it", "it's"})
_CALLING = frozenset({"called", "calls", "call"})
_AROUND_IT = frozenset(
    ["is", "was", "now", "at", "for", "to", "down", "up", "close", "closer", "nearer"]
)


_CHANGES = word_list("ellipsis.changes")


def _unit_before(s: Sentence, m: Mention, noun: Noun, mentions: list[Mention]) -> str:
    """The doctors of "40 doctors are hired; data show a net gain of just 12"."""
    net = s.low[noun.first] == "net" and s.low[noun.head] in _CHANGES
    if not net and s.low[noun.head] not in FIGURES:
        return ""  # the dead of "three ships sank, with a toll of 14" are no ships
    told = [o for o in mentions if o.first < m.first and o.kind in _COUNTS and o.unit]
    return told[-1].unit if told and told[-1].unit != "time" else ""


def _unit_told(thing: str, lex: Lexicon) -> str:
    """The injury of "Injuries fell by 23 percent, from 408 to 314"."""
    head = thing.partition(" of ")[0].lower().split()[-1:]
    plural = head and is_plural(head[0], lex) and head[0] not in _COUNTING
    return lemma(head[0], lex) if plural else ""


def _owner(s: Sentence, m: Mention, lex: Lexicon) -> str | None:
    if noun_follows(s, m.right, lex):
        return None
    noun = noun_before(s, m.left, lex)
    return text_of(s, noun)[:-2] if noun is not None else None


def _as_counted(
    s: Sentence, noun: Noun, m: Mention, mentions: list[Mention]
) -> str | None:
    """The marchers of "900 people marched; police put the figure at 250"."""
    if s.low[noun.head] not in _FIGURE or s.word(noun.last - 2) != "the":
        return None
    told = before_of(m, mentions)
    if told is None or told.kind != "count" or not told.unit:
        return None
    m.unit = told.unit
    return told.thing


_FIGURE = frozenset({"figure", "number"})


def _other_end(s: Sentence, m: Mention, mentions: list[Mention]) -> Mention | None:
    """As in "raised the levy from 3% to 4%", "a crop of 18m tonnes, against 21m"."""
    against = s.word(m.left - 1) == "against" and s.word(m.left - 2) == ","
    if m.role != "to" and not (against and m.kind != "percent"):
        return None
    end = before_of(m, mentions)
    if end is None or end.thing is None:
        return None
    if end.kind != m.kind and not {end.kind, m.kind} <= _COUNTS:
        return None
    return end if against or end.role == "from" else None


def _set_at(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The tax of "approved a tax at 12.5 percent on profits"."""
    if m.kind not in _SET or not s.low[m.left - 2].isalpha():
        return None
    noun = noun_before(s, m.left - 1, lex)
    head = s.low[noun.head] if noun is not None else ""
    if noun is None or head.endswith("ing") or head in lex.moving or head in STATES:
        return None
    priced = m.kind == "money" and m.per is not None  # "rice at $480 a ton"
    return noun if priced or s.word(noun.first - 1) in {"a", "an"} else None


_EVENED = frozenset({"average", "total", "combined", "maximum", "minimum"})
_SET = frozenset({"percent", "money"})
_LEADS = frozenset({"of", "at", "by", "to", "for", "on", "worth"})
_PLACING = frozenset({"at", "by", "to", "from"})
_LEADING = _PLACING | {"worth"}
_ADDED = frozenset(
    {"money", "measure", "temperature", "percentage_point", "percent", "duration"}
)
_PENALTIES = frozenset({"duration", "money"})
_STATING = word_list("meaning.stating")


def _states_subject(s: Sentence, m: Mention, lex: Lexicon) -> bool:
    """The number is said of the subject, not of an object left unnamed."""
    return s.word(m.left - 1) in _STATING or s.low[m.left] in _STATING


def _unit_of_subject(s: Sentence, noun: Noun, lex: Lexicon) -> str:
    head = s.low[noun.head]
    if head in _PERSONS:
        return "person"
    counting = head in _COUNTING and noun.head > noun.first
    if is_plural(head, lex) and head not in _COUNTING:
        return lemma(head, lex)
    if counting:  # "passenger numbers", "the death toll"
        kind = lemma(s.low[noun.head - 1], lex)
        return kind if kind.isalpha() and kind not in _NO_KIND else ""
    return ""


def _subject_fronted(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The pupils of "At 9 million, the number of pupils is the lowest yet"."""
    first = m.right + 1
    if s.word(m.left - 1) != "at" or m.left != 1 or s.word(m.right) != ",":
        return None
    for k in range(first, min(first + 12, s.size)):
        if s.low[k] in lex.words["auxiliaries"]:
            return trim(s, first, k, lex)
        if s.low[k] == "," or s.low[k] in BREAKS:
            return None
    return None
