"""Which blocks of a page are the article.

trafilatura knows an article from its surroundings, but drops captions, fact boxes and
short lines, and numbers live there.  So its text only tells where the article is;
everything in that place is kept, unless it is plainly furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.documents.blocks import Block, blocks_of
from claims.documents.tree import HtmlElement

_FURNITURE_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu"}
)
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav(?:igation|bar)?|menu|breadcrumbs?|cookies?|consent|gdpr|newsletter"
    r"|subscribe|subscription|paywall|share(?:daddy|bar|buttons?|tools?)?|sharing|social|related|recommend\w*|teasers?"
    r"|sidebar|promo|advert\w*|ads?|sponsor\w*|comments?|popup|modal|skip|pagination)"
    r"(?:[-_\s]|$)",
    re.I,
)
_FURNITURE_WORDS = re.compile(
    r"\b(?:cookies|newsletter|sign up|log in|subscribe|all rights reserved"
    r"|privacy policy|advertisement)\b",
    re.I,
)
_NOT_LETTERS = re.compile(r"\W+")
_ENOUGH = 0.6
_SHORT = 25


def main_blocks(root: HtmlElement, guide: str) -> list[Block]:
    """The article's blocks; `guide` is the main text another extractor found, or ""."""
    blocks = blocks_of(root)
    chosen = _chosen(blocks, guide)
    if not chosen:
        container = _main_landmark(root, blocks)
        return _kept(blocks, chosen, container) or blocks
    container = _container(root, [block for block in blocks if id(block) in chosen])
    if container is not root and _share(blocks, chosen, root) < _ENOUGH:
        # The guide found only a part of a page that says nothing about its layout.
        landmark = _landmark(container)
        container = root if landmark is None else landmark
    return _kept(blocks, chosen, container) or blocks


def _chosen(blocks: Sequence[Block], guide: str) -> set[int]:
    lines = {_squash(line) for line in guide.splitlines()}
    whole = _squash(guide)
    chosen = set()
    for block in blocks:
        squashed = _squash(block.text)
        if not squashed:
            continue
        if squashed in lines or (len(squashed) >= _SHORT and squashed in whole):
            chosen.add(id(block))
    return chosen


def _kept(
    blocks: Sequence[Block], chosen: set[int], container: HtmlElement
) -> list[Block]:
    inside = set(container.iter())
    furniture = _Furniture(container)
    return [
        block
        for block in blocks
        if (id(block) in chosen and not _within(block.element, {"nav"}))
        or (block.element in inside and not furniture.has(block))
        or _is_headline(block)
    ]


def _share(blocks: Sequence[Block], chosen: set[int], root: HtmlElement) -> float:
    """How much of the page's text that is no furniture the guide has found."""
    furniture = _Furniture(root)
    text = sum(len(block.text) for block in blocks if not furniture.has(block))
    found = sum(len(block.text) for block in blocks if id(block) in chosen)
    return found / max(text, 1)


def _main_landmark(root: HtmlElement, blocks: Sequence[Block]) -> HtmlElement:
    """Without a guide: the innermost <article> or <main> with half the page's text."""
    held = _weights(blocks)
    half = sum(len(block.text) for block in blocks) / 2
    marks = [e for e in held if e.tag in {"article", "main"} and held[e] > half]
    return max(marks, key=_level, default=root)


def _container(root: HtmlElement, blocks: Sequence[Block]) -> HtmlElement:
    """The nearest element around nine tenths of the chosen text."""
    total = sum(len(block.text) for block in blocks)
    held = _weights(blocks)
    around = [element for element in held if held[element] >= 0.9 * total]
    nearest = max(around, key=_level, default=root)
    landmark = _landmark(nearest)
    return nearest if landmark is None else landmark


def _weights(blocks: Sequence[Block]) -> dict[HtmlElement, int]:
    """How many characters of the blocks each element holds."""
    held: dict[HtmlElement, int] = {}
    for block in blocks:
        for element in (block.element, *block.element.iterancestors()):
            held[element] = held.get(element, 0) + len(block.text)
    return held


def _landmark(element: HtmlElement) -> HtmlElement | None:
    """The <article> or <main> that holds the element."""
    for tag in ("article", "main"):
        for outer in (element, *element.iterancestors()):
            if outer.tag == tag or outer.get("role") == tag:
                return outer
    return None


class _Furniture:
    """Tells what is around an article, within a container; remembers elements."""

    def __init__(self, container: HtmlElement) -> None:
        self._known: dict[HtmlElement, bool] = {container: False}

    def has(self, block: Block) -> bool:
        if block.tag == "figcaption":
            return False
        if block.link_share > (0.9 if block.tag == "p" else 0.6):
            return True
        if self._holds(block.element):
            return True
        return len(block.text) < 300 and bool(_FURNITURE_WORDS.search(block.text))

    def _holds(self, element: HtmlElement) -> bool:
        path = []
        found = False
        for outer in (element, *element.iterancestors()):
            if outer in self._known:
                found = self._known[outer]
                break
            path.append(outer)
        for outer in reversed(path):
            found = found or _is_furniture(outer)
            self._known[outer] = found
        return found


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_FURNITURE_NAMES.search(names[:1_000]))


def _is_headline(block: Block) -> bool:
    """The page's h1 often stands in a header beside the article's body."""
    return block.tag == "h1" and not _within(block.element, _FURNITURE_TAGS)


def _within(element: HtmlElement, tags: frozenset[str] | set[str]) -> bool:
    return any(outer.tag in tags for outer in (element, *element.iterancestors()))


def _level(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _squash(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()
