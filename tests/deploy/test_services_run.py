"""The commands of docker-compose.yml, run here with a PostgreSQL and a Redis."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.deploy.container_files import ROOT, compose
from tests.server_processes import running

pytestmark = pytest.mark.real

ARTICLE = """The harbour of Tallow Bay handled 4.2 million tonnes of goods in 2023.
At least 1,150 people work there, the port authority says."""


@dataclass
class Installation:
    """The application services as processes of this machine."""

    folder: Path
    services: dict
    env: dict[str, str]
    port: int
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def here(self, words: list[str]) -> list[str]:
        """A command of the file with the port and the folder it has here."""
        return [
            word.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}")
            .replace("'127.0.0.1', 8000", f"'127.0.0.1', {self.port}")
            .replace("/tmp", str(self.folder))  # noqa: S108
            for word in words
        ]

    def run(self, words: list[str], *, stdin: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            words,
            input=stdin,
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                self.here(self.services[name]["command"]),
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def is_healthy(self, name: str) -> bool:
        kind, *test = self.services[name]["healthcheck"]["test"]
        if kind == "CMD-SHELL":
            test = ["sh", "-c", test[0].replace("$$", "$")]
        return self.run(self.here(test)).returncode == 0

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Iterator[Installation]:
    secrets = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD")
    services = compose(dict.fromkeys(secrets, "s" * 64))["services"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(["TEST_DATABASE_URL", "TEST_REDIS_URL"]) as servers:
        env = {
            **{
                key: str(value) for key, value in services["web"]["environment"].items()
            },
            "DATABASE_URL": servers["TEST_DATABASE_URL"],
            "REDIS_URL": servers["TEST_REDIS_URL"],
            "NETWORK": "false",
            "HOSTNAME": socket.gethostname(),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        folder = tmp_path_factory.mktemp("services")
        installation = Installation(folder, services, env, port)
        try:
            yield installation
        finally:
            for process in installation.processes.values():
                process.kill()
                process.wait()


def eventually(condition, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def test_the_services_start_do_the_work_and_stop_in_time(installed):
    assert not installed.is_healthy("web")
    assert not installed.is_healthy("beat")

    migrated = installed.run(installed.services["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr

    for name in ("web", "worker", "searcher", "beat"):
        installed.start(name)
    for name in ("web", "worker", "searcher", "beat"):
        assert eventually(lambda name=name: installed.is_healthy(name)), installed.log(
            name
        )

    ingested = installed.run(["python", "manage.py", "ingest", "-"], stdin=ARTICLE)
    assert ingested.returncode == 0, ingested.stderr

    def counts() -> dict[str, int]:
        verified = installed.run(["python", "manage.py", "verify", "--json"])
        return json.loads(verified.stdout)["counts"]

    assert eventually(lambda: not counts()["jobs open"]), installed.log("worker")
    assert counts()["claims"] >= 2

    for name in ("web", "worker", "searcher", "beat"):
        process = installed.processes[name]
        grace = str(installed.services[name].get("stop_grace_period", "10s"))
        process.terminate()
        seconds = re.fullmatch(r"(\d+)s", grace)
        assert seconds
        assert process.wait(int(seconds[1])) == 0, installed.log(name)
