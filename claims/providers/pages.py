"""Fetching a page or file from the web and reading it: the default `fetch`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from claims.documents import Document, DocumentError, read_in_child
from claims.providers.access import access_of
from claims.providers.base import Candidate, FetchedDocument, plausible_date
from claims.providers.errors import (
    BadResponseError,
    ConsentError,
    LoginError,
    NotFoundError,
    PaywalledError,
    RobotCheckError,
)
from claims.providers.http import PAGE_BYTES, HttpClient
from claims.providers.response import Response
from claims.providers.urls import canonical_url, host_of, redacted

_CLOSED = {
    "paywalled": PaywalledError,
    "blocked": RobotCheckError,
    "missing": NotFoundError,
    "consent": ConsentError,
    "login": LoginError,
}


_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
_TOLD = (
    "content-type",
    "content-language",
    "content-length",
    "content-disposition",
    "date",
    "last-modified",
    "etag",
    "expires",
    "cache-control",
    "server",
)
_LONGEST_HEADER = 300


@dataclass(frozen=True, slots=True)
class Page:
    """An address as it was answered and read; `access` as in `access_of`."""

    response: Response
    document: Document
    access: str


def read_page(http: HttpClient, url: str, *, deadline: float = 20.0) -> Page:
    """Any address a person or an article names, fetched and read in a child process.

    Raises `SourceError`; what stands before a page (a paywall, a consent page, a login,
    a robot check) is an error too, because its text is not the page.
    """
    return _page(http.get(url, max_bytes=PAGE_BYTES, deadline=deadline))


def look_again(
    http: HttpClient, url: str, *, headers: Mapping[str, str], deadline: float = 20.0
) -> Page | None:
    """The page as it is now, or None when it says itself that it is still the same.

    `headers` are those it came with before; raises as `read_page` does.
    """
    conditions = {
        condition: headers[name]
        for name, condition in _CONDITIONS.items()
        if headers.get(name)
    }
    response = http.get(
        url, headers=conditions, max_bytes=PAGE_BYTES, deadline=deadline
    )
    return None if response.status == 304 else _page(response)


def told_headers(response: Response) -> dict[str, str]:
    """What the answer said about itself; never a cookie."""
    said = response.headers
    return {name: said[name][:_LONGEST_HEADER] for name in _TOLD if name in said}


def _page(response: Response) -> Page:
    document = read_response(response)
    access = access_of(response, document)
    if error := _CLOSED.get(access):
        raise error
    return Page(response, document, access)


def fetch_page(
    http: HttpClient, candidate: Candidate, *, deadline: float = 20.0
) -> FetchedDocument:
    """The document behind a candidate's address, as `read_page` has it."""
    return document_of(read_page(http, candidate.url, deadline=deadline), candidate)


def document_of(page: Page, candidate: Candidate) -> FetchedDocument:
    response, document = page.response, page.document
    published, bad_date = plausible_date(
        document.published_at or candidate.published_at
    )
    extra: dict[str, object] = {"redirects": [*response.redirects]}
    if document.warnings:
        extra["warnings"] = [*document.warnings]
    if bad_date:
        extra["bad_date"] = True
    return FetchedDocument(
        url=candidate.url,
        final_url=redacted(_best_address(response, document)),
        fetched_at=response.fetched_at,
        status=response.status,
        media_type=document.media_type,
        charset=response.charset,
        title=document.title or candidate.title,
        text=document.text,
        sha256=hashlib.sha256(response.body).hexdigest(),
        published_at=published,
        access=page.access,
        licence=candidate.licence,
        author=document.author,
        publisher=document.publisher or candidate.publisher or host_of(response.url),
        language=document.language,
        body=response.body,
        headers=told_headers(response),
        locators=document.locators,
        extra=extra,
    )


def read_response(response: Response) -> Document:
    """The document in an answer; one that cannot be read is a `BadResponseError`."""
    name = response.url.partition("?")[0].rpartition("/")[2]
    try:
        document = read_in_child(
            response.body,
            filename=name,
            media_type=response.content_type,
            url=response.url,
        )
    except DocumentError as error:
        kind = "empty_body" if error.code == "empty" else "unreadable"
        raise BadResponseError(kind, error.message) from error
    return replace(document, title="") if _is_file_title(document, name) else document


def _is_file_title(document: Document, name: str) -> bool:
    """A file without a title is called by its name: a candidate's title is better."""
    return bool(name) and document.title in {name, name.rpartition(".")[0]}


def _best_address(response: Response, document: Document) -> str:
    return canonical_url(document.canonical_url) or response.url
