"""The newsroom's own reference documents.  Nothing leaves the house."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from claims.documents.text import normalise
from claims.engine.finding.wanted import Wanted
from claims.providers.asking import Answer
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    candidate,
    in_order,
)
from claims.providers.errors import NotFoundError, SourceError
from claims.providers.planner import plan
from claims.providers.searching import Searching


@dataclass(frozen=True, slots=True)
class LibraryHit:
    """A document that matched, best first; `url` is "" when it has no public address."""

    key: str
    title: str
    snippet: str = ""
    url: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    licence: str = "own"


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """A stored document; `body` are the bytes it was made from, or its text as UTF-8."""

    key: str
    title: str
    text: str
    url: str = ""
    publisher: str = ""
    author: str = ""
    published_at: datetime | None = None
    stored_at: datetime | None = None
    licence: str = "own"
    language: str = ""
    media_type: str = "text/plain"
    body: bytes = field(default=b"", repr=False)
    extra: Mapping[str, Any] = field(default_factory=dict)


Search = Callable[[Wanted, int], Sequence[LibraryHit]]
Load = Callable[[str], LibraryDocument | None]


class Library(Searching):
    """Asks `search(wanted, limit)` once for the claim, or once for each own wording.

    A hit should speak of the claim's thing, place and time, whatever number it gives.
    """

    name = "library"
    label = "Newsroom library"
    kind = Kind.OWN
    licence_note = "The newsroom's own reference documents."

    def __init__(self, search: Search, load: Load) -> None:
        self._search = search
        self._load = load

    def problem(self) -> SourceError | None:
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        """A person's wordings, or the claim's words: its number is looked for as well."""
        planned = plan(claim)
        if not claim.wording:
            planned = tuple(one for one in planned if not one.with_number)[:1]
        return tuple(query.text for query in planned)

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        wanted = Wanted(query if claim.wording else claim.text, claim.quantity)
        return Answer(self._candidates(self._search(wanted, limit), query))

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        stored = self._load(str(candidate.extra.get("key", "")))
        if stored is None:
            raise NotFoundError("The document is no longer in the library.")
        text = normalise(stored.text)
        body = stored.body or text.encode("utf-8")
        return FetchedDocument(
            url=candidate.url,
            final_url=candidate.url,
            fetched_at=stored.stored_at or datetime.now(UTC),
            status=200,
            media_type=stored.media_type,
            charset="utf-8",
            title=stored.title,
            text=text,
            sha256=hashlib.sha256(body).hexdigest(),
            published_at=stored.published_at,
            access="open",
            licence=stored.licence,
            author=stored.author,
            publisher=stored.publisher,
            language=stored.language,
            body=body,
            extra={**stored.extra, "key": stored.key},
        )

    def _candidates(self, hits: Sequence[LibraryHit], query: str) -> list[Candidate]:
        return in_order(
            candidate(
                url=hit.url or f"library:{hit.key}",
                title=hit.title,
                provider=self.name,
                kind=self.kind,
                publisher=hit.publisher,
                published_at=hit.published_at,
                snippet=hit.snippet,
                licence=hit.licence,
                query=query,
                extra={"key": hit.key},
            )
            for hit in hits
        )
