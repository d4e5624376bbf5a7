"""Published checks by Google's Fact Check Tools, with a key.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claims.providers.asking import Answer, Request
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
)
from claims.providers.claimreview import MAX_CLAIM, clean, plausible_day
from claims.providers.errors import BadResponseError
from claims.providers.published import (
    LICENCE_NOTE,
    PublishedCheck,
    as_candidates,
    as_document,
)
from claims.providers.response import Response
from claims.providers.searching import Searching
from claims.providers.urls import canonical_url, host_of

_ADDRESS = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
_MOST = 50


class GoogleFactCheck(Searching):
    """Checks in the claim's language, of whoever marks them up as ClaimReview."""

    name = "google_factcheck"
    label = "Google Fact Check"
    kind = Kind.FACT_CHECK
    needs_key = True
    licence_note = LICENCE_NOTE
    sends: tuple[str, ...] = ("up to eight words of the claim with its number",)

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        language = claim.language.partition("-")[0].lower()
        asked = {"query": query, "pageSize": str(max(1, min(limit, _MOST)))}
        asked |= {"languageCode": language} if language else {}
        return Request(_ADDRESS, asked, {"X-Goog-Api-Key": self._key})

    def parse(self, response: Response, *, query: str) -> Answer:
        """`{}` is the answer for nothing."""
        checks = _checks(response.json())
        return Answer(as_candidates(checks, provider=self.name, query=query))

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        return as_document(candidate)


def _checks(payload: Any) -> Iterator[PublishedCheck]:
    claims = payload.get("claims", []) if isinstance(payload, Mapping) else None
    if not isinstance(claims, list):
        raise _not_understood()
    for claim in claims:
        if not isinstance(claim, Mapping):
            raise _not_understood()
        reviews = claim.get("claimReview")
        for review in reviews if isinstance(reviews, list) else []:
            if isinstance(review, Mapping):
                yield from _check_of(claim, review)


def _check_of(
    claim: Mapping[str, Any], review: Mapping[str, Any]
) -> Iterator[PublishedCheck]:
    """One review; none where it has no address or does not say what it is about."""
    url, text = canonical_url(_text(review, "url")), _text(claim, "text")
    if not url or not text:
        return
    publisher = review.get("publisher")
    named = publisher if isinstance(publisher, Mapping) else {}
    yield PublishedCheck(
        url=url,
        claim=clean(text, limit=MAX_CLAIM),
        publisher=clean(_text(named, "name") or _text(named, "site"), limit=200)
        or host_of(url),
        rating=clean(_text(review, "textualRating"), limit=200),
        title=clean(_text(review, "title"), limit=300),
        reviewed_on=plausible_day(_text(review, "reviewDate")),
        claimed_on=plausible_day(_text(claim, "claimDate")),
        language=_text(review, "languageCode")[:20],
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _not_understood() -> BadResponseError:
    return BadResponseError(
        "schema", "The answer of Fact Check Tools has another form."
    )
