from __future__ import annotations

import pytest
from django.test import Client

from claims.services import publishing, queueing
from tests.factories import make_claim, make_verdict


@pytest.fixture
def anonymous() -> Client:
    return Client()


@pytest.fixture
def as_reviewer(reviewer) -> Client:
    return signed_in(reviewer)


@pytest.fixture
def as_editor(editor) -> Client:
    return signed_in(editor)


@pytest.fixture
def as_stranger(stranger) -> Client:
    return signed_in(stranger)


@pytest.fixture
def claim(db):
    return make_claim()


@pytest.fixture
def held(claim, reviewer):
    return queueing.take(claim, actor=reviewer)


@pytest.fixture
def decided(claim, reviewer, editor):
    make_verdict(claim, author=reviewer, editor=editor)
    return claim


@pytest.fixture
def published(decided, editor):
    publishing.publish(decided, actor=editor)
    return decided


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
