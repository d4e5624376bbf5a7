"""Dates and languages as documents and services state them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_WRAPPING = re.compile(
    r"\A\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*\Z"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3})(?![A-Za-z]))?")


def parse_moment(value: str) -> datetime | None:
    """An aware time from ISO 8601 or RFC 2822 text; without a zone it is UTC."""
    value = value.strip()
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError):
            return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment if 1900 <= moment.year <= 2200 else None


def json_in_page(text: str) -> Any:
    """JSON-LD as pages have it: in comments or CDATA, with a semicolon, with raw control
    characters; None when it is no JSON.
    """
    try:
        return json.loads(_WRAPPING.sub("", text).strip(" \r\n\t;"), strict=False)
    except (ValueError, RecursionError):
        return None


def clean_language(value: str) -> str:
    """ "en_US" and "EN-us" as "en-US"; "" when it is no language tag."""
    match = _LANGUAGE.match(value.strip())
    if not match:
        return ""
    language, region = match.group(1).lower(), match.group(2)
    return f"{language}-{region.upper()}" if region else language
