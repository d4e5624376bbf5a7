"""One sheet of a workbook, cell by cell as its XML is unpacked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException

from claims.documents.office import damaged, read_xml
from claims.documents.tables.formats import Format, day_of
from claims.documents.tables.grid import (
    MAX_CELLS,
    MAX_COLUMN,
    Area,
    Cell,
    Grid,
    Spot,
    spot_of,
)
from claims.documents.types import DocumentError

UNSTORED = "formula without a stored value"
_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_EVEN)
_LARGEST_EXPONENT = 30
_LONGEST = 40
_MOST_AREAS = 5_000
_TOO_MANY = (
    f"The workbook has more than {MAX_CELLS:,} filled cells. "
    "Save the sheet you need as a file of its own."
)


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[str]
    formats: Sequence[Format]
    from_1904: bool = False


@dataclass
class Budget:
    """Filled cells that may still be read, of all sheets together."""

    cells: int = MAX_CELLS

    def take(self) -> None:
        self.cells -= 1
        if self.cells < 0:
            raise DocumentError("too_large", _TOO_MANY)


@dataclass
class _Open:
    """The cell whose element is open."""

    spot: Spot
    kind: str
    style: str
    value: list[str] = field(default_factory=list)
    has_value: bool = False
    has_formula: bool = False


def read_sheet(
    name: str, part: Iterable[bytes], book: Book, budget: Budget, *, hidden: bool
) -> Grid:
    reader = _Reader(book, budget)
    read_xml(part, start=reader.start, end=reader.end, text=reader.text)
    notes = [f"Sheet \u2018{name}\u2019 is hidden; it was read too."] if hidden else []
    if reader.hides:
        notes.append(
            f"Sheet \u2018{name}\u2019 hides rows or columns; they were read too."
        )
    return Grid(
        name=name,
        cells=reader.cells,
        merged=tuple(reader.areas),
        hidden=hidden,
        notes=tuple(notes) if reader.cells else (),
    )


class _Reader:
    def __init__(self, book: Book, budget: Budget) -> None:
        self.cells: dict[Spot, Cell] = {}
        self.areas: list[Area] = []
        self.hides = False
        self._book = book
        self._budget = budget
        self._row, self._column = 0, 0
        self._cell: _Open | None = None
        self._reading = False
        self._phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(":")[2]
        cell = self._cell
        if cell is not None:
            if name == "v" or (name == "t" and not self._phonetic):
                self._reading = cell.has_value = True
            elif name == "f":
                cell.has_formula = True
            elif name == "rPh":
                self._phonetic = True
        elif name == "c":
            self._open(attributes)
        elif name == "row":
            self._row = _whole(attributes.get("r", ""), self._row + 1)
            self._column = 0
            self.hides = self.hides or attributes.get("hidden") in {"1", "true"}
        elif name == "col":
            self.hides = self.hides or attributes.get("hidden") in {"1", "true"}
        elif name == "mergeCell" and len(self.areas) < _MOST_AREAS:
            self._merge(attributes.get("ref", ""))

    def text(self, piece: str) -> None:
        if self._reading and self._cell is not None:
            self._cell.value.append(piece)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"v", "t"}:
            self._reading = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._cell is not None:
            cell, self._cell = self._cell, None
            if made := self._made(cell):
                self._budget.take()
                self.cells[cell.spot] = made

    def _open(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r", "")
        spot = spot_of(reference) if reference else (self._row, self._column + 1)
        if spot is None or spot[1] > MAX_COLUMN:
            raise damaged()
        self._column = spot[1]
        self._cell = _Open(spot, attributes.get("t", "n"), attributes.get("s", "0"))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = spot_of(first), spot_of(last or first)
        if top and bottom and top <= bottom:
            self.areas.append(Area(*top, *bottom))

    def _made(self, cell: _Open) -> Cell | None:
        value = "".join(cell.value)
        if not value.strip():
            return Cell(problem=UNSTORED) if cell.has_formula else None
        if cell.kind == "e":
            return Cell(text=value, problem=f"error {value[:20]}")
        if cell.kind == "s":
            value = self._string(value)
            return Cell(text=value.strip()) if value.strip() else None
        if cell.kind in {"str", "inlineStr"}:
            return Cell(text=value.strip())
        if cell.kind == "b":
            return Cell(text="TRUE" if value.strip() == "1" else "FALSE")
        if cell.kind == "d":
            return _iso(value)
        return self._number(value, cell.style)

    def _string(self, value: str) -> str:
        try:
            return self._book.strings[int(value)] if len(value) < 9 else ""
        except (ValueError, IndexError):
            raise damaged() from None

    def _number(self, value: str, style: str) -> Cell:
        number = _exact(value)
        if number is None:
            return Cell(text=value[:_LONGEST])
        at = _whole(style, 0)
        formats = self._book.formats
        form = formats[at] if at < len(formats) else Format()
        if form.date:
            return self._moment(number, form)
        return Cell(
            number=(number * 100).normalize() if form.percent else number,
            percent=form.percent,
            currency=form.currency,
        )

    def _moment(self, serial: Decimal, form: Format) -> Cell:
        day = day_of(serial, from_1904=self._book.from_1904)
        if form.date == "time" or day is None:
            minutes = int((serial % 1) * 1440)
            return Cell(text=f"{minutes // 60:02}:{minutes % 60:02}")
        if form.date == "year":
            return Cell(number=Decimal(day.year))
        return Cell(day=day, text=f"{day:%B %Y}" if form.date == "month" else "")


def _exact(value: str) -> Decimal | None:
    """The number in fifteen digits, as a spreadsheet counts; None for an absurd one."""
    if len(value) > _LONGEST:
        return None
    try:
        number = _FIFTEEN.create_decimal(value.strip())
    except DecimalException:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return Decimal(0) if number.is_finite() and not number else None
    return number


def _iso(value: str) -> Cell:
    try:
        return Cell(day=date.fromisoformat(value.strip()[:10]))
    except ValueError:
        return Cell(text=value[:_LONGEST])


def _whole(value: str, otherwise: int) -> int:
    return (
        int(value)
        if value.isascii() and value.isdigit() and len(value) < 9
        else otherwise
    )
