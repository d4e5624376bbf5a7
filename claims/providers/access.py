"""Whether a page that came with status 200 is the page, or something before it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from claims.documents.types import Document
from claims.providers.response import Response
from claims.providers.urls import host_of

_HEAD = 300_000
_SHORT_TEXT = 1_200
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false"?', re.I)
_TIER = re.compile(
    r"""<meta[^>]{0,200}article:content_tier["'][^>]{0,200}content=["'](locked|metered)""",
    re.I,
)


def access_of(response: Response, document: Document) -> str:
    """open, metered, paywalled, consent, login, blocked or missing."""
    if response.media_type not in {"text/html", "application/xhtml+xml", ""}:
        return "open"
    markup = response.body[:_HEAD].decode("utf-8", errors="replace")
    title, text = document.title.strip().lower(), document.text
    short = len(text) < _SHORT_TEXT
    if short and (title.startswith(_listed("robot", "titles")) or _says("robot", text)):
        return "blocked"
    if short and title.startswith(_listed("missing", "titles")):
        return "missing"
    host = host_of(response.url)
    if host.partition(".")[0] in _listed("consent", "hosts") or _is_consent(text):
        return "consent"
    tier = _TIER.search(markup)
    if tier and tier.group(1).lower() == "metered":
        return "metered"
    if tier or _NOT_FREE.search(markup) or (short and _says("paywall", text)):
        return "paywalled"
    if len(text) < 400 and len(_found("login", text)) >= 2:
        return "login"
    return "open"


def _is_consent(text: str) -> bool:
    """Mostly words about cookies, as only a consent page is."""
    words = len(text.split())
    return words < 400 and len(_found("consent", text)) > max(4, words // 20)


def _says(section: str, text: str) -> bool:
    return bool(_found(section, text))


def _found(section: str, text: str) -> Sequence[str]:
    return _any_of(section).findall(text)


@lru_cache
def _any_of(section: str) -> re.Pattern[str]:
    words = sorted(_listed(section, "words"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)


@lru_cache
def _listed(section: str, name: str) -> tuple[str, ...]:
    lists = tomllib.loads(Path(__file__).with_name("access.toml").read_text("utf-8"))
    return tuple(lists[section][name])
