"""What a page says about itself: JSON-LD first, then Open Graph and meta, then tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from claims.documents.text import one_line
from claims.documents.tree import HtmlElement
from claims.documents.values import clean_language, json_in_page, parse_moment

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|ClaimReview)$")
_MAX_NODES = 2_000
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_PUBLISHERS = ("og:site_name", "dc.publisher", "publisher", "application-name")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    language: str = ""
    canonical_url: str = ""


@dataclass(slots=True)
class _Sources:
    meta: dict[str, str] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)

    def first(self, names: tuple[str, ...]) -> str:
        return next((found for name in names if (found := self.meta.get(name))), "")


def metadata_of(root: HtmlElement, *, url: str = "") -> Metadata:
    """Fields cleaned to one line; unknown ones empty."""
    sources = _Sources(_meta(root), _article(root))
    article = sources.article
    return Metadata(
        title=one_line(
            _text(article.get("headline")) or sources.first(_TITLES) or _title(root)
        ),
        author=one_line(_author(root, sources), limit=200),
        publisher=one_line(
            _name(article.get("publisher")) or sources.first(_PUBLISHERS), limit=200
        ),
        published_at=_published(root, sources),
        language=_language(root, sources),
        canonical_url=_canonical(root, sources, url),
    )


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _article(root: HtmlElement) -> dict[str, Any]:
    """The JSON-LD node of the article, or of the page when there is none."""
    page: dict[str, Any] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(json_in_page(script.text or "")):
            kinds = _strings(node.get("@type"))
            if any(_ARTICLE_TYPE.search(kind) for kind in kinds):
                return node
            if not page and "WebPage" in kinds:
                page = node
    return page


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MAX_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(key), dict | list)
            )


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _text(value: Any) -> str:
    return next((item for item in _strings(value) if item.strip()), "")


def _name(value: Any) -> str:
    """The name in a string, a Person or Organization, or a list of them."""
    values = value if isinstance(value, list) else [value]
    names = []
    for item in values[:10]:
        name = item.get("name") if isinstance(item, dict) else item
        if (found := _text(name)) and not _is_url(found):
            names.append(found.strip())
    return ", ".join(dict.fromkeys(names))


def _author(root: HtmlElement, sources: _Sources) -> str:
    if found := _name(sources.article.get("author")):
        return found
    for name in _AUTHORS:
        value = sources.meta.get(name, "")
        if value and not _is_url(value):
            return re.sub(r"^by\s+", "", value, flags=re.I)
    byline = root.xpath("//*[@rel='author' or @itemprop='author']")
    return _visible(byline[0]) if byline else ""


def _title(root: HtmlElement) -> str:
    for path in ("//h1", "//title"):
        for element in root.xpath(path)[:1]:
            if found := _visible(element):
                return found
    return ""


def _published(root: HtmlElement, sources: _Sources) -> datetime | None:
    values = [_text(sources.article.get("datePublished"))]
    values += [sources.meta.get(name, "") for name in _DATES]
    values += root.xpath("//*[@itemprop='datePublished']/@datetime")[:1]
    values += root.xpath("//article//time/@datetime")[:1]
    return next((when for value in values if (when := parse_moment(str(value)))), None)


def _language(root: HtmlElement, sources: _Sources) -> str:
    html = root.getroottree().getroot()
    values = (
        html.get("lang")
        or html.get("{http://www.w3.org/XML/1998/namespace}lang")
        or "",
        _text(sources.article.get("inLanguage")),
        sources.first(("content-language", "language", "og:locale")),
    )
    return next((tag for value in values if (tag := clean_language(value))), "")


def _canonical(root: HtmlElement, sources: _Sources, url: str) -> str:
    """The page's own address, unless it points to somebody else's site."""
    hrefs = [str(href) for href in root.xpath("//link[@rel='canonical']/@href")[:1]]
    for href in (*hrefs, sources.meta.get("og:url", "")):
        address = _joined(url, href.strip())
        if address and (not url or _same_site(address, url)):
            return address
    return ""


def _joined(url: str, href: str) -> str:
    """The web address a reference stands for, or "" when it is none."""
    try:
        address = urljoin(url, href) if href else ""
    except ValueError:
        return ""
    return address if _is_url(address) and len(address) <= 2_000 else ""


def _same_site(one: str, other: str) -> bool:
    a, b = _bare_host(one), _bare_host(other)
    return bool(a and b) and (a == b or a.endswith(f".{b}") or b.endswith(f".{a}"))


def _bare_host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host)


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value.strip())
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _visible(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
