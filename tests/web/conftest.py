from __future__ import annotations

import pytest
from django.test import Client


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


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
