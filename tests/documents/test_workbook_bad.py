"""Hostile and unreadable workbooks: refused in words, in bounded time and memory."""

from __future__ import annotations

import time

import pytest

from claims.documents import DocumentError, read_in_child
from tests.documents.books import WORKBOOK, M, by_openpyxl, inline, xlsx
from tests.documents.builders import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def strings(inside: str) -> dict[str, str | bytes]:
    return {"xl/sharedStrings.xml": f'<sst xmlns="{M}">{inside}</sst>'}


def many_rows(count: int) -> bytes:
    return xlsx("".join(f"<row><c><v>{n}</v></c></row>" for n in range(count)))


HOSTILE = {
    "a part that unpacks to 200 MB": (
        lambda: xlsx("", parts={"xl/sharedStrings.xml": b" " * 200_000_000}),
        "expands to more than 100 MB",
    ),
    "a part packed a thousandfold": (
        lambda: xlsx("", parts={"xl/sharedStrings.xml": b" " * 60_000_000}),
        "packed too tightly",
    ),
    "a million texts": (
        lambda: xlsx(
            "", parts=strings("".join(f"<si><t>{n}</t></si>" for n in range(1_000_000)))
        ),
        "more than 500,000 texts",
    ),
    "entities in the texts": (
        lambda: xlsx(
            "",
            parts={"xl/sharedStrings.xml": f"{LAUGHS}<sst><si><t>&c;</t></si></sst>"},
        ),
        "declares a document type",
    ),
    "entities in the workbook": (
        lambda: xlsx("", parts={"xl/workbook.xml": LAUGHS + WORKBOOK}),
        "declares a document type",
    ),
    "a million rows": (lambda: many_rows(1_000_000), "more than 100,000 filled cells"),
    "deep nesting": (
        lambda: xlsx("<a>" * 5_000 + "</a>" * 5_000),
        "nest too deeply",
    ),
    "an address beyond the sheet": (
        lambda: xlsx('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>'),
        "damaged",
    ),
    "a text that is not there": (
        lambda: xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
        "damaged",
    ),
    "a sheet cut off": (lambda: xlsx('<row r="1"><c>'), "damaged"),
    "macros": (
        lambda: xlsx("", parts={"xl/vbaProject.bin": b"\x00"}),
        "carries macros. Save it as .xlsx",
    ),
    "macros by its content type": (
        lambda: xlsx(
            "",
            parts={
                "[Content_Types].xml": "<Types>application/vnd.ms-excel.sheet"
                ".macroEnabled.main+xml</Types>"
            },
        ),
        "carries macros",
    ),
    "a password": (
        lambda: OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "Remove the password",
    ),
    "an old workbook": (
        lambda: OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le") + b"\x00\x00",
        "save it as .xlsx",
    ),
    "a binary workbook": (
        lambda: zipped({"xl/workbook.bin": b"\x00"}),
        ".xlsb",
    ),
    "a hundred and one sheets": (
        lambda: by_openpyxl(lambda book: [book.create_sheet() for _ in range(100)]),
        "more than 100 sheets",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_words_and_soon(name):
    make, said = HOSTILE[name]
    data = make()
    begun = time.monotonic()
    with pytest.raises(DocumentError) as refused:
        read_in_child(data, filename="table.xlsx", timeout=20, memory_mb=512)
    assert said in str(refused.value)
    assert time.monotonic() - begun < 20


def test_a_lone_cell_in_the_last_corner_costs_nothing():
    rows = (
        f'<row r="1">{inline("Ships")}</row>'
        '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    )
    begun = time.monotonic()
    found = read_in_child(xlsx(rows), timeout=20, memory_mb=512)
    assert found.locators[-1].label == "Sheet ‘Data’, cell XFD1048576"
    assert time.monotonic() - begun < 5


def test_merging_the_whole_sheet_costs_nothing():
    sheet = (
        f'<worksheet xmlns="{M}"><sheetData><row r="1">{inline("Ships")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    begun = time.monotonic()
    found = read_in_child(
        xlsx("", parts={"xl/worksheets/sheet1.xml": sheet}), timeout=20, memory_mb=512
    )
    assert found.text.endswith("Ships")
    assert time.monotonic() - begun < 5


def test_absurd_numbers_are_text():
    rows = '<row r="1"><c><v>1e1000000</v></c><c><v>nan</v></c><c><v>7</v></c></row>'
    assert read_in_child(xlsx(rows)).text


def test_links_to_other_files_are_not_followed():
    relations = (
        "<Relationships><Relationship Id='rId1' TargetMode='External' "
        "Target='file:///etc/passwd'/></Relationships>"
    )
    with pytest.raises(DocumentError):
        read_in_child(xlsx("", parts={"xl/_rels/workbook.xml.rels": relations}))
