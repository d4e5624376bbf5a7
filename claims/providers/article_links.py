"""The article's own links: what its author offers as evidence, so the first to check."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from claims.providers.base import (
    ArticleLink,
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    Outcome,
    SearchResult,
    candidate,
    in_order,
)
from claims.providers.pages import fetch_page
from claims.providers.searching import Searching
from claims.providers.urls import canonical_url, host_of

_FAR = 10**9


class ArticleLinks(Searching):
    """Candidates are the links of the claim's article, the nearest to it first."""

    name = "article_links"
    label = "Links in the article"
    kind = Kind.OWN
    licence_note = "Each linked page belongs to its publisher; quote briefly."
    sends: tuple[str, ...] = ("the addresses the article links to",)

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        return None if _links(claim) else "The article has no links to other pages."

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return ()

    def look(self, claim: ClaimFrame, *, limit: int, deadline: float) -> SearchResult:
        made = (
            candidate(
                url=link.url,
                title=link.text,
                provider=self.name,
                kind=self.kind,
                publisher=host_of(link.url),
                extra={"start": link.start, "distance": _distance(link, claim)},
            )
            for link in _links(claim)[:limit]
        )
        return SearchResult(self.name, Outcome.FOUND, tuple(in_order(made)))

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        return fetch_page(self._http, candidate)


def _links(claim: ClaimFrame) -> list[ArticleLink]:
    """Links to other documents, each once, sorted by how near they stand."""
    own = canonical_url(claim.article_url)
    seen: dict[str, ArticleLink] = {}
    for link in sorted(claim.article_links, key=lambda link: _distance(link, claim)):
        url = canonical_url(link.url)
        if url and url != own and not _is_home_page(url):
            seen.setdefault(url, ArticleLink(url, link.text, link.start))
    return list(seen.values())


def _distance(link: ArticleLink, claim: ClaimFrame) -> int:
    """Characters between the link and the claim; unknown is far."""
    if link.start is None or claim.claim_start is None:
        return _FAR
    return abs(link.start - claim.claim_start)


def _is_home_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query
