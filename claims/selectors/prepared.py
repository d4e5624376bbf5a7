"""Queries whose SQL is worked out once.

Building the conditions of a queue in Python costs several times what the database needs
to answer; for what every reviewer asks all day, the text is kept and only the key that
it is asked for is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Sql = tuple[str, tuple[Any, ...]]

#: Stands for the key until there is one: no row has it, and every column could hold it.
_KEY = -2_046_109_258


def prepared(
    build: Callable[[int], Sequence[QuerySet[Any, Any]]],
) -> Callable[[int], list[Sql]]:
    """SQL and parameters of the querysets `build` makes for a key, which is all they use.

    Whatever else decides what they look like would be fixed at the first call.
    """
    known: dict[str, list[Sql]] = {}

    def asked(key: int) -> list[Sql]:
        if connection.vendor not in known:
            known[connection.vendor] = [sql_of(one) for one in build(_KEY)]
        return [
            (sql, tuple(key if one == _KEY else one for one in given))
            for sql, given in known[connection.vendor]
        ]

    return asked


def sql_of(rows: QuerySet[Any, Any]) -> Sql:
    text, given = rows.query.sql_with_params()
    return text, tuple(given)
