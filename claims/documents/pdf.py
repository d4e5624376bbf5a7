"""PDF to text: pages joined into paragraphs, with the page of every character."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime

from claims.documents.text import hidden_characters, normalise, one_line
from claims.documents.types import (
    MAX_PAGES,
    MAX_UNPACKED_BYTES,
    Document,
    DocumentError,
    Locator,
)

_LIGATURES = dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00))
_DIGITS = re.compile(r"\d+")
_LIST_ITEM = re.compile(r"(?:[•●▪◦‣*\u2013-]|\(?\d{1,2}[.)]|[a-z]\))\s")
_SENTENCE_END = re.compile(r"[.!?…:][\"'\u201d\u2019»)]*$")
_BROKEN_WORD = re.compile(r"\w[-\u00ad\u2010]$")
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
# What pypdf stumbles over in broken files, besides its own errors.
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
_PROGRAM = re.compile(r"^Microsoft \w+ - |^untitled$", re.I)
_EDGE_LINES = 2
_FULL_LINE = 0.75
_PASSWORD = "This PDF is password-protected. Remove the password and upload again."  # noqa: S105


def read_pdf(data: bytes) -> Document:
    """Text of the first `MAX_PAGES` pages, running heads removed."""
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        pages, info, total, warnings = _pages(data)
    except (LimitReachedError, MemoryError):
        raise DocumentError(
            "too_large", "The PDF could not be read (too large when unpacked)."
        ) from None
    except (PyPdfError, *_BROKEN) as error:
        raise DocumentError(
            "unreadable", "The PDF is damaged and cannot be read."
        ) from error
    except (DependencyError, RuntimeError):
        # What is left of them: encryption that pypdf knows by name only.
        raise DocumentError("encrypted", _PASSWORD) from None
    if total > MAX_PAGES:
        warnings.append(f"Only the first {MAX_PAGES} of {total} pages were read.")
    return _document(pages, info, warnings)


def _pages(data: bytes) -> tuple[list[str], dict[str, str], int, list[str]]:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise DocumentError("encrypted", _PASSWORD)
    pages: list[str] = []
    warnings: list[str] = []
    size = 0
    total = len(reader.pages)
    for number in range(min(total, MAX_PAGES)):
        try:
            text = reader.pages[number].extract_text()
        except (DependencyError, LimitReachedError, MemoryError):
            raise
        except Exception:  # one broken page must not cost the others
            text = ""
            warnings.append(f"Page {number + 1} could not be read.")
        size += len(text)
        if size > MAX_UNPACKED_BYTES // 4:
            raise LimitReachedError("text")
        pages.append(_clean(text))
    return pages, _info(reader), total, warnings


def _clean(text: str) -> str:
    return normalise(text.translate(_LIGATURES))


def _info(reader: object) -> dict[str, str]:
    """Title, author and creation date; every one may be missing or broken."""
    try:
        metadata = getattr(reader, "metadata", None)
    except Exception:  # broken metadata must not cost the text
        return {}
    found: dict[str, str] = {}
    for name in ("title", "author", "creation_date"):
        try:
            value = getattr(metadata, name, None)
        except Exception:  # noqa: S112 - as above
            continue
        if isinstance(value, datetime):
            found[name] = value.isoformat()
        elif isinstance(value, str):
            found[name] = one_line(value)
    return found


def _document(pages: list[str], info: dict[str, str], warnings: list[str]) -> Document:
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    empty = sum(1 for page in pages if not any(char.isalnum() for char in page))
    if empty == len(pages):
        raise DocumentError("no_text", "No text found: this looks like a scanned PDF.")
    text, locators = _flow(_without_running_heads(lines))
    if empty:
        warnings.append(f"{empty} of {len(pages)} pages have no text (scanned?).")
    if len(_GARBLED.findall(text)) > 0.1 * len(text):
        warnings.append("The text of this PDF looks garbled: its fonts hide letters.")
    return Document(
        text=text,
        title=_PROGRAM.sub("", info.get("title", "")),
        author=info.get("author", ""),
        media_type="application/pdf",
        warnings=(*warnings, *hidden_characters(text)),
        locators=locators,
    )


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drops lines that stand at the edge of most pages, whatever their page number.

    A title with a figure in it stays where it comes first, so that no number is lost,
    and a page of nothing else stays whole.
    """
    filled = [[line for line in page if line] for page in pages]
    if len(filled) < 3:
        return filled
    places: dict[str, list[tuple[int, str]]] = {}
    for number, page in enumerate(filled):
        for shape, line in {_shape(page[at]): page[at] for at in _edges(page)}.items():
            places.setdefault(shape, []).append((number, line))
    heads = {
        shape: found[0][0] if _DIGITS.search(shape) and _is_constant(found) else -1
        for shape, found in places.items()
        if len(found) > len(filled) // 2 and _counts_pages(found)
    }
    return [_trimmed(number, page, heads) for number, page in enumerate(filled)]


def _trimmed(number: int, page: list[str], heads: dict[str, int]) -> list[str]:
    """A page without its heads; `heads` names the one page where each may stay."""
    drop = {at for at in _edges(page) if heads.get(_shape(page[at]), number) != number}
    kept = [line for at, line in enumerate(page) if at not in drop]
    return kept or page


def _edges(page: list[str]) -> set[int]:
    count = len(page)
    head = range(min(_EDGE_LINES, count))
    return {*head, *range(max(count - _EDGE_LINES, 0), count)}


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.casefold())


def _is_constant(found: list[tuple[int, str]]) -> bool:
    return len({line for _, line in found}) == 1


def _counts_pages(found: list[tuple[int, str]]) -> bool:
    """Whether each figure of a repeated line stays, or grows as page numbers do."""
    rows = [[int(f[-9:]) for f in _DIGITS.findall(line)] for _, line in found]
    for column in zip(*rows, strict=True):
        steps = {value - page for value, (page, _) in zip(column, found, strict=True)}
        if len(set(column)) > 1 and len(steps) > 1:
            return False
    return True


def _flow(pages: list[list[str]]) -> tuple[str, tuple[Locator, ...]]:
    """One text: wrapped lines joined to paragraphs, also across a page break."""
    pieces: list[str] = []
    locators: list[Locator] = []
    length = 0
    previous = ""
    for page_number, line, width, first in _lines(pages):
        if pieces:
            gap = _gap(previous, line, width)
            if gap == "" and _is_syllable_break(previous, line):
                pieces[-1] = pieces[-1][:-1]
                length -= 1
            pieces.append(gap)
            length += len(gap)
        if first:
            locators.append(Locator(length, f"page {page_number}"))
        pieces.append(line)
        length += len(line)
        previous = line
    joined = "".join(pieces)
    text = normalise(joined)
    if text != joined:
        locators = [
            Locator(len(normalise(joined[: at.start])), at.label) for at in locators
        ]
    return text, tuple(locators)


def _lines(pages: list[list[str]]) -> Iterator[tuple[int, str, int, bool]]:
    for number, page in enumerate(pages, start=1):
        lengths = sorted(len(line) for line in page)
        width = lengths[-1 - len(lengths) // 10] if lengths else 0
        for at, line in enumerate(page):
            yield number, line, width, at == 0


def _gap(previous: str, line: str, width: int) -> str:
    """What stands between two lines: "" for a word in two, " " or a line end."""
    full = len(previous) >= _FULL_LINE * width and width >= 30
    if not full or _LIST_ITEM.match(line) or _is_row(previous) or _is_row(line):
        return "\n"
    if _BROKEN_WORD.search(previous):
        return ""
    ended = bool(_SENTENCE_END.search(previous))
    if ended and len(previous) < 0.9 * width and not line[:1].islower():
        return "\n"
    return " "


def _is_syllable_break(previous: str, line: str) -> bool:
    """A hyphen that only ends the line, unlike those of North-Korea or 10-15."""
    return previous[-2:-1].isalpha() and line[:1].islower()


def _is_row(line: str) -> bool:
    """A table row: mostly figures."""
    figures = sum(char.isdigit() for char in line)
    letters = sum(char.isalpha() for char in line)
    return figures > 5 and figures > letters
