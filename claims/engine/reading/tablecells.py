"""The figures of a table: their unit, scale and time stand in its head or caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from claims.engine.reading.digits import read_digits
from claims.engine.reading.lexicon import Lexicon
from claims.engine.reading.tableheads import (
    LONGEST_CAPTION,
    LONGEST_HEAD,
    NOTHING,
    Column,
    Told,
    by_caption,
    caption_of,
    column_of,
    is_time,
    scaled,
)


class Cell(NamedTuple):
    """A bare figure at `start` to `end` of the text, and what it says."""

    start: int
    end: int
    value: Decimal
    kind: str
    unit: str
    thing: str | None
    period: str | None


class Line(NamedTuple):
    """The cells of one line, with their places."""

    start: int
    end: int
    cells: list[tuple[int, str]]


#: A caption stands at most so many lines above its table.
_ABOVE = 2
_FIGURE = r"\(?-?[0-9][0-9.,']*\)?"
_BARE = re.compile(rf"\*{{0,2}}({_FIGURE})\*{{0,2}}")
#: "Operating profit (8) 14": a label and figures, apart by blanks.
_SPACED = re.compile(rf"([^\W\d_][^|\n]*?) +({_FIGURE}(?: +{_FIGURE})*) *")
_RULE = re.compile(r"[ |:=+-]+")


def table_cells(text: str, view: str, lex: Lexicon) -> list[Cell]:
    """Every bare figure of the text's tables, in reading order."""
    if "\n" not in view or not ("|" in view or "\t" in text or scaled(view)):
        return []
    if "\t" in text:  # a blank in the view
        pairs = zip(text, view, strict=True)
        view = "".join([shown if char != "\t" else char for char, shown in pairs])
    found: list[Cell] = []
    for block in _blocks(view, lex):
        found.extend(_cells_of(block, lex))
    return sorted(found)


def _lines(view: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in view.split("\n"):
        yield start, line
        start += len(line) + 1


class Block(NamedTuple):
    """Lines of cells that follow one another, and the caption above them."""

    lines: list[Line]
    caption: Told | None
    place: int  # of the caption


def _blocks(view: str, lex: Lexicon) -> Iterator[Block]:
    lines: list[Line] = []
    caption: Told | None = None
    above = place = 0
    for start, line in _lines(view):
        row = _row(start, line, spaced=caption is not None)
        if row is not None:
            if row.cells:
                lines.append(row)
            continue
        if lines:
            yield Block(lines, caption, place)
            lines, caption = [], None
        told = caption_of(line, lex)
        if told is not None:
            caption, above, place = told, 0, start + line.index(told.piece)
        elif caption is not None:
            above += 1
            caption = caption if above < _ABOVE and len(line) < LONGEST_HEAD else None
    if lines:
        yield Block(lines, caption, place)


def _row(start: int, line: str, *, spaced: bool) -> Line | None:
    """The cells of a line, none for a rule; None where it is no row."""
    mark = "|" if line.count("|") > 1 else "\t" if "\t" in line else ""
    end = start + len(line)
    if mark:
        if mark == "|" and _RULE.fullmatch(line.strip()):
            return Line(start, end, [])
        cells, place = [], start
        for cell in line.split(mark):
            cells.append((place + len(cell) - len(cell.lstrip()), cell.strip()))
            place += len(cell) + 1
        if mark == "|":
            cells = cells[not cells[0][1] :]
            cells = cells if cells and cells[-1][1] else cells[:-1]
        return Line(start, end, cells)
    return _spaced(start, line) if spaced and len(line) < LONGEST_CAPTION else None


def _spaced(start: int, line: str) -> Line | None:
    """As in "Revenue 412 388", and the years above it."""
    end = start + len(line)
    words = [(start + m.start(), m[0]) for m in re.finditer(r"[^ ]+", line)]
    if words and all(is_time(word) for _, word in words):
        return Line(start, end, [(start, ""), *words])
    found = _SPACED.fullmatch(line)
    if found is None:
        return None
    first = start + found.start(2)
    figures = [(first + m.start(), m[0]) for m in re.finditer(_FIGURE, found[2])]
    if len(figures) == 1 and is_time(figures[0][1]):
        return None
    return Line(start, end, [(start, found[1].strip()), *figures])


def _cells_of(block: Block, lex: Lexicon) -> list[Cell]:
    lines, caption, place = block
    head = [column_of(text, lex) for _, text in lines[0].cells]
    if any(_bare(text) and not is_time(text) for _, text in lines[0].cells[1:]):
        head = []
    elif caption is None and (told := head[0].told) and told.factor != 1:
        caption, place = told, -1  # "| In millions of dollars | 2023 | 2024 |"
    if not any(column.told for column in head) and caption is None:
        return []
    found: list[Cell] = []
    for line in lines[1:] if head else lines:
        found.extend(_of_line(line, head, caption, lex))
    if len(found) < _FEWEST:
        return []  # a line below a line
    if caption is not None and place >= 0:
        found.append(_scale(place, caption))
    for column, (start, text) in zip(head, lines[0].cells, strict=False):
        if column.told is not None and column.told.factor != 1:
            found.append(_scale(start + text.index(column.told.piece), column.told))
    return found


_FEWEST = 2


def _scale(start: int, told: Told) -> Cell:
    end = start + len(told.piece)
    return Cell(start, end, told.factor, "label", "", None, None)


def _of_line(
    line: Line, head: list[Column], caption: Told | None, lex: Lexicon
) -> Iterator[Cell]:
    label = line.cells[0][1].strip("* ")
    year = label if is_time(label) else None
    label = "" if year or _bare(label) else label
    for k, (place, text) in enumerate(line.cells):
        column = head[k] if k < len(head) else Column("", None, None)
        told = column.told or by_caption(caption, column.name, label) or NOTHING
        figure = _bare(text)
        value = _value(figure, lex) if k and figure else None
        if value is not None and figure is not None:
            start = place + text.index(figure)
            yield Cell(
                start,
                start + len(figure),
                value * told.factor,
                told.kind,
                told.unit,
                ", ".join(part for part in (column.name, label) if part) or None,
                column.period or year,
            )


def _bare(text: str) -> str | None:
    found = _BARE.fullmatch(text)
    return found[1] if found is not None else None


def _value(figure: str, lex: Lexicon) -> Decimal | None:
    """A figure in brackets is negative."""
    digits = figure.strip("()-")
    value = read_digits(digits, decimal_comma=lex.decimal_comma).value
    negative = figure[0] in "(-"
    return value if value is None or not negative else -value
