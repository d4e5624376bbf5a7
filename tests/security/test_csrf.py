"""A signed-in browser's unsafe request needs the token, at every address."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import transaction

from tests.security.matrix import address, body, read_matrix, routes
from tests.security.world import digest, objects, people

METHODS, PEOPLE, LINES = read_matrix()
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
SIGN_IN = {"sign-in/", "admin/login/"}


@pytest.fixture
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def newsroom(db, quiet):
    everybody = people()
    return everybody, objects(everybody)


def ask(client, method, url, sent, **headers):
    undo = transaction.savepoint()
    try:
        if method == "POST" and not url.startswith("/api/"):
            return client.post(url, sent, headers=headers)
        encoded = json.dumps(sent)
        return client.generic(
            method, url, encoded, content_type="application/json", headers=headers
        )
    finally:
        transaction.savepoint_rollback(undo)


@pytest.mark.parametrize("name", ["editor", "operator"])
def test_without_the_token_nothing_unsafe_gets_through(name, newsroom):
    everybody, made = newsroom
    before, let_in = digest(), []
    for route in routes():
        line = LINES[route]
        url, sent = address(route, line, made), body(line, made)
        for method in UNSAFE:
            client = everybody[name].client(enforce_csrf_checks=True)
            status = ask(client, method, url, sent).status_code
            # 405: the method has no meaning there; 404: there is nothing there.
            if status not in {403, 404, 405}:
                let_in.append(f"{method} /{route}: {status}")
    assert not let_in, "\n".join(let_in)
    assert digest() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
    ],
)
def test_a_token_from_a_foreign_page_is_refused(headers, newsroom):
    everybody, made = newsroom
    client = everybody["editor"].client(enforce_csrf_checks=True)
    url = f"/claims/{made.ready.pk}/take/"
    token = "a" * 32
    client.cookies["csrftoken"] = token
    own = ask(client, "POST", url, {"csrfmiddlewaretoken": token})
    foreign = ask(client, "POST", url, {"csrfmiddlewaretoken": token}, **headers)
    assert (own.status_code, foreign.status_code) == (302, 403)


@pytest.mark.parametrize("page", sorted(SIGN_IN))
def test_signing_in_needs_the_token_too(page, newsroom):
    everybody, _ = newsroom
    client = everybody["anonymous"].client(enforce_csrf_checks=True)
    form = {"username": "edda", "password": "correct horse battery"}
    assert ask(client, "POST", f"/{page}", form).status_code == 403


def test_a_key_needs_no_token_and_a_session_on_the_api_does(newsroom):
    everybody, made = newsroom
    editor = everybody["editor"]
    url = f"/api/v1/claims/{made.ready.pk}/take/"
    with_key = editor.client(with_key=True, enforce_csrf_checks=True)
    assert ask(with_key, "POST", url, {}).status_code == 200
    with_session = editor.client(enforce_csrf_checks=True)
    assert ask(with_session, "POST", url, {}).status_code == 403
    wrong_key = editor.client(enforce_csrf_checks=True)
    refused = ask(wrong_key, "POST", url, {}, authorization="Bearer abc")
    assert refused.status_code == 401
