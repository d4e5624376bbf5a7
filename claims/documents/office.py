"""What Word and Excel files share: a zip of XML parts, unpacked within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from xml.parsers import expat

from claims.documents.text import one_line
from claims.documents.types import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    DocumentError,
)
from claims.documents.values import clean_language, parse_moment

CORE = "docProps/core.xml"
PASSWORD = "This document is password-protected. Remove the password and upload again."  # noqa: S105
_SMALL = 1_000_000
_ENCRYPTED = 0x1
_MAX_DEPTH = 250
_PIECE = 65_536
_TOO_LARGE = "The document expands to more than 100 MB."


def check_directory(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(
            "too_large", f"The document has more than {MAX_MEMBERS} parts."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise DocumentError("too_large", _TOO_LARGE)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise DocumentError("encrypted", PASSWORD)
    for member in members:
        if member.file_size > _SMALL and _ratio(member) > MAX_RATIO:
            raise DocumentError("too_large", "The document is packed too tightly.")


def _ratio(member: zipfile.ZipInfo) -> float:
    return member.file_size / max(member.compress_size, 1)


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, counted while reading: a directory can lie of its size."""
    member = archive.getinfo(name)
    limit = min(MAX_UNPACKED_BYTES, max(_SMALL, member.compress_size * MAX_RATIO))
    size = 0
    with archive.open(member) as part:
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise DocumentError("too_large", _TOO_LARGE)
            yield piece


def unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    return b"".join(pieces(archive, name))


def read_xml(
    part: Iterable[bytes],
    *,
    start: Callable[[str, dict[str, str]], object] | None = None,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Tell every element and text of a part, whatever its size.

    Refuses a document type (where entities are made) and absurd nesting.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    level = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > _MAX_DEPTH:
            raise DocumentError("unreadable", "The document's parts nest too deeply.")
        if start:
            start(name, attributes)

    def closed(name: str) -> None:
        nonlocal level
        level -= 1
        if end:
            end(name)

    def doctype(*_parts: object) -> None:
        raise DocumentError(
            "unreadable",
            "The document declares a document type, which no office program does.",
        )

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = doctype
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in part:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise damaged() from error


def properties(core: bytes) -> tuple[str, str, str, datetime | None]:
    """Title, author, language and creation time of docProps/core.xml."""
    if not core:
        return "", "", "", None
    values: dict[str, str] = {}
    path: list[str] = []

    def text(piece: str) -> None:
        if path:
            values[path[-1]] = values.get(path[-1], "") + piece

    read_xml(
        [core],
        start=lambda name, _attributes: path.append(name),
        end=lambda _name: path.pop(),
        text=text,
    )
    return (
        one_line(values.get("dc:title", "")),
        one_line(values.get("dc:creator", ""), limit=200),
        clean_language(values.get("dc:language", "")),
        parse_moment(values.get("dcterms:created", "")),
    )


def damaged() -> DocumentError:
    return DocumentError("unreadable", "The document is damaged and cannot be opened.")
