"""News articles of the last months, by GDELT's DOC 2.0 API, without a key.

https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/.  Errors come as plain text,
often with status 200: "no answer" must never be taken for "no coverage".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from claims.documents.text import one_line
from claims.providers.asking import Answer, Request
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    Kind,
    SearchResult,
    candidate,
    in_order,
)
from claims.providers.errors import (
    BadQueryError,
    BadResponseError,
    RateLimitedError,
    SourceError,
)
from claims.providers.planner import plan
from claims.providers.response import Response
from claims.providers.searching import PageSearching
from claims.providers.urls import host_of

_API = "https://api.gdeltproject.org/api/v2/doc/doc"
# All words of a query must occur, and a number is split into its groups of digits.
_MAX_TERMS, _SHORTEST = 5, 3
_BEFORE, _AFTER, _PROMISED = timedelta(60), timedelta(30), timedelta(92)
_ASKED_TO_WAIT = 60.0
_LANGUAGES = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian",
    "uk": "ukrainian",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f]")
_LONE_BACKSLASH = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
#: A hyphen makes this operator useless, so such a site is picked out here.
_HYPHENATED = re.compile(r"\bdomain(?:is)?:(\S*-\S*)\s*")
_ABOUT_QUERY = re.compile(
    r"too short|too long|illegal|parenthes|surrounded by|keyword|phrase|timespan", re.I
)
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)\]])")
_SPLIT_NUMBER = re.compile(r"(?<=\d)\s*([.,])\s+(?=\d{3}(?!\d))")


class Gdelt(PageSearching):
    """Titles and addresses; the pages are opened like any other."""

    name = "gdelt"
    label = "GDELT"
    kind = Kind.NEWS
    licence_note = (
        "GDELT may be used for anything if it is named and linked; each article belongs"
        " to its publisher."
    )
    sends: tuple[str, ...] = ("up to five words of the claim, its language and time",)
    keep, keep_empty = 900.0, 300.0

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        """Never with the number: its titles are searched by groups of digits."""
        if claim.wording:
            return tuple(query.text for query in plan(claim))
        planned = (q for q in plan(claim, max_terms=_MAX_TERMS) if not q.with_number)
        texts = (_search_text(query.terms, claim.language) for query in planned)
        return tuple(dict.fromkeys(filter(None, texts)))

    def search(
        self, claim: ClaimFrame, *, limit: int = 10, deadline: float = 30.0
    ) -> SearchResult:
        result = super().search(claim, limit=limit, deadline=deadline)
        first, _ = _window(claim)
        if not result.queries or not first or first >= _today() - _PROMISED:
            return result
        remark = "GDELT promises the last three months only, and this is about others."
        return replace(result, message=f"{result.message} {remark}".strip())

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        words = _HYPHENATED.sub("", query).strip()
        if not words:
            raise BadQueryError("GDELT needs a word beside a site with a hyphen.")
        first, last = _window(claim)
        days = {"timespan": "3months"}
        if first and last:
            days = {
                "startdatetime": f"{first:%Y%m%d}000000",
                "enddatetime": f"{last:%Y%m%d}235959",
            }
        asked = {
            "query": words,
            "mode": "artlist",
            "format": "json",
            "maxrecords": str(max(1, min(limit * 2, 250))),
            "sort": "hybridrel",
        }
        return Request(_API, asked | days)

    def parse(self, response: Response, *, query: str) -> Answer:
        payload = _payload(response)
        articles = payload.get("articles", []) if isinstance(payload, dict) else None
        if not isinstance(articles, list):
            raise BadResponseError("schema", "GDELT's answer has an unknown form.")
        sites = {site.lower() for site in _HYPHENATED.findall(query)}
        made = (self._candidate(row, query) for row in articles)
        wanted = (
            one for one in made if one and (not sites or host_of(one.url) in sites)
        )
        return Answer(in_order(wanted))

    def _candidate(self, row: Any, query: str) -> Candidate | None:
        if not isinstance(row, Mapping):
            raise BadResponseError("schema", "GDELT's answer has an unknown form.")
        url = str(row.get("url") or "")
        return candidate(
            url=url,
            title=untokenised(str(row.get("title") or "")),
            provider=self.name,
            kind=self.kind,
            publisher=str(row.get("domain") or host_of(url)),
            query=query,
            extra={
                # When GDELT saw it, which is no day of publication.
                "seen_at": str(row.get("seendate") or ""),
                "language": str(row.get("language") or ""),
                "country": str(row.get("sourcecountry") or ""),
            },
        )


def untokenised(title: str) -> str:
    """A title with its punctuation and its numbers put together again."""
    return _SPLIT_NUMBER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", title))


def _search_text(terms: Iterable[str], language: str) -> str:
    words = dict.fromkeys(word for term in terms for word in _words(term))
    if not words:
        return ""
    spoken = _LANGUAGES.get(language.partition("-")[0].lower(), "")
    return " ".join([*words, *([f"sourcelang:{spoken}"] if spoken else [])])


def _words(term: str) -> Iterator[str]:
    """Letters only: other characters are refused, and so are words that are too short."""
    for word in re.sub(r"[\W_]", " ", term).split():
        if len(word) >= _SHORTEST and not word.isdecimal():
            yield word


def _window(claim: ClaimFrame) -> tuple[date | None, date | None]:
    """From two months before what the claim is about to a month after it was made."""
    about = claim.as_of_start or claim.as_of_end or claim.claim_date
    said = claim.claim_date or claim.as_of_end or about
    if about is None or said is None:
        return None, None
    return min(about, said) - _BEFORE, min(said + _AFTER, _today())


def _today() -> date:
    return datetime.now(UTC).date()


def _payload(response: Response) -> Any:
    """The answer with what is wrong in its JSON mended; nothing at all means nothing."""
    text = response.body.decode("utf-8", errors="replace").strip().lstrip("\ufeff")
    if not text:
        return {}
    if text[0] not in "{[<":
        raise _said(text)
    mended = _LONE_BACKSLASH.sub(r"\\\\", _CONTROL.sub(" ", text))
    return replace(response, body=mended.encode()).json()


def _said(text: str) -> SourceError:
    if "limit requests" in text.lower():
        return RateLimitedError("GDELT asks us to wait.", retry_after=_ASKED_TO_WAIT)
    told = f"GDELT says: {one_line(text, limit=150)}"
    if _ABOUT_QUERY.search(text):
        return BadQueryError(told)
    return BadResponseError("invalid_json", told)
