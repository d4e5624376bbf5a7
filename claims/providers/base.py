"""What the program and a source say to each other."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

from claims.documents.text import one_line
from claims.documents.types import Locator
from claims.engine.types import Quantity
from claims.providers.errors import SourceError
from claims.providers.urls import MAX_URL, canonical_url

MAX_QUERIES = 3
_MAX_TITLE, _MAX_SNIPPET, _MAX_PUBLISHER = 300, 500, 200
_LICENCES = frozenset(
    {"", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "OGL-UK-3.0", "own"}
)


class Outcome(enum.StrEnum):
    """The four honest ends of a search; the third is never shown as the second."""

    FOUND = "found"
    EMPTY = "empty"
    COULD_NOT_SEARCH = "could_not_search"
    NOT_ASKED = "not_asked"


class Kind(enum.StrEnum):
    """What sort of source a candidate is."""

    FACT_CHECK = "fact_check"
    STATISTIC = "statistic"
    ENCYCLOPEDIA = "encyclopedia"
    NEWS = "news"
    WEB = "web"
    RESEARCH = "research"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the source itself gives in structured form."""

    value: Decimal
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    period_start: date | None = None
    period_end: date | None = None
    definition: str = ""
    status: str = ""
    vintage: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A link of the claim's article; `start` is its offset in the article's text."""

    url: str
    text: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimFrame:
    """What a provider may know of a claim: never the whole article.

    `story_country` is a country its article is about, for claims that name none, and
    `country_from` what says so.

    `text` is the sentence made self-contained, `surface` the number as written,
    `claim_start` its offset in the article (to find the nearest link).  `value` is
    the number, or the low end of an interval; its unit names follow the engine.
    `quantity` is the number whole, for sources that rank by it.
    """

    claim_id: str
    text: str
    language: str = "en"
    value: Decimal | None = None
    surface: str = ""
    kind: str = ""
    qualifier: str = ""
    unit: str = ""
    thing: str = ""
    base: str = ""
    subject_terms: Sequence[str] = ()
    place_terms: Sequence[str] = ()
    story_country: str = ""
    country_from: str = ""
    speaker: str = ""
    claim_date: date | None = None
    as_of_start: date | None = None
    as_of_end: date | None = None
    article_url: str = ""
    article_links: Sequence[ArticleLink] = ()
    claim_start: int | None = None
    embargoed: bool = False
    quantity: Quantity | None = None
    wording: Sequence[str] = ()  # what a person wants asked, instead of our questions


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a source for a claim; `candidate()` builds a clean one.

    `published_at` is aware or None, never the time of a crawl.  `snippet` is plain
    text to look at, no evidence.  `rank` is 1-based within a result.
    """

    url: str
    title: str
    publisher: str
    published_at: datetime | None
    snippet: str
    provider: str
    rank: int
    licence: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.WEB
    query: str = ""
    figures: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One provider's answer for one claim; `reason` is an error code or a sentence."""

    provider: str
    outcome: Outcome
    candidates: Sequence[Candidate] = ()
    queries: Sequence[str] = ()
    reason: str = ""
    message: str = ""
    retry_after: float | None = None
    partial: bool = False
    total_hint: int | None = None


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """A source as it was read: `text` for offsets, `body` for the stored snapshot.

    `sha256` is of `body`; `access` is open, metered or unknown: what stands before a
    page is no document.  `headers` are those of the answer that was the page itself,
    and empty for a record made of a service's data.  `captured_at` is when a web
    archive took the copy that was read, and None for the page itself.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int
    media_type: str
    charset: str
    title: str
    text: str
    sha256: str
    published_at: datetime | None
    access: str
    licence: str
    author: str = ""
    publisher: str = ""
    language: str = ""
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    locators: Sequence[Locator] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    captured_at: datetime | None = None


@runtime_checkable
class SourceProvider(Protocol):
    """One place to look.  `name` is stored with every job and never changes; `label`
    is what people read.

    `search` reports remote trouble as an outcome and raises only for programming
    errors; `fetch` raises `SourceError`.  `problem`, `applicable` and `queries`
    touch no network.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def needs_key(self) -> bool: ...
    @property
    def licence_note(self) -> str: ...
    @property
    def sends(self) -> Sequence[str]: ...

    def problem(self) -> SourceError | None:
        """Why it cannot be asked at all: the network is off, no contact, no key."""

    def applicable(self, claim: ClaimFrame) -> str | None: ...
    def queries(self, claim: ClaimFrame) -> Sequence[str]: ...
    def search(
        self, claim: ClaimFrame, *, limit: int = 10, deadline: float = 30.0
    ) -> SearchResult: ...
    def fetch(self, candidate: Candidate) -> FetchedDocument: ...


def candidate(
    *,
    url: str,
    title: str,
    provider: str,
    kind: Kind,
    rank: int = 1,
    publisher: str = "",
    published_at: datetime | None = None,
    snippet: str = "",
    licence: str = "",
    query: str = "",
    extra: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Candidate | None:
    """A candidate within every limit, or None when its address is no web address.

    An address of our own house (`library:<key>`) passes unchanged.
    """
    address = url if _is_own(url) else canonical_url(url)
    if not address:
        return None
    when, bad_date = plausible_date(published_at, now=now)
    more = dict(extra or {}) | ({"bad_date": True} if bad_date else {})
    return Candidate(
        url=address,
        title=one_line(title, limit=_MAX_TITLE) or address,
        publisher=one_line(publisher, limit=_MAX_PUBLISHER),
        published_at=when,
        snippet=one_line(snippet, limit=_MAX_SNIPPET),
        provider=provider,
        rank=rank,
        licence=licence if licence in _LICENCES else "",
        extra=more,
        kind=kind,
        query=query,
    )


def in_order(found: Iterable[Candidate | None]) -> list[Candidate]:
    """Those that are candidates, ranked as they come."""
    there = (one for one in found if one is not None)
    return [replace(one, rank=rank) for rank, one in enumerate(there, start=1)]


def plausible_date(
    when: datetime | None, *, now: datetime | None = None
) -> tuple[datetime | None, bool]:
    """An aware date from 1990 to tomorrow, and whether another one was dropped."""
    if when is None:
        return None, False
    if when.tzinfo is None:
        return None, True
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    return (when, False) if when.year >= 1990 and when <= latest else (None, True)


def merged(batches: Sequence[Sequence[Candidate]], *, limit: int) -> list[Candidate]:
    """Candidates of several queries as one ranking: sum of 1 / (60 + rank).

    A page that checks several claims is one candidate for each of them.
    """
    scores: dict[tuple[str, str], float] = {}
    first: dict[tuple[str, str], Candidate] = {}
    for batch in batches:
        for found in batch:
            key = found.url, str(found.extra.get("claim", ""))
            scores[key] = scores.get(key, 0.0) + 1 / (60 + found.rank)
            first.setdefault(key, found)
    order = sorted(first, key=lambda key: -scores[key])[:limit]
    return in_order(first[key] for key in order)


def not_asked(provider: str, reason: str, message: str) -> SearchResult:
    return SearchResult(provider, Outcome.NOT_ASKED, reason=reason, message=message)


def _is_own(url: str) -> bool:
    return url.startswith("library:") and len(url) <= MAX_URL and url.isprintable()
