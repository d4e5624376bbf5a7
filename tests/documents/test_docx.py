from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from claims.documents import DocumentError, read
from tests.documents.builders import W, docx, paragraph, zipped

CORE = """<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Salt report</dc:title><dc:creator>Ann Lee</dc:creator>
<dc:language>en-GB</dc:language><dcterms:created>2024-11-05T08:00:00Z</dcterms:created>
</cp:coreProperties>"""


def test_paragraphs_tables_and_properties_are_read():
    table = (
        "<w:tbl><w:tr><w:tc>" + paragraph("2022") + "</w:tc><w:tc>" + paragraph("4,100")
        + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    body = paragraph("Leeds used ", "5,300 tonnes.") + table + paragraph("Total: 77")
    document = read(docx(body, parts={"docProps/core.xml": CORE}))
    assert document.text == "Leeds used 5,300 tonnes.\n\n2022 | 4,100\n\nTotal: 77"
    assert (document.title, document.author) == ("Salt report", "Ann Lee")
    assert document.language == "en-GB"
    assert document.published_at == datetime(2024, 11, 5, 8, tzinfo=UTC)


def test_deleted_text_is_out_and_inserted_text_is_in():
    body = paragraph(
        "It was ",
        "<w:del><w:r><w:delText>600</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>700</w:t></w:r></w:ins>",
        " people.",
    )
    assert read(docx(body)).text == "It was 700 people."


def test_footnotes_are_kept():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = {
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
            "</Relationships>"
        ),
        "word/footnotes.xml": (
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">'
            + paragraph("Without the 48 lorries.")
            + "</w:footnote></w:footnotes>"
        ),
    }
    text = read(docx(paragraph("It has 600 lorries", reference), parts=parts)).text
    assert "It has 600 lorries[1]" in text
    assert "Without the 48 lorries." in text


def test_hidden_text_is_read_and_reported():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7 hidden</w:t></w:r>"
    document = read(docx(paragraph("5 seen ", hidden)))
    assert "5 seen" in document.text
    assert document.warnings == ("The document has hidden text, which was read too.",)


def test_links_are_kept_with_their_places():
    link = '<w:hyperlink r:id="r9"><w:r><w:t>the report</w:t></w:r></w:hyperlink>'
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="{namespace}/hyperlink" TargetMode="External"'
        ' Target="https://statistics.example/salt"/></Relationships>'
    )
    body = paragraph("It has 600, says ", link, ".").replace(
        "<w:hyperlink", f'<w:hyperlink xmlns:r="{namespace}"'
    )
    document = read(docx(body, parts={"word/_rels/document.xml.rels": relations}))
    (found,) = document.links
    assert found.url == "https://statistics.example/salt"
    assert document.text[found.start :] == "the report."


def test_a_main_part_of_another_name_is_found_by_its_type():
    office = "http://schemas.openxmlformats.org"
    content = (
        f'<Types xmlns="{office}/package/2006/content-types"><Override'
        ' PartName="/word/document2.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    root = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{office}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document2.xml"/></Relationships>'
    )
    main = f'<w:document xmlns:w="{W}"><w:body>{paragraph("5 apples")}</w:body></w:document>'
    members = {
        "[Content_Types].xml": content,
        "_rels/.rels": root,
        "word/document2.xml": main,
    }
    assert read(zipped(members)).text == "5 apples"


def test_an_embedded_file_is_reported_and_not_read():
    body = paragraph("5 apples") + '<w:altChunk w:id="r5"/>'
    assert read(docx(body)).warnings == (
        "The document embeds another file, which was not read.",
    )


def test_comments_are_not_the_text():
    comments = f'<w:comments xmlns:w="{W}"><w:comment>{paragraph("Is 9 right?")}</w:comment></w:comments>'
    text = read(docx(paragraph("It is 5."), parts={"word/comments.xml": comments})).text
    assert text == "It is 5."


def test_an_empty_document_says_so():
    with pytest.raises(DocumentError, match="No text found") as caught:
        read(docx(paragraph()))
    assert caught.value.code == "no_text"


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"word/document.xml": b" " * 101_000_000}, "The document expands to more than 100 MB."),
        ({f"m{n}": b"x" for n in range(2_100)} | {"word/document.xml": b"<x/>"},
         "The document has more than 2000 parts."),
        ({"word/document.xml": b"<x/>", "word/media/a.png": bytes(50_000_000)},
         "The document is packed too tightly."),
    ],
)  # fmt: skip
def test_a_bomb_is_refused_from_its_directory(members, sentence):
    with pytest.raises(DocumentError) as caught:
        read(zipped(members))
    assert (caught.value.code, str(caught.value)) == ("too_large", sentence)


def test_a_directory_that_lies_about_sizes_gains_nothing():
    honest = docx(paragraph("5 apples") + " " * 3_000_000)
    size = zipfile.ZipFile(io.BytesIO(honest)).infolist()[0].file_size
    lying = honest.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    with pytest.raises(DocumentError) as caught:
        read(lying)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1/d.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_any_encoding(prolog, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<w:document xmlns:w="{W}"/>'
    with pytest.raises(DocumentError, match="declares a document type"):
        read(zipped({"word/document.xml": xml.encode(encoding)}))


def test_a_document_type_in_the_properties_is_refused_too():
    with pytest.raises(DocumentError, match="declares a document type"):
        read(docx(paragraph("5"), parts={"docProps/core.xml": "<!DOCTYPE a><a/>"}))


def test_an_encrypted_member_is_called_password_protected():
    locked = bytearray(docx(paragraph("5 apples")))
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    with pytest.raises(DocumentError, match="password-protected") as caught:
        read(bytes(locked))
    assert caught.value.code == "encrypted"


def test_absurd_nesting_is_refused():
    nested = "<w:p>" * 5_000 + "</w:p>" * 5_000
    with pytest.raises(DocumentError, match="nest too deeply"):
        read(docx(nested))


@pytest.mark.parametrize(
    "content",
    [
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": ""}),
        zipped({"word/document.xml": f'<w:document xmlns:w="{W}"/>'}),
        zipped({"word/document.xml": "<other/>"}),
        docx(paragraph("5 apples"))[:-30],
        docx(paragraph("5 apples"))[:60],
        b"PK\x03\x04" + bytes(200),
    ],
)
def test_a_damaged_document_is_a_sentence_and_no_crash(content):
    with pytest.raises(DocumentError) as caught:
        read(content, filename="a.docx")
    assert caught.value.code in {"unreadable", "no_text"}


def test_pictures_and_foreign_parts_are_never_unpacked():
    parts = {
        "word/media/a.png": b"not a picture",
        "word/embeddings/o.bin": b"\x00" * 10,
    }
    assert read(docx(paragraph("5 apples"), parts=parts)).text == "5 apples"
