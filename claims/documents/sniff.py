"""What kind of file this is, by its bytes; names and headers are only hints."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from claims.documents.types import ACCEPTED, DocumentError

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"

_MAGIC = (
    (b"MZ", "application/x-dosexec"),
    (b"\x7fELF", "application/x-executable"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"RIFF", "image/webp"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,  # its own for an unknown packing or an encrypted member
    OSError,
)
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = "The file carries macros. Save it as .{} without them and upload again."
_OLE_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0"))
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# Named as what their bytes are not: a broken or mislabelled file, not an article.
_BINARY_BY_NAME = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "doc": "a Word document",
    "xlsx": "a spreadsheet",
    "odt": "a text document",
    "zip": "an archive",
    "exe": "a program",
    "png": "a picture",
    "jpg": "a picture",
    "jpeg": "a picture",
}
# Plain text by content, and still not articles.
_TEXT_BY_NAME = {
    "eml": "message/rfc822",
    "json": "application/json",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "svg": "image/svg+xml",
}
_TABLES = frozenset({"csv", "tsv", "tab"})
_TABLE_HINTS = frozenset({CSV, "text/tab-separated-values", "application/csv"})
_REFUSED_HINTS = frozenset(_TEXT_BY_NAME.values()) | {"text/xml", "text/css"}
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|p|h[1-6]"
    rb"|script|style|table|ul|ol|span|a|b|br|center|font|header|frameset|plaintext)\b",
    re.I | re.S,
)
_TAG = re.compile(rb"<[a-z!/][^<>]{0,300}>", re.I)


def media_type_of(data: bytes, *, filename: str = "", media_type: str = "") -> str:
    """One of TEXT, HTML, PDF, DOCX, XLSX, CSV; anything else is a `DocumentError`."""
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError("empty", "The file is empty.")
    hint = media_type.partition(";")[0].strip().lower()
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if data.startswith(_OLE):
        raise _ole_error(data)
    for magic, name in _MAGIC:
        if data.startswith(magic) and _is_binary(data, magic):
            raise unsupported(name)
    if _looks_binary(data):
        raise unsupported(hint if _binary_hint(hint) else "application/octet-stream")
    return _text_type(data, hint, suffix)


def unsupported(name: str) -> DocumentError:
    return DocumentError("unsupported", f"File type not supported ({name}). {ACCEPTED}")


def _text_type(data: bytes, hint: str, suffix: str) -> str:
    if _HTML_START.match(_head_as_ascii(data)):
        return HTML
    if what := _BINARY_BY_NAME.get(suffix):
        sentence = f"The file is named .{suffix} but is not {what}. {ACCEPTED}"
        raise DocumentError("unsupported", sentence)
    if suffix in _TABLES or hint in _TABLE_HINTS:
        return CSV
    if suffix in _TEXT_BY_NAME:
        raise unsupported(_TEXT_BY_NAME[suffix])
    if hint in _REFUSED_HINTS or (
        hint.endswith(("+xml", "+json")) and "xhtml" not in hint
    ):
        raise unsupported(hint)
    named_html = suffix in {"html", "htm", "xhtml"} or hint in {HTML, _XHTML}
    if named_html and _TAG.search(_head_as_ascii(data, 100_000)):
        return HTML
    return TEXT


_XHTML = "application/xhtml+xml"


def _head_as_ascii(data: bytes, size: int = 4096) -> bytes:
    """The first bytes with UTF-16's NULs and any byte-order mark taken out."""
    return data[:size].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _is_binary(data: bytes, magic: bytes) -> bool:
    """Two-letter signatures also begin words: "BMW said ..." is no bitmap."""
    return len(magic) > 3 or not magic.isalnum() or _looks_binary(data)


def _looks_binary(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    head = data[:4096]
    half = max(len(head) // 2, 1)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > 0.4 * half and min(even, odd) < 0.05 * half:
        return False  # UTF-16 without a mark
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1b" for byte in head)
    return controls > max(4, 0.05 * len(head))


def _binary_hint(hint: str) -> bool:
    return "/" in hint and not hint.startswith("text/")


def _ole_error(data: bytes) -> DocumentError:
    if _ENCRYPTED_OFFICE in data:
        return DocumentError(
            "encrypted",
            "This document is password-protected. Remove the password and upload again.",
        )
    if any(mark in data for mark in _OLE_BOOKS):
        return unsupported("Excel 97 workbook, .xls; save it as .xlsx")
    return unsupported("application/msword")


def _content_types(archive: zipfile.ZipFile) -> bytes:
    with archive.open(_TYPES) as part:
        return part.read(200_000)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            types = _content_types(archive) if _TYPES in names else b""
    except BROKEN_ZIP:
        raise DocumentError(
            "unreadable", "The file is damaged: it cannot be unpacked."
        ) from None
    if any(name.endswith("vbaProject.bin") for name in names) or (
        b"macroEnabled" in types
    ):
        plain = "xlsx" if any(name.startswith("xl/") for name in names) else "docx"
        raise DocumentError("unsupported", _MACROS.format(plain))
    if "word/document.xml" in names or b"wordprocessingml.document.main" in types:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        raise unsupported("binary Excel workbook, .xlsb")
    if "ppt/presentation.xml" in names:
        raise unsupported("PowerPoint presentation")
    if "content.xml" in names and "mimetype" in names:
        raise unsupported("OpenDocument")
    raise unsupported("application/zip")
