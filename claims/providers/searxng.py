"""The whole web by the newsroom's own SearXNG, a search engine that asks others.

https://docs.searxng.org/dev/search_api.html.  Its settings.yml must list `json` under
`search.formats`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.documents.text import one_line
from claims.providers.asking import Answer, Request
from claims.providers.base import Candidate, ClaimFrame, Kind, candidate, in_order
from claims.providers.errors import (
    BadResponseError,
    NotSetUpError,
    RefusedError,
    SourceError,
    UnavailableError,
)
from claims.providers.http import HttpClient
from claims.providers.response import Response
from claims.providers.searching import PageSearching
from claims.providers.urls import host_of


class Searxng(PageSearching):
    """Pages of any sort; what an engine shows of one is looked at and never quoted."""

    name = "searxng"
    label = "Web search (SearXNG)"
    kind = Kind.WEB
    licence_note = "Each page belongs to its publisher; quote briefly."
    sends: tuple[str, ...] = (
        "up to eight words of the claim with its number, to your own server, which"
        " passes them on to the engines it is set to ask",
    )

    def __init__(self, http: HttpClient, pages: HttpClient, address: str) -> None:
        super().__init__(http, pages)
        self._address = address.rstrip("/")

    def problem(self) -> SourceError | None:
        if not self._address:
            return NotSetUpError("No address of a SearXNG server is set (SEARXNG_URL).")
        return super().problem()

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        try:
            return super().ask(query, claim, limit, seconds)
        except RefusedError as error:
            if type(error) is not RefusedError:
                raise
            raise RefusedError(
                "The SearXNG server gives no JSON: its settings.yml must list json"
                " under search.formats."
            ) from error

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        return Request(
            f"{self._address}/search",
            {
                "q": query,
                "format": "json",
                "categories": "general,news",
                "language": claim.language.partition("-")[0].lower() or "all",
                "safesearch": "0",
                "pageno": "1",
            },
        )

    def parse(self, response: Response, *, query: str) -> Answer:
        """Nothing found while engines kept silent is no answer."""
        payload = response.json()
        rows = payload.get("results") if isinstance(payload, Mapping) else None
        if not isinstance(rows, list):
            raise BadResponseError("schema", "SearXNG's answer has an unknown form.")
        silent = _engines(payload.get("unresponsive_engines"))
        if silent and not rows:
            raise UnavailableError(f"No search engine answered: {silent}.")
        found = in_order(self._candidate(row, query) for row in rows)
        return Answer(found, note=f"Did not answer: {silent}." if silent else "")

    def _candidate(self, row: Any, query: str) -> Candidate | None:
        if not isinstance(row, Mapping):
            return None
        url = str(row.get("url") or "")
        engines = row.get("engines")
        return candidate(
            url=url,
            title=str(row.get("title") or ""),
            provider=self.name,
            kind=self.kind,
            publisher=host_of(url),
            snippet=str(row.get("content") or ""),
            query=query,
            extra={
                # The day an engine found the page, or one it read there: nobody knows.
                "dated": str(row.get("publishedDate") or ""),
                "engines": [*map(str, engines)] if isinstance(engines, list) else [],
            },
        )


def _engines(rows: Any) -> str:
    """ "google (Suspended: CAPTCHA), startpage (timeout)"."""
    told = []
    for row in rows if isinstance(rows, list) else ():
        name, *why = map(str, row) if isinstance(row, list | tuple) else (str(row),)
        told.append(f"{name} ({', '.join(why)})" if why else name)
    return one_line(", ".join(told), limit=300)
