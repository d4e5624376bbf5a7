"""A published verdict as schema.org ClaimReview, and its safe embedding in a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from claims.claimreview.terms import CONTEXT, same_name

_CLAIMANTS = frozenset({"Person", "Organization"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVerdict:
    """What a published verdict says, in plain values; empty ones are left out.

    `url` is the permalink of the check.  `claimant_type` is Person or Organization.
    The rating's numbers go together: without `rating_value` none of them is written.
    """

    url: str
    claim_text: str
    rating_label: str
    organisation: str
    date_published: date
    quote: str = ""
    claimant: str = ""
    claimant_type: str = "Organization"
    claimant_job_title: str = ""
    claimant_same_as: str = ""
    claim_date: date | None = None
    article_url: str = ""
    article_title: str = ""
    article_publisher: str = ""
    article_published: date | None = None
    rating_value: Decimal | int | None = None
    best_rating: Decimal | int | None = None
    worst_rating: Decimal | int | None = None
    explanation: str = ""
    organisation_url: str = ""
    organisation_logo: str = ""
    corrections_policy: str = ""
    publishing_principles: str = ""
    fact_checking_policy: str = ""
    date_modified: date | None = None
    citations: tuple[tuple[str, str], ...] = ()  # (name, url)
    correction: str = ""
    language: str = "en"


def build(verdict: PublishedVerdict) -> dict[str, Any]:
    """The ClaimReview of one permalink page."""
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": f"{verdict.url}#review",
            "url": verdict.url,
            "inLanguage": verdict.language,
            "datePublished": _day(verdict.date_published),
            "dateModified": _day(verdict.date_modified),
            "claimReviewed": verdict.claim_text,
            "author": _reviewer(verdict),
            "reviewRating": _rating(verdict),
            "itemReviewed": _claim(verdict),
            "citation": [_citation(*entry) for entry in verdict.citations],
            "correction": verdict.correction,
        }
    )


def as_json(document: Mapping[str, Any]) -> str:
    """JSON that may stand inside <script type="application/ld+json"> as it is."""
    text = json.dumps(document, ensure_ascii=False, indent=2, default=str)
    return text.translate(_UNSAFE)


_UNSAFE = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def _reviewer(verdict: PublishedVerdict) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "name": verdict.organisation,
        "url": verdict.organisation_url,
        "logo": _image(verdict.organisation_logo),
        "correctionsPolicy": verdict.corrections_policy,
        "publishingPrinciples": verdict.publishing_principles,
        "verificationFactCheckingPolicy": verdict.fact_checking_policy,
    }


def _image(url: str) -> dict[str, Any]:
    return {"@type": "ImageObject", "url": url} if url else {}


def _rating(verdict: PublishedVerdict) -> dict[str, Any]:
    numbers: dict[str, Any] = {}
    if verdict.rating_value is not None:
        numbers = {
            "ratingValue": _number(verdict.rating_value),
            "bestRating": _number(verdict.best_rating),
            "worstRating": _number(verdict.worst_rating),
        }
    return {
        "@type": "Rating",
        "alternateName": verdict.rating_label,
        **numbers,
        "ratingExplanation": verdict.explanation,
    }


def _claim(verdict: PublishedVerdict) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": f"{verdict.url}#claim",
        "text": verdict.quote or verdict.claim_text,
        "datePublished": _day(verdict.claim_date or verdict.article_published),
        "author": _claimant(verdict),
        "appearance": _appearance(verdict),
    }


def _claimant(verdict: PublishedVerdict) -> dict[str, Any]:
    """Who said it.  The checking newsroom is never named as its claimant."""
    name = verdict.claimant.strip()
    if not name or same_name(name, verdict.organisation):
        return {}
    kind = verdict.claimant_type if verdict.claimant_type in _CLAIMANTS else "Person"
    job = verdict.claimant_job_title if kind == "Person" else ""
    return {
        "@type": kind,
        "name": name,
        "jobTitle": job,
        "sameAs": verdict.claimant_same_as,
    }


def _appearance(verdict: PublishedVerdict) -> dict[str, Any]:
    if not verdict.article_url and not verdict.article_title:
        return {}
    publisher = {"@type": "Organization", "name": verdict.article_publisher}
    return {
        "@type": "NewsArticle" if verdict.article_publisher else "CreativeWork",
        "url": verdict.article_url,
        "headline": verdict.article_title,
        "datePublished": _day(verdict.article_published),
        "publisher": publisher if verdict.article_publisher else {},
    }


def _citation(name: str, url: str) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": name, "url": url}


def _number(value: Decimal | int | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _day(value: date | None) -> str:
    """The calendar day, of a moment too."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if value else ""


def _filled(node: Mapping[str, Any]) -> dict[str, Any]:
    """Without empty fields, and without objects that have nothing but a type."""
    kept: dict[str, Any] = {}
    for name, value in node.items():
        trimmed = _trimmed(value)
        if trimmed not in (None, "", [], {}):
            kept[name] = trimmed
    return {} if set(kept) <= {"@type"} else kept


def _trimmed(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return _filled(value)
    if isinstance(value, list):
        return [entry for entry in map(_trimmed, value) if entry]
    return value
