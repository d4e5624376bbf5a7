"""Which words belong to which figure: captions, row labels and column headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.documents.tables.grid import Cell, Grid
from claims.documents.tables.units import Unit, split_unit, unit_of, words
from claims.documents.text import one_line

_LABEL = 160
_MOST_CAPTIONS = 3
_LONGEST_CAPTION = 120

Row = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sheet: a figure under its headers, or words on their own."""

    row: int
    column: int
    cell: Cell
    path: tuple[str | Cell, ...] = ()
    unit: Unit = Unit()  # noqa: RUF009 - frozen


@dataclass
class _Table:
    """What has been seen of the table being read."""

    captions: list[str] = field(default_factory=list)
    heads: list[tuple[int, Row]] = field(default_factory=list)
    section: str = ""
    figures: frozenset[int] = frozenset()  # columns of the row before
    labels: dict[int, Cell] = field(default_factory=dict)
    last: int = 0


def entries(grid: Grid) -> Iterator[Entry]:
    """Everything a sheet says, row by row."""
    table = _Table()
    for number, row in grid.rows:
        if table.figures and number > table.last + 1:
            table = _after_gap(table, row)
        table.last = number
        if len(row) == 1 and not _only(row).is_figure:
            yield from _alone(table, number, row)
        elif _is_header(table, row):
            if table.figures:
                table = _Table(captions=table.captions, last=number)
            table.heads.append((number, row))
            yield Entry(number, min(row), Cell(), tuple(map(_shown, row.values())))
        else:
            yield from _figures(grid, table, number, row)


def _shown(cell: Cell) -> str | Cell:
    return cell if cell.names_time else cell.text


def _only(row: Row) -> Cell:
    return next(iter(row.values()))


def _after_gap(table: _Table, row: Row) -> _Table:
    """After an empty row, figures go on; words may begin another table."""
    goes_on = any(cell.is_figure and not cell.names_time for cell in row.values())
    if goes_on:
        return table
    return _Table(heads=[], last=table.last)


def _alone(table: _Table, number: int, row: Row) -> Iterator[Entry]:
    """A title, a section or a note: words with a row to themselves."""
    ((column, cell),) = row.items()
    yield Entry(number, column, cell)
    if cell.names_time or cell.text.partition(":")[0].lower() in words().remarks:
        return
    if table.figures or table.heads:
        table.section = one_line(cell.text, limit=_LABEL)
    elif len(cell.text) <= _LABEL:
        table.captions = [*table.captions, cell.text][-_MOST_CAPTIONS:]


def _is_header(table: _Table, row: Row) -> bool:
    figures = {c for c, cell in row.items() if cell.is_figure}
    texts = {c: cell for c, cell in row.items() if cell.text and not cell.names_time}
    times = {c for c, cell in row.items() if cell.names_time}
    if any(not row[c].names_time for c in figures):
        return False
    if table.figures:  # in the middle of a table: only where words replace figures
        replaced = [c for c in table.figures if c in texts and not _missing(texts[c])]
        return len(replaced) == len(table.figures) and len(row) > 1
    if not times:
        return bool(texts)
    # Years under headers of their own are figures, or name the time of the row.
    return not any(row.keys() <= head.keys() for _, head in table.heads)


def _missing(cell: Cell) -> bool:
    return cell.text.strip().lower() in words().missing


def _figures(grid: Grid, table: _Table, number: int, row: Row) -> Iterator[Entry]:
    labels = _labels(grid, table, number, row)
    figures = {c for c, cell in row.items() if cell.is_figure and c not in labels}
    own = next((row[c].text for c in row if _is_unit(table, c)), "")
    told = unit_of(own) if own else Unit()
    for column, cell in row.items():
        if _is_unit(table, column) or (column in labels and figures):
            continue
        if column in labels:
            yield Entry(number, column, cell)
            continue
        path, unit = _path(table, labels, column, grid)
        if column in figures:
            unit = told.within(unit) if told.known else unit
        yield Entry(number, column, cell, path, unit)
    if figures:
        table.figures = frozenset(figures)
    table.labels = labels


def _labels(grid: Grid, table: _Table, number: int, row: Row) -> Row:
    """The cells that say what a row is about, those of the row above filled down."""
    first = min((c for c in row if _is_value(grid, table, row, c)), default=None)
    if first is None:
        first = max(row) + (0 if row[max(row)].is_figure else 1)
    found: Row = {}
    columns = sorted({*row, *(c for c in table.labels if c < first)})
    for column in columns:
        cell = row.get(column) or grid.shown_at(number, column)
        if column < first and cell is not None and not cell.problem:
            found[column] = cell
    last = max((c for c in found if c in row), default=0)
    for column, cell in table.labels.items():
        if column < last and column not in found:
            found[column] = cell
    return dict(sorted(found.items()))


def _is_value(grid: Grid, table: _Table, row: Row, column: int) -> bool:
    """Whether the cell holds a figure rather than names the row's time."""
    cell = row[column]
    if not cell.is_figure:
        return False
    if not cell.names_time:
        return True
    if cell.day is not None or _head_word(table, column) in words().times:
        return False
    return column not in grid.year_columns or not any(c > column for c in row)


def _head_word(table: _Table, column: int) -> str:
    heads = [row[column].text for _, row in table.heads if column in row]
    return heads[-1].strip().lower() if heads else ""


def _is_unit(table: _Table, column: int) -> bool:
    return _head_word(table, column) in words().columns


def _path(
    table: _Table, labels: Row, column: int, grid: Grid
) -> tuple[tuple[str | Cell, ...], Unit]:
    """The words over and beside a figure, widest first, and the unit they state."""
    path: list[str | Cell] = []
    unit = Unit()
    wide: list[str] = [*table.captions, table.section]
    beside = [cell for c, cell in labels.items() if not _is_unit(table, c)]
    over = _heads_over(table, column, grid, left_of=max(labels, default=0))
    for cell in [*reversed(over), *reversed(beside)]:
        if cell.names_time:
            path.insert(0, cell)
            continue
        text, said = split_unit(one_line(cell.text, limit=_LABEL))
        unit = unit.within(said)
        if text and text.lower() not in words().empty:
            path.insert(0, text)
    # Row labels come before column headers: "Losses, Russia, 2023".
    for caption in reversed(wide):
        text, said = split_unit(caption)
        unit = unit.within(said)
        if text and len(text) <= _LONGEST_CAPTION:
            path.insert(0, text)
    return tuple(dict.fromkeys(path)), unit


def _heads_over(table: _Table, column: int, grid: Grid, *, left_of: int) -> list[Cell]:
    found: list[Cell] = []
    for at, (number, head) in enumerate(table.heads):
        cell = head.get(column) or grid.shown_at(number, column)
        if cell is None and at < len(table.heads) - 1:
            before = [c for c in head if left_of < c < column]
            cell = head[max(before)] if before else None
        if cell is not None and cell not in found:
            found.append(cell)
    return found
