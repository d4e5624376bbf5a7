"""A whole installation in a folder: its own database, real Redis, real processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis

ROOT = Path(__file__).resolve().parents[2]
#: Jobs one worker does at a time.
HANDS = 2


class NotDoneError(AssertionError):
    """It took longer than it may."""


@dataclass
class Installation:
    folder: Path
    env: dict[str, str]
    workers: list[subprocess.Popen] = field(default_factory=list)
    started: int = 0

    def manage(self, *args: str, stdin: str = "", check: bool = True) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def verify(self) -> dict[str, Any]:
        return json.loads(self.manage("verify", "--json", check=False))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, past Django."""
        with self.sql(query) as cursor:
            return cursor.fetchall()

    @contextlib.contextmanager
    def sql(self, statement: str) -> Iterator[Any]:
        url = self.env["DATABASE_URL"]
        if url.startswith("sqlite"):
            path = url.removeprefix("sqlite:///")
            connection: Any = sqlite3.connect(path, timeout=60, isolation_level=None)
        else:
            connection = psycopg.connect(url, autocommit=True)
        with contextlib.closing(connection):
            yield connection.execute(statement)

    def start_worker(self, *options: str) -> subprocess.Popen:
        self.started += 1
        name = f"w{self.started}@{uuid.uuid4().hex[:6]}"
        command = ["celery", "--app", "factcheck", "worker"]
        command += ["--concurrency", str(HANDS), "--hostname", name]
        command += ["--loglevel", "ERROR", "--without-mingle", "--without-gossip"]
        return self.start([sys.executable, "-m", *command, *options])

    def start_beat(self) -> subprocess.Popen:
        command = ["celery", "--app", "factcheck", "beat", "--pidfile", ""]
        schedule = ["--schedule", str(self.folder / "beat")]
        return self.start([sys.executable, "-m", *command, *schedule])

    def start(self, command: list[str]) -> subprocess.Popen:
        with (self.folder / "workers.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(process)
        return process

    def kill(self, process: subprocess.Popen) -> None:
        """SIGKILL the process and its children, in the middle of whatever they do."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.workers.remove(process)

    def stop(self, process: subprocess.Popen) -> None:
        """End a server and all it started, the way an operator does."""
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        self.kill(process)

    def wait_until_done(self, *, articles: int, seconds: float = 150) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while True:
            seen = self.verify()
            counts = seen["counts"]
            # A claim is settled just after its last search commits: look again then.
            sound = not any(seen["broken"].values())
            if counts["articles"] == articles and counts["jobs open"] == 0 and sound:
                return seen
            if time.monotonic() > deadline:
                log = (self.folder / "workers.log").read_text()[-3000:]
                raise NotDoneError(f"Not done after {seconds} s: {seen}\n{log}")
            time.sleep(1)


@contextlib.contextmanager
def installed(
    kind: str, folder: Path, redis_url: str, variables: Mapping[str, str] | None = None
) -> Iterator[Installation]:
    """An empty one on `sqlite` or `postgresql`; all its processes end with it."""
    folder.mkdir(parents=True, exist_ok=True)
    with database(kind, folder) as database_url:
        env = os.environ | {
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "JOB_LEASE_SECONDS": "6",
            "NETWORK": "false",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": "a-key-for-this-test-alone-" + uuid.uuid4().hex,
        }
        redis.Redis.from_url(redis_url).flushall()
        here = Installation(folder, env | dict(variables or {}))
        here.manage("migrate", "--verbosity", "0")
        try:
            yield here
        finally:
            for worker in list(here.workers):
                here.kill(worker)


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'real.sqlite3'}"
        return
    server = os.environ.get("TEST_DATABASE_URL", "")
    assert server, "Run this through `make`, which starts a PostgreSQL of its own."
    name = f"real_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def redis_server() -> str:
    url = os.environ.get("TEST_REDIS_URL", "")
    assert url, "Run this through `make`, which starts a Redis of its own."
    return url
