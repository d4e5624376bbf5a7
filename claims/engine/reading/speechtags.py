"""Speech without a reporting verb of its own: '"...," laughs X', "X resigned, saying"."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_verb
from claims.engine.reading.openings import opening_name
from claims.engine.reading.speakernames import PEOPLE, PRONOUNS, SPEAKING, name_end
from claims.engine.reading.speakers import Speaker, add
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

#: "saying 40 were lost", but "warning that 40 were lost".
_SAYING = frozenset({"saying"})
_SAYING_THAT = word_list("attribution.saying_that")
SAYING = _SAYING | _SAYING_THAT
_ENDS_SPEECH = frozenset({",", "?", "!"})


def after_quotation(s: Sentence, lex: Lexicon, found: list[Speaker]) -> None:
    """As in '"We lost 40," laughs Eva Ristic': whatever the verb, a name follows it."""
    if '"' not in s.words:
        return
    for q in range(1, s.size - 2):
        if s.low[q] != '"' or s.low[q - 1] not in _ENDS_SPEECH:
            continue
        verb, name = s.low[q + 1], s.low[q + 2]
        if s.capitalised(q + 1) and verb not in lex.closed:
            _name_first(s, q + 1, lex, found)
            continue
        if verb in lex.speaking or verb in lex.closed:
            continue
        titled = name in {"the", "a", "one"} and s.low[q + 3 : q + 4]
        named = s.capitalised(q + 2) or (titled and s.word(q + 3) in PEOPLE)
        if verb.endswith(("s", "ed")) and named and name not in PRONOUNS:
            add(s, found, q + 2, name_end(s, q + 2, lex), 0, q + 1)


def before_quotation(s: Sentence, lex: Lexicon, found: list[Speaker]) -> None:
    """As in 'The union begged to differ: "Three-quarters were late."'"""
    if ":" not in s.words or '"' not in s.words:
        return
    colon = s.low.index(":")
    if s.word(colon + 1) != '"' or any(v.first <= colon + 1 < v.last for v in found):
        return
    name = opening_name(s, lex)
    if name is not None and name[1] <= colon:
        add(s, found, *name, colon + 1, s.size)


def _name_first(s: Sentence, k: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in '"..." Marten shot back.': a name, a verb that no list has, and the end."""
    last = k
    while s.capitalised(last):
        last += 1
    said = s.word(last)
    free = said.isalpha() and said not in lex.closed and said not in lex.speaking
    closes = any(s.word(j) in {".", ""} for j in range(last + 1, last + 3))
    if free and closes and not said.endswith("ing"):
        add(s, found, k, last, 0, k)


def participles(s: Sentence, lex: Lexicon, found: list[Speaker], end: int) -> None:
    """As in "The minister rejected it, saying 40 schools had been built"."""
    if SAYING.isdisjoint(s.words):
        return
    for i in range(2, s.size - 1):
        said = s.low[i] in _SAYING
        said = said or (s.low[i] in _SAYING_THAT and s.low[i + 1] == "that")
        if not said or s.low[i - 1] != "," or i >= end:
            continue
        before = [voice for voice in found if voice.own[1] <= i]
        if before:
            found.append(Speaker(before[-1].name, i, s.size, before[-1].own))
        elif s.word(0) in PRONOUNS:
            found.append(Speaker(None, i, s.size, (0, 1)))
        elif (name := opening_name(s, lex)) is not None:
            add(s, found, *name, i, s.size)


def commissioned(s: Sentence, lex: Lexicon, found: list[Speaker], i: int) -> None:
    """As in "A study the ministry paid for found": a document, and whose it is."""
    for k in range(i - 2, max(-1, i - 14), -1):
        if not s.low[k][0].isalpha():
            return
        owner = s.low[k + 1]
        owned = owner in {"the", "it", "they", "he", "she"} or s.capitalised(k + 1)
        if s.low[k] not in lex.sources or not owned:
            continue
        first = k
        while first > 0 and _describes(s, first - 1, lex):
            first -= 1
        opens = s.word(first) in {"a", "an", "the", "its", "one", "another"}
        clause = any(is_verb(s, v, lex) or s.low[v].endswith("ed") for v in range(k, i))
        body = any(w in SPEAKING for w in s.low[k:i]) or owner in PRONOUNS
        if opens and (clause or body):
            add(s, found, first, k + 1, i, s.size)
            if found:  # the times of the clause are the document's own
                found[-1] = found[-1]._replace(own=(first, i))
        return


def _describes(s: Sentence, k: int, lex: Lexicon) -> bool:
    word = s.low[k]
    if word in {"a", "an", "the", "its", "one", "another"}:
        return s.low[k + 1] not in {"a", "an", "the", "its", "one", "another"}
    return word.isalpha() and word not in lex.closed and not s.capitalised(k)
