"""A sheet as cells with addresses, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

#: Filled cells and characters read of one file; more is refused, never cut off.
MAX_CELLS = 100_000
MAX_TEXT = 1_000_000
#: Where a spreadsheet ends; an address beyond it is damage.
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_YEARS = range(1800, 2101)

Spot = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words, or a number with the unit of its format.

    `problem` says why a number that should be there is not.
    """

    text: str = ""
    number: Decimal | None = None
    day: date | None = None
    percent: bool = False
    currency: str = ""
    problem: str = ""

    @property
    def is_year(self) -> bool:
        """A number that may just as well name a year."""
        plain = not self.percent and not self.currency
        n = self.number
        return plain and n is not None and n == int(n) and int(n) in _YEARS

    @property
    def names_time(self) -> bool:
        return self.day is not None or self.is_year

    @property
    def is_figure(self) -> bool:
        return self.number is not None or bool(self.problem)


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    name: str  # "" where a file is one table
    cells: Mapping[Spot, Cell]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def rows(self) -> list[tuple[int, dict[int, Cell]]]:
        """Filled rows with their filled cells by column, both in order."""
        found: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, {})[column] = self.cells[row, column]
        return list(found.items())

    @cached_property
    def covered(self) -> Mapping[Spot, Spot]:
        """The filled corner each cell of a merged area shows."""
        shown: dict[Spot, Spot] = {}
        for area in self.merged:
            corner = (area.top, area.left)
            if corner not in self.cells:
                continue
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    if len(shown) < MAX_CELLS:
                        shown[row, column] = corner
        return shown

    def shown_at(self, row: int, column: int) -> Cell | None:
        """The cell as a reader sees it: one in a merged area shows its corner."""
        spot = row, column
        return self.cells.get(spot) or self.cells.get(self.covered.get(spot, spot))

    @cached_property
    def year_columns(self) -> frozenset[int]:
        """Columns whose every number may name a year."""
        found: dict[int, bool] = {}
        for (_, column), cell in self.cells.items():
            if cell.number is not None:
                found[column] = found.get(column, True) and cell.is_year
        return frozenset(column for column, only in found.items() if only)


def address(row: int, column: int) -> str:
    """ "C14": the third column of the fourteenth row."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def spot_of(reference: str) -> Spot | None:
    """The row and column of "C14" or "$C$14", or None for what is no address."""
    plain = reference.replace("$", "")
    letters = plain.rstrip("0123456789")
    digits = plain[len(letters) :]
    if not (0 < len(letters) <= 3 and 0 < len(digits) <= 7):
        return None
    if not (letters.isascii() and letters.isalpha()):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    row = int(digits)
    inside = 1 <= row <= MAX_ROW and column <= MAX_COLUMN
    return (row, column) if inside else None
