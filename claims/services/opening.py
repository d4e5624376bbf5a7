"""Opening what a search named: passages about the claim, copies of pages that are gone.

A page that turns out to be a published check of a claim is no evidence, whoever named it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from claims.documents import DocumentError
from claims.engine import language_of
from claims.engine.reasoning.passages import FLOOR, find_passages
from claims.models import Claim
from claims.providers.base import (
    Candidate,
    FetchedDocument,
    Kind,
    SearchResult,
    SourceProvider,
)
from claims.providers.errors import NoSuchHostError, NotFoundError, SourceError
from claims.providers.factchecks import checks_on
from claims.services import checks
from claims.services.checks import Checked
from claims.services.evidence import (
    Found,
    Searched,
    check_length,
    claim_quantity,
    found_of,
)
from claims.services.network import Archive
from claims.vocabulary import SearchOutcome

#: No further document of a search is opened after this long.
READING_SECONDS = 40.0
PASSAGES = 2
#: Kinds whose candidates are pages of the web; others give records of their own.
_PAGES = frozenset({Kind.OWN, Kind.NEWS, Kind.WEB, Kind.RESEARCH, Kind.DOCUMENT})


@dataclass(slots=True)
class _Opened:
    """What came of the documents of one search."""

    found: list[Found] = field(default_factory=list)
    checks: list[Checked] = field(default_factory=list)
    fact_checks: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def useful(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.passages)

    @property
    def in_words(self) -> str:
        words = [
            f"{len(self.found)} read, {len(self.useful)} with a number about this."
        ]
        if self.fact_checks:
            words.append(
                f"{self.fact_checks} published checks, which are no evidence:"
                f" {len(self.checks)} about this."
            )
        if self.failures:
            count = len(self.failures)
            words.append(f"{count} could not be opened: {self.failures[0]}")
        return " ".join(words)


def read_candidates(
    claim: Claim,
    provider: SourceProvider,
    result: SearchResult,
    *,
    archive: Archive | None = None,
) -> Searched:
    """Open what the provider named and keep the passages about the claim's number."""
    opened = _Opened()
    started = time.monotonic()
    for candidate in result.candidates:
        name = candidate.url or candidate.title
        if time.monotonic() - started > READING_SECONDS:
            opened.failures.append(f"{name}: no time was left.")
            continue
        try:
            document = _open(claim, provider, candidate, archive)
            check_length(document.text)
        except (SourceError, DocumentError) as error:
            opened.failures.append(f"{name}: {error}")
            continue
        published = checks_on(document)
        if published:
            opened.fact_checks += 1
            about = (checks.about(claim, check) for check in published)
            opened.checks += [one for one in about if one is not None]
        else:
            opened.found.append(_read(claim, candidate, document))
    return Searched(
        outcome=_outcome(opened, result),
        queries=tuple(result.queries),
        reason=" ".join(filter(None, (opened.in_words, result.message))),
        documents=len(opened.found) + opened.fact_checks,
        found=opened.useful,
        checks=tuple(opened.checks),
    )


def _outcome(opened: _Opened, result: SearchResult) -> SearchOutcome:
    if opened.useful or opened.checks:
        return SearchOutcome.FOUND
    # Some was opened or answered and some was not: that is no "nothing".
    if opened.failures or result.partial:
        return SearchOutcome.COULD_NOT_SEARCH
    return SearchOutcome.EMPTY


def _open(
    claim: Claim,
    provider: SourceProvider,
    candidate: Candidate,
    archive: Archive | None,
) -> FetchedDocument:
    """The document; when its page is gone, the copy nearest to the article's date."""
    try:
        return provider.fetch(candidate)
    except (NotFoundError, NoSuchHostError) as gone:
        if archive is None or not provider.sends or provider.kind not in _PAGES:
            raise
        day = (claim.article.published_at or timezone.now()).date()
        try:
            return archive.copy_of(candidate, day)
        except (SourceError, DocumentError) as error:
            raise NotFoundError(f"{gone} {error}") from error


def _read(claim: Claim, candidate: Candidate, document: FetchedDocument) -> Found:
    published = document.published_at or candidate.published_at
    # A table mapped the statistic to the claim: it is about it, however it is worded.
    mapped = bool(candidate.extra.get("mapped"))
    passages = find_passages(
        claim_quantity(claim),
        document.text,
        language=document.language or language_of(document.text) or "en",
        as_of=published.date() if published else None,
        context=claim.statement,
        about=claim.article.title,
        heading=document.title or candidate.title,
        limit=1 if mapped else PASSAGES,
        floor=Decimal(0) if mapped else FLOOR,
    )
    return found_of(candidate, document, passages)
