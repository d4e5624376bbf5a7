"""Tables as files for a spreadsheet, no cell of which is taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(
    name: str, header: Sequence[str], rows: Iterable[Iterable[str]]
) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(answer)
    writer.writerow(header)
    writer.writerows(map(safe, row) for row in rows)
    return answer


def safe(cell: str) -> str:
    """A cell as text, never as a formula."""
    told = cell.lstrip(" ").startswith(_FORMULA) and not _is_number(cell)
    return f"'{cell}" if told else cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
