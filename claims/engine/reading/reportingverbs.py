"""Who speaks where a reporting verb stands: "X said", "..., said X", "X, the mayor, said"."""

from __future__ import annotations

from claims.engine.reading.dates import year_value
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.speakernames import (
    NAME_STOPS,
    PRONOUNS,
    acronym,
    is_name,
    name_end,
    name_start,
    plain,
)
from claims.engine.reading.speakers import Speaker, add
from claims.engine.reading.tokens import Sentence

_CITING = word_list("attribution.citing")


def around_verb(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    j = i
    while s.word(j - 1) in {"also", "has", "have", "had", "further", "previously"}:
        j -= 1
    first = name_start(s, j, lex)
    before = s.word(first - 1)
    told = s.low[i] in {"told", "tells", "tell"}
    if s.word(i - 1) == "," and first >= j and (told or not _names_next(s, i, lex)):
        _after_apposition(s, i, lex, found, last_number)
        return
    if s.low[i] in {"spoke", "speaks"} and s.word(i + 1) != "of":
        return
    if s.word(i - 1) in {",", '"'} and first >= j:
        last = name_end(s, i + 1, lex)
        if last > i + 1 and s.low[i + 1] not in PRONOUNS:
            add(s, found, i + 1, last, 0, i)
            if s.word(last) == "," and s.word(last + 1) in _CITING:
                add(s, found, i + 1, last, last, s.size)
        return
    if s.word(j - 1) in PRONOUNS and not acronym(s, j - 1):
        if _voiced(s, i, j, lex):
            span = (0, j - 1) if last_number < j - 1 else (i, len(s.low))
            found.append(Speaker(None, *span, (j - 1, j)))
        return
    figured = _after_figures(s, first, j)
    if figured is None:
        return
    first = figured
    closing = s.low[j - 1]
    if not closing[0].isalnum() or (closing in lex.closed and not acronym(s, j - 1)):
        return
    if first >= j or s.low[j - 1] in lex.words["prepositions"]:
        return
    strong = s.low[i] in lex.strong or s.word(i + 1) == "that"
    if not (strong and plain(s, first, lex)) and not is_name(s, first, j, lex):
        return
    start = _clause_start(s, first)
    if before == "," and s.word(i + 1) == "," and last_number > i:
        add(s, found, first, j, start, len(s.low))
    elif before in {",", '"'} and (_closes(s, i) or last_number < first):
        add(s, found, first, j, start, first)
    else:
        add(s, found, first, j, i, _clause_end(s, i))


def _voiced(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """As in "he said", "it puts the rate at": somebody speaks, unnamed here."""
    person = s.low[j - 1] in {"he", "she", "they"}
    if s.low[i] in {"put", "puts"}:
        return (person or s.low[j - 1] == "it") and "at" in s.low[i + 1 : i + 8]
    return s.low[i] in lex.strong and (person or s.low[j - 1] == "it")


def _after_apposition(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    """'The defence minister, Ion Popa, said 40 ...': the name with its title."""
    first = i - 1
    while first > 0 and i - first < 12 and s.low[first - 1] not in NAME_STOPS:
        first -= 1
    if s.word(first - 1) == ",":
        start = name_start(s, first - 1, lex)
        if start < first - 1 and s.low[start] not in PRONOUNS:
            scope = (0, start) if last_number < start else (i, s.size)
            relative = s.low[first] in {"which", "who", "whose", "whom"}
            add(s, found, start, first - 1 if relative else i - 1, *scope)


def _names_next(s: Sentence, i: int, lex: Lexicon) -> bool:
    """'..., said X': a name follows the verb, not what is said."""
    word = s.word(i + 1)
    named = word[:1].isalpha() and word not in lex.triggers
    return named and word != "that" and word not in PRONOUNS


def _closes(s: Sentence, i: int) -> bool:
    """The reporting verb ends its sentence or its comment: '..., X said.'"""
    nxt = s.word(i + 1)
    return not nxt or nxt in {".", ",", ";"} or nxt in {"on", "in", "at", "late"}


def _after_figures(s: Sentence, first: int, j: int) -> int | None:
    """Where the name starts after a date, as in "In 2024 doctors reported".

    None where the figure counts those who speak: "60 percent of voters said".
    """
    for k in range(j - 1, first - 1, -1):
        if not s.low[k][0].isdecimal():
            continue
        if k == j - 1 and s.capitalised(k - 1):
            return first  # Channel 4 said
        return k + 1 if year_value(s.low[k]) else None
    return first


def _clause_end(s: Sentence, j: int) -> int:
    """What somebody says within a quotation ends with it."""
    quoted = s.low[:j].count('"') % 2 == 1
    for k in range(j, s.size):
        if s.low[k] == ";" or (quoted and s.low[k] == '"'):
            return k
    return s.size


def _clause_start(s: Sentence, j: int) -> int:
    for k in range(j - 1, -1, -1):
        if s.low[k] == ";":
            return k
    return 0
