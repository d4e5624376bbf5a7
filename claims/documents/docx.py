"""Word documents: only the parts with text are unpacked, and never beyond a limit."""

from __future__ import annotations

import io
import re
import zipfile

from claims.documents.html import text_of_fragment
from claims.documents.office import (
    CORE,
    check_directory,
    damaged,
    properties,
    read_xml,
    unpack,
)
from claims.documents.sniff import BROKEN_ZIP, DOCX
from claims.documents.text import hidden_characters
from claims.documents.types import Document, DocumentError

# The parts with text, styles and links; pictures, macros and embedded files stay packed.
_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?"
    r"(?:document\d*|styles|numbering|footnotes|endnotes)\.xml(?:\.rels)?"
)
_TOLD = {
    "w:vanish": "The document has hidden text, which was read too.",
    "w:altChunk": "The document embeds another file, which was not read.",
}


def read_docx(data: bytes) -> Document:
    """The text of a .docx: insertions and footnotes in, deletions out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive)
            names = set(archive.namelist())
            wanted = sorted(name for name in names if _PART.fullmatch(name))
            parts = {name: unpack(archive, name) for name in wanted}
            core = unpack(archive, CORE) if CORE in names else b""
    except BROKEN_ZIP as error:
        raise damaged() from error
    seen = {name for part in parts.values() for name in _features(part)}
    text, links = text_of_fragment(_to_html(parts))
    if not text.strip():
        raise DocumentError("no_text", "No text found in this document.")
    warnings = [*hidden_characters(text)]
    warnings.extend(sentence for name, sentence in _TOLD.items() if name in seen)
    title, author, language, created = properties(core)
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


def _features(part: bytes) -> set[str]:
    """Which of `_TOLD` occur in a part; refuses one that is no sound XML."""
    seen: set[str] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in _TOLD and attributes.get("w:val", "1") not in {"0", "false"}:
            seen.add(name)

    read_xml([part], start=start)
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
        raise damaged() from error
    return str(result.value)
