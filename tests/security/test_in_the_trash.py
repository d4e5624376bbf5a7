"""What belongs to an article in the trash is read and written at no address at all."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from claims import selectors
from claims.models import Article, Claim, Submission
from claims.services import away
from tests.security.matrix import Line, address, body, read_matrix
from tests.security.world import Persona, digest, objects, people

LINES = {
    route: line
    for route, line in read_matrix()[2].items()
    if not route.startswith("admin/")
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: The trash's own, what readers were told, which stays, and ways to a list.
OWN = (
    "published/",
    "notices/<int:pk>/open/",  # back to the list
    "articles/<int:pk>/restore/",
    "articles/<id:pk>/restore/",
    "c/<int:pk>/",
)
GONE, REFUSED = 410, {403, 404, 405, 410}


@pytest.fixture
def world(db):
    logging.disable(logging.CRITICAL)
    cast = people()
    made = objects(cast)
    Submission.objects.filter(pk=made.submission.pk).update(article=made.article)
    yield cast, made
    logging.disable(logging.NOTSET)


def put_everything_away() -> None:
    Article.every.update(trashed_at=timezone.now(), trash_reason="A copy.")
    Claim.every.update(in_trash=True)


def belongs(route: str, line: Line, made: SimpleNamespace) -> bool:
    row = getattr(made, line.on) if line.on else None
    return "<" in route and isinstance(row, Model) and away.belongs(type(row))


def lines(door: str, made: SimpleNamespace):
    for route, line in LINES.items():
        api = route.startswith("api/")
        told = any(own in route for own in OWN)
        if api == (door == "api/") and belongs(route, line, made) and not told:
            yield route, line


def ask(person: Persona, route: str, line: Line, method: str, made) -> int:
    url, sent, api = address(route, line, made), body(line, made), "api/" in route
    client = person.client(with_key=api)
    if method == "POST" and not api:
        return client.post(url, sent).status_code
    kind = "application/json"
    return client.generic(method, url, json.dumps(sent), content_type=kind).status_code


@pytest.mark.parametrize("door", ["", "api/"])
def test_no_address_of_it_answers_or_writes(world, door):
    cast, made = world
    put_everything_away()
    before, wrong, asked = digest(), [], 0
    for route, line in lines(door, made):
        for name in ("editor", "reviewer", "stranger"):
            for method in METHODS:
                allowed = line.cell(name, method)
                statuses = allowed.quiet | allowed.writing
                if statuses == {405}:
                    continue
                asked += 1
                expected = {GONE} if min(statuses) < 400 else REFUSED
                undo = transaction.savepoint()
                status = ask(cast[name], route, line, method, made)
                transaction.savepoint_rollback(undo)
                if status not in expected:
                    wrong.append(f"{method} /{route} as {name}: {status}")
    assert not wrong, "\n".join(wrong)
    assert asked > 100
    assert digest() == before


@pytest.mark.parametrize("door", ["", "api/"])
def test_nothing_is_written_where_it_is_put_away_just_then(world, door, monkeypatch):
    """Somebody else puts it in the trash after a door has found it."""
    cast, made = world
    went = []

    def then_put_away(find):
        def finding(*rows, **lookup):
            found = find(*rows, **lookup)
            if found is not None and not went:
                put_everything_away()
                went.append(digest())
            return found

        return finding

    for module, name in ((away, "look_up"), (selectors, "claim_shown")):
        monkeypatch.setattr(module, name, then_put_away(getattr(module, name)))
    wrong, asked = [], 0
    for route, line in lines(door, made):
        if route.endswith(("/presence/", "/here/")):  # nobody's page an hour later
            continue
        for name, method in _writers(line):
            went.clear()
            undo = transaction.savepoint()
            status = ask(cast[name], route, line, method, made)
            if went and (digest() != went[0] or status in {200, 201, 202, 500}):
                wrote = digest() != went[0]
                wrong.append(f"{method} /{route} as {name}: {status}, wrote: {wrote}")
            asked += bool(went)
            transaction.savepoint_rollback(undo)
    assert not wrong, "\n".join(wrong)
    assert asked > 30


def _writers(line: Line):
    for method in METHODS:
        for name in ("editor", "reviewer"):
            if line.cell(name, method).writing:
                yield name, method
                break


@pytest.mark.parametrize("who", ["editor", "stranger"])
def test_no_list_or_search_tells_of_it(world, who):
    cast, made = world
    words = {made.ready.statement, made.evidence.quote}
    put_everything_away()
    told = []
    for route, line in LINES.items():
        if any(own in route for own in OWN):
            continue
        client = cast[who].client(with_key=route.startswith("api/"))
        answer = client.get(address(route, line, made))
        if answer.status_code == 200:
            text = b"".join(answer).decode(errors="replace")
            told += [f"/{route}: {one}" for one in words if one in text]
    assert not told, "\n".join(told)
