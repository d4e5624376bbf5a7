"""A real installation for a test: its own database, real Redis, real worker processes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installation:
    folder: Path
    env: dict[str, str]
    workers: list[subprocess.Popen] = field(default_factory=list)

    def manage(self, *args: str, stdin: str = "", check: bool = True) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *args],
            cwd=ROOT,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def verify(self) -> dict:
        return json.loads(self.manage("verify", "--json", check=False))

    def start_worker(self, *options: str) -> subprocess.Popen:
        name = f"w{len(self.workers)}@{uuid.uuid4().hex[:6]}"
        command = [sys.executable, "-m", "celery", "--app", "factcheck", "worker"]
        command += ["--concurrency", "2", "--hostname", name, "--loglevel", "ERROR"]
        with (self.folder / "workers.log").open("ab") as log:
            worker = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.workers.append(worker)
        return worker

    def start_beat(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "--app", "factcheck", "beat"]
        command += ["--schedule", str(self.folder / "beat"), "--pidfile", ""]
        beat = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.workers.append(beat)
        return beat

    def kill(self, process: subprocess.Popen) -> None:
        """SIGKILL the process and its children, in the middle of whatever they do."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.workers.remove(process)

    def wait_until_done(self, *, articles: int, seconds: float = 150) -> dict:
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
                pytest.fail(f"Not done after {seconds} s: {seen}\n{log}")
            time.sleep(1)


@pytest.fixture
def redis_url() -> str:
    url = os.environ.get("TEST_REDIS_URL", "")
    if not url:
        pytest.fail("Run this through `make test`, which starts a Redis of its own.")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, tmp_path, redis_url) -> Iterator[Installation]:
    with _database(request.param, tmp_path) as database_url:
        env = os.environ | {
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "JOB_LEASE_SECONDS": "6",
            "NETWORK": "false",
            "LOG_LEVEL": "ERROR",
            "SECRET_KEY": "a-key-for-this-test-alone-" + uuid.uuid4().hex,
        }
        redis.Redis.from_url(redis_url).flushall()
        installed = Installation(tmp_path, env)
        installed.manage("migrate", "--verbosity", "0")
        try:
            yield installed
        finally:
            for worker in list(installed.workers):
                installed.kill(worker)


@contextlib.contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'real.sqlite3'}"
        return
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        pytest.fail(
            "Run this through `make test`, which starts a PostgreSQL of its own."
        )
    name = f"real_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
