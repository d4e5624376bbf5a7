"""Small escaped pieces of HTML the lists and pages share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from claims.engine.types import decimal_text

if TYPE_CHECKING:
    from claims.models.numbers import ComparableNumber
    from claims.services.turns import Turn

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


def progress_of(done: int, every: int, told: str, turn: Turn | None) -> SafeString:
    """A job's rows done of all, asked for again until it has ended; with what keeps it."""
    running = turn is not None and turn.goes_on and done < every
    return format_html(
        '<div id="progress" role="status"><div{}>'
        '<progress max="{}" value="{}" aria-label="Done">{} of {}</progress> '
        "{} of {} {}.{}</div></div>",
        _ASK_AGAIN if running else "",
        *(every or 1, done if every else 1, done, every),
        *(f"{done:,}", f"{every:,}", told),
        _kept_by(turn) if turn is not None and done < every else "",
    )


#: Only this part of the page is put there anew; the region around it stays and is read out.
_ASK_AGAIN = mark_safe(
    ' hx-get="" hx-trigger="every 2s" hx-select="#progress > *" hx-target="#progress"'
    ' hx-swap="innerHTML"'
)


def _kept_by(turn: Turn) -> str:
    if turn.ended_badly:
        return f" It ended badly: {turn.job.error} Have it tried again under Work."
    if turn.again_at:
        return f" Put off: {turn.job.error}"
    if turn.running:
        return " It goes on."
    return f" It waits its turn{f', {turn.before} before it' if turn.before else ''}."
