"""Values as a newsroom writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from claims import selectors
from claims.claimreview import as_json
from claims.engine.finding.terms import marks
from claims.engine.reasoning.periods import parse_period
from claims.engine.reasoning.wording import number_text, percent_text
from claims.engine.types import decimal_text
from claims.models import Claim, Review
from claims.selectors.accord import ENOUGH, FEWEST
from claims.selectors.searching import Asked
from claims.services import quorum
from claims.services.evidence import MANUAL
from claims.services.ingest import headline
from claims.services.network import labels
from claims.vocabulary import Relation, SearchOutcome
from claims.web.access import page_behind
from claims.web.paging import MOST_COUNTED

if TYPE_CHECKING:
    from django.contrib.auth.models import User

register = template.Library()

#: Embeddings, overrides, isolates and marks of writing direction.
_DIRECTION = frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200F))
)


@register.filter
def language_name(tag: str) -> str:
    """ "de-CH" as "German"; a tag nobody knows stays as it is."""
    try:
        return str(get_language_info(tag)["name"])
    except KeyError:
        return tag


@register.filter
def number(value: Decimal | None) -> str:
    """ "2.5 million"; empty where there is none."""
    return "" if value is None else number_text(value)


@register.filter
def days(claim: Claim) -> str:
    """The days a claim's period names, as it is compared: "1 Jan 2024 to 31 Dec 2024"."""
    said = claim.article.published_at
    window = parse_period(claim.period, as_of=said.date() if said else None)
    if window is None:
        return "no calendar days: compared by its words"
    first, last = (
        date_format(d, "j M Y") if d else "" for d in (window.start, window.end)
    )
    if window.shape == "since":
        return f"from {first} on"
    return f"{first} to {last}" if first and first != last else last


@register.filter
def exact(value: Decimal | None) -> str:
    """Every digit, thousands grouped: "2,500,000.05"."""
    if value is None:
        return ""
    whole, point, decimals = decimal_text(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{decimals}"


@register.filter
def how_far(difference: Decimal | None) -> str:
    """A signed share as words: "at least 15 % lower".

    It is measured from the end of what the claim allows: the plain numbers lie further.
    """
    if not difference:
        return ""
    side = "lower" if difference < 0 else "higher"
    return f"at least {percent_text(difference)} {side}"


@register.filter
def person(user: Any, nobody: str = "the workbench") -> str:
    """Somebody's name, or the workbench where nobody did it."""
    return (user.get_full_name() or user.get_username()) if user else nobody


@register.filter
def overdue(due_at: datetime) -> bool:
    return due_at <= timezone.now()


@register.filter
def first_line(text: str) -> str:
    """What a text without a title is called."""
    return headline(text) or "Untitled article"


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A point in time for people and machines."""
    if at is None:
        return ""
    there = at.astimezone(UTC)
    words = date_format(there, "j M Y, H:i")
    return format_html('<time datetime="{}">{} UTC</time>', there.isoformat(), words)


@register.filter
def web_link(url: str) -> str:
    """An address a browser may follow, or nothing."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


@register.filter
def host(url: str) -> str:
    return urlsplit(url).hostname or "" if web_link(url) else ""


@register.filter
def provider(name: str) -> str:
    if name == MANUAL:
        return "Brought by a person"
    known = labels().get(name)
    return known or name.replace("_", " ").capitalize()


@register.filter
def marked(text: str, terms: frozenset[str]) -> SafeString:
    """A text with the words that were looked for marked."""
    pieces, at = [], 0
    for start, end in marks(text, terms):
        pieces.append(format_html("{}<mark>{}</mark>", text[at:start], text[start:end]))
        at = end
    return format_html("{}{}", SafeString("".join(pieces)), text[at:])


@register.filter
def hides_direction(text: str) -> bool:
    """Whether marks that nobody sees turn the order in which the text is shown."""
    return not _DIRECTION.isdisjoint(text or "")


@register.filter
def words(name: str) -> str:
    """An identifier as words: "at_least" is "at least"."""
    return str(name).replace("_", " ")


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key, "")


@register.filter
def numbers(page: Page[Any]) -> list[int | str]:
    """Page numbers to offer, with gaps."""
    return list(
        page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    )


@register.filter
def counted(count: int) -> str:
    """A number of rows that were counted no further than lists are."""
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else str(count)


@register.simple_tag(takes_context=True)
def back_to(context: Context) -> dict[str, str]:
    """The page a form stood on: its `path`, and a `query` to come back to it."""
    path = page_behind(context["request"])
    if path in {reverse("login"), reverse("logout")}:
        path = reverse("home")
    return {"path": path, "query": urlencode({"next": path})}


@register.simple_tag
def json_ld(document: Mapping[str, Any]) -> SafeString:
    return mark_safe(as_json(document))  # noqa: S308  as_json escapes <, > and &


@register.filter
def relations(outcomes: Iterable[str]) -> str:
    """Outcomes of comparisons as words: "agrees, overlaps"."""
    return ", ".join(Relation(one).label.lower() for one in outcomes)


@register.filter
def in_order(names: Iterable[str]) -> list[str]:
    return sorted(names)


@register.filter
def lines(texts: Iterable[str]) -> str:
    """Texts one a line, as in a form that takes one a line."""
    return "\n".join(texts)


@register.filter
def asked_there(rows: Iterable[Asked]) -> list[Asked]:
    """Of a claim's places, those that were or are being asked."""
    return [one for one in rows if one.search.outcome != SearchOutcome.NOT_ASKED]


@register.filter
def not_asked(rows: Iterable[Asked]) -> list[Asked]:
    """Those that were not asked, each with its reason."""
    return [one for one in rows if one.search.outcome == SearchOutcome.NOT_ASKED]


@register.filter
def figure_read(review: Review, claim: Claim) -> str:
    """How the number of a review was read, in the notation of the claim's article."""
    return quorum.figure_read(review, claim.article.language)


@register.filter
def at_odds(review: Review) -> str:
    """What speaks against a review by the evidence it cites itself, or nothing."""
    said = {one.relation for one in review.evidence.all()}
    if review.rating.needs_reason and said == {Relation.INSIDE.value}:
        return "Everything it cites agrees with the claim."
    plain = not review.rating.needs_reason and not review.rating.without_evidence
    if plain and Relation.OUTSIDE in said and Relation.INSIDE not in said:
        return "Something it cites disagrees with the claim, and nothing agrees."
    return ""


@register.filter
def took(span: timedelta | None) -> str:
    """How long something took, in its two largest units."""
    if span is None:
        return "none"
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return "under a minute"
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (0 if days else left, "min")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count)


@register.filter
def alpha(value: Fraction | None, pairs: int = ENOUGH) -> str:
    """A figure that says how far it can be relied on: none is made of too few pairs."""
    if pairs < FEWEST:
        return "too few"
    if value is None:
        return "none"
    return f"{float(value):.2f}{' (few)' if pairs < ENOUGH else ''}"


@register.filter
def seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f} s"


@register.simple_tag
def operators() -> list[User]:
    """Who gives roles: a few names to ask for."""
    return list(selectors.operators())
