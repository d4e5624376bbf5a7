"""The access matrix as values, and every address the project answers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from django.urls import URLResolver, get_resolver

MATRIX = Path(__file__).with_name("access_matrix.yaml")
ADMIN_PAGES = {
    "list": "",
    "add": "add/",
    "change": "<path:object_id>/change/",
    "delete": "<path:object_id>/delete/",
    "history": "<path:object_id>/history/",
    "short": "<path:object_id>/",
}
PLACE = re.compile(r"<(?:\w+:)?(\w+)>|\^?\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may come back in one cell; `!` marks statuses that write."""

    quiet: frozenset[int]
    writing: frozenset[int]


@dataclass(frozen=True, slots=True)
class Line:
    """One address of the matrix."""

    rules: list[tuple[frozenset[str], frozenset[str], Allowed]]
    on: str = ""
    send: dict[str, Any] = field(default_factory=dict)

    def cell(self, person: str, method: str) -> Allowed | None:
        """The last rule that fits, or None where the matrix says nothing."""
        for methods, people, allowed in reversed(self.rules):
            if person in people and method in methods:
                return allowed
        return None


def routes(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def read_matrix() -> tuple[list[str], list[str], dict[str, Line]]:
    """Methods, people, and a line per address."""
    source = yaml.safe_load(MATRIX.read_text())
    methods, people = source["methods"], source["people"]
    kinds = {
        name: [_rule(key, value, methods, people) for key, value in rules.items()]
        for name, rules in source["kinds"].items()
    }
    lines = {
        route: Line(kinds[row["kind"]], row.get("row", ""), row.get("send", {}))
        for route, row in source["routes"].items()
    }
    for label, row in source["admin"].items():
        for page, kind in source["admin_kinds"][row["kind"]].items():
            app, model = label.split(".")
            route = f"admin/{app}/{model}/{ADMIN_PAGES[page]}"
            sent = row.get("send", {}) if page == "add" else {}
            lines[route] = Line(kinds[kind], row["row"], sent)
    return methods, people["everyone"], lines


def address(route: str, line: Line, made: SimpleNamespace) -> str:
    """The address with the row's key in every open place."""
    row = getattr(made, line.on) if line.on else ""
    keys = list(row) if isinstance(row, list) else [getattr(row, "pk", row)] * 2
    filled = PLACE.sub(lambda _: str(keys.pop(0)), route)
    return f"/{filled.removesuffix('$')}"


def body(line: Line, made: SimpleNamespace) -> dict[str, Any]:
    """What is sent; `$version` is the row's, `$name` the key of another row."""
    row: Any = getattr(made, line.on) if line.on else None

    def value(asked: Any) -> Any:
        if asked == "$version":
            return row.version
        if isinstance(asked, str) and asked.startswith("$"):
            return getattr(made, asked[1:]).pk
        if isinstance(asked, list):
            return [value(one) for one in asked]
        return asked

    return {name: value(asked) for name, asked in line.send.items()}


def _rule(key: str, value: Any, methods: list[str], people: dict[str, list[str]]):
    asked, who = key.split()
    chosen = methods if asked == "*" else asked.split(",")
    statuses = [str(one) for one in (value if isinstance(value, list) else [value])]
    allowed = Allowed(
        frozenset(int(one) for one in statuses if not one.endswith("!")),
        frozenset(int(one[:-1]) for one in statuses if one.endswith("!")),
    )
    return frozenset(chosen), frozenset(people.get(who, [who])), allowed
