"""Dates and languages as documents and services state them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from claims.documents.languages import language_code

_WRAPPING = re.compile(
    r"\A\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*\Z"
)
#: A language tag (BCP 47) as people write it: language, then script, region or variant.
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$"
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})(?![A-Za-z])(?:[-_]([A-Za-z]{2}|\d{3})(?![A-Za-z]))?"
)


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
    """ "en_US" and "EN-us" as "en-US"; "" when it names no language."""
    match = _LANGUAGE.match(value.strip())
    language = language_code(match.group(1)) if match else ""
    if not match or not language:
        return ""
    region = match.group(2)
    return f"{language}-{region.upper()}" if region else language


def language_tag(value: str) -> str:
    """ "DE-at" as "de-AT", "zh-hant" as "zh-Hant"; "" when it is no language tag."""
    if not re.fullmatch(LANGUAGE, value):
        return ""
    language, *parts = value.lower().split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([language, *(cased.get(len(one), str)(one) for one in parts)])
