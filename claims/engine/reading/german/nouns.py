"""German noun phrases: the noun is the word with the capital."""

from __future__ import annotations

from claims.engine.reading.german.words import number_word
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import Noun
from claims.engine.reading.tokens import Sentence

_LONGEST = 6
_AND = frozenset({"und", "oder"})


def is_noun(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A word with a capital that only a noun or a name has there."""
    if not s.capitalised(k) or not s.low[k][0].isalpha():
        return False
    if k == 0 and s.low[0].endswith(tuple(lex.lists["nouns.adverb_endings"])):
        return False
    return s.low[k] not in lex.closed and number_word(s.low[k]) is None


def is_adjective(s: Sentence, k: int, lex: Lexicon) -> bool:
    """A word in small letters with the ending of an adjective, before a noun."""
    word = s.word(k)
    if not word.isalpha() or s.capitalised(k) or word in lex.closed or len(word) < 4:
        return False
    if word in lex.words["verbs"]:
        return False  # "320 verloren Finger"
    if not word.endswith(tuple(lex.lists["nouns.adjective_endings"])):
        return False
    return number_word(word) is None


def noun_after(s: Sentence, j: int, lex: Lexicon) -> Noun | None:
    """The noun phrase that starts at token `j`, its article left out."""
    while s.word(j) in lex.words["determiners"] and s.word(j + 1):
        j += 1
    k = j
    while k < s.size and k - j < _LONGEST:
        if is_noun(s, k, lex):
            both = s.low[k].endswith("innen") and s.word(k + 1) in _AND
            if both and is_noun(s, k + 2, lex):
                k += 2  # "Schülerinnen und Schüler"
            return Noun(j, _grown(s, k, lex), _head(s, k))
        if s.low[k] == '"' and k == j:
            j = k = k + 1
            continue
        if not is_adjective(s, k, lex) and s.low[k] not in {",", "-"}:
            return None
        if s.low[k] == "," and not is_adjective(s, k + 1, lex):
            return None
        k += 1
    return None


def _grown(s: Sentence, k: int, lex: Lexicon) -> int:
    """Over the hyphens of "Corona-Fälle" and the names after a noun."""
    last = k + 1
    while s.word(last) == "-" and s.glued(last) and s.glued(last + 1):
        last += 2
    return last


def _head(s: Sentence, k: int) -> int:
    while s.word(k + 1) == "-" and s.glued(k + 1) and s.glued(k + 2):
        k += 2
    return k


def lemma(s: Sentence, k: int, lex: Lexicon) -> str:
    """The singular of the noun at token `k` where it can be told, else the noun."""
    written = s.original(k)
    single = singular(s.low[k], lex)
    if single == s.low[k]:
        return written[:1].upper() + written[1:]
    return single[:1].upper() + single[1:]


def singular(word: str, lex: Lexicon) -> str:
    dative = word[:-1] if word.endswith("n") and len(word) > 4 else ""
    if dative in lex.plurals and word not in lex.plurals:
        return lex.plurals[dative]  # "mit 14 Fahrzeugen"
    found = _listed(word, lex)
    if found is None and dative:
        found = _listed(dative, lex)  # "in zehn Fußballstadien", "Wohnhäusern"
    if found is not None:
        return found
    for plural, single in lex.pairs["plurals.endings"].items():
        if word.endswith(plural) and len(word) > len(plural) + 2:
            return word.removesuffix(plural) + single
    if word.endswith(("ern", "eln")) and len(word) > 5:
        return word[:-1]
    return word


def _listed(word: str, lex: Lexicon) -> str | None:
    """Listed itself or by the last part of a compound: "Einsatzkräfte"."""
    if word in lex.plurals:
        return lex.plurals[word]
    for cut in range(2, len(word) - 3):
        single = lex.plurals.get(word[cut:])
        if single is not None:
            return word[:cut] + single
    return None
