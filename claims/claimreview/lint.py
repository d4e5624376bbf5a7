"""A linter for ClaimReview: our own before it is published, or pasted from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from claims.claimreview.terms import CONTEXT, LONGEST_CLAIM, same_name

ERROR = "error"
WARNING = "warning"

_SCHEMA = re.compile(r"https?://(www\.)?schema\.org/?", re.IGNORECASE)
_PREFIX = re.compile(r"\s*(fact[- ]?check|verdict|rating|claim)\s*:", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z/!][^>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_URL_FIELDS = frozenset(
    {
        "url",
        "sameAs",
        "contentUrl",
        "correctionsPolicy",
        "publishingPrinciples",
        "verificationFactCheckingPolicy",
    }
)
_DEEPEST = 20
_FALSE_WORDS = frozenset(
    ["false", "wrong", "fake", "refuted", "falsch", "widerlegt", "faux", "réfuté"]
)
_TRUE_WORDS = frozenset(
    [
        "true",
        "correct",
        "accurate",
        "confirmed",
        "wahr",
        "richtig",
        "belegt",
        "vrai",
        "confirmé",
    ]
)


@dataclass(frozen=True, slots=True)
class LintFinding:
    """`path` points into the document: "reviewRating.alternateName"."""

    code: str
    severity: str
    message: str
    path: str


def lint(document: Mapping[str, Any]) -> list[LintFinding]:
    """Everything wrong with a ClaimReview, ours or pasted; never raises."""
    if not _is_type(document, "ClaimReview"):
        found = LintFinding("type", ERROR, "this is not a ClaimReview", "@type")
        return [found]
    checks = (_lint_root, _lint_text, _lint_rating, _lint_item, _lint_dates, _lint_urls)
    return [finding for check in checks for finding in check(document)]


def _lint_root(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    context = document.get("@context")
    if not (isinstance(context, str) and _SCHEMA.fullmatch(context)):
        yield LintFinding("context", ERROR, f"@context must be {CONTEXT}", "@context")
    url = document.get("url")
    if not url:
        yield LintFinding("url_missing", ERROR, "the review has no url", "url")
    elif isinstance(url, str) and _is_web(url) and urlsplit(url).path in {"", "/"}:
        message = "the url is a home page, not the page of this review"
        yield LintFinding("url_not_a_page", WARNING, message, "url")
    author = document.get("author")
    if not author:
        yield LintFinding(
            "author_missing", WARNING, "nobody signs the review", "author"
        )
    elif not any(_names(author)):
        message = "the author has no name"
        yield LintFinding("author_name", ERROR, message, "author.name")


def _lint_text(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    path, text = "claimReviewed", document.get("claimReviewed")
    if not isinstance(text, str) or not text.strip():
        yield LintFinding("claim_missing", ERROR, "the claim is not stated", path)
        return
    if len(text) > LONGEST_CLAIM:
        message = f"{len(text)} characters; search shows about {LONGEST_CLAIM}"
        yield LintFinding("claim_long", WARNING, message, path)
    if _PREFIX.match(text) or _carries(text, _label(document)):
        message = "the claim carries the verdict; state it as it was made"
        yield LintFinding("rating_in_claim", ERROR, message, path)
    if _MARKUP.search(text):
        yield LintFinding("markup", WARNING, "the claim contains HTML", path)


def _label(document: Mapping[str, Any]) -> str:
    rating = document.get("reviewRating")
    label = rating.get("alternateName") if isinstance(rating, Mapping) else ""
    return label.strip() if isinstance(label, str) else ""


def _carries(text: str, label: str) -> bool:
    """The label stands apart at either end: "False: ...", "... (mostly true)"."""
    if not label:
        return False
    word = re.escape(label)
    apart = rf"^\W*{word}\s*[:\u2013\u2014.!-]|[:\u2013\u2014.(\[-]\s*{word}\W*$"
    return bool(re.search(apart, text, re.IGNORECASE))


def _lint_rating(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    path, rating = "reviewRating", document.get("reviewRating")
    if not isinstance(rating, Mapping):
        yield LintFinding("rating_missing", ERROR, "there is no Rating object", path)
        return
    if not _is_type(rating, "Rating"):
        yield LintFinding("rating_type", ERROR, "it must be a Rating", f"{path}.@type")
    label = _label(document)
    if not label:
        severity = WARNING if rating.get("name") else ERROR
        message = "the verdict in words is missing: only it is shown"
        yield LintFinding("rating_label", severity, message, f"{path}.alternateName")
    elif _as_number(label) is not None:
        message = "the verdict in words is a bare number"
        yield LintFinding(
            "rating_label_number", WARNING, message, f"{path}.alternateName"
        )
    if rating.get("ratingValue") is not None:
        yield from _lint_scale(rating, label)


def _lint_scale(rating: Mapping[str, Any], label: str) -> Iterator[LintFinding]:
    path = "reviewRating.ratingValue"
    value, best, worst = (
        _as_number(rating.get(name))
        for name in ("ratingValue", "bestRating", "worstRating")
    )
    if value is None:
        yield LintFinding("rating_value", ERROR, "it must be a number", path)
        return
    if best is None or worst is None:
        message = "a value means nothing without bestRating and worstRating"
        yield LintFinding("rating_scale", WARNING, message, path)
        return
    if worst >= best:
        message = "the worst rating must be below the best"
        yield LintFinding("rating_order", ERROR, message, "reviewRating.worstRating")
    elif not worst <= value <= best:
        message = f"{value} lies outside the scale of {worst} to {best}"
        yield LintFinding("rating_range", ERROR, message, path)
    elif _contradicts(label, value, best=best, worst=worst):
        message = f"“{label}” with {value} on a scale of {worst} to {best}"
        yield LintFinding("rating_mismatch", WARNING, message, path)
    if worst < 1:
        message = "search engines want a worst rating of at least 1"
        yield LintFinding("rating_worst", WARNING, message, "reviewRating.worstRating")


def _contradicts(label: str, value: Decimal, *, best: Decimal, worst: Decimal) -> bool:
    low = label.casefold().rstrip(".!")
    return (low in _FALSE_WORDS and value == best) or (
        low in _TRUE_WORDS and value == worst
    )


def _lint_item(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    path, item = "itemReviewed", document.get("itemReviewed")
    if not isinstance(item, Mapping):
        yield LintFinding("item_missing", WARNING, "the claim has no object", path)
        return
    if _is_type(item, "CreativeWork"):
        message = "use Claim; CreativeWork is its appearance"
        yield LintFinding("item_creative_work", ERROR, message, f"{path}.@type")
    elif not _is_type(item, "Claim"):
        yield LintFinding("item_type", ERROR, "it must be a Claim", f"{path}.@type")
    claimants = list(_names(item.get("author")))
    if not claimants:
        message = "who made the claim is not named"
        yield LintFinding("claimant_missing", WARNING, message, f"{path}.author")
    reviewers = list(_names(document.get("author")))
    if any(same_name(one, other) for one in claimants for other in reviewers):
        message = "the reviewer is named as the one who made the claim"
        yield LintFinding("claimant_is_reviewer", ERROR, message, f"{path}.author")


def _lint_dates(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    item = document.get("itemReviewed")
    said = item.get("datePublished") if isinstance(item, Mapping) else None
    days: dict[str, date | None] = {}
    for path, written in (
        ("datePublished", document.get("datePublished")),
        ("dateModified", document.get("dateModified")),
        ("itemReviewed.datePublished", said),
    ):
        days[path] = _as_day(written)
        if written and days[path] is None:
            message = "dates are written YYYY-MM-DD"
            yield LintFinding("date", ERROR, message, path)
    published = days["datePublished"]
    if not document.get("datePublished"):
        message = "the day of the review is missing"
        yield LintFinding("date_missing", WARNING, message, "datePublished")
    if published is None:
        return
    modified, claimed = days["dateModified"], days["itemReviewed.datePublished"]
    if modified is not None and modified < published:
        message = "it was changed before it was published"
        yield LintFinding("date_order", ERROR, message, "dateModified")
    if claimed is not None and claimed > published:
        message = "the claim was made after its review"
        yield LintFinding("claim_after_review", WARNING, message, "itemReviewed")


def _lint_urls(document: Mapping[str, Any]) -> Iterator[LintFinding]:
    for path, name, value in _fields(document, "", 0):
        if name in _URL_FIELDS and not (isinstance(value, str) and _is_web(value)):
            message = "an address must be absolute and start with https:// or http://"
            yield LintFinding("url", ERROR, message, path)


def _fields(node: Any, path: str, depth: int) -> Iterator[tuple[str, str, Any]]:
    """Every scalar of the document with its path and the field it stands in."""
    if depth > _DEEPEST:
        return
    entries: list[tuple[str, str, Any]] = []
    if isinstance(node, Mapping):
        prefix = f"{path}." if path else ""
        entries = [
            (f"{prefix}{name}", str(name), value) for name, value in node.items()
        ]
    elif isinstance(node, list):
        name = path.rpartition(".")[2].partition("[")[0]
        entries = [(f"{path}[{i}]", name, value) for i, value in enumerate(node)]
    for where, name, value in entries:
        if isinstance(value, (Mapping, list)):
            yield from _fields(value, where, depth + 1)
        elif value not in (None, ""):
            yield where, name, value


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_type(node: object, name: str) -> bool:
    kinds = node.get("@type") if isinstance(node, Mapping) else None
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and re.split(r"[/#:]", k)[-1] == name for k in kinds)


def _names(author: Any) -> Iterator[str]:
    for entry in author if isinstance(author, list) else [author]:
        name = entry.get("name") if isinstance(entry, Mapping) else entry
        if isinstance(name, str) and name.strip():
            yield name


def _as_number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _as_day(value: object) -> date | None:
    if not isinstance(value, str) or not _FULL_DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
