"""The noun a bare number counts, and the rate it is counted at."""

from __future__ import annotations

import itertools

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import headline, noun_follows, type_end
from claims.engine.reading.nounchecks import foretold
from claims.engine.reading.nouns import (
    Noun,
    is_plural,
    is_verb,
    lemma,
    noun_after,
    stops,
)
from claims.engine.reading.qualifiers import bound, qualify_after_noun
from claims.engine.reading.rates import for_one, per_tail, rate_before
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list


def counted_noun(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The noun phrase after the number; sets unit, rate and a trailing bound."""
    if m.per is not None:
        m.kind = "rate"
        if m.right == m.last or s.word(m.right) != "of":
            return None
    noun = _noun(s, m, lex)
    led = s.word(m.left - 1) in {"the", "than", "of", "with"}
    if noun is not None and led and foretold(s, noun, lex):
        m.right = noun.last
        return None
    if noun is None or len(s.low[noun.head]) == 1 or s.low[noun.head] in _IN_A_ROW:
        return None
    if s.low[noun.head] in lex.periods["relative"] or s.word(noun.last) == "ones":
        return None  # "and 4 billion next", "six new ones"
    if s.low[noun.head].endswith("est") and m.low != 1:
        return None  # "one of the ten slimmest": a singular noun would be a plural
    if s.low[noun.head] in _INDICES and s.low[m.last - 1].count("."):
        m.kind = "index"  # "a 3.05 ERA", "a 2.14 goals-against average"
        return noun
    m.unit = counted_unit(s, noun, lex)
    led = noun.head > noun.first and s.low[noun.head - 1] != "-"
    unit = lex.units.get(s.low[noun.head]) if led else None
    if unit is not None and unit.kind == "measure" and not unit.fragile:
        m.kind, m.unit = unit.kind, unit.name  # "34 combined mpg", "2 level teaspoons"
    take_rate(s, m, noun.last, lex)
    before = m.qualifier
    qualify_after_noun(s, m, noun.last, lex)
    if m.qualifier != before:
        bound(m)
    return noun


def _noun(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    plural = m.low != 1 or m.high != 1
    if s.word(m.right) == "can" and s.low[m.first] == "1":
        return Noun(m.right, m.right + 1, m.right)  # "1 can of beans"
    if s.word(m.right) == "-" and s.glued(m.right) and s.glued(m.right + 1):
        return _hyphened(s, m.right + 1, lex)
    if s.word(m.right) != "of":
        j = type_end(s, m.right) or m.right
        if s.word(j) == "(" and (j := _after_size(s, j)) and s.word(j) == "can":
            return Noun(j, j + 1, j)
        found = noun_after(s, j, lex, plural=plural)
        return found if plural or found is None else _one(s, found, lex)
    # "28 of 33 drones", "5 of its 12 helicopters", "3 of the hostages"
    j = m.right + 1
    while j < len(s.low) and (
        s.low[j] in lex.words["determiners"]
        or s.low[j][0].isdecimal()
        or s.low[j] in lex.cardinals
        or s.low[j] in lex.scales
        or s.low[j].endswith("'s")
        or s.low[j] in {"some", "about", "-", "last", "past", "first", "next"}
    ):
        j += 1
    if s.word(j) in {"whom", "them", "which", "us", "you"}:
        return None
    if s.word(j) in _PERSONS or (s.word(j - 1) in _THOSE and s.word(j) in _HARMED):
        return Noun(j, j + 1, j)  # "3 of the wounded", "15 of those killed"
    return noun_after(s, j, lex, plural=True)


def _after_size(s: Sentence, j: int) -> int:
    """The token after the bracket at `j` of "1 (14-ounce) can"; `j` if it is another."""
    sized = s.word(j + 1)[:1].isdecimal() and s.word(j + 2) == "-"
    return j + 5 if sized and s.word(j + 4) == ")" else j


def _one(s: Sentence, noun: Noun, lex: Lexicon) -> Noun:
    """The tree of "one tree stores": what looks like its plural is the verb."""
    ends = s.low[noun.head] in lex.words["verbs"] or not noun_follows(s, noun.last, lex)
    verb = ends and noun.head > noun.first and is_plural(s.low[noun.head], lex)
    return Noun(noun.first, noun.head, noun.head - 1) if verb else noun


def _hyphened(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The nation of "the 27-nation bloc"."""
    if stops(s.word(j), lex) or s.word(j) == "capacity":
        return None
    return Noun(j, j + 1, j)


_IN_A_ROW = frozenset({"straight", "consecutive"})
_PARTICLES = frozenset({"ins", "offs", "ups", "outs", "overs", "downs", "ons", "backs"})
_INDICES = word_list("statistical.heads")
_PERSONS = word_list("sharing.persons")
_HARMED = word_list("surroundings.harmed") | {"killed"}
_THOSE = frozenset({"those", "the"})


def unit_ahead(s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon) -> bool:
    """As in "from 11,000 to 312 votes", "3, 4 and 5 rooms": the noun stands later."""
    end = m.right
    for other in mentions:
        if other.first <= m.first:
            continue
        if m.role == "from":
            if other.role != "to":
                continue
        elif not _lists(s, m, end, other) or other.kind != "count":
            return False
        noun = noun_after(s, other.right, lex, plural=True)
        if noun is not None:
            m.unit = lemma(s.low[noun.head], lex)
            return True
        end = other.right
    return False


def _lists(s: Sentence, m: Mention, end: int, other: Mention) -> bool:
    """Only a joint of a list stands between: "3, 4", "3 and 4", "2, 3, and 4"."""
    gap = s.low[end : other.left]
    if len(gap) == 2 and gap[0] == ",":
        in_list = end != m.right or s.word(m.left - 1) == ","
        return gap[1] == "or" or (gap[1] == "and" and in_list)
    return gap == [","] or (len(gap) == 1 and gap[0] in _JOINTS)


_JOINTS = frozenset({"and", "or"})


def counted_unit(s: Sentence, noun: Noun, lex: Lexicon) -> str:
    if s.low[noun.head] == "time" and s.word(noun.head - 1) == "-":
        return ""  # "4,870 full-time": the noun is left out
    if s.low[noun.head] in _PARTICLES and s.low[noun.head - 1] == "-":
        return f"{s.low[noun.head - 2]}-{s.low[noun.head][:-1]}"  # "break-ins"
    word = s.low[noun.head]
    if word in _PERSONS or word in _HARMED:
        return "person"  # "12 dead", "40 injured"
    original = s.original(noun.head)
    if original[:-1].isupper() and word.endswith("s"):
        shouted = original[-1] == "S" and len(word) < _LONGEST_CODE
        return word if shouted else word[:-1]  # EPS, MPs
    single = lemma(word, lex)
    if single in lex.units and s.word(noun.head - 1) == "-" and s.glued(noun.head):
        return f"{s.low[noun.head - 2]}-{single}"  # "light-hours", "man-days"
    return single.capitalize() if _demonym(s, noun) else single


_LONGEST_CODE = 5


def _demonym(s: Sentence, noun: Noun) -> bool:
    """The Finns of "4 in 5 of the Finns", not the Dead of "Ten Dead in Crash"."""
    around = s.capitalised(noun.head - 1) or s.capitalised(noun.head + 1)
    named = s.capitalised(noun.head) and not s.original(noun.head).isupper()
    if not named or around or not noun.head == noun.first > 0:
        return False
    return not headline(s, noun.head, noun.head)


def compared_noun(
    s: Sentence, m: Mention, mentions: list[Mention], lex: Lexicon
) -> Noun | None:
    """As in "870 nurses, 40 fewer than in May": the noun of the number before."""
    if s.word(m.right) not in {"more", "fewer"} or s.word(m.right + 1) != "than":
        return None
    for a, b in itertools.pairwise(mentions):
        if b is m and a.kind == "count" and s.word(m.left - 1) in {",", "(", "and"}:
            return _noun(s, a, lex)
    return None


_OR_MORE = frozenset({"more", "fewer", "less", "so"})
DIVIDING = frozenset({"every", "each", "per"})


def take_rate(s: Sentence, m: Mention, j: int, lex: Lexicon) -> None:
    """A denominator after the noun or later in its clause."""
    if m.per is not None:
        return
    over = s.word(j) == "or" and s.word(j + 1) in _OR_MORE
    tail = per_tail(s, j + 2 * over, lex)  # "7,000 steps or more a day"
    if s.word(j) == "/" and m.kind != "count":
        tail = None  # "29 mpg city/highway"
    if tail is None and s.word(j) == "of" and s.word(j + 2) in {"a", "an"}:
        tail = per_tail(s, j + 2, lex)  # "312 trucks of aid a day"
    if tail is None and DIVIDING.isdisjoint(s.words):
        return
    k = j
    while tail is None and k < min(j + 8, len(s.low)):
        word = s.low[k]
        if word == "and" and k == j and s.word(k + 1)[:1].isdecimal():
            tail = _of_list(s, k + 2, lex)
            break
        if word in {",", ".", ";", ":", "and", "but", "(", "or", "that"}:
            return
        if s.word(m.left - 2) == "of" and s.low[m.left - 1] in lex.words["determiners"]:
            return  # "two of the 12 halls are full every week"
        if word in DIVIDING and k > j:
            tail = per_tail(s, k, lex)
            if tail is not None and any(c.isdecimal() for c in tail[0]):
                return
        if word[0].isdecimal():
            return
        k += 1
    if tail is not None:
        m.per = tail[0]
        if m.kind == "count":
            m.kind = "rate"


def _of_list(s: Sentence, k: int, lex: Lexicon) -> tuple[str, int] | None:
    """The year of the first of "hires 4 doctors and 9 nurses every year"."""
    for j in range(k, min(k + _FRONTED, s.size)):
        word = s.low[j]
        if word in {"every", "each"} and s.word(j + 1) in lex.periods["spans"]:
            return per_tail(s, j, lex)
        if not word.isalpha() or word in _JOINTS:
            return None
    return None


def take_rate_before(
    s: Sentence, m: Mention, thing: str | None, mentions: list[Mention], lex: Lexicon
) -> None:
    """A denominator told before the number: "Per 1,000 people, 12 died"."""
    if m.kind not in _RATED:
        return
    told = rate_before(s, m, lex)
    if told is not None and not any(
        o.first < m.first for o in mentions if o.is_quantity
    ):
        m.per = told
        if m.kind == "count" and not m.unit and s.low[0] in {"of", "out"}:
            m.unit = lemma(told.split()[-1], lex)
    elif m.kind == "money" and (told := _each(s, m, lex)):
        m.per = lemma(told, lex)
    elif m.kind == "money" and (
        told := _as_for_another(s, m, mentions) or for_one(s, m.right, lex)
    ):
        m.per = told
    elif m.left < _FRONTED and s.word(m.left - 3) == "every":
        m.per = _each(s, m, lex) or None
    elif thing and " per " in thing:
        m.per = thing.partition(" per ")[2]
    if m.per is not None and m.kind == "count":
        m.kind = "rate"


def _as_for_another(s: Sentence, m: Mention, mentions: list[Mention]) -> str | None:
    """The hour of "$50 an hour for clerks and $30 for apprentices"."""
    if s.word(m.right) != "for" or s.word(m.left - 1) != "and":
        return None
    for a, b in itertools.pairwise(mentions):
        if b is m and a.kind == m.kind and s.word(a.right) == "for":
            return a.per if m.left - a.right <= _FRONTED else None
    return None


def _each(s: Sentence, m: Mention, lex: Lexicon) -> str:
    """The pupil of "each pupil $40", the resident of "every resident carries $40"."""
    if s.word(m.left - 3) in {"every", "each"}:
        verb = is_verb(s, m.left - 1, lex) or s.low[m.left - 1].endswith("s")
        noun = s.low[m.left - 1 - verb]  # "every bereaved family $40"
        return noun if noun.isalpha() and noun not in lex.closed else ""
    for back in (1, 2):
        noun = s.word(m.left - back)
        if s.word(m.left - back - 1) in {"every", "each"}:
            return noun if noun.isalpha() and noun not in lex.closed else ""
    return ""


_FRONTED = 8
_RATED = frozenset({"count", "rate", "money", "measure"})
