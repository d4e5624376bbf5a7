"""One door for every kind of file."""

from __future__ import annotations

from claims.documents import sniff
from claims.documents.charset import decode
from claims.documents.text import hidden_characters, normalise
from claims.documents.types import MAX_FILE_BYTES, Document, DocumentError


def read(
    data: bytes, *, filename: str = "", media_type: str = "", url: str = ""
) -> Document:
    """The document in `data`; its kind is told by its bytes.

    `filename` and `media_type` (a Content-Type header, parameters allowed) are hints;
    `url` is where the bytes came from, for relative links.  Raises `DocumentError`
    with a sentence for the person who chose the file.

    Hostile files can use any amount of time and memory: use `read_in_child` for bytes
    from outside.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        raise DocumentError("too_large", f"The file is larger than {limit} MB.")
    kind = sniff.media_type_of(data, filename=filename, media_type=media_type)
    charset = _charset_of(media_type)
    if kind == sniff.HTML:
        from claims.documents.html import read_html

        return read_html(data, charset=charset, url=url)
    if kind == sniff.PDF:
        from claims.documents.pdf import read_pdf

        return read_pdf(data)
    if kind == sniff.DOCX:
        from claims.documents.docx import read_docx

        return read_docx(data)
    if kind == sniff.XLSX:
        from claims.documents.tables.workbook import read_xlsx

        return read_xlsx(data)
    if kind == sniff.CSV:
        from claims.documents.tables.delimited import read_delimited

        return read_delimited(data, charset=charset)
    return _read_text(data, charset)


def _read_text(data: bytes, charset: str) -> Document:
    decoded = decode(data, declared=charset)
    text = normalise(decoded.text)
    if not text.strip("\ufeff\u200b\u2060 \t\n\u00a0"):
        raise DocumentError("empty", "The file is empty.")
    return Document(
        text=text,
        media_type=sniff.TEXT,
        warnings=(*decoded.warnings, *hidden_characters(text)),
    )


def _charset_of(media_type: str) -> str:
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""
