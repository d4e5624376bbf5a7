"""The one-sentence reading of a number that was not read from a text as it stands."""

from __future__ import annotations

from claims.engine.reading.languages import grammar
from claims.engine.reading.meaning import Meaning
from claims.engine.reading.mentions import Mention
from claims.engine.types import Quantity


def retell(
    q: Quantity,
    *,
    claimant: str | None = None,
    trend: str | None = None,
    language: str = "en",
) -> str:
    """As `readback` of a claim, for a number a person has put right."""
    mention = Mention(0, 0, q.low, q.high, kind=q.kind, unit=q.unit)
    mention.low_open, mention.high_open = q.low_open, q.high_open
    mention.qualifier, mention.per, mention.base = q.qualifier, q.per, q.base
    mention.trend = trend
    meaning = Meaning(q.thing, q.base, q.period, (), "by" if trend else "")
    return grammar(language).read_back(mention, meaning, claimant, q.surface)
