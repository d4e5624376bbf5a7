"""The page of who may do what says what the doors do: it is the matrix, generated."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.vocabulary import Action
from claims.web import roles
from claims.workflow import ROLES as LEAST
from tests.security import test_every_door as doors
from tests.security.matrix import read_matrix
from tests.web.pages import text

LINES = read_matrix()[2]
#: People of the matrix by the column of the page.
PEOPLE = {
    "Reader": "stranger",
    "Reviewer": "reviewer",
    "Editor": "editor",
    "Operator": "operator",
}
REFUSED = {401, 403}
#: Only its author, or who did it, whatever their role.
OWN = {
    ("PATCH", "api/v1/comments/<id:pk>/"),
    ("POST", "api/v1/bulk/<id:pk>/undo/"),
    ("POST", "api/v1/claims/arrange/"),  # a reviewer only to themselves
}


def lets_in(route: str, method: str, column: str) -> bool:
    cell = LINES[route].cell(PEOPLE[column], method)
    return not (cell.quiet | cell.writing) <= REFUSED


def test_its_columns_are_the_people_of_the_matrix():
    assert list(roles.ROLES) == list(PEOPLE)


def test_every_operation_lets_in_whom_the_matrix_lets_in(db):
    wrong = []
    for one in roles.operations():
        route = f"api/v1/{one.path}"
        told = dict(zip(PEOPLE, one.cells, strict=True))
        seen = {column: lets_in(route, one.method, column) for column in PEOPLE}
        if (one.method, route) in OWN:
            assert any(seen.values())
            seen = {name: seen[name] or told[name] for name in seen}
        if told != seen:
            wrong.append((one.method, route, told, seen))
    assert wrong == []


def test_every_operation_of_the_matrix_is_on_it(db):
    told = {(f"api/v1/{one.path}", one.method) for one in roles.operations()}
    missing = [
        (route, method)
        for route, line in LINES.items()
        if route.startswith("api/v1/")
        for method in roles.METHODS
        if (cell := line.cell("editor", method)) is not None
        and (cell.quiet | cell.writing) - {401, 403, 405}
        and line.cell("anonymous", method).quiet == {401}
        and (route, method) not in told
    ]
    assert missing == []


def test_a_page_that_does_the_same_lets_in_the_same_people(db):
    pages = {f"v1:{one.name}": one for one in roles.operations() if one.page}
    assert len(pages) > 40
    by_name = {pattern.name: str(pattern.pattern) for pattern in _web()}
    wrong = []
    for one in roles.operations():
        if not one.page or one.method == "GET":
            continue
        route = by_name[one.name]
        for column, told in zip(PEOPLE, one.cells, strict=True):
            cell = LINES[route].cell(PEOPLE[column], "POST")
            if 409 in cell.quiet:
                continue  # refused for their role, or for not holding the claim
            seen = not (cell.quiet | cell.writing) <= {403, 404, 405}
            if told != seen and (one.method, f"api/v1/{one.path}") not in OWN:
                wrong.append((route, column, told, seen))
    assert wrong == []


def test_every_step_of_the_workflow_is_as_the_doors_were_tried(db):
    told = {one.action: dict(zip(PEOPLE, one.cells, strict=True)) for one in steps()}
    assert set(told) == set(Action)
    for action in doors.ACTIONS:
        tried = {column: doors._may(name, action) for column, name in PEOPLE.items()}
        assert told[action] == tried, action
    assert not any(told[Action.SETTLE_SOURCES].values())
    assert {one.action for one in steps() if one.admin} == set(doors.ACTIONS)
    assert {one.action for one in steps() if one.workbench} >= {
        action for action, least in LEAST.items() if least is None
    }


def steps():
    return roles.steps()


def test_the_admin_s_rows_are_added_and_changed_by_whom_the_matrix_says(db):
    wrong = []
    for one in roles.admin_rows():
        app, model = one.model.split(".")
        root = f"admin/{app}/{model}/"
        for n, column in enumerate(PEOPLE):
            if column == "Reader":
                assert not one.changes[n]
                continue  # no account of the staff
            cell = LINES[f"{root}add/"].cell(PEOPLE[column], "POST")
            if one.adds[n] != bool(cell.writing):
                wrong.append((one.model, "add", column))
            cell = LINES[f"{root}<path:object_id>/change/"].cell(PEOPLE[column], "POST")
            if one.changes[n] != bool(cell.writing):
                wrong.append((one.model, "change", column))
    assert wrong == []


def _web():
    from django.urls import get_resolver

    return get_resolver("claims.web.urls").url_patterns


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 403), ("reviewer", 403), ("editor", 200), ("operator", 200)],
)
def test_it_is_for_whoever_closes_accounts(who, status, request):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    answer = client.get("/people/roles/")
    assert answer.status_code == status
    if status == 200:
        assert "Cast your vote; the third one ends the panel" in text(answer)
