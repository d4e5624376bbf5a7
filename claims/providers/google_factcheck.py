"""Published checks by Google's Fact Check Tools, with a key.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.providers.asking import Answer, ask_all
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    SearchResult,
    not_asked,
)
from claims.providers.claimreview import MAX_CLAIM, clean, plausible_day
from claims.providers.errors import BadResponseError, NoKeyError, SourceError
from claims.providers.http import JSON_BYTES, HttpClient
from claims.providers.planner import plan
from claims.providers.published import (
    LICENCE_NOTE,
    PublishedCheck,
    as_candidate,
    as_document,
)
from claims.providers.response import Response
from claims.providers.urls import canonical_url, host_of

_ADDRESS = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
_KEEP_SECONDS, _KEEP_EMPTY = 3_600.0, 900.0
_MOST = 50


class GoogleFactCheck:
    """Checks in the claim's language, of whoever marks them up as ClaimReview."""

    name = "google_factcheck"
    kind = Kind.FACT_CHECK
    needs_key = True
    licence_note = LICENCE_NOTE
    sends: tuple[str, ...] = ("up to eight words of the claim with its number",)

    def __init__(self, http: HttpClient, key: str) -> None:
        self._http = http
        self._key = key

    def problem(self) -> SourceError | None:
        return NoKeyError() if not self._key else self._http.why_not()

    def applicable(self, claim: ClaimFrame) -> str | None:
        if claim.embargoed:
            return "The article is embargoed: nothing is asked outside the house."
        if not self.queries(claim):
            return "The claim names nothing to search for."
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return tuple(query.text for query in plan(claim))

    def search(
        self, claim: ClaimFrame, *, limit: int = 10, deadline: float = 30.0
    ) -> SearchResult:
        if reason := self.applicable(claim):
            return not_asked(self.name, "not_applicable", reason)
        if problem := self.problem():
            return not_asked(self.name, problem.code, str(problem))
        language = claim.language.partition("-")[0].lower()

        def ask(query: str, seconds: float) -> Answer:
            return self._ask(query, language, limit, seconds)

        return ask_all(
            self.name, self.queries(claim), ask, limit=limit, deadline=deadline
        )

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        return as_document(candidate)

    def parse(self, payload: Any, *, query: str) -> Answer:
        """Candidates of an answer, in its order; `{}` is the answer for nothing."""
        found: list[Candidate] = []
        for check in _checks(payload):
            made = as_candidate(
                check, provider=self.name, rank=len(found) + 1, query=query
            )
            if made is not None:
                found.append(made)
        return Answer(found)

    def _ask(self, query: str, language: str, limit: int, seconds: float) -> Answer:
        size = str(max(1, min(limit, _MOST)))
        asked = {"query": query, "pageSize": size}
        asked |= {"languageCode": language} if language else {}
        response = self._http.get(
            _ADDRESS,
            params=asked,
            headers={"X-Goog-Api-Key": self._key},
            max_bytes=JSON_BYTES,
            deadline=seconds,
            ttl=_KEEP_SECONDS,
            check=_check,
        )
        answer = self.parse(response.json(), query=query)
        if not answer.candidates:
            self._http.expire_soon(_ADDRESS, params=asked, seconds=_KEEP_EMPTY)
        return answer


def _check(response: Response) -> None:
    list(_checks(response.json()))


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
