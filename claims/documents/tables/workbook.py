"""Excel workbooks (.xlsx): their sheets in order, from the stored values alone.

Read by hand rather than by a library: those that stream fill the gaps between cells,
so that one cell in the last corner costs a million rows, and tell neither merged
headers nor formulas that were never calculated.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from claims.documents.office import (
    CORE,
    check_directory,
    damaged,
    pieces,
    properties,
    read_xml,
    unpack,
)
from claims.documents.sniff import BROKEN_ZIP, XLSX
from claims.documents.tables.formats import Format, format_of
from claims.documents.tables.grid import Grid
from claims.documents.tables.lines import document_of
from claims.documents.tables.sheet import Book, Budget, read_sheet
from claims.documents.types import Document, DocumentError

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_MOST_SHEETS = 100
_MOST_STRINGS = 500_000
_MOST_STYLES = 70_000
_NAME = 60


def read_xlsx(data: bytes) -> Document:
    """The text of a .xlsx, a line for each filled cell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive)
            names = set(archive.namelist())
            grids = _grids(archive, names)
            core = unpack(archive, CORE) if CORE in names else b""
    except BROKEN_ZIP as error:
        raise damaged() from error
    document = document_of(grids, media_type=XLSX)
    title, author, _, created = properties(core)
    return Document(
        text=document.text,
        title=title,
        author=author,
        language=document.language,
        published_at=created,
        media_type=document.media_type,
        warnings=document.warnings,
        locators=document.locators,
    )


def _grids(archive: zipfile.ZipFile, names: set[str]) -> list[Grid]:
    sheets, from_1904 = _sheets(archive)
    targets = _targets(archive) if _RELATIONS in names else {}
    book = Book(
        strings=_strings(archive) if _STRINGS in names else (),
        formats=_formats(archive) if _STYLES in names else (),
        from_1904=from_1904,
    )
    budget = Budget()
    found = []
    for name, relation, hidden in sheets:
        part = targets.get(relation, "")
        if part in names:  # a chart sheet has none
            read = pieces(archive, part)
            found.append(read_sheet(name, read, book, budget, hidden=hidden))
    return found


def _sheets(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, relation and whether hidden of every sheet; and the calendar."""
    sheets: list[tuple[str, str, bool]] = []
    calendar: list[bool] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            name = " ".join(attributes.get("name", "").split())[:_NAME]
            sheets.append((name or f"Sheet{len(sheets) + 1}", relation, hidden))
        elif tag == "workbookPr":
            calendar.append(attributes.get("date1904") in {"1", "true"})

    read_xml(pieces(archive, _WORKBOOK), start=start)
    if len(sheets) > _MOST_SHEETS:
        raise DocumentError(
            "too_large",
            f"The workbook has more than {_MOST_SHEETS} sheets. "
            "Save the ones you need as a file of their own.",
        )
    return sheets, any(calendar)


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part behind each relation that stays inside the file."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            return
        if target := attributes.get("Target", ""):
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            found[attributes.get("Id", "")] = path

    read_xml(pieces(archive, _RELATIONS), start=start)
    return found


def _strings(archive: zipfile.ZipFile) -> list[str]:
    """The texts cells point at, without how they are pronounced."""
    found: list[str] = []
    current: list[str] = []
    state = {"reading": False, "phonetic": False}

    def start(tag: str, _attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "si":
            current.clear()
        elif tag == "rPh":
            state["phonetic"] = True
        elif tag == "t":
            state["reading"] = not state["phonetic"]

    def end(tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "t":
            state["reading"] = False
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "si":
            found.append("".join(current))
            if len(found) > _MOST_STRINGS:
                raise DocumentError(
                    "too_large",
                    f"The workbook has more than {_MOST_STRINGS:,} texts. "
                    "Save the sheet you need as a file of its own.",
                )

    def text(piece: str) -> None:
        if state["reading"]:
            current.append(piece)

    read_xml(pieces(archive, _STRINGS), start=start, end=end, text=text)
    return found


def _formats(archive: zipfile.ZipFile) -> list[Format]:
    """The format of each style a cell can name."""
    codes: dict[int, str] = {}
    used: list[int] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        inside.append(tag)
        if tag == "numFmt" and len(codes) < _MOST_STYLES:
            code = attributes.get("formatCode", "")[:300]
            codes[_id(attributes.get("numFmtId", ""))] = code
        elif tag == "xf" and "cellXfs" in inside and len(used) < _MOST_STYLES:
            used.append(_id(attributes.get("numFmtId", "")))

    read_xml(pieces(archive, _STYLES), start=start, end=lambda _tag: inside.pop())
    made = {number: format_of(number, codes.get(number, "")) for number in set(used)}
    return [made[number] for number in used]


def _id(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0
