"""lxml, imported in one place: it ships no types."""

from __future__ import annotations

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from lxml.html import HtmlElement

__all__ = ["HtmlElement", "parse"]


def parse(markup: str) -> HtmlElement | None:
    """The page's root without comments; None when there is no element in it."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
