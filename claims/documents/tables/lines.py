"""Sheets as the text a person reads and the engine reads back, a line for each cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from claims.documents.tables.grid import MAX_TEXT, Cell, Grid, address
from claims.documents.tables.headers import Entry, entries
from claims.documents.tables.units import Unit, words
from claims.documents.text import hidden_characters, normalise, one_line
from claims.documents.types import Document, DocumentError, Locator
from claims.engine import language_of

_MARKS = {"de": str.maketrans(",.", ".,")}
_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_LONGEST = 2_000
_TOLD = 5
_SAMPLE = 20_000


def document_of(
    grids: Sequence[Grid], *, media_type: str, warnings: Sequence[str] = ()
) -> Document:
    """The grids as one text; every line has the address of its cell."""
    language = _language(grids)
    lines: list[str] = []
    locators: list[Locator] = []
    length = 0
    problems: dict[str, list[str]] = {}
    for grid in grids:
        if grid.name and grid.cells:
            length += _add(lines, grid.name if not lines else f"\n{grid.name}")
        for entry in entries(grid):
            where = _where(grid, entry)
            if entry.cell.problem:
                problems.setdefault(entry.cell.problem, []).append(where)
            locators.append(Locator(length, where))
            length += _add(lines, _line(entry, language))
            if length > MAX_TEXT:
                raise DocumentError("too_large", _TOO_LONG)
    text = "\n".join(lines)
    if not locators:
        raise DocumentError("no_text", "There is nothing in the cells of this file.")
    notes = [note for grid in grids for note in grid.notes]
    return Document(
        text=text,
        language=language,
        media_type=media_type,
        locators=tuple(locators),
        warnings=(
            *warnings,
            *notes,
            *_in_words(problems),
            *hidden_characters(text),
        ),
    )


_TOO_LONG = (
    f"The table has more than {MAX_TEXT:,} characters with its headers. "
    "Save the part you need as a file of its own."
)


def _add(lines: list[str], line: str) -> int:
    lines.append(line)
    return len(line) + 1


def _where(grid: Grid, entry: Entry) -> str:
    cell = f"cell {address(entry.row, entry.column)}"
    return f"Sheet \u2018{grid.name}\u2019, {cell}" if grid.name else cell


def _language(grids: Sequence[Grid]) -> str:
    said: list[str] = []
    length = 0
    for grid in grids:
        for cell in grid.cells.values():
            if cell.text and not cell.is_figure:
                said.append(cell.text)
                length += len(cell.text)
            if length > _SAMPLE:
                break
    return "de" if language_of("\n".join(said)) == "de" else "en"


def _line(entry: Entry, language: str) -> str:
    told = [_told(part, language) for part in entry.path]
    if entry.cell == Cell():
        return " | ".join(told)  # a row of headers
    path = ", ".join(told)
    value = _value(entry.cell, entry.unit, language)
    return f"{path}: {value}" if path else value


def _told(part: str | Cell, language: str) -> str:
    return part if isinstance(part, str) else _time(part, language)


def _value(cell: Cell, unit: Unit, language: str) -> str:
    if cell.problem:
        return cell.problem
    if cell.day is not None:
        return _time(cell, language)
    if cell.number is None:
        return one_line(normalise(cell.text), limit=_LONGEST)
    return figure(cell, unit, language)


def _time(cell: Cell, language: str) -> str:
    if cell.day is None:
        return str(int(cell.number or 0))
    return cell.text or spoken_day(cell.day, language)


def spoken_day(day: date, language: str) -> str:
    if language == "de":
        return f"{day.day}. {_GERMAN_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {day:%B} {day.year}"


def figure(cell: Cell, unit: Unit, language: str) -> str:
    """The number as it is said: "US$9,100 million", "5.9 % of GDP", "12 thousand"."""
    spoken = words().spoken[language]
    shown = grouped(cell.number or Decimal(0), language)
    if cell.percent or unit.percent:
        return f"{shown} {spoken['percent']} {unit.after}".rstrip()
    currency = cell.currency or unit.currency
    scale = spoken.get(unit.scale, "")
    if currency and currency in spoken:
        before, _, after = spoken[currency].partition("{}")
        sign = "-" if shown.startswith("-") else ""
        said = f"{sign}{before}{shown.removeprefix('-')} {scale}".rstrip() + after
    else:
        said = f"{shown} {scale} {currency}".strip().replace("  ", " ")
    return f"{said} {unit.after}".rstrip()


def grouped(value: Decimal, language: str) -> str:
    """Every digit, in groups of three, with the language's marks."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_MARKS[language]) if language in _MARKS else text


def _in_words(problems: dict[str, list[str]]) -> list[str]:
    told = []
    for problem, places in problems.items():
        some = ", ".join(places[:_TOLD])
        more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        told.append(f"No number in {some}{more}: {problem}.")
    return told
