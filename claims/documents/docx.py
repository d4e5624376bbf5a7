"""Word documents: only the parts with text are unpacked, and never beyond a limit."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from xml.parsers import expat

from claims.documents.html import text_of_fragment
from claims.documents.sniff import BROKEN_ZIP, DOCX
from claims.documents.text import hidden_characters, one_line
from claims.documents.types import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    Document,
    DocumentError,
)
from claims.documents.values import clean_language, parse_moment

# The parts with text, styles and links; pictures, macros and embedded files stay packed.
_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?"
    r"(?:document\d*|styles|numbering|footnotes|endnotes)\.xml(?:\.rels)?"
)
_CORE = "docProps/core.xml"
_SMALL = 1_000_000
_ENCRYPTED = 0x1
_MAX_XML_DEPTH = 250
_TOLD = {
    "w:vanish": "The document has hidden text, which was read too.",
    "w:altChunk": "The document embeds another file, which was not read.",
}
_TOO_LARGE = "The document expands to more than 100 MB."


def read_docx(data: bytes) -> Document:
    """The text of a .docx: insertions and footnotes in, deletions out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive)
            names = set(archive.namelist())
            wanted = sorted(name for name in names if _PART.fullmatch(name))
            parts = {name: _unpack(archive, name) for name in wanted}
            core = _unpack(archive, _CORE) if _CORE in names else b""
    except BROKEN_ZIP as error:
        raise _damaged() from error
    seen = {name for part in parts.values() for name in _check_xml(part)}
    text, links = text_of_fragment(_to_html(parts))
    if not text.strip():
        raise DocumentError("no_text", "No text found in this document.")
    warnings = [*hidden_characters(text)]
    warnings.extend(sentence for name, sentence in _TOLD.items() if name in seen)
    title, author, language, created = _properties(core)
    return Document(
        text=text,
        title=title,
        author=author,
        language=language,
        published_at=created,
        links=links,
        media_type=DOCX,
        warnings=tuple(warnings),
    )


def _check_directory(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentError(
            "too_large", f"The document has more than {MAX_MEMBERS} parts."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise DocumentError("too_large", _TOO_LARGE)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise DocumentError(
            "encrypted",
            "This document is password-protected. Remove the password and upload again.",
        )
    for member in members:
        if member.file_size > _SMALL and _ratio(member) > MAX_RATIO:
            raise DocumentError("too_large", "The document is packed too tightly.")


def _ratio(member: zipfile.ZipInfo) -> float:
    return member.file_size / max(member.compress_size, 1)


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes, counted while reading: a directory can lie about its size."""
    member = archive.getinfo(name)
    limit = min(MAX_UNPACKED_BYTES, max(_SMALL, member.compress_size * MAX_RATIO))
    chunks, size = [], 0
    with archive.open(member) as part:
        while chunk := part.read(65_536):
            size += len(chunk)
            if size > limit:
                raise DocumentError("too_large", _TOO_LARGE)
            chunks.append(chunk)
    return b"".join(chunks)


def _check_xml(part: bytes) -> set[str]:
    """Refuses document types and absurd nesting; tells which of `_TOLD` occur."""
    parser = expat.ParserCreate()
    level = 0
    seen: set[str] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > _MAX_XML_DEPTH:
            raise DocumentError("unreadable", "The document's parts nest too deeply.")
        if name in _TOLD and attributes.get("w:val", "1") not in {"0", "false"}:
            seen.add(name)

    def end(_name: str) -> None:
        nonlocal level
        level -= 1

    def doctype(*_parts: object) -> None:
        raise DocumentError(
            "unreadable",
            "The document declares a document type, which Word never does.",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise _damaged() from error
    return seen


def _to_html(parts: dict[str, bytes]) -> str:
    import mammoth

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    try:
        result = mammoth.convert_to_html(
            packed,
            convert_image=lambda _image: [],
            external_file_access=False,
            include_embedded_style_map=False,
        )
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        OSError,
        RecursionError,
    ) as error:
        raise _damaged() from error
    return str(result.value)


def _properties(core: bytes) -> tuple[str, str, str, datetime | None]:
    """Title, author, language and creation time of docProps/core.xml."""
    if not core:
        return "", "", "", None
    _check_xml(core)
    values: dict[str, str] = {}
    path: list[str] = []
    parser = expat.ParserCreate()

    def text(piece: str) -> None:
        values[path[-1]] = values.get(path[-1], "") + piece

    parser.StartElementHandler = lambda name, _attributes: path.append(name)
    parser.EndElementHandler = lambda _name: path.pop() and None
    parser.CharacterDataHandler = text
    parser.Parse(core, True)  # noqa: FBT003 - expat takes no keywords
    return (
        one_line(values.get("dc:title", "")),
        one_line(values.get("dc:creator", ""), limit=200),
        clean_language(values.get("dc:language", "")),
        parse_moment(values.get("dcterms:created", "")),
    )


def _damaged() -> DocumentError:
    return DocumentError("unreadable", "The document is damaged and cannot be opened.")
