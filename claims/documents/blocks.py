"""A parsed page as the blocks a reader sees: paragraphs, headings, items, rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from claims.documents.scan import BLOCKS, INVISIBLE
from claims.documents.text import normalise
from claims.documents.tree import HtmlElement

_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Minus signs, dashes and hyphens all stand for the sign of an exponent.
_RAISED = re.compile("[0-9+\\-\u2212\u2013]+")
_SUPERSCRIPT = str.maketrans("0123456789+-\u2212\u2013", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_SUBSCRIPT = str.maketrans("0123456789+-\u2212\u2013", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_PARAGRAPHS = "count(.//p | .//li | .//h1 | .//h2 | .//h3 | .//h4 | .//pre)"


@dataclass(slots=True)
class Block:
    """One block of visible text; links are (href, start, end) within `text`."""

    text: str
    tag: str
    element: HtmlElement
    links: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def link_share(self) -> float:
        linked = sum(end - start for _, start, end in self.links)
        return linked / max(len(self.text), 1)


def blocks_of(root: HtmlElement) -> list[Block]:
    """Blocks in document order; `root` must not nest deeper than the depth guard."""
    walker = _Walker(root)
    walker.walk(root)
    walker.flush()
    return walker.blocks


class _Walker:
    def __init__(self, root: HtmlElement) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[str, int, int]] = []
        self._owner: HtmlElement = root
        self._in_row = 0
        self._preformatted = 0

    def walk(self, element: HtmlElement) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in INVISIBLE or _is_hidden(element):
            return
        if tag == "br":
            self._append("\n", literal=True)
        elif tag in {"sup", "sub"} and (raised := _raised(element, tag)):
            self._append(raised)
        elif tag == "tr" and _is_data_row(element):
            self.flush()
            self._owner = element
            self._in_row += 1
            self._children(element)
            self._in_row -= 1
            self.flush()
        elif tag in {"td", "th"} and self._in_row:
            if self._length:
                self._append("| " if self._ends_in_space() else " | ", literal=True)
            self._children(element)
        elif tag in BLOCKS:
            self._block(element, tag)
        elif tag == "a":
            self._link(element)
        else:
            self._children(element)

    def flush(self) -> None:
        text = "".join(self._pieces).rstrip(" \n|")
        if text.strip():
            self.blocks.append(_finished(text, self._owner, self._links))
        self._pieces, self._links, self._length = [], [], 0

    def _block(self, element: HtmlElement, tag: str) -> None:
        if self._in_row:
            self._append(" ")
            self._children(element)
            self._append(" ")
            return
        self.flush()
        outer, self._owner = self._owner, element
        self._preformatted += tag == "pre"
        self._children(element)
        self._preformatted -= tag == "pre"
        self.flush()
        self._owner = outer

    def _link(self, element: HtmlElement) -> None:
        start, count = self._length, len(self.blocks)
        self._children(element)
        href = (element.get("href") or "").strip()
        if href and self._length > start and len(self.blocks) == count:
            self._links.append((href, start, self._length))
        elif href and len(self.blocks) > count:
            # A link around whole blocks, as teasers are made.
            for block in self.blocks[count:]:
                block.links.append((href, 0, len(block.text)))

    def _children(self, element: HtmlElement) -> None:
        self._append(element.text)
        for child in element:
            self.walk(child)
            self._append(child.tail)

    def _append(self, text: str | None, *, literal: bool = False) -> None:
        if not text:
            return
        if not literal and not self._preformatted:
            text = _SPACES.sub(" ", text)
            if self._ends_in_space():
                text = text.lstrip(" ")
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _ends_in_space(self) -> bool:
        return not self._pieces or self._pieces[-1][-1] in " \n"


def _finished(
    text: str, owner: HtmlElement, links: list[tuple[str, int, int]]
) -> Block:
    clean = normalise(text)
    if clean != text:
        links = [
            (href, len(normalise(text[:start])), len(normalise(text[:end])))
            for href, start, end in links
        ]
    links = [(href, start, min(end, len(clean))) for href, start, end in links]
    return Block(clean, str(owner.tag), owner, links)


def _is_hidden(element: HtmlElement) -> bool:
    attributes: Any = element.attrib
    if "hidden" in attributes:
        return True
    return bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


def _raised(element: HtmlElement, tag: str) -> str:
    """The digits of a sup or sub as such characters: 10<sup>3</sup> is no 103."""
    text = "".join(element.itertext()).strip()
    if not _RAISED.fullmatch(text):
        return ""
    return text.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT)


def _is_data_row(row: HtmlElement) -> bool:
    """A row of cells, not the scaffold of an old page laid out by tables."""
    cells = row.xpath("./td | ./th")
    if len(cells) < 2 or row.xpath("boolean(.//table)"):
        return False
    return all(cell.xpath(_PARAGRAPHS) < 2 for cell in cells)
