"""The one-sentence reading of a number that was not read from a text as it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.engine.reading import view as views
from claims.engine.reading.languages import grammar
from claims.engine.reading.lexicon import lexicon
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.reading.tokens import tokenise
from claims.engine.types import Quantity


class Wording(NamedTuple):
    """What the words of a number tell of it besides its value."""

    surface: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    form: str = "digits"
    either_way: bool = False
    change: str = ""  # by, to or from: what its sentence says of a rise or fall

    def states(self, q: Quantity) -> bool:
        return (self.low, self.high) == (q.low, q.high)


def wording(text: str, start: int, end: int, *, language: str = "en") -> Wording | None:
    """How the number at `text[start:end]` is worded; None where none is read there."""
    known, lex = grammar(language), lexicon(language)
    view = views.plain(text)
    lower = views.lowered(view)
    for begin, stop in known.sentences(view):
        if stop <= start or begin >= end:
            continue
        s = tokenise(text, view, lower, begin, stop)
        mentions = known.mentions(s, lex)
        for m in mentions:
            if m.is_quantity and m.span(s) == (start, end):
                times = known.timeframes(s, mentions, lex)
                change = known.describe(s, m, lex, times, mentions).change
                return Wording(
                    text[start:end], m.low, m.high, m.form, m.either_way, change
                )
    return None


def retell(
    q: Quantity,
    *,
    claimant: str | None = None,
    trend: str | None = None,
    language: str = "en",
    worded: Wording | None = None,
) -> str:
    """As `readback` of a claim, for a number a person has put right.

    `worded` is how it is written: its words are shown as long as they state it.
    """
    mention = Mention(0, 0, q.low, q.high, kind=q.kind, unit=q.unit)
    mention.low_open, mention.high_open = q.low_open, q.high_open
    mention.qualifier, mention.per, mention.base = q.qualifier, q.per, q.base
    mention.trend = trend
    surface, change = q.surface if worded is None else "", "by" if trend else ""
    if worded is not None:
        change = worded.change
        mention.either_way = worded.either_way
        if worded.states(q):
            mention.form, surface = worded.form, worded.surface
    meaning = Meaning(q.thing, q.base, q.period, (), change)
    return grammar(language).read_back(mention, meaning, claimant, surface)
