"""Noun phrases by closed word classes: where they start, end, and their head."""

from __future__ import annotations

from typing import NamedTuple

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.measures import SIZES
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.view import one_line
from claims.engine.reading.wordlists import word_list


class Noun(NamedTuple):
    """Tokens `first` up to `last` with the head noun at `head`."""

    first: int
    last: int
    head: int


_OPENERS = word_list("nouns.openers")


#: Hits, where they are counted.
_PLAYS = frozenset({"doubles", "triples"})
_OWNED = frozenset(
    ["its", "his", "her", "their", "our", "my", "these", "those", "your"]
)
NOUNS_IN_LY = word_list("nouns.in_ly")
_PARTS_OF_DAYS = frozenset({"late", "early", "last"})
_PLACED = frozenset(
    {
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "outside",
        "inside",
        "overseas",
        "past",
        "near",
        "off",
    }
)
#: "One run on four hits" is a run.
_SCORED = frozenset({"on", "and", ",", "."})
_PAYS = frozenset(
    {"pay", "cost", "rise", "fall", "cut", "charge", "offer", "bid", "order"}
)
_MANY_OR_VERBS = word_list("subjects.plurals")
_RANKS = frozenset({"first", "second", "third"})
_OBJECTS = frozenset({"it", "them", "him", "their", "its", "his"})
_COMPARING = frozenset({"other", "more", "fewer", "further", "additional", "such"})


def is_plural(word: str, lex: Lexicon) -> bool:
    if word in lex.plurals:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in lex.words["not_plural"]
    )


def lemma(word: str, lex: Lexicon) -> str:
    """The singular of a counted noun."""
    if word in lex.plurals:
        return lex.plurals[word]
    if not is_plural(word, lex):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def stops(word: str, lex: Lexicon) -> bool:
    """A closed-class word that a noun phrase does not run over."""
    return not word[:1].isalpha() or word in lex.closed


def is_verb(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A listed verb, or an -ed form that governs what follows it."""
    word = s.low[k]
    if word in lex.words["verbs"]:
        return True
    if not word.endswith("ed") or len(word) < 5:
        return False
    following = s.word(k + 1)
    return not following or following in lex.closed or not following[0].isalpha()


def closes_phrase(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A verb that ends the noun phrase before it: "voters cut", not "the tax cut"."""
    if s.low[k] not in lex.words["base_forms"]:
        return is_verb(s, k, lex)
    before = s.word(k - 1)
    if s.capitalised(k - 1) and s.word(k + 1) in lex.words["prepositions"]:
        return True  # "a million Rohingya live in camps"
    return is_plural(before, lex) or before in lex.words["pronouns"] or k == 0


def past(word: str, lex: Lexicon) -> bool:
    """The "took" of "only 11 took place": a verb no noun phrase starts with."""
    if word not in lex.words["verbs"] or word in lex.words["base_forms"]:
        return False
    return not word.endswith(("ed", "n", "s", "t", "g"))


def noun_after(s: Sentence, j: int, lex: Lexicon, *, plural: bool) -> Noun | None:
    """The noun phrase that starts at token `j`."""
    if s.word(j) == "-" and s.glued(j) and s.glued(j + 1):
        j += 1 + (s.word(j + 1) in SIZES)  # "a 40-mile-long convoy"
    if s.word(j) == '"':
        j += 1
    if s.word(j) == "of":
        j += 1
    if s.word(j - 1) == "of" or s.word(j) in _OWNED:
        while s.word(j) in _OPENERS:
            j += 1
    if s.word(j) in _PLACED and is_plural(s.word(j + 1), lex):
        j += 1  # "two outside experts"
    if s.word(j + (s.word(j) in _PARTS_OF_DAYS)) in lex.calendar["weekdays"]:
        return None  # "up from 148.60 late Friday"
    if s.word(j) in {"short", "shy"} and s.word(j + 1) == "of":
        return None
    if s.word(j) in _COMPARING and not stops(s.word(j + 1), lex):
        j += 1
    if s.word(j) in lex.periods["relative"] and s.word(j + 1) in lex.periods["spans"]:
        return None
    if past(s.word(j), lex) and s.word(j + 1) != "-":
        return None
    if plural and s.word(j) in _RANKS and is_plural(s.word(j + 1), lex):
        j += 1  # "40,000 second doses"
    k, head, size, tail = j, -1, len(s.low), 0
    while k < size and k - j < 9:
        word = s.low[k]
        if head >= 0 and word[0].isdecimal() and s.glued(k):
            k += 1  # the 2 of "CO2"
            tail = k
            continue
        if word == "-" and s.glued(k) and s.glued(k + 1) and k > j:
            k += 1
            continue
        joined = k > j and s.low[k - 1] == "-" and word[0].isalpha()
        played = k == j and word in _PLAYS
        if not (joined or played) and (stops(word, lex) or word in lex.triggers):
            if s.word(k + 1) == "-" and s.glued(k + 1) and s.glued(k + 2):
                k += 1  # the "like" of "like-for-like sales"
                continue
            break  # the "off" of "cut-off customers" stops nothing
        if word in lex.periods["relative"] and s.word(k + 1) in lex.periods["spans"]:
            if plural and head == j and not is_plural(s.low[j], lex):
                return None  # "four more retire next spring"
            break
        if head >= 0 and _ends(s, k, j, head, lex, plural=plural):
            break
        head = k
        k += 1
    if plural and head == j and s.low[j].endswith("ing") and s.word(j - 1) != "-":
        return None  # "several hundred coming back"
    if head == j and s.low[j].endswith("ly") and s.low[j] not in NOUNS_IN_LY:
        return None  # "$4 a year nationally"
    if plural and head == j and s.word(k) in _OBJECTS and not is_plural(s.low[j], lex):
        return None  # "73 finish it"
    scored = not plural and s.word(j) in lex.words["base_forms"]
    scored = scored and (s.word(k) in _SCORED or _one_of_them(s, j, lex))
    verb = head == j and not scored and is_verb(s, j, lex)
    if head < 0 or (verb and not is_plural(s.low[j], lex)):
        return None
    return Noun(j, max(head + 1, tail), head)


def _one_of_them(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The "win" of "just one win this season"; of "one hit a school" it is a verb."""
    if s.word(j - 1) != "one" or s.word(j) in _PAST_TOO:
        return False
    return s.word(j - 2) not in lex.words["determiners"]


_PAST_TOO = word_list("nouns.past_too")


def _ends(
    s: Sentence, k: int, j: int, head: int, lex: Lexicon, *, plural: bool
) -> bool:
    """Token `k` no longer belongs to the phrase whose head so far is `head`."""
    word = s.low[k]
    if word.endswith("ly"):
        return True
    if word == "ages" or s.word(k + 1) == "hands":
        return True  # "women ages 45 to 60", "shares changed hands"
    if word == "means":
        return s.word(k + 1) not in {"of", "to"}  # "two tests means diabetes"
    if s.word(k + (word in _PARTS_OF_DAYS)) in lex.calendar["weekdays"]:
        return True  # "a budget late Monday"
    if s.low[k - 1] == "-":
        return closes_phrase(s, k, lex) and is_plural(s.low[head], lex)
    many, headed = is_plural(word, lex), is_plural(s.low[head], lex)
    another = is_plural(s.word(k + 1), lex)
    verb = word in lex.words["verbs"] and (
        closes_phrase(s, k, lex) or (not plural and _takes_object(s, k + 1, lex))
    )
    if not (plural or verb) and word.endswith("ed"):
        verb = is_verb(s, k, lex)  # "a 15-minute speech followed"
    if headed and not plural:
        return not many
    if headed and not many and (verb or not another):
        return True
    if verb and (headed or not many or _takes_object(s, k + 1, lex)):
        return not another or is_plural(s.low[k - 1], lex)
    return headed and closes_phrase(s, k, lex)


def _takes_object(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "cost" of "one dose cost $475,000"."""
    word = s.word(k)
    if word in _FILLING:
        word = s.word(k + 1)
    number = word[:1].isdecimal() or word in lex.signs or word in lex.cardinals
    return number or word in lex.words["determiners"]


_FILLING = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "only"})
_FORETELLING = frozenset({"forecasts", "estimates", "reports", "projects"})


YET = frozenset({"now", "also", "still", "already", "currently"})


_BEEN = frozenset({"been", "be", "being", "was", "were"})


def noun_before(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The noun phrase that ends just before token `j`: "growth" of "growth of 5%"."""
    last = j
    first = j
    while first > 0 and j - first < 6:
        word = s.low[first - 1]
        if stops(word, lex) and not (word == "-" and s.glued(first - 1)):
            break
        if first < last and is_verb(s, first - 1, lex):
            break
        if word in lex.triggers:
            break
        first -= 1
    if first == last:
        return None
    if s.low[first].endswith("ing") and s.word(first - 1) == "," and first < last - 1:
        first += 1  # ", causing queues of up to 11 miles"
    if s.word(first - 1) in YET and s.word(first - 2).isalpha() and first < last - 1:
        first += (
            s.word(first - 2) not in lex.words["determiners"]
        )  # "now face fines of"
    if s.low[first].endswith("ed") and s.word(first - 1) in _BEEN:
        first += first < last - 1  # "had been charged fees of up to $39"
    told_by = s.word(first - 1) in lex.words["pronouns"]
    for k in range(last - 2, first - told_by, -1):
        if s.low[k] in _FORETELLING:
            first = k + 1  # the growth of "the bank forecasts growth of"
            break
    owning = s.word(j) == "of" and (  # "claims of 5", "a lead of 5"
        is_plural(s.low[last - 1], lex) or s.word(last - 2) in {"a", "an"}
    )
    named = s.word(first - 1) in lex.words["prepositions"] and first == last - 1
    named = named or (first < last - 1 and s.low[last - 1] in _PAYS)
    if first < last - 1 and s.low[last - 1] in _MANY_OR_VERBS:
        return Noun(first, last, last - 1)  # "building costs, which have"
    if is_verb(s, last - 1, lex) and not (owning or (named and s.word(j) == "of")):
        return None
    return Noun(first, last, last - 1)


def text_of(s: Sentence, noun: Noun) -> str:
    return one_line(s.spelled(noun.first, noun.last))
