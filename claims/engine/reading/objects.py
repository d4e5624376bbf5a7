"""The object a figure is put on, is moved by, or is spent on."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.mentions import Mention
from claims.engine.reading.naming import noun_follows
from claims.engine.reading.nouns import Noun, is_verb, noun_after
from claims.engine.reading.subjects import trim
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: Verbs that put a figure on something, move it, or spend money on it.
_SETTING = word_list("subjects.setting")
_MOVING = word_list("subjects.moving")
NEARER = frozenset({"closer", "nearer"})
STATES = frozenset({"steady", "flat", "unchanged", "stable", "firm", "well"})
_SPENDING = word_list("subjects.spending")


def object_before(
    s: Sentence, j: int, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """X in "puts X at 5 percent", "cut X by 5", with token `j` the "at" or "by"."""
    acting = _SETTING if s.low[j] in {"at", "on"} | NEARER else _MOVING
    for k in range(j - 1, max(-1, j - 12), -1):
        word = s.low[k]
        meant = s.word(k - 1) in lex.words["determiners"] and s.word(k - 1) != "that"
        if word in acting and not meant:
            end = next((b for b in range(k + 1, j) if s.low[b] in _ENDING), j)
            return _object(s, k + 1, end, lex, times)
        if word == "and" and s.low[j] in {"at", "by"} and _numbers_in(s, k - 6, k):
            gapped = k + 1 < j and not _verbs_in(s, k + 1, j, lex)
            return trim(s, k + 1, j, lex) if gapped else None
        if word in lex.words["auxiliaries"] or not (word[0].isalnum() or word == "-"):
            return None
    return None


#: What comes after the object: "cut the deficit by 3 points to 4 percent".
_ENDING = frozenset({"by", "from"})


def _verbs_in(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    return any(s.low[k] in lex.moving or is_verb(s, k, lex) for k in range(first, last))


def _numbers_in(s: Sentence, first: int, last: int) -> bool:
    return any(word[0].isdecimal() for word in s.low[max(0, first) : last])


def _object(
    s: Sentence, first: int, last: int, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """The noun phrase between a verb and its preposition; a verb may have none."""
    for frame in times:
        if first <= frame.first < last:
            last = frame.first
    word = s.word(first)
    if first >= last or word.endswith("ly"):
        return None
    if word in lex.closed and word not in lex.words["determiners"]:
        return None
    if first + 1 == last and word in STATES:
        return None  # "held steady at 5"
    return trim(s, first, last, lex)


def spent_on(
    s: Sentence, m: Mention, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """What money is for: "spent 3 million euros on roads", "set aside 3 for them"."""
    if s.word(m.right) in lex.words["auxiliaries"]:
        return _set_aside(s, m.right, lex)
    if s.word(m.right) in _GOING and s.word(m.right + 1) in {"on", "to", "towards"}:
        return noun_after(s, _past_openers(s, m.right + 2, lex), lex, plural=False)
    if s.word(m.right) not in {"for", "on", "in"}:
        return None
    if s.word(m.right) == "in" and s.capitalised(m.right + 1):
        return None  # "$169 in France"
    if any(frame.first == m.right for frame in times) or s.word(m.right + 1) in _NO_AIM:
        return None
    aid = s.word(m.right) == "in" and m.kind == "money" and _plain(s, m.right + 1, lex)
    for k in range(m.left - 1, max(-1, m.left - 4), -1):
        if aid or s.low[k] in _SPENDING or (s.low[k] == "and" and k == m.left - 1):
            return noun_after(s, _past_openers(s, m.right + 1, lex), lex, plural=False)
        if not s.low[k][0].isalpha():
            return None
    return None


def _plain(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "emergency aid" of "$40m in emergency aid", not "in May", "in all"."""
    word = s.word(k)
    named = word.isalpha() and word not in lex.closed and not s.capitalised(k)
    return named and word not in lex.triggers and word not in _NO_AIM


def expected_of(
    s: Sentence, k: int, lex: Lexicon, times: list[Timeframe]
) -> Noun | None:
    """The rates of "expects rates to peak at 6", with token `k` behind the verb."""
    if _EXPECTING.isdisjoint(s.words) or "to" not in s.words:
        return None
    for to in range(k - 2, max(1, k - 7), -1):
        if s.low[to] != "to" or not s.low[to + 1].isalpha():
            continue
        for verb in range(to - 2, max(-1, to - 9), -1):
            if s.low[verb] in _EXPECTING:
                told = s.word(verb - 1) in lex.words["auxiliaries"]
                return None if told else trim(s, verb + 1, to, lex)
            if not s.low[verb][0].isalnum():
                return None
        return None
    return None


_EXPECTING = word_list("subjects.expecting")


def _set_aside(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The potholes of "$12m has been set aside for potholes"."""
    spent = False
    for k in range(j, min(j + 6, s.size - 1)):
        spent = spent or s.low[k] in _SPENDING
        if s.low[k] in {"for", "on"}:
            first = _past_openers(s, k + 1, lex)
            return noun_after(s, first, lex, plural=False) if spent else None
        if not s.low[k].isalpha():
            return None
    return None


_NO_AIM = word_list("objects.no_aim")


#: Verbs that are numbers, and may be done to something.
ACTING = frozenset({"halve", "halves", "halved", "doubled", "tripled", "quadrupled"})


def moved_object(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The harvest of "The storm halved the harvest", not "doubled the next year"."""
    done = s.word(m.first - 1) in _HAVING and noun_follows(s, m.right, lex)
    if not done and s.word(m.right) not in lex.words["determiners"]:
        return None  # "have halved output" is of the output
    noun = noun_after(s, _past_openers(s, m.right, lex), lex, plural=False)
    timed = noun is not None and s.low[noun.head] in lex.periods["spans"]
    return None if timed else noun


_GOING = frozenset({"went", "goes", "go"})
_HAVING = frozenset({"has", "have", "had"})


def _past_openers(s: Sentence, j: int, lex: Lexicon) -> int:
    while s.word(j) in lex.words["determiners"]:
        j += 1
    return j


def penalised(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """Whom it hits: "sentenced him to 18 years", "fined the firm $4m"."""
    if _PENALISING.isdisjoint(s.words):
        return None
    last = m.left
    for k in range(m.left - 1, max(-1, m.left - _FAR), -1):
        word = s.low[k]
        if word in {"to", "for", ","}:
            last = k
        if word not in _PENALISING or s.word(k - 1) in lex.words["determiners"]:
            continue  # "its order book"
        if s.word(k - 1) in lex.words["auxiliaries"] or last == k + 1:
            return None  # "he was fined $4m"
        if s.low[k + 1] in lex.words["auxiliaries"]:
            return None  # "her sentence was cut from"
        if last == k + 2:  # him
            return Noun(k + 1, last, k + 1)
        return trim(s, k + 1, last, lex)
    return None


_PENALISING = word_list("subjects.penalising")
_FAR = 14


def given_to(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The mayor of "gave the mayor 52 percent", the adults of "charges adults $16"."""
    if _GIVING.isdisjoint(s.words):
        return None
    for k in range(m.left - 2, max(-1, m.left - _PHRASE), -1):
        if s.low[k] in _GIVING:
            return trim(s, k + 1, m.left, lex)
        if not s.low[k].isalpha() or s.low[k] in lex.words["prepositions"]:
            return None
    return None


_GIVING = word_list("objects.giving")
_PHRASE = 6


def value_lost(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The value of "lost $4bn in market value", "wiped $4bn off the shares' value"."""
    if _WORTH.isdisjoint(s.words) or s.word(m.right) not in {"in", "off", "from"}:
        return None
    noun = noun_after(s, _past_openers(s, m.right + 1, lex), lex, plural=False)
    return noun if noun is not None and s.low[noun.head] in _WORTH else None


_WORTH = word_list("subjects.worth")


def added_to(s: Sentence, m: Mention, lex: Lexicon) -> Noun | None:
    """The deficit of "would add $2bn to the deficit"; the bill of "take $40 off it"."""
    verb = s.word(m.left - 1)
    added = verb in _ADDING and s.word(m.right) == "to"
    if not (added or (verb in _TAKING and s.word(m.right) == "off")):
        return None
    return noun_after(s, _past_openers(s, m.right + 1, lex), lex, plural=False)


_ADDING = word_list("subjects.adding")
_TAKING = word_list("subjects.taking")
