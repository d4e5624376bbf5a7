"""The key of an act, as whoever looks at the page chose it."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def key(context: Context, act: str, look: str = "") -> SafeString:
    """Nothing where it is switched off."""
    shown = context["shortcuts"].key(act)
    if not shown:
        return SafeString("")
    if look:
        return format_html('<kbd class="{}">{}</kbd>', look, shown)
    return format_html("<kbd>{}</kbd>", shown)
