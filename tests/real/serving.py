"""Web servers as they are really run, what they cost, and clients that press them."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.real.installation import ROOT, Installation, NotDoneError

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    seconds: float


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def send(
        self,
        method: str,
        path: str,
        *,
        key: str = "",
        session: str = "",
        body: Any = None,
        wait: float = 120,
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        headers |= {"Cookie": f"sessionid={session}"} if session else {}
        sent = None if body is None else json.dumps(body)
        started = time.perf_counter()
        try:
            connection.request(method, path, sent, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        seconds = time.perf_counter() - started
        is_json = "json" in (response.getheader("Content-Type") or "")
        told = json.loads(content) if is_json and content else content.decode()
        return Answer(response.status, told, seconds)


def compose_command() -> list[str]:
    """What docker-compose.yml starts as `web`."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    command: list[str] = compose["services"]["web"]["command"]
    return command


@contextlib.contextmanager
def served(
    here: Installation, kind: str, app: str = "factcheck.wsgi"
) -> Iterator[Server]:
    """`gunicorn` as docker-compose runs it, or the `workbench` with all its parts."""
    port = free_port()
    env = here.env | {"PORT": str(port)}
    if kind == "workbench":
        command = [sys.executable, "manage.py", "workbench"]
    else:
        name, _, *options = compose_command()
        kept = [one for one in options if not one.startswith("--bind")]
        command = [sys.executable, "-m", name, app, f"--bind=127.0.0.1:{port}", *kept]
    before, here.env = here.env, env
    process = here.start(command)
    here.env = before
    try:
        _wait_for(port, here.folder / "workers.log")
        yield Server(port, process.pid)
    finally:
        here.stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=30).close()
        except OSError as error:
            if time.monotonic() > deadline:
                raise NotDoneError(log.read_text()[-3000:]) from error
            time.sleep(0.1)
        else:
            return


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """The work of so many people, each in a thread; the first error is raised."""
    with ThreadPoolExecutor(count) as people:
        return list(people.map(work, range(count)))


def cpu_of(pid: int) -> float:
    """CPU seconds of a process and its descendants, those that ended included."""
    parents: dict[int, list[int]] = {}
    spent: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            one = int(stat.parent.name)
            parents.setdefault(int(fields[1]), []).append(one)
            spent[one] = sum(int(ticks) for ticks in fields[11:15]) / TICKS
    total, family = 0.0, [pid]
    while family:
        one = family.pop()
        total += spent.get(one, 0.0)
        family += parents.get(one, [])
    return total
