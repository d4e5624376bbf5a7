from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.models import ApiKey
from claims.services import keys
from tests.api.conftest import Api


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Token", "TOKEN"])
def test_a_key_opens_the_door(reviewer, scheme):
    _, secret = keys.create_key(reviewer)
    response = Api(None).get("me/", Authorization=f"{scheme} {secret}")
    assert response.status_code == 200
    assert response.json() == {
        "username": reviewer.username,
        "roles": ["reader", "reviewer"],
    }


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer " + "a" * 64,
        "Bearer " + "a" * 5_000,
        "Bearer two words",
        "Bearer caf\u00e9",
        "Bearer \x7f",
        "Token \u00ff\u00fe",
        "Basic cml0YTpjb3JyZWN0",
        "Digest x",
        "a" * 64,
    ],
)
def test_anything_else_is_refused(db, header):
    response = Api(None).get("me/", Authorization=header)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.json()["code"] == "not_authenticated"


def test_only_the_digest_of_a_key_is_kept(reviewer):
    key, secret = keys.create_key(reviewer, name=" laptop ")
    assert key.name == "laptop"
    stored = ApiKey.objects.values().get(pk=key.pk)
    assert secret not in str(stored)
    assert len(secret) == 64


def test_a_key_of_a_switched_off_account_is_refused(reviewer):
    api = Api(reviewer)
    assert api.get("me/").status_code == 200
    type(reviewer).objects.filter(pk=reviewer.pk).update(is_active=False)
    response = api.get("me/")
    assert response.status_code == 401
    assert "switched off" in response.json()["detail"]


def test_an_expired_key_is_refused_and_reading_changes_nothing(reviewer):
    _, secret = keys.create_key(reviewer, days=2)
    headers = {"Authorization": f"Bearer {secret}"}
    assert Api(None).get("me/", **headers).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=2, seconds=1)):
        response = Api(None).get("me/", **headers)
    assert response.status_code == 401
    assert "expired" in response.json()["detail"]
    assert ApiKey.objects.count() == 1


def test_a_revoked_key_is_refused_at_once(reviewer):
    key, secret = keys.create_key(reviewer)
    keys.revoke_key(key.token_key)
    response = Api(None).get("me/", Authorization=f"Bearer {secret}")
    assert response.status_code == 401


def test_a_key_costs_one_query(reviewer, django_assert_num_queries):
    api = Api(reviewer)
    with django_assert_num_queries(1):  # the key with its person and their groups
        api.get("me/")
