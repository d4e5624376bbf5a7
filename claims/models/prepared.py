"""Queries whose SQL is worked out once.

Building a query in Python costs several times what the database needs to answer it; for
what everybody asks all day, the text is kept and only the key that it is asked for is
put in.  All else stands in the text as it is: so a database plans it once, and knows then
which of its partial indexes serve.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import add
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet, sql
from django.db.models.query import ModelIterable

Key = TypeVar("Key", int, str, tuple[int, ...])
Row = TypeVar("Row", bound=Model)

#: Stand for the key until there is one: nothing else is it, and any key could be.
_KEYS: dict[type, Any] = {int: 2_046_109_258, str: "\u2046109258"}
#: The same of several; fewer are filled up with one that is among them.
SEVERAL = 9


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """A query with its SQL and what is put into it."""

    query: QuerySet[Row, Any]
    compiler: Any
    sql: str
    given: tuple[Any, ...]
    converters: Any  # by column: from what the database gives to what a field holds

    @classmethod
    def of(
        cls, rows: QuerySet[Row, Any], *, stand_ins: Collection[Any] = ()
    ) -> Asked[Row]:
        compiler = rows.query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        if stand_ins and connection.vendor == "postgresql":
            sql, given = _written_out(sql, given, stand_ins)
        columns = [column for column, *_ in compiler.select]
        told = compiler.get_converters(columns)
        return cls(rows, compiler, sql, tuple(given), told)

    def rows(self) -> list[Row]:
        """As the query would give them."""
        # Of another thread may be the connection it was worked out for.
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda: (self.sql, self.given)
        compiler.get_converters = lambda columns: self.converters
        rows = self.query._chain()  # type: ignore[attr-defined]
        rows.query.get_compiler = lambda using: compiler
        return list(ModelIterable(rows))

    def locked(self, *, waiting: bool) -> Asked[Row]:
        """With its rows locked: waiting for those others have locked, or without them."""
        table = connection.ops.quote_name(self.query.model._meta.db_table)
        lock = connection.ops.for_update_sql(skip_locked=not waiting, of=(table,))
        return replace(self, sql=f"{self.sql} {lock}")

    @classmethod
    def one_after_the_other(cls, asked: Sequence[Asked[Row]]) -> Asked[Row]:
        """The rows of each in one statement; all tell the same columns."""
        first, *_ = asked
        parts = (f"({one.sql}) AS part_{n}" for n, one in enumerate(asked))
        sql = " UNION ALL ".join(f"SELECT * FROM {part}" for part in parts)  # noqa: S608  our own
        given = tuple(chain.from_iterable(one.given for one in asked))
        return replace(first, sql=sql, given=given)

    def first(self) -> Row | None:
        return next(iter(self.rows()), None)

    def values(self) -> list[tuple[Any, ...]]:
        """The columns as the database gives them."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def counted(self, place: int) -> Asked[Row]:
        """How many rows there are, told beside a number of its own."""
        sql = f"SELECT {place:d} AS place, COUNT(*) AS n FROM ({self.sql}) AS counted"  # noqa: S608  our own
        return replace(self, sql=sql)

    def put(self, keys: Mapping[Any, Any]) -> Asked[Row]:
        given = tuple(keys.get(one, one) for one in self.given)
        return replace(self, given=given)


def _written_out(
    text: str, given: Sequence[Any], stand_ins: Collection[Any]
) -> tuple[str, list[Any]]:
    """With all that is given but the keys."""
    first, *rest = text.split("%s")
    told = ["%s" if one in stand_ins else _literal(one) for one in given]
    return first + "".join(map(add, told, rest)), [x for x in given if x in stand_ins]


def _literal(value: Any) -> str:
    from psycopg.sql import quote  # SQLite does without

    return quote(value).replace("%", "%%")


def _stand_ins(kind: type[Any], several: int) -> Any:
    if kind is not tuple:
        return _KEYS[kind]
    return tuple(_KEYS[int] - n for n in range(several))


def prepared_all(
    build: Callable[[Key], Sequence[QuerySet[Row, Any]]],
    kind: type[Key],
    *,
    several: int = SEVERAL,
) -> Callable[[Key], list[Asked[Row]]]:
    """The queries `build` makes for a key, which must be all they use.

    Whatever else decides what they look like would be fixed at the first call.
    """
    known: dict[str, list[Asked[Row]]] = {}
    stand_in = _stand_ins(kind, several)
    stand_ins = _each(stand_in)

    def asked(key: Key) -> list[Asked[Row]]:
        if connection.vendor not in known:
            made = [Asked.of(one, stand_ins=stand_ins) for one in build(stand_in)]
            known[connection.vendor] = made
        keys = _each(key)
        keys += keys[-1:] * (len(stand_ins) - len(keys))
        put = dict(zip(stand_ins, keys, strict=True))
        return [one.put(put) for one in known[connection.vendor]]

    return asked


def _each(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)


def prepared(
    build: Callable[[Key], QuerySet[Row, Any]],
    kind: type[Key],
    *,
    several: int = SEVERAL,
) -> Callable[[Key], Asked[Row]]:
    """The same of one query."""
    asked = prepared_all(lambda key: [build(key)], kind, several=several)
    return lambda key: asked(key)[0]


def prepared_rows(
    build: Callable[[tuple[int, ...]], QuerySet[Row, Any]],
    *,
    several: int,
    fewest: int = 1,
) -> Callable[[tuple[int, ...]], list[Row]]:
    """The rows for keys of any number; with more than `several` it is built each time,
    as it is with less than `fewest`, which have nothing to be filled up with."""
    asked = prepared(build, tuple, several=several)

    def rows(keys: tuple[int, ...]) -> list[Row]:
        if fewest <= len(keys) <= several:
            return asked(keys).rows()
        return list(build(keys))

    return rows


def prepared_update(
    build: Callable[[Key], tuple[QuerySet[Row, Any], dict[str, Any]]], kind: type[Key]
) -> Callable[[Key], int]:
    """Rows and what their columns become, for a key; how many rows there were."""

    def query(key: Key) -> Any:
        rows, values = build(key)
        made: Any = rows.query.chain(sql.UpdateQuery)
        made.add_update_values(values)
        made.clear_ordering(force=True)
        return made

    return _written(query, kind)


def prepared_delete(
    build: Callable[[Key], QuerySet[Row, Any]], kind: type[Key]
) -> Callable[[Key], int]:
    """Rows on which no other hangs; how many there were."""

    def query(key: Key) -> Any:
        made = build(key).query.chain(sql.DeleteQuery)
        made.clear_ordering(force=True)
        return made

    return _written(query, kind)


def _written(build: Callable[[Key], Any], kind: type[Key]) -> Callable[[Key], int]:
    known: dict[str, tuple[str, tuple[Any, ...]]] = {}
    stand_in = _stand_ins(kind, SEVERAL)

    def write(key: Key) -> int:
        if connection.vendor not in known:
            compiler = build(stand_in).get_compiler(connection=connection)
            known[connection.vendor] = compiler.as_sql()
        text, given = known[connection.vendor]
        put = dict(zip(_each(stand_in), _each(key), strict=False))
        with connection.cursor() as cursor:
            cursor.execute(text, tuple(put.get(one, one) for one in given))
            changed: int = cursor.rowcount
            return changed

    return write
