"""Queries whose SQL is worked out once.

Building a query in Python costs several times what the database needs to answer it; for
what everybody asks all day, the text is kept and only the key that it is asked for is
put in.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

Key = TypeVar("Key", int, str)
Row = TypeVar("Row", bound=Model)

#: Stand for the key until there is one: no row has it, and every column could hold it.
_KEYS: dict[type, Any] = {int: -2_046_109_258, str: "\u2046109258"}


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """A query with its SQL and what is put into it."""

    query: QuerySet[Row, Any]
    compiler: Any
    sql: str
    given: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Row, Any]) -> Asked[Row]:
        compiler = rows.query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        return cls(rows, compiler, sql, tuple(given))

    def rows(self, *, lock: bool = False) -> list[Row]:
        """As the query would give them; locked, those others have locked left out."""
        sql = self.sql
        if lock:
            table = connection.ops.quote_name(self.query.model._meta.db_table)
            sql += " " + connection.ops.for_update_sql(skip_locked=True, of=(table,))
        # Of another thread may be the connection it was worked out for.
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda: (sql, self.given)
        rows = self.query._chain()  # type: ignore[attr-defined]
        rows.query.get_compiler = lambda using: compiler
        return list(ModelIterable(rows))

    def first(self, *, lock: bool = False) -> Row | None:
        return next(iter(self.rows(lock=lock)), None)

    def values(self) -> list[tuple[Any, ...]]:
        """The columns as the database gives them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def put(self, key: Any, stand_in: Any) -> Asked[Row]:
        given = tuple(key if one == stand_in else one for one in self.given)
        return Asked(self.query, self.compiler, self.sql, given)


def prepared_all(
    build: Callable[[Key], Sequence[QuerySet[Row, Any]]], kind: type[Key]
) -> Callable[[Key], list[Asked[Row]]]:
    """The queries `build` makes for a key, which must be all they use.

    Whatever else decides what they look like would be fixed at the first call.
    """
    known: dict[str, list[Asked[Row]]] = {}

    def asked(key: Key) -> list[Asked[Row]]:
        if connection.vendor not in known:
            known[connection.vendor] = [Asked.of(one) for one in build(_KEYS[kind])]
        return [one.put(key, _KEYS[kind]) for one in known[connection.vendor]]

    return asked


def prepared(
    build: Callable[[Key], QuerySet[Row, Any]], kind: type[Key]
) -> Callable[[Key], Asked[Row]]:
    """The same of one query."""
    asked = prepared_all(lambda key: [build(key)], kind)
    return lambda key: asked(key)[0]
