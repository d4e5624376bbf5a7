from __future__ import annotations

import pytest

from claims.documents import DocumentError, read
from claims.documents.sniff import CSV, DOCX, HTML, PDF, TEXT, XLSX, media_type_of
from tests.documents.books import xlsx
from tests.documents.builders import docx, paragraph, pdf, zipped

PAGE = b"<!DOCTYPE html><html><body><p>Leeds spent 5,300 pounds.</p></body></html>"


@pytest.mark.parametrize(
    ("content", "filename", "media_type", "expected"),
    [
        (PAGE, "a.pdf", "application/pdf", HTML),
        (PAGE, "", "text/plain", HTML),
        (b"\n <!-- note --><HTML><p>5", "a.txt", "", HTML),
        ("<p>5 €</p>".encode("utf-16"), "", "", HTML),
        (b"Text with a <b>tag</b> in it", "page.html", "", HTML),
        (b"Text with a <b>tag</b> in it", "page.txt", "text/plain", TEXT),
        (b"Is 3 < 5? Yes.", "page.html", "text/html", TEXT),
        (pdf([["5 apples"]]), "a.docx", "text/html", PDF),
        (b"\n\n" + pdf([["5 apples"]]), "a.txt", "", PDF),
        (docx(paragraph("5 apples")), "a.pdf", "application/zip", DOCX),
        (xlsx(""), "a.csv", "text/csv", XLSX),
        (b"a,b\n1,2\n", "table.csv", "", CSV),
        (b"a,b\n1,2\n", "", "text/csv; charset=utf-8", CSV),
        (b"MZ is how this sentence begins, with 5 words.", "a.txt", "", TEXT),
        (b"BMW sold 5 cars.", "", "", TEXT),
        (b"%PDF is the start of a format with 3 letters.", "", "", TEXT),
        ("Ein Satz ü 5".encode("utf-16-le"), "a.txt", "", TEXT),
        (b"# A heading\n\n5 apples", "notes.md", "text/markdown", TEXT),
    ],
)
def test_the_kind_is_told_by_the_bytes(content, filename, media_type, expected):
    assert media_type_of(content, filename=filename, media_type=media_type) == expected


@pytest.mark.parametrize(
    ("content", "filename", "named"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "a.pdf", "application/x-dosexec"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "a.txt", "application/x-executable"),
        (b"{\\rtf1\\ansi 5 apples}", "a.txt", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.html", "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "", "image/jpeg"),
        (b"GIF89a" + bytes(40), "", "image/gif"),
        (b"\x1f\x8b\x08" + bytes(40), "", "application/gzip"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
            "a.doc",
            "application/msword",
        ),
        (zipped({"mimetype": "x", "content.xml": "<x/>"}), "a.odt", "OpenDocument"),
        (zipped({"a.txt": "5"}), "a.docx", "application/zip"),
        (b"From: a@b\nSubject: 5\n\nHello", "mail.eml", "message/rfc822"),
        (b'{"value": 5}', "", "application/json"),
        (bytes(range(256)) * 20, "a.bin", "application/octet-stream"),
    ],
)
def test_other_kinds_are_refused_by_name_with_what_is_accepted(
    content, filename, named
):
    hint = "application/json" if named == "application/json" else ""
    with pytest.raises(DocumentError) as caught:
        read(content, filename=filename, media_type=hint)
    assert caught.value.code == "unsupported"
    assert named in str(caught.value)
    assert "Upload .txt, .html, .pdf, .docx, .xlsx or .csv." in str(caught.value)


def test_a_word_file_with_macros_is_refused():
    data = zipped({"word/document.xml": "<x/>", "word/vbaProject.bin": "x"})
    with pytest.raises(DocumentError, match=r"carries macros. Save it as \.docx"):
        read(data, filename="a.docm")


@pytest.mark.parametrize(
    "content", [b"", b" \r\n\t", b"\x00\x00", "\ufeff\u200b ".encode()]
)
def test_an_empty_file_is_called_empty(content):
    with pytest.raises(DocumentError, match=r"The file is empty\."):
        read(content)


def test_a_file_over_the_limit_is_not_looked_at():
    with pytest.raises(DocumentError, match=r"The file is larger than 25 MB\."):
        read(b"5 " * 12_500_001)


def test_a_password_protected_word_file_is_called_that():
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode(
        "utf-16-le"
    )
    with pytest.raises(DocumentError, match="password-protected") as caught:
        read(office, filename="a.docx")
    assert caught.value.code == "encrypted"


def test_a_plain_text_keeps_its_offsets_and_names_no_title():
    document = read("Größe:\r\n5 %\x00".encode(), filename="C:\\notes\\budget 2024.txt")
    assert document.text == "Größe:\n5 %"
    assert document.title == ""
    assert document.media_type == "text/plain"


def test_the_charset_of_the_header_is_used_for_text():
    text = "В 2024 году погибли 1 200 человек"
    document = read(text.encode("koi8-r"), media_type='text/plain; charset="koi8-r"')
    assert document.text == text


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "setup.exe", "a.zip"])
def test_a_text_named_as_something_else_is_no_article(name):
    with pytest.raises(DocumentError, match="is named"):
        read(b"not what the name says", filename=name)
