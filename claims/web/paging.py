from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25
#: Rows of a long list that are counted; of more it is said that there are more.
MOST_COUNTED = 10_000
#: Of a page's number.
_DIGITS = 6


class CountedTo(Paginator[Any]):
    """Counts the rows, and no further than `most`: then `more` says that there are."""

    def __init__(self, rows: QuerySet[Any, Any], size: int, most: int) -> None:
        super().__init__(rows, size)
        self._found = rows.order_by().values("pk")[: most + 1]
        self._most = most

    @cached_property
    def count(self) -> int:
        return min(self._counted, self._most)

    @property
    def more(self) -> bool:
        return self._counted > self._most

    @cached_property
    def _counted(self) -> int:
        return self._found.count()


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any, Any],
    *,
    size: int = PER_PAGE,
    count: int | None = None,
    most: int | None = None,
) -> Page[Any]:
    """The page asked for; a page that is not there is the nearest one that is.

    With `count` the rows need not be counted: they have been.  With `most` they are not
    counted further than so many past the page.
    """
    asked = request.GET.get("page", "")
    if count is None and most is not None:
        counted = CountedTo(rows, size, most + _before(asked, size))
        return counted.get_page(asked)
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count  # worked out when first asked for
    return paginator.get_page(asked)


def _before(asked: str, size: int) -> int:
    """Rows before the page asked for, as far as anybody turns pages."""
    known = asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS
    return max(0, int(asked) - 1) * size if known else 0


def query_without_page(request: HttpRequest) -> str:
    """The rest of the query, so that a link to another page keeps the filters."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
