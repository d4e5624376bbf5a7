"""What a search brought: documents opened, and the passages about the claim's number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from claims import conf
from claims.documents import DocumentError, Locator
from claims.engine.reasoning.quantities import in_context
from claims.engine.types import Passage, Quantity
from claims.models import Claim
from claims.providers.base import (
    Candidate,
    FetchedDocument,
)
from claims.vocabulary import SearchOutcome

if TYPE_CHECKING:
    from claims.services.checks import Checked


def check_length(text: str) -> None:
    """Raise DocumentError for a text too long to be searched for numbers in bounded time."""
    limit = conf.LIMITS.text_chars
    if len(text) > limit:
        raise DocumentError(
            "too_large",
            f"The document has {len(text):,} characters of text; the limit is {limit:,}.",
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A document somebody gave us and the passages in it about the claim.

    `http_status` and `headers` are those of a page that was fetched.
    """

    url: str
    title: str
    publisher: str
    published_at: datetime | None
    retrieved_at: datetime
    language: str
    licence: str
    media_type: str
    content: bytes
    text: str
    passages: tuple[Passage, ...]
    captured_at: datetime | None = None
    locators: tuple[Locator, ...] = ()
    http_status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Searched:
    """How asking one provider about one claim ended."""

    outcome: SearchOutcome
    queries: tuple[str, ...] = ()
    reason: str = ""
    documents: int = 0
    found: tuple[Found, ...] = ()
    checks: tuple[Checked, ...] = ()


def not_asked(reason: str) -> Searched:
    return Searched(outcome=SearchOutcome.NOT_ASKED, reason=reason)


def claim_quantity(claim: Claim) -> Quantity:
    """The claim's number with what its sentence says about place, side and share."""
    published = claim.article.published_at
    stated = claim.quantity(as_of=published.date() if published else None)
    return in_context(stated, claim.statement)


def found_of(
    candidate: Candidate,
    document: FetchedDocument,
    passages: tuple[Passage, ...] = (),
) -> Found:
    """What a source is stored from; what the document does not say, its candidate does."""
    published = document.published_at or candidate.published_at
    address = document.final_url or candidate.url
    page = bool(document.headers)
    return Found(
        url="" if address.startswith("library:") else address,
        title=document.title or candidate.title,
        publisher=document.publisher or candidate.publisher,
        published_at=published,
        retrieved_at=document.fetched_at,
        language=document.language,
        licence=document.licence or candidate.licence,
        media_type=document.media_type,
        content=document.body or document.text.encode(),
        text=document.text,
        passages=passages,
        captured_at=document.captured_at,
        locators=tuple(document.locators),
        http_status=document.status if page else None,
        headers=document.headers,
    )
