"""Papers and books by Crossref, without a key: https://api.crossref.org.

A contact in the User-Agent puts us into its polite pool; the pace it advertises in its
headers is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from claims.documents.text import one_line
from claims.providers.asking import Answer, Request
from claims.providers.base import ClaimFrame
from claims.providers.research import Paper, PaperSearching, day_of, plain_abstract
from claims.providers.response import Response

_API = "https://api.crossref.org/works"
_FIELDS = "DOI,title,container-title,issued,URL,publisher,abstract,type,update-to"
#: What a notice does to the paper it is about.
_RETRACTING = frozenset({"retraction", "withdrawal", "removal"})


class Crossref(PaperSearching):
    """What publishers deposit of a work; the day often without day or month."""

    name = "crossref"
    label = "Crossref"
    licence_note = "Records are facts; an abstract is its publisher's: quote briefly."
    sends: tuple[str, ...] = ("up to eight words of the claim with its number",)

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        rows = str(max(1, min(limit, 50)))
        return Request(
            _API, {"query.bibliographic": query, "rows": rows, "select": _FIELDS}
        )

    def parse(self, response: Response, *, query: str) -> Answer:
        message = self._message(response)
        items = message.get("items")
        if not isinstance(items, list):
            raise self.not_understood()
        return self.answer(map(_paper, items), message.get("total-results"), query)

    def record(self, key: str) -> Request:
        return Request(f"{_API}/{quote(key, safe='')}")

    def paper(self, response: Response) -> Paper | None:
        return _paper(self._message(response))

    def _message(self, response: Response) -> Mapping[str, Any]:
        payload = response.json()
        message = payload.get("message") if isinstance(payload, Mapping) else None
        if not isinstance(message, Mapping):
            raise self.not_understood()
        return message


def _paper(item: Any) -> Paper | None:
    """A work; None for a notice about another one, and without a DOI."""
    if not isinstance(item, Mapping) or not isinstance(item.get("DOI"), str):
        return None
    if _retracts(item.get("update-to")):
        return None
    doi = item["DOI"]
    title = one_line(_first(item.get("title")), limit=300)
    day, issued = day_of(_date_parts(item.get("issued")))
    return Paper(
        key=doi,
        url=f"https://doi.org/{quote(doi, safe='/.()-_;:')}",
        title=title,
        journal=one_line(
            _first(item.get("container-title")) or str(item.get("publisher") or ""),
            limit=200,
        ),
        published=day,
        issued=issued,
        abstract=plain_abstract(str(item.get("abstract") or "")),
        language=str(item.get("language") or "")[:20],
        retracted=title.casefold().startswith(("retracted:", "retracted article"))
        or _retracts(item.get("updated-by")),
    )


def _retracts(updates: Any) -> bool:
    return any(
        isinstance(one, Mapping) and one.get("type") in _RETRACTING
        for one in (updates if isinstance(updates, list) else ())
    )


def _date_parts(issued: Any) -> list[int]:
    """[2024, 7, 25], [2024] or nothing: [[null]] is how no date is said."""
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, int):
        first = parts
    numbers = first if isinstance(first, list) else []
    return numbers if all(isinstance(number, int) for number in numbers) else []


def _first(values: Any) -> str:
    found = values[0] if isinstance(values, list) and values else values
    return found if isinstance(found, str) else ""
