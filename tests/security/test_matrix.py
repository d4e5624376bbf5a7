"""Every address x person x method answers as the matrix says, and writes only there."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import transaction

from tests.security.matrix import address, body, read_matrix, routes
from tests.security.world import Persona, Writes, digest, objects, people

METHODS, PEOPLE, LINES = read_matrix()


@pytest.fixture
def walker(db):
    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its traceback
    yield Walker()
    logging.disable(logging.NOTSET)


class Walker:
    def __init__(self) -> None:
        self.people = people()
        self.made = objects(self.people)
        self.writes = Writes()
        self.before = digest()

    def cell(self, route: str, person: Persona, method: str) -> tuple[int, bool]:
        """The status, and whether anything stored has changed; undone afterwards."""
        line = LINES[route]
        url, sent = address(route, line, self.made), body(line, self.made)
        rest = route.startswith("api/")
        client = person.client(with_key=rest)
        undo = transaction.savepoint()
        self.writes.forget()
        try:
            with self.writes.watching():
                if method == "POST" and not rest:
                    response = client.post(url, sent)
                else:
                    response = client.generic(
                        method,
                        url,
                        json.dumps(sent),
                        content_type="application/json",
                    )
            changed = bool(self.writes.seen) and digest() != self.before
        finally:
            transaction.savepoint_rollback(undo)
        return response.status_code, changed


def test_every_address_is_in_the_matrix():
    missing = [route for route in routes() if route not in LINES]
    assert not missing, f"Add these to access_matrix.yaml: {missing}"


def test_the_matrix_names_no_address_that_is_gone():
    assert sorted(set(LINES) - set(routes())) == []


def test_the_matrix_says_something_about_every_cell():
    silent = [
        (route, person, method)
        for route, line in LINES.items()
        for person in PEOPLE
        for method in METHODS
        if line.cell(person, method) is None
    ]
    assert silent == []


@pytest.mark.parametrize("door", ["", "api/", "admin/"])
def test_every_cell_answers_and_writes_as_the_matrix_says(door, walker):
    wrong = []
    for route in routes():
        if route not in LINES or _door(route) != door:
            continue
        for name in PEOPLE:
            for method in METHODS:
                status, changed = walker.cell(route, walker.people[name], method)
                allowed = LINES[route].cell(name, method)
                if status in allowed.writing and changed:
                    continue
                if status in allowed.quiet and not changed:
                    continue
                wrote = ", and something stored changed" if changed else ""
                wrong.append(f"{method} /{route} as {name}: {status}{wrote}")
    assert not wrong, "\n".join(wrong)
    assert digest() == walker.before


def test_the_walker_notices_a_write(walker):
    with walker.writes.watching():
        assert digest() == walker.before
        assert not walker.writes.seen
        walker.made.account.groups.clear()
        walker.made.account.delete()
    assert walker.writes.seen
    assert digest() != walker.before


def _door(route: str) -> str:
    return next((door for door in ("api/", "admin/") if route.startswith(door)), "")
