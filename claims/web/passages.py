"""A passage cut at its number, for the page to mark."""

from __future__ import annotations

from dataclasses import dataclass

from claims.models import Evidence


@dataclass(frozen=True, slots=True)
class Cut:
    """A quote as three stretches; `number` is empty where none was read."""

    before: str
    number: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class CutSnapshot:
    """A source's text around one passage of it."""

    lead: str
    quote: Cut
    rest: str


def cut_quote(evidence: Evidence) -> Cut:
    start, end = evidence.number_start, evidence.number_end
    if start is None or end is None:
        return Cut(evidence.quote)
    quote, offset = evidence.quote, evidence.start
    return Cut(
        quote[: start - offset],
        quote[start - offset : end - offset],
        quote[end - offset :],
    )


def cut_snapshot(evidence: Evidence) -> CutSnapshot:
    text = evidence.source.snapshot.text
    return CutSnapshot(
        text[: evidence.start], cut_quote(evidence), text[evidence.end :]
    )
