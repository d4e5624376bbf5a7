"""The Internet Archive's Wayback Machine: pages as they stood on a day.

Availability API as a hint, CDX as the truth, the memento with its own time as the
document: https://archive.org/help/wayback_api.php, RFC 7089.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from claims.providers.asking import Answer, Request, told
from claims.providers.base import (
    MAX_QUERIES,
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    candidate,
    in_order,
)
from claims.providers.errors import (
    BadResponseError,
    NotFoundError,
    RefusedError,
    SourceError,
)
from claims.providers.guard import Deadline
from claims.providers.pages import document_of, read_page
from claims.providers.response import Response
from claims.providers.searching import Searching
from claims.providers.urls import canonical_url, host_of

_AVAILABLE = "https://archive.org/wayback/available"
_CDX = "https://web.archive.org/cdx/search/cdx"
_WEB = "https://web.archive.org/web"
_SECONDS = 30.0
_MOST_ROWS = "4000"
_TIME = re.compile(r"\d{14}")
_MEMENTO = re.compile(r"/web/(\d{14})(?:id_)?/(.+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Capture:
    """One copy of a page, and when it was taken."""

    original: str
    captured_at: datetime

    @property
    def stamp(self) -> str:
        return f"{self.captured_at:%Y%m%d%H%M%S}"

    @property
    def url(self) -> str:
        return f"{_WEB}/{self.stamp}/{self.original}"


class Wayback(Searching):
    """Looks up addresses only, and takes the copy nearest to a day."""

    name = "wayback"
    label = "Wayback Machine"
    kind = Kind.ARCHIVE
    licence_note = "A copy of a page belongs to the page's publisher; quote briefly."
    sends: tuple[str, ...] = ("the address of a page that is gone", "a day")
    keep, keep_empty = 86_400.0, 3_600.0

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        if self.queries(claim):
            return None
        return (
            "It is asked for addresses only: those of pages that are gone, and those"
            " you word yourself."
        )

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        said = " ".join(claim.wording) or claim.text
        urls = (canonical_url(url.rstrip(".,;)")) for url in _ADDRESS.findall(said))
        return tuple(dict.fromkeys(filter(None, urls)))[:MAX_QUERIES]

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        day = claim.claim_date or datetime.now(UTC).date()
        capture = self.nearest(query, day, seconds)
        return Answer(in_order([self._candidate(capture, query)] if capture else []))

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        found = _MEMENTO.search(candidate.url)
        if found is None:
            raise NotFoundError("This is no address of a copy.")
        return self._read(candidate, found[1], found[2], _SECONDS)

    def copy_of(self, gone: Candidate, day: date) -> FetchedDocument:
        """The copy of a page nearest to a day, named as one; raises `SourceError`."""
        clock = Deadline(_SECONDS)
        capture = self.nearest(gone.url, day, clock.left())
        if capture is None:
            raise NotFoundError("The web archive has no copy of it.")
        return self._read(gone, capture.stamp, capture.original, clock.left())

    def nearest(self, url: str, day: date, seconds: float) -> Capture | None:
        """None when there is no copy that was a page: errors are archived as well."""
        clock = Deadline(seconds)
        try:
            if hinted := self._hinted(url, day, clock.left()):
                return hinted
        except SourceError:
            pass  # it says "none" and "too many requests" where there are copies
        return self._listed(url, day, clock.left())

    def _hinted(self, url: str, day: date, seconds: float) -> Capture | None:
        asked = Request(_AVAILABLE, {"url": url, "timestamp": f"{day:%Y%m%d}"})

        def read(response: Response) -> Capture | None:
            payload = response.json()
            snapshots = payload.get("archived_snapshots", {}) if payload else {}
            closest = snapshots.get("closest") or {}
            if closest.get("available") and str(closest.get("status")) == "200":
                return _capture(url, closest.get("timestamp"))
            return None

        return self._told(asked, read, seconds)

    def _listed(self, url: str, day: date, seconds: float) -> Capture | None:
        asked = Request(
            _CDX,
            {
                "url": url,
                "output": "json",
                "fl": "timestamp,original,statuscode",
                "filter": "statuscode:200",
                "collapse": "timestamp:8",
                "limit": _MOST_ROWS,
            },
        )
        noon = datetime.combine(day, time(12), UTC)

        def read(response: Response) -> Capture | None:
            captures = _captures(response)
            return min(
                captures, key=lambda one: abs(one.captured_at - noon), default=None
            )

        try:
            return self._told(asked, read, seconds)
        except RefusedError as error:
            raise RefusedError("The web archive may not show this site.") from error

    def _told(self, asked: Request, read: Any, seconds: float) -> Capture | None:
        def parse(response: Response) -> Capture | None:
            try:
                found: Capture | None = read(response)
            except (AttributeError, TypeError, ValueError, LookupError) as error:
                raise BadResponseError(
                    "schema", "The web archive's answer has an unknown form."
                ) from error
            return found

        return told(
            self._http,
            asked,
            parse,
            seconds=seconds,
            keep=self.keep,
            keep_empty=self.keep_empty,
        )

    def _read(
        self, page: Candidate, stamp: str, original: str, seconds: float
    ) -> FetchedDocument:
        """The original bytes of a copy; where it lies nearer, that of another moment."""
        address = f"{_WEB}/{stamp}id_/{original}"
        opened = read_page(self._http, address, deadline=seconds)
        found = _MEMENTO.search(opened.response.url)
        capture = _capture(original, found[1]) if found else None
        if capture is None or "memento-datetime" not in opened.response.headers:
            raise NotFoundError("The web archive showed a page of its own, no copy.")
        return replace(
            document_of(opened, page),
            final_url=capture.url,
            captured_at=capture.captured_at,
        )

    def _candidate(self, capture: Capture, query: str) -> Candidate | None:
        day = f"{capture.captured_at.day} {capture.captured_at:%B %Y}"
        return candidate(
            url=capture.url,
            title=f"{capture.original}, as archived on {day}",
            provider=self.name,
            kind=self.kind,
            publisher=host_of(capture.original),
            query=query,
            extra={"captured_at": capture.captured_at.isoformat()},
        )


def _capture(original: str, stamp: Any) -> Capture | None:
    """None when the time makes no sense."""
    if not isinstance(stamp, str) or not _TIME.fullmatch(stamp):
        return None
    moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return Capture(original, moment)


def _captures(response: Response) -> list[Capture]:
    """Rows below a row of names; no row and no body at all are how none is said."""
    rows = response.json() if response.body.strip() else []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise TypeError
    names, *rest = rows or [[]]
    found = []
    for row in rest:
        known: Mapping[str, str] = dict(zip(names, row, strict=False))
        capture = _capture(known["original"], known["timestamp"])
        if capture and known.get("statuscode") == "200":
            found.append(capture)
    return found
