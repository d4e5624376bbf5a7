"""Who speaks where a reporting verb stands: "X said", "..., said X", "X, the mayor, said"."""

from __future__ import annotations

from claims.engine.reading.appositions import (
    acts,
    after_apposition,
    opens_with_name,
    with_name,
)
from claims.engine.reading.dates import year_value
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.openings import opening_name
from claims.engine.reading.speakernames import (
    PRONOUNS,
    acronym,
    in_full_name,
    is_name,
    name_end,
    name_start,
    plain,
)
from claims.engine.reading.speakers import Speaker, add
from claims.engine.reading.speechverbs import (
    PARTICLES,
    clause_end,
    clause_start,
    complete,
    names_next,
    no_speech,
)
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_MARKS = frozenset({",", '"'})
_PAUSES = frozenset({",", "\u2013", "\u2014"})
_TELLING = frozenset({"told", "tells", "tell"})
_BEFORE_VERB = word_list("attribution.before_verb")
_USED = frozenset({"likes", "liked", "used"})
_CITING = word_list("attribution.citing")
_VOICED = word_list("attribution.voiced")


def around_verb(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    j = i
    while s.word(j - 1) in _BEFORE_VERB or _adverb(s, j - 1):
        j -= 1
    if s.word(j - 1) == "to" and s.word(j - 2) in _USED:
        j -= 2  # likes to say
    j = _over_party(s, _over_brackets(s, j))
    first = _past_number(s, name_start(s, j, lex), j, lex)
    before = s.word(first - 1)
    told = s.low[i] in _TELLING
    if s.low[first] == "according" or not complete(s, i) or no_speech(s, i, lex):
        return  # the records of "according to hospital records" are no verb
    if s.word(i - 1) in {"and", "but"}:
        turn = _turn(s, i)
        if turn and (name := opening_name(s, lex, turn)) is not None:
            add(s, found, *name, i, clause_end(s, i))
            return
        if not found:
            _second_verb(s, i, lex, found)
            return
    aside = told or not names_next(s, i, lex) or opens_with_name(s, i, lex)
    if s.word(j - 1) == "," and first >= j and aside:
        commented = s.word(_comment_end(s, i, lex)) == ","
        after_apposition(s, i, j, lex, found, last_number, commented=commented)
        return
    if s.word(i - 1) in {",", '"'} and first >= j:
        last = name_end(s, i + 1, lex)
        if any(s.low[k][0].isdecimal() and s.glued(k) for k in range(i + 1, last)):
            return  # ", reported a profit of $40"
        if last > i + 1 and s.low[i + 1] not in PRONOUNS and not acts(s, last, lex):
            last = with_name(s, i + 1, last)
            add(s, found, i + 1, last, 0, i)
            goes_on = s.word(last + 1) in _CITING or acts(s, last + 1, lex)
            goes_on = goes_on or s.word(last + 1) == '"'
            if s.word(last) == "," and goes_on:
                add(s, found, i + 1, last, last, s.size)
        return
    if s.word(j - 1) in PRONOUNS and not acronym(s, j - 1):
        if _voiced(s, i, j, lex):
            span = (i, s.size)
            if last_number < j - 1:
                span = (0, j - 1)
            elif s.word(j - 2) in _MARKS and s.word(_past_verb(s, i)) in _MARKS:
                span = (clause_start(s, j - 1), s.size)
            found.append(Speaker(None, *span, (j - 1, j)))
        return
    if s.low[first] in lex.words["prepositions"] and s.word(first - 1) in _ISSUED:
        j = first - 1  # "Agency data published on Monday showed"
        first = name_start(s, j, lex)
        before = s.word(first - 1)
    who = _relative_before(s, first, j)
    if who:
        first = name_start(s, who, lex)
        if first < who and plain(s, first, lex):
            add(s, found, first, who, i, clause_end(s, i))
        return
    figured = _after_figures(s, first, j, lex)
    if figured is None:
        return
    first = figured
    closing = s.low[j - 1]
    if not closing[0].isalnum():
        return
    if closing in lex.closed and not (acronym(s, j - 1) or in_full_name(s, j - 1)):
        return
    if first >= j or s.low[j - 1] in lex.words["prepositions"]:
        return
    strong = s.low[i] in lex.strong or s.low[i] in PARTICLES or s.word(i + 1) == "that"
    if not (strong and plain(s, first, lex)) and not is_name(s, first, j, lex):
        return
    start = clause_start(s, first)
    if before == "," and s.word(_comment_end(s, i, lex)) in _PAUSES and last_number > i:
        add(s, found, first, j, start, s.size)
    elif before in {",", '"'} and (_closes(s, i, lex) or last_number < first):
        add(s, found, first, j, start, first)
        if s.word(i + 1) == ":" or (s.word(i + 1) == "," and s.word(i + 2) == '"'):
            add(s, found, first, j, i + 1, s.size)
    elif before == '"' and s.low[:first].count('"') % 2 == 0:
        add(s, found, first, j, start, s.size)  # "...," X told us, "...
    else:
        add(s, found, first, j, i, clause_end(s, i))
        if found and not s.low[i].endswith(("s", "d")):  # "Brandt's claim that"
            voiced = found[-1].name or ""
            ends = next(
                (k for k in range(i, found[-1].last) if s.low[k] == ":"), s.size
            )
            whose = voiced.removesuffix("'s") or None
            found[-1] = found[-1]._replace(name=whose, last=min(ends, found[-1].last))


def _past_number(s: Sentence, first: int, j: int, lex: Lexicon) -> int:
    """Behind the number of ", a number the department puts at 17"."""
    if s.word(first) in {"a", "the"} and s.word(first + 1) in _NUMBERS:
        k = first + 2 + (s.word(first + 2) == "that")
        named = s.word(k) in lex.words["determiners"] or s.capitalised(k)
        return k if named and k < j else first
    return first


_NUMBERS = frozenset({"number", "figure", "total", "sum", "toll", "tally", "share"})
_ISSUED = word_list("attribution.issued")


def _over_brackets(s: Sentence, j: int) -> int:
    """Before the brackets of "Ann Lee (Labour, West) said"."""
    if s.word(j - 1) != ")":
        return j
    inside = range(j - 2, max(0, j - 9), -1)
    return next((k for k in inside if s.low[k] == "("), j)


def _over_party(s: Sentence, j: int) -> int:
    """Before the party of "Senator Ruiz, D-N.M., said"."""
    if s.word(j - 1) != ",":
        return j
    opens = (k for k in range(j - 4, max(0, j - 10), -1) if s.low[k] == ",")
    k = next(opens, j)
    return k if s.word(k + 1) in {"d", "r", "i"} and s.word(k + 2) == "-" else j


def _adverb(s: Sentence, k: int) -> bool:
    return len(s.word(k)) > 4 and s.low[k].endswith("ly") and not s.capitalised(k)


def _relative_before(s: Sentence, first: int, j: int) -> int:
    """The "who" of "an official who asked not to be named said"; 0 without one."""
    for k in range(j - 1, max(0, first - 9), -1):
        if s.low[k] in {"who", "which"} and not acronym(s, k):
            return k if s.low[k - 1] not in {",", '"'} and k < j - 1 else 0
        if not s.low[k][0].isalnum():
            return 0
    return 0


def _turn(s: Sentence, i: int) -> int:
    """Past the "but" of "Ada said 2%, but the union laughed and put it at 1%"."""
    for k in range(i - 2, max(0, i - 16), -1):
        if s.low[k] in {"but", "while", "whereas"} and s.low[k - 1] == ",":
            return k + 1
    return 0


def _second_verb(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "Ada Holm called it a lie and said 40 were lost": the subject spoke."""
    first = 1 if s.word(0) == '"' else 0
    last = name_end(s, first, lex)
    last = next((k for k in range(first + 1, last) if is_verb(s, k, lex)), last)
    while last > first and s.low[last - 1] in lex.words["verbs"]:
        last -= 1
    last = with_name(s, first, last)
    if last < i - 1 and s.low[first] not in PRONOUNS and is_name(s, first, last, lex):
        add(s, found, first, last, i, clause_end(s, i))


def _voiced(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """As in "he said", "it puts the rate at": somebody speaks, unnamed here."""
    person = s.low[j - 1] in {"he", "she", "they"}
    if s.low[i] in {"put", "puts"}:
        return (person or s.low[j - 1] == "it") and "at" in s.low[i + 1 : i + 8]
    if person and s.word(j - 2) in {",", '"'}:
        return True
    sure = s.low[i] in lex.strong or s.low[i] in _VOICED or s.low[i] in PARTICLES
    return (sure or s.word(i + 1) == "that") and (person or s.low[j - 1] == "it")


def _past_verb(s: Sentence, i: int) -> int:
    return i + 1 + (s.low[i] in PARTICLES)


def _comment_end(s: Sentence, i: int, lex: Lexicon) -> int:
    """Past the verb, whom it is told and the day: ", X told reporters on Friday,"."""
    if s.low[i] not in _TELLING and not _dated(s, i + 1, lex):
        return i + 1
    for k in range(i + 1, min(i + 8, s.size)):
        if not s.low[k][0].isalpha() or s.low[k] == "that":
            return k
    return i + 1


def _closes(s: Sentence, i: int, lex: Lexicon) -> bool:
    """The reporting verb ends its sentence or its comment: '..., X said.'"""
    nxt = s.word(i + 1)
    return not nxt or nxt in {".", ",", ";", "at", ":"} or _dated(s, i + 1, lex)


def _dated(s: Sentence, k: int, lex: Lexicon) -> bool:
    return s.word(k) in {"on", "in", "late", "last"} or (
        s.word(k) in lex.calendar["weekdays"]
    )


def _after_figures(s: Sentence, first: int, j: int, lex: Lexicon) -> int | None:
    """Where the name starts after a date, as in "In 2024 doctors reported".

    None where the figure counts those who speak: "60 percent of voters said".
    """
    if s.low[first] in lex.sources or s.word(first + 1) in lex.sources:
        return first  # data from 26 stations show
    for k in range(j - 1, first - 1, -1):
        if not s.low[k][0].isdecimal():
            continue
        if k == j - 1 and (s.capitalised(k - 1) or s.low[k - 1] == "of"):
            return first  # Channel 4 said, the study of 2022 said
        if not lex.sources.isdisjoint(s.low[first:k]):
            return first  # "a union survey of 12,000 members found"
        return k + 1 if year_value(s.low[k]) else None
    return first
