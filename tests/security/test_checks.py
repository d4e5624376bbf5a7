from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from claims import checks

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "PUBLIC_URL": "https://desk.example",
    "DATABASE_URL": "postgres://desk:secret@db.example:5432/desk",
    "REDIS_URL": "redis://:secret@broker.example:6379/0",
}


def check_deploy(tmp_path, **changed: str) -> subprocess.CompletedProcess[str]:
    """The command as an operator runs it, with nothing of our own environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | PRODUCTION | {"DATA_DIR": str(tmp_path)} | changed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_production_environment_is_clean(tmp_path):
    done = check_deploy(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    behind = check_deploy(
        tmp_path, BEHIND_TLS_PROXY="true", CONTACT_EMAIL="desk@desk.example"
    )
    assert behind.returncode == 0
    assert "no issues" in behind.stdout + behind.stderr


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"DEBUG": "true"}, "security.W018"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"PUBLIC_URL": "http://desk.example"}, "claims.W001"),
        ({"PUBLIC_URL": "http://127.0.0.1:8000"}, "claims.W002"),
        ({"DATABASE_URL": ""}, "claims.W003"),
        ({"ALLOWED_HOSTS": "*"}, "claims.W004"),
        ({"ALLOWED_HOSTS": "other.example"}, "claims.E001"),
    ],
)
def test_a_mistake_is_named_and_fails_the_check(changed, named, tmp_path):
    done = check_deploy(tmp_path, **changed)
    assert done.returncode == 1
    assert named in done.stderr
    assert "HINT" in done.stderr or named.startswith("security")


@pytest.mark.parametrize(
    ("public", "allowed", "proxy", "found"),
    [
        ("https://desk.example", ["desk.example"], ("X", "https"), []),
        ("https://desk.example", ["desk.example"], None, ["claims.I001"]),
        ("https://desk.example", [".example"], ("X", "https"), []),
        ("https://desk.example", ["*"], ("X", "https"), ["claims.W004"]),
        ("https://desk.example", ["localhost"], ("X", "https"), ["claims.E001"]),
        ("http://desk.example", ["desk.example"], None, ["claims.W001"]),
        ("http://10.0.0.7", ["10.0.0.7"], None, ["claims.W001"]),
        ("http://localhost:8000", ["localhost"], None, ["claims.W002"]),
        ("http://127.0.0.1", ["127.0.0.1"], None, ["claims.W002"]),
        ("http://[::1]:8000", ["[::1]"], None, ["claims.W002"]),
    ],
)
def test_the_address_is_judged(public, allowed, proxy, found, settings):
    settings.CLAIMS_PUBLIC_URL = public
    settings.ALLOWED_HOSTS = allowed
    settings.SECURE_PROXY_SSL_HEADER = proxy
    assert [message.id for message in checks.address(None)] == found


@pytest.mark.parametrize(
    ("engine", "broker", "found"),
    [
        ("sqlite3", "redis+socket:///srv/broker.sock", []),
        ("sqlite3", "redis://127.0.0.1:6379/0", []),
        ("sqlite3", "redis://localhost/0", []),
        ("sqlite3", "redis://broker.example:6379/0", ["claims.W003"]),
        ("sqlite3", "rediss://10.1.2.3/0", ["claims.W003"]),
        ("postgresql", "redis://broker.example:6379/0", []),
    ],
)
def test_a_database_file_and_a_distant_broker_do_not_belong_together(
    engine, broker, found, monkeypatch, settings
):
    monkeypatch.setitem(
        settings.DATABASES["default"], "ENGINE", f"django.db.backends.{engine}"
    )
    settings.CELERY_BROKER_URL = broker
    assert [message.id for message in checks.parts(None)] == found


@pytest.mark.parametrize(
    ("network", "mail", "found"),
    [(True, "", ["claims.I002"]), (True, "a@b.example", []), (False, "", [])],
)
def test_whoever_asks_public_sources_should_be_reachable(
    network, mail, found, settings
):
    settings.CLAIMS_NETWORK = network
    settings.CLAIMS_CONTACT_EMAIL = mail
    settings.CLAIMS_CONTACT_URL = ""
    assert [message.id for message in checks.sources(None)] == found
