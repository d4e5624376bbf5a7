"""Small escaped pieces of HTML the lists and pages share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.engine.types import decimal_text

if TYPE_CHECKING:
    from claims.models.numbers import ComparableNumber

NONE = "-"


def marked(text: str, start: int | None, end: int | None) -> SafeString:
    """The text with one stretch marked; offsets of None mark nothing."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return format_html("{}", text)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])


def marked_words(text: str, words: str) -> SafeString:
    start = text.find(words) if words else -1
    return marked(text, start, start + len(words)) if start >= 0 else marked(text, 0, 0)


def row_link(row: Model | None, label: str = "") -> SafeString | str:
    """A link to a row's own admin page."""
    if row is None:
        return NONE
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return format_html(
        '<a href="{}">{}</a>', reverse(name, args=[row.pk]), label or str(row)
    )


def page_link(url: str, label: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)


def outward(url: str, label: str = "") -> SafeString | str:
    """A link out of the house, only where it leads to the web."""
    if not url.lower().startswith(("http://", "https://")):
        return label or url or NONE
    return format_html(
        '<a href="{}" rel="noopener noreferrer">{}</a>', url, label or url
    )


def signed(weight: Decimal) -> str:
    return f"{weight:+.2f}"


def weighed(rows: Iterable[tuple[str, str, str]]) -> SafeString:
    """Weights, what they are for and a remark, a line each."""
    return format_html_join("", "<div>{} {}{}</div>", rows)


def interval(number: ComparableNumber) -> str:
    """The read value in interval notation, its unit behind it: `[4200, ∞) container`."""
    if number.low is None and number.high is None:
        return NONE
    unit = " ".join(filter(None, [number.unit, number.per and f"per {number.per}"]))
    if number.low == number.high:
        value = _digits(number.low)
    else:
        left = "(" if number.low is None or number.low_open else "["
        right = ")" if number.high is None or number.high_open else "]"
        low = "-∞" if number.low is None else _digits(number.low)
        high = "∞" if number.high is None else _digits(number.high)
        value = f"{left}{low}, {high}{right}"
    return f"{value} {unit}".strip()


def _digits(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)
