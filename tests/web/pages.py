"""Reading a page the way a browser would."""

from __future__ import annotations

from typing import Any

from lxml import html  # type: ignore[import-untyped]  # has no stubs


def document(response: Any) -> Any:
    return html.fromstring(response.content.decode())


def text(response: Any) -> str:
    return " ".join(document(response).text_content().split())


def select(response: Any, css_class: str) -> Any:
    return document(response).find_class(css_class)


def form_to(response: Any, address: str) -> Any:
    """The form that posts to an address; None where the page has none."""
    for form in document(response).forms:
        if form.get("action") == address:
            return form
    return None


def field(response: Any, address: str, name: str) -> Any:
    """What a field of a form holds now."""
    form = form_to(response, address)
    assert form is not None, f"no form to {address}"
    return form.fields[name]


def json_ld(response: Any) -> Any:
    return document(response).xpath("//script[@type='application/ld+json']/text()")
