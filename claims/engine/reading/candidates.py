"""From a text to its claims and dismissed numbers."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from claims.engine.reading import view as views
from claims.engine.reading.attribution import in_a_name, own_times
from claims.engine.reading.checkworthiness import (
    WorthWords,
    number_features,
    sentence_features,
    worth_words,
)
from claims.engine.reading.digits import read_digits
from claims.engine.reading.grammar import Grammar
from claims.engine.reading.idioms import stands_for_a_thing
from claims.engine.reading.languages import grammar as grammar_of
from claims.engine.reading.lexicon import TAGS, Lexicon, language_code, lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.story import Story
from claims.engine.reading.tablecells import Cell, table_cells
from claims.engine.reading.tablerows import with_cells
from claims.engine.reading.tables import MOST, is_table, read_table
from claims.engine.reading.tokens import Sentence, tokenise
from claims.engine.reading.weighing import Scale, Weights, scale_of, weigh
from claims.engine.types import DismissedNumber, Extraction, NumericClaim, Worth

ENGINE_VERSION = "1.6.0"


def extract(
    text: str,
    *,
    language: str = "en",
    weights: Weights | None = None,
) -> Extraction:
    """Read every number of an NFC-normalised text.

    `weights` are a newsroom's own for the features of check-worthiness.  Raises
    ValueError when the text is not in NFC: offsets would be of another text.
    """
    views.check_normal(text)
    known = _known(language)
    scale = scale_of(weights)
    view = views.plain(text)
    lower = views.lowered(view)
    claims: list[NumericClaim] = []
    dismissed: list[DismissedNumber] = []
    spans = known.grammar.sentences(view)
    story = Story(text, view, lower, spans, known.grammar, known.lex)
    search, cells = known.search, table_cells(text, view, known.lex)
    for index, (start, end) in enumerate(spans):
        if not (_FIGURE(lower, start, end) or search(lower, start, end)):
            continue
        if end - start <= _BARE and view[start:end].isdecimal():
            dismissed.append(_bare(text, view, start, end))
            continue
        s = tokenise(text, view, lower, start, end)
        if s.size > MOST and is_table(s, known.lex):
            rows = read_table(s, known.lex)
            dismissed.extend([_dismiss(s, m, m.reason) for m in rows])
        else:
            row = _within(cells, start, end) if cells else cells
            _read_sentence(s, known, scale, story, index, row, claims, dismissed)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Extraction(ENGINE_VERSION, digest, tuple(claims), tuple(dismissed))


class _Known(NamedTuple):
    """What is known of a language."""

    lex: Lexicon
    grammar: Grammar
    search: Callable[[str, int, int], object]  # for what may start a number
    worth: WorthWords


@lru_cache(TAGS)
def _known(language: str) -> _Known:
    grammar, search = grammar_of(language), _scan(language_code(language)).search
    return _Known(lexicon(language), grammar, search, worth_words(language))


@cache
def _scan(code: str) -> re.Pattern[str]:
    return grammar_of(code).scan(lexicon(code))


def _within(cells: list[Cell], start: int, end: int) -> list[Cell]:
    """Those of a stretch: they stand in the order of the text."""
    first = bisect_left(cells, start, key=_PLACE)
    return cells[first : bisect_left(cells, end, first, key=_PLACE)]


_PLACE = attrgetter("start")


#: Found at once; words are only looked for where there is none.
_FIGURE = re.compile("[0-9]").search

#: A line of so few characters may hold nothing but a figure.
_BARE = 12


def _bare(text: str, view: str, start: int, end: int) -> DismissedNumber:
    value = read_digits(view[start:end]).value
    reason = "a bare figure: nothing says what it counts"
    return DismissedNumber(
        start, end, text[start:end], "count", value, value, "", "", reason
    )


def _read_sentence(
    s: Sentence,
    known: _Known,
    scale: Scale,
    story: Story,
    index: int,
    row: list[Cell],
    claims: list[NumericClaim],
    dismissed: list[DismissedNumber],
) -> None:
    lex, grammar = known.lex, known.grammar
    mentions = grammar.mentions(s, lex)
    told: dict[int, Meaning] = {}
    if row:
        mentions, told = with_cells(s, mentions, row)
    quantities = [m for m in mentions if m.is_quantity]
    if not quantities:
        dismissed.extend([_dismiss(s, m, m.reason) for m in mentions])
        return
    restated, features = "", 0
    voices = grammar.speakers(s, lex, quantities[-1].first)
    times = grammar.timeframes(s, mentions, lex)
    if voices and times:
        times = own_times(s, voices, times)
    story.hear(index, (s, voices))
    for m in mentions:
        if not m.is_quantity:
            dismissed.append(_dismiss(s, m, m.reason))
            continue
        dated = [] if voices and in_a_name(voices, m.first) else times
        meaning = told.get(m.first) or grammar.describe(s, m, lex, dated, mentions)
        if s.low[m.first] == "one" and stands_for_a_thing(s, m):
            m.dismiss("idiom")
            dismissed.append(_dismiss(s, m, "stands for a thing: nothing is counted"))
            continue
        reason = grammar.why_not(s, m, lex)
        if reason:
            dismissed.append(_dismiss(s, m, reason))
            continue
        if not restated:
            restated = grammar.statement(s, mentions, lex)
            features = sentence_features(s, known.worth)
        said_by = story.claimant(index, m.first, m.last)
        shown = number_features(m, known.worth, said_by[0], meaning.period)
        worth = weigh(features | shown, scale)
        claims.append(_claim(s, m, meaning, said_by, restated, grammar, worth))


def _dismiss(s: Sentence, m: Mention, reason: str) -> DismissedNumber:
    start, end = m.span(s)
    return DismissedNumber(
        start,
        end,
        s.text[start:end],
        m.kind,
        m.low,
        m.high,
        m.unit,
        m.qualifier,
        reason,
    )


def _claim(
    s: Sentence,
    m: Mention,
    meaning: Meaning,
    said_by: tuple[str | None, bool],
    restated: str,
    grammar: Grammar,
    worth: Worth,
) -> NumericClaim:
    start, end = m.span(s)
    claimant, unnamed = said_by
    doubts = meaning.ambiguities
    if unnamed:
        doubts = (*doubts, "speaker")
    if s.hidden and m.turns(s) and "value" not in doubts:
        doubts = (*doubts, "value")
    surface = s.text[start:end]
    return NumericClaim(
        start,
        end,
        surface,
        m.kind,
        m.low,
        m.high,
        m.low_open,
        m.high_open,
        m.unit,
        m.per,
        m.qualifier,
        meaning.thing,
        meaning.base,
        claimant,
        meaning.period,
        m.trend if meaning.change != "from" else None,
        (s.start, s.end),
        restated,
        grammar.read_back(m, meaning, claimant, surface),
        worth.score,
        worth.reasons,
        worth.contributions,
        doubts,
    )
