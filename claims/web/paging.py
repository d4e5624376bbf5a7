from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any, Any],
    *,
    size: int = PER_PAGE,
    count: int | None = None,
) -> Page[Any]:
    """The page asked for; a page that is not there is the nearest one that is.

    With `count` the rows need not be counted: they have been.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count  # worked out when first asked for
    return paginator.get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    """The rest of the query, so that a link to another page keeps the filters."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
