"""Rows locked in one order, so that nobody waits for somebody who waits for them.

Articles come before claims, claims before what hangs on them; of one kind the lowest key
comes first.  An update of many rows locks them in whatever order it meets them, so they
are taken before.  A row that others only point at is never kept from them.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, transaction

from claims.errors import BusyError
from claims.models import Article, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet


def take(rows: QuerySet[Any, Any]) -> list[Any]:
    """Lock rows in a transaction, the lowest key first; their keys."""
    return list(_in_order(rows).values_list("pk", flat=True))


def whole(article: int) -> Article:
    """An article and then all its claims: for who asks of them what must stay true."""
    row = Article.every.select_for_update(no_key=True).get(pk=article)
    take(Claim.every.filter(article=row))
    return row


def update(rows: QuerySet[Any, Any], **values: Any) -> int:
    """Update rows that are locked in order as they are found; how many."""
    model: type[Model] = rows.model
    with transaction.atomic(savepoint=False):
        found = model._base_manager.filter(pk__in=_in_order(rows).values("pk"))
        return found.update(**values)


@contextmanager
def one_of_several() -> Iterator[None]:
    """A step whose fellows go on: raises BusyError where the database gave it up."""
    try:
        yield
    except OperationalError as error:
        raise BusyError from error


def _in_order(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)
