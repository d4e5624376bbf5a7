"""CSV and its kin: which characters part the cells, and how numbers are written."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.documents.charset import decode
from claims.documents.sniff import CSV
from claims.documents.tables.grid import MAX_CELLS, Cell, Grid
from claims.documents.tables.lines import document_of
from claims.documents.text import normalise
from claims.documents.types import Document, DocumentError
from claims.documents.values import parse_moment

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
_LONGEST_CELL = 100_000
_SIGNS = {"€": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "¥": "JPY"}
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009' \u2019"))
_FIGURE = re.compile(
    r"(?P<sign>[-+\u2212]?)(?P<money>US\$|[€$£¥])?\s?(?P<minus>-?)"
    r"(?P<digits>\d[\d.,\u00a0\u202f\u2009'\u2019 ]*|[.,]\d+)"
    r"(?P<exponent>[eE][+-]?\d{1,2})?\s?(?P<after>%|€|£|\$)?"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?")
_CODE = re.compile(r"0\d")  # no number begins so
_MOST_DIGITS = 40
_POINT, _COMMA = ".", ","


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    decimal: str  # "." or ","
    certain: bool = True


def read_delimited(data: bytes, *, charset: str = "") -> Document:
    """A .csv or .tsv file; `charset` is the one a header declares."""
    decoded = decode(data, declared=charset)
    text = normalise(decoded.text)
    rows = list(_rows(text, _delimiter(text)))
    dialect = _decimal(rows, _delimiter(text))
    grid = Grid("", dict(_cells(rows, dialect)))
    warnings = list(decoded.warnings)
    if not dialect.certain:
        warnings.append(
            "It is not certain whether a comma in this file parts thousands or decimals;"
            f" it was read as parting {_MEANS[dialect.decimal]}."
        )
    return document_of([grid], media_type=CSV, warnings=warnings)


_MEANS = {_POINT: "thousands", _COMMA: "decimals"}


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    filled = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row in reader:
            filled += sum(map(bool, row))
            if filled > MAX_CELLS:
                raise DocumentError("too_large", TOO_MANY)
            yield row
    except csv.Error as error:
        raise DocumentError(
            "unreadable",
            "The table cannot be taken apart: a quotation mark is opened and not closed,"
            " or a cell is longer than 100,000 characters.",
        ) from error


TOO_MANY = (
    f"The table has more than {MAX_CELLS:,} filled cells. "
    "Save the part you need as a file of its own."
)


def _delimiter(text: str) -> str:
    """What parts most lines into the same number of cells; Excel's own hint first."""
    first = text[:10].lower()
    if first.startswith("sep=") and len(first) > 4:
        return first[4]
    sample = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for row in reader if any(row)]
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    width, count = max(Counter(widths).items(), key=lambda one: (one[1], one[0]))
    return (count / len(widths), width) if width > 1 else (0.0, 0)


def _decimal(rows: Sequence[Sequence[str]], delimiter: str) -> Dialect:
    """How decimals are marked, by the figures that leave no doubt."""
    votes: Counter[str] = Counter()
    doubtful = False
    for row in rows:
        for cell in row:
            match = _FIGURE.fullmatch(cell.strip())
            if match is None:
                continue
            vote = _vote(match["digits"].translate(_SPACES))
            votes[vote] += bool(vote)
            doubtful = doubtful or (not vote and _COMMA in match["digits"])
    if votes[_COMMA] or votes[_POINT]:
        mark = _COMMA if votes[_COMMA] > votes[_POINT] else _POINT
        return Dialect(delimiter, mark)
    # Where commas part the cells, an unquoted figure has none; else they say nothing.
    mark = _COMMA if delimiter == ";" and doubtful else _POINT
    return Dialect(delimiter, mark, certain=not doubtful)


def _vote(digits: str) -> str:
    """The decimal mark a figure can only have, or ""."""
    points, commas = digits.count(_POINT), digits.count(_COMMA)
    if points and commas:
        return max((_POINT, _COMMA), key=digits.rfind)
    if points > 1 or commas > 1:
        return _COMMA if points > 1 else _POINT
    if not points and not commas:
        return ""
    mark = _POINT if points else _COMMA
    before, after = digits.split(mark)
    grouped = len(after) == 3 and 0 < len(before) <= 3 and before != "0"
    return "" if grouped else mark


def _cells(
    rows: Sequence[Sequence[str]], dialect: Dialect
) -> Iterator[tuple[tuple[int, int], Cell]]:
    for number, row in enumerate(rows, start=1):
        if number == 1 and row[:1] and row[0].lower().startswith("sep="):
            continue
        for column, raw in enumerate(row, start=1):
            if text := raw.strip():
                yield (number, column), cell_of(text, dialect)


def cell_of(text: str, dialect: Dialect) -> Cell:
    if _DAY.fullmatch(text) and (moment := parse_moment(text)):
        return Cell(day=moment.date())
    match = _FIGURE.fullmatch(text)
    number = _number(match, dialect) if match else None
    if match is None or (number is None and _CODE.match(text)):
        return Cell(text=text, problem=_ERRORS.get(text.upper(), ""))
    if number is None:
        return Cell(text=text, problem=f"unclear number {text[:_MOST_DIGITS]}")
    money = match["money"] or ("" if match["after"] == "%" else match["after"] or "")
    return Cell(
        number=number, percent=match["after"] == "%", currency=_SIGNS.get(money, "")
    )


_ERRORS = {
    name: f"error {name}"
    for name in ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
}


def _number(match: re.Match[str], dialect: Dialect) -> Decimal | None:
    digits = match["digits"].translate(_SPACES)
    if len(digits) > _MOST_DIGITS:
        return None
    decimal = (
        _vote(digits) or dialect.decimal
    )  # a figure without doubt speaks for itself
    grouping = _COMMA if decimal == _POINT else _POINT
    if grouping in digits:
        whole = digits.split(decimal)[0]
        groups = whole.split(grouping)
        even = all(len(group) in {2, 3} for group in groups[1:]) and len(groups[0]) <= 3
        if not even or grouping in digits[len(whole) :]:
            return None
        digits = digits.replace(grouping, "")
    if digits.count(decimal) > 1:
        return None
    if _CODE.match(digits):
        return None
    plain = digits.replace(_COMMA, _POINT)
    negative = match["sign"] in {"-", "\u2212"} or match["minus"] == "-"
    return Decimal(f"{'-' if negative else ''}{plain}{match['exponent'] or ''}")
