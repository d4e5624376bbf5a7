from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.errors import InvalidInputError
from claims.models import ApiKey
from claims.services import keys
from tests.api.conftest import Api


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("create_api_key", *arguments, stdout=out)
    return out.getvalue()


def secret_in(text: str) -> str:
    return next(word for word in text.split() if len(word) == 64)


def test_the_command_prints_a_key_that_works(reviewer):
    told = run(reviewer.username, "--name", "laptop", "--days", "30")
    secret = secret_in(told)
    assert f'-H "Authorization: Bearer {secret}"' in told
    assert "/api/v1/me/" in told
    response = Api(None).get("me/", Authorization=f"Bearer {secret}")
    assert response.json()["username"] == reviewer.username
    key = ApiKey.objects.get()
    assert key.name == "laptop"
    assert (key.expiry - key.created).days in {29, 30}


def test_keys_are_listed_without_their_secrets(reviewer, editor):
    secret = secret_in(run(reviewer.username, "--name", "laptop"))
    run(editor.username)
    told = run("--list")
    assert secret not in told
    assert secret[:15] in told
    assert "laptop" in told
    assert editor.username in told
    assert reviewer.username not in run(editor.username, "--list")


def test_a_key_is_revoked_by_how_it_begins(reviewer):
    secret = secret_in(run(reviewer.username))
    assert reviewer.username in run("--revoke", secret[:8])
    assert not ApiKey.objects.exists()
    assert "There are no keys" in run("--list")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say whose key"),
        (["nobody"], "no account"),
        (["rita", "--days", "0"], "1 to 3650 days"),
        (["--revoke", "abc"], "at least 6 characters"),
        (["--revoke", "abcdefgh"], "No key begins"),
    ],
)
def test_the_command_says_what_is_wrong(reviewer, arguments, says):
    with pytest.raises(CommandError, match=says):
        run(*arguments)
    assert not ApiKey.objects.exists()


def test_a_prefix_of_several_keys_revokes_none(reviewer):
    for _ in range(2):
        key, _ = keys.create_key(reviewer)
        ApiKey.objects.filter(pk=key.pk).update(token_key=f"aaaaaa{key.token_key[6:]}")
    with pytest.raises(InvalidInputError, match="Several keys"):
        keys.revoke_key("aaaaaa")
    assert ApiKey.objects.count() == 2


def test_a_switched_off_account_gets_no_key(reviewer):
    reviewer.is_active = False
    with pytest.raises(InvalidInputError, match="switched off"):
        keys.create_key(reviewer)
