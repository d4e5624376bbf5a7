"""Workbooks made part by part, right ones and hostile ones."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl

from tests.documents.builders import zipped

M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{M}" xmlns:r="{R}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)


def by_openpyxl(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A workbook as a library that is not ours writes it."""
    book = openpyxl.Workbook()
    fill(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def xlsx(rows: str, *, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of one sheet with this markup in its `sheetData`."""
    sheet = f'<worksheet xmlns="{M}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "xl/workbook.xml": WORKBOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/sheet1.xml": sheet,
            **(parts or {}),
        }
    )


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'
