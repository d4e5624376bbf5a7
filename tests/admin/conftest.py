from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import person


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def staff_reviewer(db):
    return person("rosa", "reviewer", is_staff=True)


@pytest.fixture
def staff_editor(db):
    return person("elis", "editor", is_staff=True)


@pytest.fixture
def reviewing_client(staff_reviewer) -> Client:
    return signed_in(staff_reviewer)


@pytest.fixture
def editing_client(staff_editor) -> Client:
    return signed_in(staff_editor)


@pytest.fixture
def operating_client(operator) -> Client:
    return signed_in(operator)
