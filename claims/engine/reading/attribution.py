"""Who says it: the named source of a sentence's numbers."""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.reading.dates import year_value
from claims.engine.reading.lexicon import Lexicon, word_list
from claims.engine.reading.nouns import is_plural, stops
from claims.engine.reading.timeframes import Timeframe
from claims.engine.reading.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as written; it speaks for tokens `first` up to `last`."""

    name: str | None
    first: int
    last: int
    own: tuple[int, int]  # the tokens of the name itself


_PRONOUNS = word_list("attribution.pronouns")


_NAME_STOPS = word_list("attribution.name_stops")


def speakers(s: Sentence, lex: Lexicon, last_number: int) -> list[Speaker]:
    """Everybody who is said to say something; `last_number` is the last mention's
    token: what follows it can only be a trailing "..., X said"."""
    found: list[Speaker] = []
    low = s.low
    _colon(s, found, lex)
    for i, word in enumerate(low):
        if word == "according" and s.word(i + 1) == "to":
            last = _name_end(s, i + 2, lex)
            _add(s, found, i + 2, last, 0, len(low))
        elif word in lex.reporting and not (i and s.capitalised(i)):
            _around_verb(s, i, lex, found, last_number)
        elif word == "by":
            _passive(s, i, lex, found)
        elif word in lex.sources and "'s" in s.word(i - 1):
            _possessive(s, i, found)
    return [voice for voice in found if not _counts(s, voice, lex)]


def _counts(s: Sentence, voice: Speaker, lex: Lexicon) -> bool:
    """A number word in what was taken for a name; Radio One is a name."""
    first, last = voice.own
    return any(
        s.low[k] in lex.cardinals
        and (not s.capitalised(k) or k == 0 or s.low[k - 1] == '"')
        for k in range(first, last)
        if voice.name is not None
    )


_FULL_STOPS = frozenset('.!"')


def _colon(s: Sentence, found: list[Speaker], lex: Lexicon) -> None:
    """As in "Greenpeace: 80 percent of the reef is dead." """
    for i in range(1, min(7, len(s.low) - 1)):
        if s.low[i] == ":" and not s.glued(i + 1) and s.low[-1] in _FULL_STOPS:
            topic = s.low[i - 1] in _LABELS or (i == 1 and _generic(s, lex))
            named = all(s.capitalised(k) or s.low[k] in _SPEAKING for k in range(i))
            if named and not topic:
                _add(s, found, 0, i, i, len(s.low))
            return
        if not s.low[i][0].isalpha():
            return


def _generic(s: Sentence, lex: Lexicon) -> bool:
    """One plural noun is what the sentence is about, not who says it."""
    return is_plural(s.low[0], lex) and not s.original(0).isupper()


_LABELS = word_list("attribution.labels")


#: Never a source, however the sentence is built.
_NO_SOURCES = word_list("attribution.no_sources")


def _add(
    s: Sentence, found: list[Speaker], first: int, last: int, start: int, end: int
) -> None:
    if last <= first or s.low[last - 1] in _NO_SOURCES or _own_text(s, first, last):
        return
    found.append(Speaker(_tidy(s.spelled(first, last)), start, end, (first, last)))


def _own_text(s: Sentence, first: int, last: int) -> bool:
    """As in "an earlier version said", "this article said": the text itself."""
    if "version" in s.low[first:last]:
        return True
    return s.word(first - 1) == "this" and s.low[last - 1] in _OWN_TEXTS


_OWN_TEXTS = word_list("attribution.own_texts")


def _tidy(name: str) -> str:
    """One line; the article of a sentence's first word in lower case."""
    name = " ".join(name.split())
    return f"the {name[4:]}" if name.startswith("The ") else name


def _name_end(s: Sentence, j: int, lex: Lexicon) -> int:
    k = j
    while k < len(s.low) and k - j < 14:
        word = s.low[k]
        if word == "." and s.glued(k) and len(s.low[k - 1]) <= 3 and s.glued(k + 1):
            k += 1
            continue
        if word in _NAME_STOPS or word in lex.words["auxiliaries"]:
            break
        if word in lex.reporting and word not in lex.sources:
            break
        if word in {"which", "who", "that", "but", "while", "as"}:
            break
        if k > j and word in {"on", "in", "late", "last", "at"} and _dated(s, k, lex):
            break
        k += 1
    return k


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


def _around_verb(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    j = i
    while s.word(j - 1) in {"also", "has", "have", "had", "further", "previously"}:
        j -= 1
    first = _name_start(s, j, lex)
    before = s.word(first - 1)
    told = s.low[i] in {"told", "tells", "tell"}
    if s.word(i - 1) == "," and first >= j and (told or not _names_next(s, i, lex)):
        _after_apposition(s, i, lex, found, last_number)
        return
    if s.low[i] in {"spoke", "speaks"} and s.word(i + 1) != "of":
        return
    if s.word(i - 1) in {",", '"'} and first >= j:
        last = _name_end(s, i + 1, lex)
        if last > i + 1 and s.low[i + 1] not in _PRONOUNS:
            _add(s, found, i + 1, last, 0, i)
            if s.word(last) == "," and s.word(last + 1) in _CITING:
                _add(s, found, i + 1, last, last, s.size)
        return
    if s.word(j - 1) in _PRONOUNS and not _acronym(s, j - 1):
        if _voiced(s, i, j, lex):
            span = (0, j - 1) if last_number < j - 1 else (i, len(s.low))
            found.append(Speaker(None, *span, (j - 1, j)))
        return
    figured = _after_figures(s, first, j)
    if figured is None:
        return
    first = figured
    closing = s.low[j - 1]
    if not closing[0].isalnum() or (closing in lex.closed and not _acronym(s, j - 1)):
        return
    if first >= j or s.low[j - 1] in lex.words["prepositions"]:
        return
    strong = s.low[i] in lex.strong or s.word(i + 1) == "that"
    if not (strong and _plain(s, first, lex)) and not _is_name(s, first, j, lex):
        return
    start = _clause_start(s, first)
    if before == "," and s.word(i + 1) == "," and last_number > i:
        _add(s, found, first, j, start, len(s.low))
    elif before in {",", '"'} and (_closes(s, i) or last_number < first):
        _add(s, found, first, j, start, first)
    else:
        _add(s, found, first, j, i, _clause_end(s, i))


def _voiced(s: Sentence, i: int, j: int, lex: Lexicon) -> bool:
    """As in "he said", "it puts the rate at": somebody speaks, unnamed here."""
    person = s.low[j - 1] in {"he", "she", "they"}
    if s.low[i] in {"put", "puts"}:
        return (person or s.low[j - 1] == "it") and "at" in s.low[i + 1 : i + 8]
    return s.low[i] in lex.strong and (person or s.low[j - 1] == "it")


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


def _names_next(s: Sentence, i: int, lex: Lexicon) -> bool:
    """'..., said X': a name follows the verb, not what is said."""
    word = s.word(i + 1)
    named = word[:1].isalpha() and word not in lex.triggers
    return named and word != "that" and word not in _PRONOUNS


def _after_apposition(
    s: Sentence, i: int, lex: Lexicon, found: list[Speaker], last_number: int
) -> None:
    """'The defence minister, Ion Popa, said 40 ...': the name with its title."""
    first = i - 1
    while first > 0 and i - first < 12 and s.low[first - 1] not in _NAME_STOPS:
        first -= 1
    if s.word(first - 1) == ",":
        start = _name_start(s, first - 1, lex)
        if start < first - 1 and s.low[start] not in _PRONOUNS:
            scope = (0, start) if last_number < start else (i, s.size)
            relative = s.low[first] in {"which", "who", "whose", "whom"}
            _add(s, found, start, first - 1 if relative else i - 1, *scope)


def _passive(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "is put at 4,300 by the UN": the agent of a reporting verb."""
    for k in range(i - 1, max(0, i - 16), -1):
        if s.low[k] in {",", ";", "that"}:
            return
        if s.low[k] in _ESTIMATING and s.low[k - 1] in lex.words["auxiliaries"]:
            last = _name_end(s, i + 1, lex)
            if last > i + 1 and _is_name(s, i + 1, last, lex):
                _add(s, found, i + 1, last, 0, i)
            return


_CITING = word_list("attribution.citing")
_ESTIMATING = word_list("attribution.estimating")


def _closes(s: Sentence, i: int) -> bool:
    """The reporting verb ends its sentence or its comment: '..., X said.'"""
    nxt = s.word(i + 1)
    return not nxt or nxt in {".", ",", ";"} or nxt in {"on", "in", "at", "late"}


def _name_start(s: Sentence, j: int, lex: Lexicon) -> int:
    k = j
    while k > 0 and j - k < 16:
        word = s.low[k - 1]
        if word == "." and s.glued(k - 1) and len(s.word(k - 2)) <= 3:
            k -= 1
            continue
        if (
            word in _NAME_STOPS
            or word in lex.words["auxiliaries"]
            or word in _CLAUSE_OPENERS
            or (word in lex.reporting and word not in lex.sources)
            or (
                word in lex.words["pronouns"]
                and word != "one"
                and not _acronym(s, k - 1)
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


def _acronym(s: Sentence, k: int) -> bool:
    """The US and the WHO are no pronouns."""
    return len(s.low[k]) > 1 and s.original(k).isupper()


_CLAUSE_OPENERS = word_list("attribution.clause_openers")
_THINKING = word_list("attribution.thinking")


def _plain(s: Sentence, first: int, lex: Lexicon) -> bool:
    word = s.low[first]
    if word in lex.words["prepositions"] or (word in lex.triggers and word != "one"):
        return False
    return word[0].isalpha()


def _is_name(s: Sentence, first: int, last: int, lex: Lexicon) -> bool:
    """A person, body or document can speak; "inflation" or "12 people" cannot."""
    if s.low[first][0].isdecimal() or s.low[first] in lex.triggers:
        return False
    if first == 0 and s.low[0] in _IMPERATIVES:
        return False
    for k in range(first, last):
        if s.capitalised(k) and (k > 0 or not stops(s.low[k], lex)):
            return True
        if s.low[k] in lex.sources or s.low[k] in _SPEAKING:
            return True
    return False


_IMPERATIVES = word_list("attribution.imperatives")
_SPEAKING = word_list("attribution.speaking")


def _possessive(s: Sentence, i: int, found: list[Speaker]) -> None:
    first = i - 1
    while first > 0 and (s.capitalised(first - 1) or s.low[first - 1] == "the"):
        first -= 1
    if not s.capitalised(i - 1) and s.word(first) != "the":
        return
    name = s.spelled(first, i)
    for mark in ("'s", "\u2019s"):
        name = name.removesuffix(mark)
    found.append(Speaker(_tidy(name), 0, len(s.low), (first, i)))


def own_times(found: list[Speaker], times: list[Timeframe]) -> list[Timeframe]:
    """The time phrases without the Friday of "..., X told the paper on Friday"."""
    trailing = [voice.own[1] for voice in found if voice.last <= voice.own[0]]
    return [frame for frame in times if not any(frame.first >= k for k in trailing)]


def claimant_of(first: int, last: int, found: list[Speaker]) -> Speaker | None:
    """The speaker whose words cover the mention most closely; a pronoun has no name."""
    best: Speaker | None = None
    for speaker in found:
        if speaker.own[0] <= first < speaker.own[1]:
            continue
        if first < speaker.first or speaker.last < last:
            continue
        if best is None or speaker.last - speaker.first < best.last - best.first:
            best = speaker
    return best
