"""Who says it: the named source of a sentence's numbers."""

from __future__ import annotations

from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.nouns import is_plural, is_verb
from claims.engine.reading.reportingverbs import around_verb
from claims.engine.reading.speakernames import (
    SPEAKING,
    counted_people,
    is_name,
    name_end,
)
from claims.engine.reading.speakers import Speaker, add, tidy
from claims.engine.reading.speechtags import (
    SAYING,
    after_quotation,
    before_quotation,
    commissioned,
    participles,
)
from claims.engine.reading.speechverbs import clause_end, clause_start
from claims.engine.reading.timephrases import Timeframe
from claims.engine.reading.tokens import Sentence
from claims.engine.reading.wordlists import word_list

_LABELS = word_list("attribution.labels")
_ESTIMATING = word_list("attribution.estimating")
#: "put at 40 by insurers"
_PUT = frozenset({"put", "estimated", "forecast", "projected", "reckoned", "predicted"})
_SURVEYS = frozenset({"poll", "survey", "census"})
_LONGEST_SURVEY = 9
_FULL_STOPS = frozenset('.!"')


def speakers(s: Sentence, lex: Lexicon, last_number: int) -> list[Speaker]:
    """Everybody who is said to say something; `last_number` is the last mention's
    token: what follows it can only be a trailing "..., X said"."""
    found: list[Speaker] = []
    heard = lex.speaking & s.words
    if not heard and _OTHERWISE.isdisjoint(s.words):
        return found
    if ":" in s.words:
        _colon(s, found, lex)
    if not _SURVEYS.isdisjoint(s.words):
        _in_survey(s, found)
    for i in [i for i, word in enumerate(s.low) if word in heard] if heard else ():
        word = s.low[i]
        if word == "according" and s.word(i + 1) == "to":
            last = name_end(s, i + 2, lex)
            while s.word(last) in lex.reporting and s.word(last).endswith("s"):
                last = name_end(s, last + 1, lex)  # "the city's own records"
            add(s, found, i + 2, last, clause_start(s, i), clause_end(s, i))
            continue
        if word == "per":
            _per(s, i, lex, found)
            continue
        if word == "by":
            _passive(s, i, lex, found)
            continue
        known = len(found)
        if word in lex.reporting and not (i and s.capitalised(i)):
            around_verb(s, i, lex, found, last_number)
            if len(found) == known:
                commissioned(s, lex, found, i)
        if word in lex.sources and len(found) == known and _owned(s, i):
            _possessive(s, i, lex, found)
    after_quotation(s, lex, found)
    before_quotation(s, lex, found)
    participles(s, lex, found, last_number)
    return [voice for voice in found if not _counts(s, voice, lex)]


#: Besides a word of speaking, one of these shows that somebody may speak.
_OTHERWISE = _SURVEYS | SAYING | {":", '"'}


def _counts(s: Sentence, voice: Speaker, lex: Lexicon) -> bool:
    """A number word in what was taken for a name; Radio One is a name."""
    first, last = voice.own
    first += counted_people(s, first, lex)
    first += s.word(first - 1) == "to" and s.word(first) in lex.cardinals
    if any(
        s.low[k] in lex.denominators and s.word(k + 1) == "of"
        for k in range(first, last)
    ):
        return voice.name is not None  # "a third of most estimates"
    return any(
        s.low[k] in lex.cardinals
        and (not s.capitalised(k) or k == 0 or s.low[k - 1] == '"')
        for k in range(first, last)
        if voice.name is not None
    )


def _colon(s: Sentence, found: list[Speaker], lex: Lexicon) -> None:
    """As in "Greenpeace: 80 percent of the reef is dead." """
    for i in range(1, min(7, len(s.low) - 1)):
        if s.low[i] == ":" and not s.glued(i + 1) and s.low[-1] in _FULL_STOPS:
            topic = s.low[i - 1] in _LABELS or (i == 1 and _generic(s, lex))
            topic = topic or _only_figure(s, i + 1, lex)
            if s.low[0] in lex.reporting:
                return  # said Bloch: ...
            if i == 1 and len(s.low[0]) == 1:
                return  # "Q: How many? A: 40 of them."
            named = all(s.capitalised(k) or s.low[k] in SPEAKING for k in range(i))
            if named and not topic:
                add(s, found, 0, i, i, len(s.low))
            return
        if not s.low[i][0].isalpha():
            return


def _only_figure(s: Sentence, k: int, lex: Lexicon) -> bool:
    """As in "Turnout: 61.3%.": what follows the colon says nothing of it."""
    figure = s.low[k][:1].isdecimal() or s.low[k] in lex.signs
    return figure and not any(
        is_verb(s, j, lex) or s.low[j] in lex.words["auxiliaries"] or s.low[j] == "to"
        for j in range(k, s.size)
    )


def _in_survey(s: Sentence, found: list[Speaker]) -> None:
    """As in "Approval stood at 38%, in the latest Argon poll." """
    if s.low[0] == "in" and s.word(1) in {"a", "an", "the"}:
        told = next((k for k in range(2, _LONGEST_SURVEY) if s.word(k) in _SURVEYS), 0)
        end = next(
            (k for k in range(told, min(told + 9, s.size)) if s.low[k] == ","), 0
        )
        if told and end and all(s.low[k].isalpha() for k in range(2, told)):
            add(s, found, 1, end, end, s.size)  # "In an Argon poll of 900 men, half"
            return
    end = s.size - (s.word(s.size - 1) == ".")
    if s.word(end - 1) not in _SURVEYS:
        return
    for k in range(end - 2, max(1, end - _LONGEST_SURVEY), -1):
        if s.low[k] == "in" and s.word(k - 1) == ",":
            add(s, found, k + 1, end, 0, k)
            return
        if not s.low[k][0].isalpha():
            return


def _per(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "rose 4% in May, per the tax office", "as per official data"."""
    last = name_end(s, i + 1, lex)
    named = s.word(i + 1) == "the" and s.word(last - 1) in SPEAKING
    if s.word(i - 1) == "as" and last > i + 1:
        named = s.capitalised(last - 1) or s.low[last - 1] in lex.sources | SPEAKING
    named = named or (s.capitalised(i + 1) and s.low[i + 1] not in lex.units)
    led = s.word(i - 1) in {",", "as"}
    if led and named and s.word(last) in {".", ","}:
        add(s, found, i + 1, last, 0, i if s.word(last) == "." else s.size)


def _generic(s: Sentence, lex: Lexicon) -> bool:
    """One plural noun is what the sentence is about, not who says it."""
    return is_plural(s.low[0], lex) and not s.original(0).isupper()


def _passive(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    """As in "is put at 4,300 by the UN": the agent of a reporting verb."""
    for k in range(i - 1, max(0, i - 16), -1):
        if s.low[k] in {",", ";", "that"}:
            return
        if s.low[k] in _ESTIMATING and s.low[k - 1] in lex.words["auxiliaries"]:
            last = name_end(s, i + 1, lex)
            if "at" in s.low[i + 1 : last + 1]:
                add(s, found, i + 1, s.low.index("at", i), k, s.size)
            elif last > i + 1 and (
                is_name(s, i + 1, last, lex)
                or (s.low[k] in _PUT and is_plural(s.low[i + 1], lex))
            ):
                add(s, found, i + 1, last, 0, i)
            return


_OWNERS = frozenset({"his", "her", "their"})


def _owned(s: Sentence, i: int) -> bool:
    """An estimate, a view of somebody: "the board's own estimate", "by his account"."""
    k = i - 1 - (s.word(i - 1) == "own")
    if s.word(k) == "'":
        return s.glued(k) and s.low[k - 1].endswith("s")
    return "'s" in s.word(k) or (s.word(k) in _OWNERS and s.word(k - 1) in {"by", "in"})


_BEYOND = frozenset(
    {"times", "twice", "double", "triple", "half", "than", "above", "below"}
)


def _possessive(s: Sentence, i: int, lex: Lexicon, found: list[Speaker]) -> None:
    if s.word(i - 1) == "own":
        i -= 1
    if s.low[i - 1] in _OWNERS:
        found.append(Speaker(None, 0, s.size, (i - 1, i)))
        return
    many = s.low[i - 1] == "'"  # the organisers' count
    last = i - 1 - many
    first = last
    while s.capitalised(first - 1) and s.low[first - 1] not in lex.closed:
        first -= 1
    first -= s.word(first - 1) == "the"
    if s.word(first - 1) in _BEYOND:
        return  # "four times the ministry's estimate"
    known = many and is_name(s, last, last + 1, lex)
    if not s.capitalised(last) and s.word(first) != "the" and not known:
        return
    name = s.spelled(first, last + 1)
    for mark in ("'s", "\u2019s"):
        name = name.removesuffix(mark)
    start = 0
    if s.word(first - 1) in {"by", "in"} and s.word(first - 2) == ",":
        joints = (k for k in range(first - 3, 1, -1) if s.low[k] in {"and", "but"})
        start = next((k for k in joints if s.low[k - 1] in {",", ";"}), 0)
    found.append(Speaker(tidy(name), start, len(s.low), (first, i)))


def own_times(
    s: Sentence, found: list[Speaker], times: list[Timeframe]
) -> list[Timeframe]:
    """The time phrases without the Friday of "..., X told the paper on Friday"."""
    trailing = [voice.own[1] for voice in found if voice.last <= voice.own[0]]
    over = s.low.index(";") if trailing and ";" in s.words else s.size
    names = [voice.own for voice in found if voice.name]
    return [
        frame
        for frame in times
        if not any(k <= frame.first and not k <= over < frame.first for k in trailing)
        and not any(
            first <= frame.first < last
            and (s.low[frame.first] != "for" or s.low[frame.first + 1] == "the")
            for first, last in names
        )  # but "Data for September show"
    ]


def in_a_name(found: list[Speaker], token: int) -> bool:
    """A number of the name: the 40 of "a survey of 40 owners found"."""
    return any(v.name and v.own[0] <= token < v.own[1] for v in found)


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
