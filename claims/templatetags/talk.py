"""What people say to each other, as it is shown: plain, escaped, links as they read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.services import talking
from claims.templatetags.workbench import hides_direction, web_link

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.models import Comment

register = template.Library()

#: An address ends before white space, quotes, angle brackets and what no eye can see.
_ADDRESS = re.compile(
    "https?://[^\\s<>\"'\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069]+"
)
_BEHIND = ".,;:!?)]}…"


@register.filter
def said(text: str) -> SafeString:
    """A comment with its addresses as links that show where they lead, and nothing else."""
    parts: list[SafeString] = []
    at = 0
    for hit in _ADDRESS.finditer(text):
        url = hit.group().rstrip(_BEHIND)
        if not web_link(url):
            continue
        parts.append(format_html("{}", text[at : hit.start()]))
        parts.append(
            format_html(
                '<a href="{}" rel="noopener noreferrer nofollow">{}</a>', url, url
            )
        )
        at = hit.start() + len(url)
    parts.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def edited_by(comment: Comment, person: User) -> bool:
    """Whether this person may still put the comment differently."""
    return talking.may_edit(comment, person)


@register.filter
def turns_direction(comment: Comment) -> bool:
    return hides_direction(comment.text)


@register.simple_tag
def form_of(refused: Mapping[str, object], kind: str, pk: int) -> object:
    """What was typed into one of many like forms and refused, or nothing."""
    return refused.get(f"{kind}-{pk}", "")
