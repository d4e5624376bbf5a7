"""Whether a page that came with status 200 is the page, or something before it."""

from __future__ import annotations

import re

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
_PAYWALL_WORDS = re.compile(
    r"\b(?:subscribe to (?:continue|read)|subscribers? only|already a subscriber"
    r"|to continue reading|this article is for subscribers)\b",
    re.I,
)
_ROBOT_TITLE = re.compile(
    r"^(?:just a moment|attention required|access denied|are you a robot|verify you are)",
    re.I,
)
_CONSENT_HOST = re.compile(r"^(?:consent|guce)\.")
_CONSENT_WORDS = re.compile(r"\b(?:cookies?|consent|partners|privacy)\b", re.I)
_LOGIN_WORDS = re.compile(r"\b(?:log ?in|sign ?in|password)\b", re.I)
_MISSING_TITLE = re.compile(r"^(?:404\b|page not found|not found|error 404)", re.I)


def access_of(response: Response, document: Document) -> str:
    """open, metered, paywalled, consent, login, blocked or missing."""
    if response.media_type not in {"text/html", "application/xhtml+xml", ""}:
        return "open"
    markup = response.body[:_HEAD].decode("utf-8", errors="replace")
    text = document.text
    short = len(text) < _SHORT_TEXT
    if _ROBOT_TITLE.match(document.title) and short:
        return "blocked"
    if _MISSING_TITLE.match(document.title) and short:
        return "missing"
    if _CONSENT_HOST.match(host_of(response.url)) or _is_consent(text):
        return "consent"
    tier = _TIER.search(markup)
    if tier and tier.group(1).lower() == "metered":
        return "metered"
    if tier or _NOT_FREE.search(markup) or (short and _PAYWALL_WORDS.search(text)):
        return "paywalled"
    if len(text) < 400 and len(_LOGIN_WORDS.findall(text)) >= 2:
        return "login"
    return "open"


def _is_consent(text: str) -> bool:
    """Mostly words about cookies, as only a consent page is."""
    words = len(text.split())
    return words < 400 and len(_CONSENT_WORDS.findall(text)) > max(4, words // 20)
