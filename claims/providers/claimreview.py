"""Reading ClaimReview as publishers mark it up: every field may be of any shape."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.documents.text import one_line
from claims.documents.values import parse_moment
from claims.providers.published import PublishedCheck
from claims.providers.urls import canonical_url, host_of

MAX_CLAIM, _MAX_NAME, _MAX_RATING = 1_000, 200, 200
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_FIRST_YEAR = 1990


def reviews_of(element: Any) -> Iterator[PublishedCheck | None]:
    """The reviews in one element of a feed; None for one that says too little."""
    if not isinstance(element, Mapping):
        yield None
        return
    items = _all(element.get("item"))
    if not items:
        yield None
    for item in items:
        yield review_of(item, page=_text(element.get("url")))


def review_of(item: Any, *, page: str = "") -> PublishedCheck | None:
    """A review, or None when it lacks an address or the claim it is about."""
    if not isinstance(item, Mapping) or not _is_review(item):
        return None
    subject = _first(item.get("itemReviewed"))
    claim = clean(_text(item.get("claimReviewed")) or _name(subject), limit=MAX_CLAIM)
    url = canonical_url(_text(item.get("url"))) or canonical_url(page)
    if not claim or not url:
        return None
    return PublishedCheck(
        url=url,
        claim=claim,
        publisher=_publisher(item.get("author"), url),
        rating=_rating(_first(item.get("reviewRating"))),
        reviewed_on=plausible_day(_text(item.get("datePublished"))),
        claimed_on=plausible_day(
            _text(subject.get("datePublished")) if isinstance(subject, Mapping) else ""
        ),
    )


def clean(text: str, *, limit: int) -> str:
    """Plain text: markup away first, then entities, which may be packed twice."""
    text = html.unescape(html.unescape(_TAG.sub(" ", text)))
    return one_line(_TAG.sub(" ", text), limit=limit)


def plausible_day(text: str) -> date | None:
    """The day a field names, from 1990 to tomorrow; None for anything else."""
    moment = parse_moment(text)
    if moment is None or moment.year < _FIRST_YEAR:
        return None
    return moment.date() if moment <= datetime.now(UTC) + timedelta(days=1) else None


def _is_review(item: Mapping[str, Any]) -> bool:
    kinds = _all(item.get("@type"))
    named = [re.split(r"[/#:]", kind)[-1] for kind in kinds if isinstance(kind, str)]
    return not named or "ClaimReview" in named


def _publisher(author: Any, url: str) -> str:
    for one in _all(author):
        name = clean(one if isinstance(one, str) else _name(one), limit=_MAX_NAME)
        if name and not canonical_url(name):
            return name
    return host_of(url)


def _rating(rating: Any) -> str:
    """The rating in words; the figure only where there are none and it says something."""
    if isinstance(rating, str):
        return clean(rating, limit=_MAX_RATING)
    if not isinstance(rating, Mapping):
        return ""
    words = clean(_text(rating.get("alternateName")), limit=_MAX_RATING)
    value, best = _number(rating.get("ratingValue")), _number(rating.get("bestRating"))
    if words or value is None or best is None or value <= 0:  # 0 and -1: not rated
        return words
    return f"{value.normalize():f} of {best.normalize():f}"


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 1_000 else None


def _name(thing: Any) -> str:
    return _text(thing.get("name")) if isinstance(thing, Mapping) else ""


def _text(value: Any) -> str:
    found = _first(value)
    return found if isinstance(found, str) else ""


def _first(value: Any) -> Any:
    return next(iter(_all(value)), None)


def _all(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
