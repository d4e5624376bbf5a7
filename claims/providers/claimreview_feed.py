"""The public dump of ClaimReview: loaded once a day, searched in the house.

https://datacommons.org/factcheck/download.  Nothing is asked outside for a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any

import ijson  # type: ignore[import-untyped]  # has no stubs

from claims.providers.asking import Answer
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    SearchResult,
)
from claims.providers.claimreview import reviews_of
from claims.providers.errors import BadResponseError, NotLoadedError, SourceError
from claims.providers.published import (
    LICENCE_NOTE,
    PublishedCheck,
    as_candidates,
    as_document,
)
from claims.providers.searching import Searching

NAME = "claimreview_feed"
_Event = tuple[str, Any]
_OPENING = frozenset({"start_map", "start_array"})
_CLOSING = frozenset({"end_map", "end_array"})
_DEEPEST = 32
_ELEMENTS = "dataFeedElement.item"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is searched: how many reviews, and when they were last known to be all."""

    rows: int
    checked_at: datetime


Search = Callable[[Sequence[str], int], Sequence[PublishedCheck]]


class ClaimReviewFeed(Searching):
    """Published checks by the words of the claim they review."""

    name = NAME
    label = "Published checks"
    kind = Kind.FACT_CHECK
    licence_note = LICENCE_NOTE

    def __init__(self, search: Search, loaded: Callable[[], Loaded | None]) -> None:
        self._search = search
        self._state = loaded
        self._known: Loaded | None = None

    def problem(self) -> SourceError | None:
        return NotLoadedError() if self._loaded() is None else None

    def look(self, claim: ClaimFrame, *, limit: int, deadline: float) -> SearchResult:
        result = super().look(claim, limit=limit, deadline=deadline)
        loaded = self._loaded()
        if loaded is None:
            return result
        day = loaded.checked_at
        told = f"{loaded.rows:,} reviews, last brought up to date on {day.day} {day:%B %Y}."
        return replace(result, message=f"{result.message} {told}".strip())

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        checks = self._search(query.split(), limit)
        return Answer(as_candidates(checks, provider=self.name, query=query))

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        return as_document(candidate)

    def _loaded(self) -> Loaded | None:
        """Asked of the database once, not for every claim of an article."""
        self._known = self._known or self._state()
        return self._known


def _shallow(events: Iterable[_Event]) -> Iterator[_Event]:
    """The events as they come; endless nesting would fill the memory with its path."""
    depth = 0
    for event, value in events:
        if event in _OPENING:
            depth += 1
            if depth > _DEEPEST:
                raise BadResponseError(
                    "schema", f"The feed is nested deeper than {_DEEPEST}."
                )
        elif event in _CLOSING:
            depth -= 1
        yield event, value


def read_feed(file: IO[bytes]) -> Iterator[PublishedCheck | None]:
    """The reviews of a dump, read piece by piece; None for each that cannot be used.

    A dump that is cut off raises `BadResponseError` at its end: whoever reads must not
    count on what came before.
    """
    seen = False
    try:
        events = ijson.parse(_shallow(ijson.basic_parse(file)))
        for element in ijson.items(events, _ELEMENTS):
            seen = True
            yield from reviews_of(element)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise BadResponseError(
            "invalid_json", "The feed is cut off, or no valid JSON."
        ) from error
    if not seen:
        raise BadResponseError("schema", "The feed has an unknown form.")
