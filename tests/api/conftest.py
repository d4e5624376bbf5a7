from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from claims.services import keys, publishing
from tests.factories import make_article, make_claim, make_evidence, make_verdict

ROOT = "/api/v1/"


class Api:
    """The REST door as one person uses it, with a key of theirs; None has none."""

    def __init__(self, person: User | None) -> None:
        self.client = Client()
        self.headers: dict[str, str] = {}
        if person is not None:
            _, secret = keys.create_key(person)
            self.headers = {"Authorization": f"Bearer {secret}"}

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        content_type: str = "application/json",
    ) -> Any:
        path = path.removeprefix("http://testserver")
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method,
            path if path.startswith("/") else ROOT + path,
            b"" if body is None else content,
            content_type=content_type if body is not None else "",
            headers={**self.headers, **(headers or {})},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, headers=headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, {} if body is None else body, headers=headers)


@pytest.fixture
def api() -> Callable[[User | None], Api]:
    return Api


@pytest.fixture
def as_reviewer(reviewer) -> Api:
    return Api(reviewer)


@pytest.fixture
def as_editor(editor) -> Api:
    return Api(editor)


@pytest.fixture
def as_stranger(stranger) -> Api:
    return Api(stranger)


@pytest.fixture
def article(db):
    return make_article()


@pytest.fixture
def claim(article):
    return make_claim(article)


@pytest.fixture
def evidence(claim, reviewer):
    return make_evidence(claim, actor=reviewer)


@pytest.fixture
def held(claim, reviewer, as_reviewer):
    """The claim, taken by the reviewer."""
    assert as_reviewer.post(f"claims/{claim.pk}/take/").status_code == 200
    claim.refresh_from_db()
    return claim


@pytest.fixture
def published_claim(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    publishing.publish(claim, actor=editor)
    return claim


def ids(response) -> list[int]:
    """Of the rows a list answered with."""
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]
