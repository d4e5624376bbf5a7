"""Wikipedia by its Action API: a way to sources, and a passage with a permalink.

https://www.mediawiki.org/wiki/API:Search, answers in formatversion 2.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from claims.documents.text import tidy
from claims.documents.values import parse_moment
from claims.providers.asking import Answer
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    candidate,
    in_order,
)
from claims.providers.errors import NotFoundError, RefusedError
from claims.providers.http import JSON_BYTES, HttpClient
from claims.providers.mediawiki import (
    LAG_SECONDS,
    check,
    checked,
    not_understood,
    refused,
)
from claims.providers.planner import Query, plan
from claims.providers.response import Response
from claims.providers.searching import Searching

LICENCE = "CC-BY-SA-4.0"
# All words of a query must occur on a page, so few words find more.
_MAX_TERMS = 5
_KEEP_SECONDS = 3_600.0
_MAX_REFERENCES = 100
_LANGUAGES = (
    "ar bg ca cs da de el en es et eu fa fi fr he hi hr hu hy id it ja ka ko lt lv ms nb"
    " nl nn no pl pt ro ru simple sk sl sr sv th tr uk vi zh"
)
_WIKIS = frozenset(_LANGUAGES.split())
_TAGS = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"^=+\s*(.*?)\s*=+$", re.M)
_NAME = "Wikipedia"


class Wikipedia(Searching):
    """Articles in the claim's language, or in English where there is no such wiki."""

    name = "wikipedia"
    label = "Wikipedia"
    kind = Kind.ENCYCLOPEDIA
    licence_note = (
        "Text under CC BY-SA 4.0: name Wikipedia and link the revision. It leads to"
        " sources; it is not one."
    )
    sends: tuple[str, ...] = ("up to five words of the claim, and its number",)

    def __init__(
        self, http: HttpClient, *, site: str = "https://{language}.wikipedia.org"
    ) -> None:
        super().__init__(http)
        self._site = site

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return tuple(_search_text(query) for query in plan(claim, max_terms=_MAX_TERMS))

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        language = wiki_language(claim.language)
        response = self._get(language, _search_parameters(query, limit), seconds)
        return self.found_in(checked(response, _NAME), query=query, language=language)

    def found_in(self, payload: Any, *, query: str, language: str) -> Answer:
        """Candidates of a search answer, in its order."""
        try:
            rows = payload["query"]["search"]
            total = payload["query"].get("searchinfo", {}).get("totalhits")
            found = in_order(self._candidate(row, query, language) for row in rows)
        except (KeyError, TypeError, AttributeError) as error:
            raise not_understood(_NAME) from error
        return Answer(found, total if isinstance(total, int) else None)

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        """The article's plain text at its present revision, with that permalink."""
        language = str(candidate.extra.get("language", "en"))
        title = str(candidate.extra.get("title", candidate.title))
        response = self._get(language, _page_parameters(title), 20.0)
        page = _page(checked(response, _NAME))
        revision = page.get("lastrevid")
        if not isinstance(revision, int):
            raise not_understood(_NAME)
        text = tidy(_HEADING.sub(r"\1", str(page.get("extract") or "")))
        if not text:
            raise NotFoundError("The Wikipedia page has no text.")
        site = self._site.format(language=language)
        return FetchedDocument(
            url=candidate.url,
            final_url=f"{site}/w/index.php?oldid={revision}",
            fetched_at=response.fetched_at,
            status=response.status,
            media_type="text/plain",
            charset="utf-8",
            title=str(page.get("title") or title),
            text=text,
            sha256=hashlib.sha256(response.body).hexdigest(),
            published_at=None,
            access="open",
            licence=LICENCE,
            author="Wikipedia contributors",
            publisher="Wikipedia",
            language=language,
            body=response.body,
            extra=_extra(page, revision),
        )

    def _get(
        self, language: str, parameters: Mapping[str, str], seconds: float
    ) -> Response:
        url = f"{self._site.format(language=language)}/w/api.php"
        try:
            return self._http.get(
                url,
                params=parameters,
                max_bytes=JSON_BYTES,
                deadline=seconds,
                ttl=_KEEP_SECONDS,
                check=check(_NAME),
            )
        except RefusedError as error:
            if type(error) is RefusedError:
                raise refused(_NAME) from error
            raise

    def _candidate(
        self, row: Mapping[str, Any], query: str, language: str
    ) -> Candidate | None:
        title = str(row["title"])
        address = quote(title.replace(" ", "_"), safe="/:@!$&'()*+,;=~-._")
        edited = parse_moment(str(row.get("timestamp") or ""))
        extra = {"title": title, "pageid": row.get("pageid"), "language": language}
        return candidate(
            url=f"{self._site.format(language=language)}/wiki/{address}",
            title=title,
            provider=self.name,
            kind=self.kind,
            publisher="Wikipedia",
            snippet=plain_snippet(str(row.get("snippet") or "")),
            licence=LICENCE,
            query=query,
            extra=extra | ({"edited_at": edited.isoformat()} if edited else {}),
        )


def wiki_language(language: str) -> str:
    """The code of the wiki to ask for a claim's language."""
    code = language.partition("-")[0].lower()
    return code if code in _WIKIS else "en"


def plain_snippet(snippet: str) -> str:
    """A search excerpt as text: tags away first, entities resolved after."""
    return html.unescape(_TAGS.sub("", snippet))


def _search_text(query: Query) -> str:
    """The number in quotes, because the search engine splits "10,000" in two words."""
    if not query.with_number:
        return query.text
    *words, number = query.terms
    return f'{" ".join(words)} "{number}"'


def _search_parameters(query: str, limit: int) -> dict[str, str]:
    return _common() | {
        "list": "search",
        "srsearch": query,
        "srlimit": str(max(1, min(limit, 50))),
        "srnamespace": "0",
        "srprop": "snippet|timestamp|wordcount|size",
    }


def _page_parameters(title: str) -> dict[str, str]:
    return _common() | {
        "prop": "extracts|info|revisions|extlinks|pageprops",
        "titles": title,
        "redirects": "1",
        "explaintext": "1",
        "exlimit": "1",
        "rvprop": "ids|timestamp",
        "inprop": "url",
        "ellimit": str(_MAX_REFERENCES),
        "ppprop": "disambiguation",
    }


def _common() -> dict[str, str]:
    return {
        "action": "query",
        "format": "json",
        "formatversion": "2",
        "utf8": "1",
        "maxlag": LAG_SECONDS,
    }


def _page(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        page = payload["query"]["pages"][0]
        missing = page.get("missing") or page.get("invalid")
        ambiguous = "disambiguation" in page.get("pageprops", {})
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise not_understood(_NAME) from error
    if missing:
        raise NotFoundError("The Wikipedia page does not exist any more.")
    if ambiguous:
        raise NotFoundError("The Wikipedia page only lists the meanings of a name.")
    return page if isinstance(page, dict) else {}


def _extra(page: Mapping[str, Any], revision: int) -> dict[str, Any]:
    revisions = page.get("revisions") or [{}]
    references = [
        str(link["url"])
        for link in page.get("extlinks") or ()
        if isinstance(link, dict) and str(link.get("url", "")).startswith("http")
    ]
    return {
        "revision": revision,
        "edited_at": str(revisions[0].get("timestamp", "")),
        "address": str(page.get("canonicalurl", "")),
        "references": references[:_MAX_REFERENCES],
    }
