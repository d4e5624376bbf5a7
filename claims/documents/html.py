"""HTML to the main text: every number a reader of the article sees is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from claims.documents import scan
from claims.documents.blocks import Block, blocks_of
from claims.documents.charset import decode
from claims.documents.main_content import main_blocks
from claims.documents.metadata import Metadata, metadata_of
from claims.documents.text import hidden_characters, normalise, tidy
from claims.documents.tree import HtmlElement, parse
from claims.documents.types import MAX_DEPTH, Document, DocumentError, Link

_MAX_MARKUP = 5_000_000
_MAX_TAGS = 150_000
# trafilatura's time grows with the square: 1.4 s for 40,000 tags, 5 s for 80,000.
_MAX_GUIDED_TAGS = 40_000
_MAX_LINKS = 500
_INLINE_FILE = re.compile(r"data:[\w/+.-]{0,80};base64,[A-Za-z0-9+/=]{100,}")
_TIGHT = frozenset({"li", "tr", "dt", "dd", "pre", "option"})


def read_html(data: bytes, *, charset: str = "", url: str = "") -> Document:
    """A page's main text with its metadata and the links in that text."""
    decoded = decode(data, declared=charset, html=True)
    markup = _INLINE_FILE.sub("data:,", decoded.text.replace("\x00", ""))
    warnings = [*decoded.warnings]
    if problem := _too_hard(markup):
        warnings.append(problem)
        document = _read_flat(markup, url)
    else:
        document = _read_tree(markup, url)
    if not document.text:
        raise DocumentError("no_text", "No text found on this page.")
    warnings.extend(hidden_characters(document.text))
    return replace(document, warnings=tuple(warnings))


def text_of_fragment(markup: str) -> tuple[str, tuple[Link, ...]]:
    """Everything in markup that is all content, as a word processor's is."""
    if _too_hard(markup):
        flat = _read_flat(markup, "")
        return flat.text, flat.links
    root = parse(markup)
    return assemble(blocks_of(root)) if root is not None else ("", ())


def assemble(
    blocks: Sequence[Block], *, base: str = ""
) -> tuple[str, tuple[Link, ...]]:
    """Blocks as one text (items and rows on lines, the rest apart) and its links."""
    pieces: list[str] = []
    links: list[Link] = []
    length, previous = 0, ""
    for block in blocks:
        if pieces:
            gap = "\n" if block.tag == previous and block.tag in _TIGHT else "\n\n"
            pieces.append(gap)
            length += len(gap)
        for href, start, end in block.links:
            if len(links) < _MAX_LINKS and (target := absolute(href, base)):
                words = " ".join(block.text[start:end].split())[:300]
                links.append(Link(target, words, length + start))
        pieces.append(block.text)
        length += len(block.text)
        previous = block.tag
    return "".join(pieces), tuple(links)


def absolute(href: str, base: str) -> str:
    """An http(s) address for a link, or "" (mailto:, javascript:, same page)."""
    href = "".join(href.split())
    if not href or href.startswith("#") or len(href) > 2_000:
        return ""
    try:
        target = urljoin(base, href)
        parts = urlsplit(target)
        web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return target if web else ""


def _read_tree(markup: str, url: str) -> Document:
    root = parse(markup)
    if root is None:
        return Document(text="", media_type="text/html")
    base = _base(root, url)
    metadata = metadata_of(root, url=url)
    guide = _trafilatura_text(root) if markup.count("<") <= _MAX_GUIDED_TAGS else ""
    blocks = main_blocks(root, guide)
    text, links = assemble(blocks, base=base)
    return _document(text, links, metadata)


def _read_flat(markup: str, url: str) -> Document:
    raw, found = scan.strip(markup)
    text = tidy(re.sub(r"\n\s*\n+", "\n", raw))
    links = []
    for href, start, end in found[:_MAX_LINKS]:
        words = normalise(" ".join(raw[start:end].split()))[:300]
        if target := absolute(href, url):
            at = text.find(words) if words else -1
            links.append(Link(target, words, at if at >= 0 else None))
    return Document(text=text, links=tuple(links), media_type="text/html")


def _too_hard(markup: str) -> str:
    if len(markup) > _MAX_MARKUP or markup.count("<") > _MAX_TAGS:
        return "The page is very large; its text was read without its layout."
    if scan.depth(markup, limit=MAX_DEPTH) > MAX_DEPTH:
        return "The page structure is too deep; its text was read without its layout."
    return ""


def _trafilatura_text(root: HtmlElement) -> str:
    # Its import alone costs a quarter of a second, so only pages pay for it.
    from trafilatura import extract

    found = extract(
        deepcopy(root), include_comments=False, include_tables=True, favor_recall=True
    )
    return found or ""


def _base(root: HtmlElement, url: str) -> str:
    hrefs = root.xpath("//base/@href")
    try:
        return urljoin(url, str(hrefs[0]).strip()) if hrefs else url
    except ValueError:
        return url


def _document(text: str, links: tuple[Link, ...], metadata: Metadata) -> Document:
    return Document(
        text=text,
        title=metadata.title,
        author=metadata.author,
        publisher=metadata.publisher,
        published_at=metadata.published_at,
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        links=links,
        media_type="text/html",
    )
