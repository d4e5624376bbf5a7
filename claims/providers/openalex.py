"""Papers by OpenAlex, with a key: https://developers.openalex.org.

Its quota is one of the day: "too many requests" means nothing more until midnight UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from claims.documents.text import one_line
from claims.providers.asking import Answer, Request
from claims.providers.base import ClaimFrame
from claims.providers.errors import NotFoundError
from claims.providers.research import Paper, PaperSearching, day_of
from claims.providers.response import Response
from claims.providers.urls import canonical_url

_API = "https://api.openalex.org/works"
_FIELDS = (
    "id,doi,title,publication_date,language,primary_location,open_access,is_retracted,"
    "abstract_inverted_index"
)
_ID = re.compile(r"W\d{1,12}")
_MOST_WORDS = 3_000


class OpenAlex(PaperSearching):
    """Papers with their abstracts, and open copies where there is no abstract."""

    name = "openalex"
    label = "OpenAlex"
    needs_key = True
    licence_note = "Records are CC0; an abstract is its publisher's: quote briefly."
    licence = "CC0-1.0"
    sends: tuple[str, ...] = ("up to eight words of the claim with its number",)

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        size = str(max(1, min(limit, 50)))
        return self._request("", {"search": query, "per_page": size, "page": "1"})

    def parse(self, response: Response, *, query: str) -> Answer:
        payload = _object(response.json())
        rows = payload.get("results")
        if not isinstance(rows, list):
            raise self.not_understood()
        total = _object(payload.get("meta")).get("count")
        return self.answer(map(_paper, rows), total, query)

    def record(self, key: str) -> Request:
        if not _ID.fullmatch(key):
            raise NotFoundError("OpenAlex has no such paper.")
        return self._request(f"/{key}", {})

    def paper(self, response: Response) -> Paper | None:
        return _paper(response.json())

    def _request(self, path: str, parameters: Mapping[str, str]) -> Request:
        bearer = {"Authorization": f"Bearer {self._key}"}
        return Request(f"{_API}{path}", {**parameters, "select": _FIELDS}, bearer)


def _paper(row: Any) -> Paper | None:
    """A work; None without an id or an address."""
    if not isinstance(row, Mapping):
        return None
    key = str(row.get("id") or "").rpartition("/")[2]
    place = _object(row.get("primary_location"))
    url = str(row.get("doi") or place.get("landing_page_url") or row.get("id") or "")
    if not _ID.fullmatch(key) or not canonical_url(url):
        return None
    day, issued = day_of(_parts(row.get("publication_date")))
    journal = _object(place.get("source")).get("display_name")
    return Paper(
        key=key,
        url=url,
        title=one_line(str(row.get("title") or ""), limit=300),
        journal=one_line(str(journal or ""), limit=200),
        published=day,
        issued=issued,
        abstract=abstract_of(row.get("abstract_inverted_index")),
        language=str(row.get("language") or "")[:20],
        open_url=str(_object(row.get("open_access")).get("oa_url") or ""),
        retracted=row.get("is_retracted") is True,
    )


def abstract_of(index: Any) -> str:
    """An abstract from where each of its words stands."""
    if not isinstance(index, Mapping):
        return ""
    places = {
        place: str(word)
        for word, at in index.items()
        for place in (at if isinstance(at, list) else ())
        if isinstance(place, int) and 0 <= place < _MOST_WORDS
    }
    return one_line(" ".join(places[at] for at in sorted(places)), limit=20_000)


def _parts(day: Any) -> list[int]:
    try:
        found = date.fromisoformat(str(day))
    except ValueError:
        return []
    return [found.year, found.month, found.day]


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
