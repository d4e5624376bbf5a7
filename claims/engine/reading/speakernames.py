"""Where a speaker's name starts and ends, and who can be one."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_plural, lemma, stops
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

PRONOUNS = word_list("attribution.pronouns")
NAME_STOPS = word_list("attribution.name_stops")
SPEAKING = word_list("attribution.speaking")
#: What a person may be called: minister, spokesman, nurse.
PEOPLE = word_list("attribution.people")
_CLAUSE_OPENERS = word_list("attribution.clause_openers")
_THINKING = word_list("attribution.thinking")
_IMPERATIVES = word_list("attribution.imperatives")


_CLAUSES = frozenset({"which", "who", "that", "but", "while", "as"})


_INITIALS = 3
_SHORTENED = word_list("attribution.shortened")


def name_end(s: Sentence, j: int, lex: Lexicon) -> int:
    k = j
    while k < len(s.low) and k - j < 18:
        word = s.low[k]
        short = len(s.word(k - 1)) <= _INITIALS and s.glued(k + 1)
        titled = s.word(k - 1) in _SHORTENED and s.capitalised(k + 1)
        if word == "." and s.glued(k) and (short or titled):
            k += 1
            continue
        if s.word(k + 1) == "-" and s.glued(k + 1) and s.glued(k + 2):
            k += 2  # a think-tank
            continue
        if word in NAME_STOPS or _auxiliary(s, k, lex):
            break
        if word in lex.reporting and word not in lex.sources and not in_full_name(s, k):
            break
        if word in _CLAUSES and not acronym(s, k):
            break
        if k > j and word in {"on", "in", "late", "last", "at"} and _dated(s, k, lex):
            break
        k += 1
    return k


def in_full_name(s: Sentence, k: int) -> bool:
    """Hamad Said is a name, whatever his name means."""
    return s.capitalised(k) and s.capitalised(k - 1)


def _auxiliary(s: Sentence, k: int, lex: Lexicon) -> bool:
    """Not the month of "a survey made in May by the ministry"."""
    return s.low[k] in lex.words["auxiliaries"] and not (
        s.low[k] == "may" and k > 0 and s.capitalised(k)
    )


def _dated(s: Sentence, k: int, lex: Lexicon) -> bool:
    following = s.word(k + 1)
    calendar = lex.calendar
    return (
        following[:1].isdecimal()
        or following in calendar["weekdays"]
        or following in calendar["months"]
        or following in lex.periods["spans"]
        or following in lex.periods["relative"]
    )


def name_start(s: Sentence, j: int, lex: Lexicon) -> int:
    k = j
    while k > 0 and j - k < 16:
        word = s.low[k - 1]
        if word == "." and s.glued(k - 1) and len(s.word(k - 2)) <= 3:
            k -= 1
            continue
        if (
            word in NAME_STOPS
            or _auxiliary(s, k - 1, lex)
            or (word in _CLAUSE_OPENERS and not acronym(s, k - 1))
            or (
                word in lex.reporting
                and word not in lex.sources
                and not in_full_name(s, k - 1)
            )
            or (
                word in lex.words["pronouns"]
                and word != "one"
                and not acronym(s, k - 1)
            )
            or word in _THINKING
            or (
                word in lex.words["verbs"]
                and not word.endswith("s")
                and word not in lex.sources
                and word not in lex.words["base_forms"]
            )
        ):
            break
        k -= 1
    return k


def acronym(s: Sentence, k: int) -> bool:
    """The US and the WHO are no pronouns."""
    return len(s.low[k]) > 1 and s.original(k).isupper()


def counted_people(s: Sentence, k: int, lex: Lexicon) -> bool:
    """As in "two senior officials", "one rescuer", "three people briefed on it"."""
    word = s.word(k)
    if word == "one":
        return s.word(k + 1) not in lex.closed
    if word not in lex.cardinals:
        return False
    return any(
        w in SPEAKING or w == "people" or lemma(w, lex) in PEOPLE
        for w in (s.word(k + 1), s.word(k + 2))
        if is_plural(w, lex) and s.word(k + 1) not in lex.closed
    )


def plain(s: Sentence, first: int, lex: Lexicon) -> bool:
    word = s.low[first]
    if word in lex.words["prepositions"]:
        return False
    if word in lex.triggers and not counted_people(s, first, lex):
        return False
    return word[0].isalpha()


def is_name(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """A person, body or document can speak; "inflation" or "12 people" cannot."""
    if s.low[first][0].isdecimal():
        return False
    if s.low[first] in lex.triggers:
        return counted_people(s, first, lex)
    if first == 0 and s.low[0] in _IMPERATIVES:
        return False
    for k in range(first, last):
        if s.capitalised(k) and (k > 0 or not stops(s.low[k], lex)):
            return True
        word = s.low[k].removesuffix("'s")
        if word in lex.sources or word in SPEAKING or lemma(word, lex) in PEOPLE:
            return True
    return False
