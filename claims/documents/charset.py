"""Bytes to text: byte-order mark, then what was declared, then UTF-8, then a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Never honoured: UTF-7 hides markup, the others are no encodings of documents.
_REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
)
_LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}encoding=["']([\w.:-]{2,40})""", re.I)
_HTML_LANG = re.compile(rb"""<html[^>]{0,500}\slang=["']?([a-z]{2})""", re.I)
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk"})
# Where Windows-1252 has no character, an undecodable byte is one error.
_UNDECODABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`guessed` is true when nothing declared the charset and it is not UTF-8."""

    text: str
    charset: str
    guessed: bool = False
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str = "", html: bool = False) -> Decoded:
    """Text of `data`; `declared` is the charset of a header, for HTML also its meta."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    if name := _utf16_without_mark(data):
        return _decoded(data, name, guessed=True)
    for label in (declared, _declared_inside(data) if html else ""):
        name = known_charset(label)
        if name and (found := _as_declared(data, name)):
            return found
    return _undeclared(data)


def known_charset(label: str) -> str:
    """The codec for a charset label, or "" when there is none we honour."""
    try:
        codec = codecs.lookup(label.strip().strip("\"'")) if label.strip() else None
    except (LookupError, ValueError):
        return ""
    if codec is None or codec.name in _REFUSED:
        return ""
    if not getattr(codec, "_is_text_encoding", True):
        return ""
    # Browsers read "ISO-8859-1" and "US-ASCII" as Windows-1252, and so must we.
    return "cp1252" if codec.name in _LATIN else codec.name


def _declared_inside(data: bytes) -> str:
    head = data[:1024]
    match = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else ""


def _as_declared(data: bytes, name: str) -> Decoded | None:
    if name == "cp1252" and (text := _strict(data, "utf-8")) is not None:
        # A server's Latin-1 default on UTF-8 pages: valid UTF-8 does not happen by chance.
        return Decoded(text, "utf-8", guessed=not text.isascii())
    if name == "utf-8" and not _mostly_utf8(data):
        return None
    if name.startswith(("utf-16", "utf-32")):
        # The bytes of this file showed no NULs, so it cannot be what it declares.
        return None
    return _decoded(data, name)


def _undeclared(data: bytes) -> Decoded:
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if _mostly_utf8(data):
        return _decoded(data, "utf-8", guessed=True)
    language = _HTML_LANG.search(data[:1024])
    if language and language.group(1).decode("ascii").lower() in _CYRILLIC:
        return _decoded(data, "cp1251", guessed=True)
    return _decoded(data, _likely_single_byte(data), guessed=True)


def _likely_single_byte(data: bytes) -> str:
    """Windows-1252 unless most letters would be accented, which no such text has."""
    sample = data[:50_000]
    high = sum(byte >= 0xC0 for byte in sample)
    plain = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    if high <= plain:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return known_charset(best.encoding) or "cp1252" if best else "cp1252"


def _decoded(data: bytes, name: str, *, guessed: bool = False) -> Decoded:
    before = data.count(_UNDECODABLE.encode("utf-8")) if name == "utf-8" else 0
    text = data.decode(name, errors="replace")
    lost = text.count(_UNDECODABLE) - before
    warnings = []
    if guessed:
        warnings.append(f"The file does not name its encoding; it was read as {name}.")
    if lost > 0:
        warnings.append(f"{lost} bytes could not be decoded.")
    return Decoded(text, name, guessed=guessed, warnings=tuple(warnings))


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether UTF-8 sequences outnumber the bytes that break the rules of UTF-8."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count(_UNDECODABLE)
    good = sum(1 for char in text if char > "\x7f") - broken
    return broken == 0 or good > broken


def _utf16_without_mark(data: bytes) -> str:
    head = data[:4096]
    half = len(head) // 2
    if half < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""
