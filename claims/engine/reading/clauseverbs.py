"""The verb of a clause, found from its end."""

from __future__ import annotations

from functools import cache

from claims.engine.reading.lexicon import Lexicon, lexicon
from claims.engine.reading.nouns import YET, is_plural, is_verb
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

BREAKS = frozenset(
    {";", ":", "\u2014", "\u2013", "(", ")", '"', "?", "!", "\u2022", "*"}
)


@cache
def _governing() -> frozenset[str]:
    lex = lexicon("en")
    return lex.words["auxiliaries"] | lex.words["verbs"] | lex.moving | BREAKS


def verb_before(s: Sentence, k: int, lex: Lexicon) -> int | None:
    governing = _governing()
    for j in range(k - 1, max(-1, k - 30), -1):
        word = s.low[j]
        if word not in governing and not (word.endswith("ed") and is_verb(s, j, lex)):
            continue
        if word in BREAKS:
            break
        if word in lex.words["auxiliaries"]:
            if word == "may" and s.capitalised(j) and j:
                continue  # the month
            if word == "am" and s.low[j - 1][:1].isdecimal() and j:
                continue  # the hour
            return j
        if word == "up" and s.word(j + 1) == "to":
            continue
        if s.word(j - 1) not in _NO_VERB_AFTER:
            return j
    return _unlisted_verb(s, k, lex)


def _unlisted_verb(s: Sentence, k: int, lex: Lexicon) -> int | None:
    """The "stays" of "Water here stays at 4": no other word can be the verb."""
    led = s.word(k - 1) in {"at", "by", "to", "from", "over", "for", "across"}
    j = k - 2 if led else k - 1
    if j < 1 or s.capitalised(j):
        return None
    if not s.low[j].endswith("s"):
        governed = s.low[j] in _governed_by_many() and is_plural(s.low[j - 1], lex)
        return j if governed else None  # "Rents average 900", "Fees start at 40"
    before = s.low[j - 1 - (s.low[j - 1] in YET and j > 1)]
    noun = before.isalpha() and before not in lex.closed and len(s.low[j]) > _SHORT
    return j if noun and not s.low[j].endswith(("ss", "'s", "us")) else None


@cache
def _governed_by_many() -> frozenset[str]:
    return lexicon("en").words["base_forms"] | {"average", "total"}


_SHORT = 3
_NO_VERB_AFTER = frozenset({"the", "a", "of", "an", "to"})


def over_verbs(s: Sentence, j: int, lex: Lexicon) -> int:
    words = lex.words
    while j >= 0:
        word = s.low[j]
        if word in words["auxiliaries"] or word in words["adverbs"]:
            j -= 1
        elif word in {"since", "last"} and s.word(j - 1) in words["auxiliaries"]:
            j -= 1  # "have since shrunk", "was last down"
        elif word == "than" and j > 0:
            j -= 2
        elif (
            s.word(j) in PLURALS
            and s.word(j + 1) in lex.moving - _WAYS
            and not s.word(j + 1).endswith("ing")
        ):
            return j  # "Labour costs rose"
        elif j > 0 and is_verb(s, j, lex) and not is_noun(s, j, lex):
            gone = word == "gone" and s.word(j + 1) in _WAYS  # "that crime had gone up"
            opener = None if gone else _opener(s, j, lex)
            j = opener - 1 if opener is not None else j - 1
        elif (word == "to" and _infinitive(s, j + 1, lex)) or (
            word in lex.moving and word not in _NOUNS and not is_noun(s, j, lex)
        ):
            j -= 1
        else:
            return j
    return j


_WAYS = frozenset({"up", "down", "off"})
PLURALS = word_list("subjects.plurals")
#: Words of change that are never verbs.
_NOUNS = frozenset({"growth", "reduction"})


def _infinitive(s: Sentence, k: int, lex: Lexicon) -> bool:
    """The "be" of "is expected to be 40", "was found to be 40"."""
    verb = s.word(k) in lex.words["auxiliaries"] or s.word(k) in lex.words["base_forms"]
    return verb and is_verb(s, k - 2, lex)


def is_noun(s: Sentence, j: int, lex: Lexicon) -> bool:
    """The "estimate" of "its own estimate is", the "pay" of "doctors' pay has"."""
    before = s.low[j - 1]
    if before in lex.words["determiners"] or before in _DESCRIBING:
        return True
    if s.low[j] not in lex.words["base_forms"] or before in lex.words["auxiliaries"]:
        return False
    return not (is_plural(before, lex) or before in lex.closed)


_DESCRIBING = frozenset({"whose", "average", "median", "mean", "typical", "total"})


def _opener(s: Sentence, j: int, lex: Lexicon) -> int | None:
    """The "since" or "that" of a subordinate clause that ends with verb `j`."""
    for k in range(j - 1, max(-1, j - 9), -1):
        word = s.low[k]
        following = s.word(k + 1)
        if word == "that" and (
            following == "time" or following in lex.periods["spans"]
        ):
            return None  # over that time
        if word in {"since", "that", "who", "which", "when", "after", "before", "as"}:
            return k
        if word in BREAKS or word == ",":
            return None
    return None
