"""Checks others have published: what is kept of one, and the words it is found by.

Of a check only a link and short facts are kept, and nobody's name but its publisher's:
who made the claim may be a private person.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from claims.documents.text import sha256_of
from claims.providers.base import (
    Candidate,
    FetchedDocument,
    Kind,
    candidate,
    in_order,
)
from claims.providers.urls import host_of

LICENCE_NOTE = (
    "A link and short facts: the review belongs to its publisher. A check of the same"
    " claim is shown beside the evidence and never counts as evidence."
)
_WORD = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[,.'\u2019 ]\d{3})+(?!\d)")
#: Words are told by their beginnings, which holds for more languages than a stemmer.
_STEM, _FIGURES = 6, 20


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """A review of one claim; one page may review several."""

    url: str
    claim: str
    publisher: str
    rating: str = ""
    title: str = ""
    reviewed_on: date | None = None
    claimed_on: date | None = None
    language: str = ""

    @property
    def fingerprint(self) -> str:
        """The same page about the same claim is one check, whoever brings it."""
        return sha256_of(f"{self.url}\x1f{' '.join(words_of(self.claim))}")


def words_of(text: str) -> list[str]:
    """Lower case, no accents, cut to a stem: letters and digits only, in order.

    A number is one word however its digits are grouped.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    whole = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), plain)
    return [_stem(word) for word in _WORD.findall(whole)]


def _stem(word: str) -> str:
    if word[0].isdigit():
        return word[:_FIGURES]
    return (word[:-1] if len(word) > 3 and word.endswith("s") else word)[:_STEM]


def as_candidate(
    check: PublishedCheck, *, provider: str, query: str = ""
) -> Candidate | None:
    day = check.reviewed_on
    return candidate(
        url=check.url,
        title=check.title or check.claim,
        provider=provider,
        kind=Kind.FACT_CHECK,
        publisher=check.publisher or host_of(check.url),
        published_at=datetime.combine(day, time(), UTC) if day else None,
        snippet=check.claim,
        query=query,
        extra={
            "claim": check.claim,
            "rating": check.rating,
            "claimed_on": check.claimed_on,
            "language": check.language,
        },
    )


def as_candidates(
    checks: Iterable[PublishedCheck], *, provider: str, query: str
) -> list[Candidate]:
    return in_order(as_candidate(one, provider=provider, query=query) for one in checks)


def as_check(found: Candidate) -> PublishedCheck:
    """What `as_candidate` was made from, within a candidate's limits."""
    published, extra = found.published_at, found.extra
    return PublishedCheck(
        url=found.url,
        claim=str(extra["claim"]),
        publisher=found.publisher,
        rating=str(extra["rating"]),
        title=found.title,
        reviewed_on=published.date() if published else None,
        claimed_on=extra["claimed_on"],
        language=str(extra["language"]),
    )


def as_document(found: Candidate) -> FetchedDocument:
    """The check's record as a text.  The page itself is for people to open."""
    check = as_check(found)
    facts = [f"{check.publisher} checked: “{check.claim}”"]
    facts += [f"Its rating: {check.rating}"] if check.rating else []
    facts += [f"Reviewed on {check.reviewed_on}"] if check.reviewed_on else []
    text = "\n".join(facts)
    body = text.encode()
    return FetchedDocument(
        url=found.url,
        final_url=found.url,
        fetched_at=datetime.now(UTC),
        status=200,
        media_type="text/plain",
        charset="utf-8",
        title=found.title,
        text=text,
        sha256=hashlib.sha256(body).hexdigest(),
        published_at=found.published_at,
        access="open",
        licence="",
        publisher=check.publisher,
        language=check.language,
        body=body,
    )
