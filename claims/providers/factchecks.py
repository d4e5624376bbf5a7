"""Whether a page that was opened is a published check of a claim.

By ClaimReview marked up on it, or because its site publishes nothing else.  Whoever brings
such a page brings no evidence: a check of a claim proves the claim to nobody.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from claims.documents.values import json_in_page
from claims.providers.base import FetchedDocument
from claims.providers.claimreview import MAX_CLAIM, clean, review_of
from claims.providers.published import PublishedCheck
from claims.providers.urls import host_of

_READ, _DEEPEST, _MOST = 3_000_000, 20, 50
_SCRIPT = re.compile(
    rb"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script", re.S | re.I
)


def checks_on(document: FetchedDocument) -> tuple[PublishedCheck, ...]:
    """The checks a page publishes; none where it is something else."""
    marked_up = tuple(_marked_up(document))
    if marked_up or not is_fact_checkers(document.url, document.final_url):
        return marked_up
    named = PublishedCheck(
        url=document.url,
        claim=clean(document.title, limit=MAX_CLAIM),
        publisher=document.publisher or host_of(document.url),
        title=document.title,
        reviewed_on=document.published_at.date() if document.published_at else None,
        language=document.language,
    )
    return (named,)


def is_fact_checkers(*urls: str) -> bool:
    return any(map(_is_theirs, urls))


def _marked_up(document: FetchedDocument) -> Iterator[PublishedCheck]:
    if "html" not in document.media_type:
        return
    found: dict[str, PublishedCheck] = {}
    for script in _SCRIPT.findall(document.body[:_READ]):
        written = json_in_page(script.decode("utf-8", errors="replace"))
        for node in _nodes(written, _DEEPEST):
            if "ClaimReview" in str(node.get("@type")) and len(found) < _MOST:
                check = review_of(node, page=document.final_url)
                if check is not None:
                    found.setdefault(check.fingerprint, check)
    yield from found.values()


def _nodes(node: Any, deepest: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        yield node
    if deepest and isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _nodes(child, deepest - 1)


def _is_theirs(url: str) -> bool:
    """Of a whole site and its subdomains, or of one part of it."""
    parts = host_of(url).split(".")
    sites = (".".join(parts[n:]) for n in range(len(parts)))
    paths = [path for site in sites for path in _publishers().get(site, ())]
    return any(f"{urlsplit(url).path.lower()}/".startswith(path) for path in paths)


@functools.cache
def _publishers() -> Mapping[str, list[str]]:
    """The parts of each site, "/" for the whole of it."""
    file = resources.files(__package__) / "factchecks.toml"
    found: dict[str, list[str]] = {}
    for place in tomllib.loads(file.read_text(encoding="utf-8"))["publishers"]:
        site, _, path = place.partition("/")
        found.setdefault(site, []).append(f"/{path}")
    return found
