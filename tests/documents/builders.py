"""Documents made for a test: small ones that are right, and hostile ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with one text line per string, from the top of each page."""
    return pdf_of_streams([_page(lines) for lines in pages])


def pdf_of_streams(streams: Sequence[bytes], *, compressed: bool = False) -> bytes:
    """A PDF of content streams; `compressed` ones are given as zlib data."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(streams), kids),
        _FONT,
    ]
    filters = b"/Filter/FlateDecode" if compressed else b""
    for number, stream in enumerate(streams):
        contents = first + 2 * number + 1
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % contents
        )
        objects.append(
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters, stream)
        )
    return _assembled(objects)


def encrypted_pdf(lines: Sequence[str], *, user: str, owner: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([lines]))))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def docx(body: str, *, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A .docx with this WordprocessingML body and any further parts."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": document, **(parts or {})})


def paragraph(*runs: str) -> str:
    """A paragraph of plain texts, or of markup when a run starts with "<"."""
    made = [r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs]
    return f"<w:p>{''.join(made)}</w:p>"


def zipped(members: dict[str, str | bytes]) -> bytes:
    """The same members give the same bytes, at whatever second they are packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, not now
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def zlib_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    blank = b" " * 1_000_000
    return b"".join(
        [*(packer.compress(blank) for _ in range(megabytes)), packer.flush()]
    )


def _page(lines: Sequence[str]) -> bytes:
    shown = []
    for number, line in enumerate(lines):
        text = line.encode("cp1252")
        for mark in (b"\\", b"(", b")"):
            text = text.replace(mark, b"\\" + mark)
        shown.append(b"BT /F1 10 Tf 50 %d Td (%s) Tj ET" % (800 - 14 * number, text))
    return b"\n".join(shown)


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
