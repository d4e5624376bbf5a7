"""A linear scanner of HTML that no nesting and no broken markup can slow down.

lxml drops text below about 256 levels without a word, and other parsers turn
quadratic on hostile input.  So depth is measured here first, and a page that is too
deep is read by `strip` alone.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_VOID = "area base br col embed hr img input link meta param source track wbr"
_RAW = "script style textarea title noscript iframe noembed noframes xmp"
_UNSEEN = "template svg object select button datalist"
_BLOCKS = (
    "address article aside blockquote body br caption center dd details dialog div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li"
    " main menu nav ol option p pre section summary table tbody td tfoot th thead tr"
    " ul"
)
VOID = frozenset(_VOID.split())
RAW = frozenset(_RAW.split())
INVISIBLE = RAW | frozenset(_UNSEEN.split())
BLOCKS = frozenset(_BLOCKS.split())
# A start tag of the key closes an open element of the value (its end tag is optional).
_CLOSES = {
    "p": {"p"},
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"},
    "option": {"option"},
}
# A tag with its name, or what begins a comment or declaration.
_MARKUP = re.compile(r"<(?:(/?[a-zA-Z][^\s/>]*)|(?=[!?]))")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.I)
_MARK = re.compile("[>\"']")
_CUT_OFF_TAG = 2_000
# Single spaces are left alone: a long text has millions.
_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")


class Token(NamedTuple):
    """Text when `tag` is ""; else a tag ("p", "/p") with its raw attributes in `text`."""

    tag: str
    text: str


class _Finder:
    """`str.find` that remembers what is no longer ahead, so that no search repeats."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._gone: set[str] = set()

    def find(self, needle: str, start: int) -> int:
        if needle in self._gone:
            return -1
        found = self._text.find(needle, start)
        if found < 0:
            self._gone.add(needle)
        return found


def tokens(text: str) -> Iterator[Token]:
    """Every tag and every run of text, in order; comments and raw text left out."""
    finder, lower = _Finder(text), _Finder(_ascii_lower(text))
    ends = _TagEnds(text, finder)
    position, end = 0, len(text)
    while position < end:
        match = _MARKUP.search(text, position)
        if match is None or finder.find(">", match.start()) < 0:
            yield Token("", _without_cut_off_tag(text, position, match))
            return
        if match.start() > position:
            yield Token("", text[position : match.start()])
        position = match.start()
        name = (match.group(1) or "").lower()
        if not name:
            position = _after_declaration(finder, text, position)
            continue
        close = ends.find(match.end())
        yield Token(name, text[match.end() : close])
        position = close + 1
        if name in RAW:
            closing = lower.find(f"</{name}", position)
            position = position if closing < 0 else closing


def depth(text: str, *, limit: int) -> int:
    """How deep elements nest, counted as a browser would; stops beyond `limit`."""
    stack: list[str] = []
    open_names: Counter[str] = Counter()
    deepest = 0
    for tag, _ in tokens(text):
        name = tag.lstrip("/")
        if not tag or name in VOID:
            continue
        if tag.startswith("/"):
            if open_names[name]:
                while (last := stack.pop()) != name:
                    open_names[last] -= 1
                open_names[name] -= 1
            continue
        while stack and stack[-1] in _CLOSES.get(name, ()):
            open_names[stack.pop()] -= 1
        stack.append(name)
        open_names[name] += 1
        deepest = max(deepest, len(stack))
        if deepest > limit:
            break
    return deepest


def strip(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """All visible text with its links as (href, start, end), whatever the nesting."""
    pieces: list[str] = []
    links: list[tuple[str, int, int]] = []
    length = 0
    href, begun = "", 0
    for tag, content in _visible(tokens(text)):
        name = tag.lstrip("/")
        if not tag or name in BLOCKS:
            piece = "\n" if tag else _SPACES.sub(" ", html.unescape(content))
            pieces.append(piece)
            length += len(piece)
        elif name == "a":
            if href and length > begun:
                links.append((href, begun, length))
            href, begun = (_href(content) if tag == "a" else ""), length
    return "".join(pieces), links


def _visible(stream: Iterable[Token]) -> Iterator[Token]:
    """Without what a browser does not show; a block ends an unclosed <svg> and such."""
    hidden = ""
    for token in stream:
        if hidden and hidden not in RAW and token.tag in BLOCKS:
            hidden = ""
        if not hidden and token.tag in INVISIBLE:
            hidden = token.tag
        elif not hidden:
            yield token
        elif token.tag == f"/{hidden}":
            hidden = ""


def _href(attributes: str) -> str:
    match = _HREF.search(attributes)
    found = next((group for group in match.groups() if group), "") if match else ""
    return html.unescape(found).strip()


def _without_cut_off_tag(text: str, position: int, tag: re.Match[str] | None) -> str:
    """The rest of a text with no whole tag in it: a file may be cut off in its last."""
    cut = tag is not None and len(text) - tag.start() < _CUT_OFF_TAG
    return text[position : tag.start()] if tag and cut else text[position:]


def _after_declaration(finder: _Finder, text: str, position: int) -> int:
    """Behind a comment, a doctype or a processing instruction."""
    if text.startswith("<!--", position):
        close = finder.find("-->", position + 2)
        if close >= 0:
            return close + 3
    return finder.find(">", position) + 1


class _TagEnds:
    """Finds a tag's ">" outside quotes; after one endless quote, any ">" will do."""

    def __init__(self, text: str, finder: _Finder) -> None:
        self._text = text
        self._finder = finder
        self._quotes_matter = True

    def find(self, position: int) -> int:
        if self._quotes_matter:
            if (close := self._outside_quotes(position)) >= 0:
                return close
            self._quotes_matter = False
        return self._finder.find(">", position)

    def _outside_quotes(self, position: int) -> int:
        while match := _MARK.search(self._text, position):
            mark, at = match.group(), match.start()
            if mark == ">":
                return at
            position = at + 1
            value = self._text[max(at - 8, 0) : at].rstrip().endswith("=")
            if value and (ending := self._finder.find(mark, position)) >= 0:
                position = ending + 1
        return -1


def _ascii_lower(text: str) -> str:
    """Lower case of the same length, unlike `str.lower` (which changes "İ")."""
    return text.translate({code: code + 32 for code in range(65, 91)})
