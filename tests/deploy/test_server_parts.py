"""What the tests need is found, installed where that may be, or asked for by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import server_parts, servers


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    """PATH holds only what a test puts there; no server is found."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)
    parts = tuple(
        server_parts.Part(
            part.name,
            part.title,
            lambda name=part.name: (
                found if (found := tmp_path / name).exists() else None
            ),
            part.variable,
        )
        for part in server_parts.PARTS
    )
    monkeypatch.setattr(server_parts, "PARTS", parts)
    monkeypatch.setattr(server_parts, "APT_PAUSE_SECONDS", 0)
    return tmp_path


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_root_installs_exactly_what_is_missing(nothing_installed, monkeypatch):
    folder = nothing_installed
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (folder / "redis-server").touch()
    program(
        folder,
        "apt-get",
        f'echo "$*" >> {folder}/log\n'
        f'[ "$1" = update ] || : > {folder}/postgresql\n'
        f'[ "$1" = update ] || : > {folder}/chromium',
    )

    server_parts.required(install=True)

    assert (folder / "log").read_text().splitlines() == [
        "update",
        "install -y --no-install-recommends postgresql chromium",
    ]


def test_a_locked_package_manager_is_asked_again(nothing_installed, monkeypatch):
    folder = nothing_installed
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(
        folder,
        "apt-get",
        f'echo "$1" >> {folder}/log\n'
        f'[ "$1" = update ] && exit 0\n'
        f"[ -e {folder}/second ] || {{ : > {folder}/second; "
        f"echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'; exit 100; }}\n"
        f"for name in redis-server postgresql chromium; do : > {folder}/$name; done",
    )

    server_parts.required(install=True)

    assert (folder / "log").read_text().split() == ["update", "install", "install"]


def test_an_install_that_fails_is_reported_with_what_was_said(
    nothing_installed, monkeypatch
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    program(nothing_installed, "apt-get", "echo 'E: No space left'; exit 100")

    with pytest.raises(server_parts.MissingPartsError) as raised:
        server_parts.required(install=True)

    assert str(raised.value) == (
        "Missing for the tests: PostgreSQL 15+ and Redis 7+ and Chromium. "
        "Install with: sudo apt-get update && sudo apt-get install -y "
        "--no-install-recommends postgresql redis-server chromium\nE: No space left"
    )


def test_an_ordinary_user_is_told_what_to_install(nothing_installed, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    log = nothing_installed / "log"
    program(nothing_installed, "apt-get", f": > {log}")
    (nothing_installed / "chromium").touch()
    (nothing_installed / "postgresql").touch()

    with pytest.raises(
        server_parts.MissingPartsError, match=r"Redis 7\+\. Install with: "
    ):
        server_parts.required(install=True)

    assert not log.exists()


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("dnf", "sudo dnf install -y postgresql-server redis chromium"),
        ("brew", "brew install postgresql@17 redis chromium"),
        (
            None,
            "your system's package manager (in Debian: postgresql redis-server chromium)",
        ),
    ],
)
def test_the_line_to_type_is_the_systems_own(nothing_installed, tool, line):
    if tool:
        program(nothing_installed, tool, "true")
    assert server_parts.install_line(server_parts.PARTS) == line


def test_a_server_named_in_the_environment_need_not_be_installed(
    nothing_installed, monkeypatch
):
    monkeypatch.setenv("TEST_REDIS_URL", "redis://elsewhere")
    assert [part.name for part in server_parts.missing_parts()] == [
        "postgresql",
        "chromium",
    ]


@pytest.mark.parametrize("said", ["Redis server v=6.2.6 sha=0", "no version here"])
def test_an_old_redis_is_no_redis(nothing_installed, said):
    program(nothing_installed, "redis-server", f"echo '{said}'")
    program(nothing_installed, "valkey-server", "echo 'Valkey server v=8.0.1 sha=0'")

    assert server_parts.find_redis() == nothing_installed / "valkey-server"


@pytest.fixture
def not_root(nothing_installed, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CI", raising=False)
    return nothing_installed


ECHO = ["--", "/bin/sh", "-c", 'echo "ran with [$TEST_DATABASE_URL$TEST_REDIS_URL]"']


def test_without_its_servers_the_command_is_not_run(not_root, capfd):
    assert servers.main(ECHO) == 1

    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("Missing for the tests: PostgreSQL 15+ and Redis 7+")


def test_what_is_missing_may_be_allowed_to_be(not_root, capfd):
    assert servers.main(["--allow-missing", *ECHO]) == 0

    out, err = capfd.readouterr()
    assert out == "ran with []\n"
    assert "the tests that need it will not run" in err


def test_nothing_may_be_missing_under_ci(not_root, capfd, monkeypatch):
    monkeypatch.setenv("CI", "true")

    assert servers.main(["--allow-missing", *ECHO]) == 1
    assert capfd.readouterr().out == ""


def test_a_check_names_every_part_and_installs_nothing(not_root, capfd, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (not_root / "chromium").touch()
    program(not_root, "apt-get", f": > {not_root}/log")

    assert servers.main(["--check"]) == 1
    assert capfd.readouterr().err.splitlines()[:3] == [
        "PostgreSQL 15+: missing",
        "Redis 7+: missing",
        f"Chromium: {not_root}/chromium",
    ]
    assert not (not_root / "log").exists()
