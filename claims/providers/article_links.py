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
    not_asked,
)
from claims.providers.errors import SourceError
from claims.providers.http import HttpClient
from claims.providers.pages import fetch_page
from claims.providers.urls import canonical_url, host_of

_FAR = 10**9


class ArticleLinks:
    """Candidates are the links of the claim's article, the nearest to it first."""

    name = "article_links"
    kind = Kind.OWN
    needs_key = False
    licence_note = "Each linked page belongs to its publisher; quote briefly."
    sends: tuple[str, ...] = ("the addresses the article links to",)

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def problem(self) -> SourceError | None:
        return self._http.why_not()

    def applicable(self, claim: ClaimFrame) -> str | None:
        if claim.embargoed:
            return "The article is embargoed: nothing is asked outside the house."
        if not _links(claim):
            return "The article has no links to other pages."
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return ()

    def search(
        self, claim: ClaimFrame, *, limit: int = 10, deadline: float = 30.0
    ) -> SearchResult:
        if reason := self.applicable(claim):
            return not_asked(self.name, "not_applicable", reason)
        if problem := self.problem():
            return not_asked(self.name, problem.code, str(problem))
        found: list[Candidate] = []
        for link in _links(claim)[:limit]:
            made = candidate(
                url=link.url,
                title=link.text,
                provider=self.name,
                rank=len(found) + 1,
                kind=self.kind,
                publisher=host_of(link.url),
                extra={"start": link.start, "distance": _distance(link, claim)},
            )
            if made is not None:
                found.append(made)
        return SearchResult(self.name, Outcome.FOUND, tuple(found))

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
