"""A PostgreSQL and a Redis in a temporary folder: sockets only, and never as root."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import redis

from tests.server_parts import find_postgresql, find_redis

PREFIX = "factcheck-servers-"
SHORT_PLACES = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108
SOCKET_PATH_LIMIT = 103  # bytes: 107 on Linux, 103 on macOS
START_SECONDS = 60
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


class ServerError(Exception):
    """A server did not start; the message ends with what it logged."""


@contextlib.contextmanager
def running(variables: Sequence[str]) -> Iterator[dict[str, str]]:
    """Start what TEST_DATABASE_URL and TEST_REDIS_URL stand for; yield their URLs."""
    start = {"TEST_DATABASE_URL": _postgres, "TEST_REDIS_URL": _redis}
    if not variables:
        yield {}
        return
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(_private_folder())
        yield {name: stack.enter_context(start[name](folder)) for name in variables}


@contextlib.contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    if not (programs := find_postgresql()):
        raise ServerError("PostgreSQL 15+ is not installed.")
    cluster = folder / "pg"
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    command: list[str | Path] = [programs / "initdb", "-D", cluster, "-U", "factcheck"]
    command += ["-A", "trust", "-E", "UTF8", f"--locale={locale}"]
    command += ["--no-sync", "--no-instructions"]
    made = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=die_with_parent(signal.SIGTERM),
        **_as_ordinary_user(folder),
    )
    if made.returncode:
        raise ServerError(f"PostgreSQL could not make a cluster:\n{made.stderr}")
    command = [programs / "postgres", "-D", cluster, "-k", folder]
    command += ["-c", "listen_addresses="]
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        command += ["-c", f"{name}=off"]
    # A walk over every address is one transaction with a savepoint a cell.
    command += ["-c", "max_locks_per_transaction=1024"]
    server = f"postgresql://factcheck@{quote(str(folder), safe='')}"

    def ready() -> None:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE factcheck")

    # SIGQUIT: stop at once and leave the children no time to linger.
    with _server(command, folder, ready, psycopg.OperationalError, signal.SIGQUIT):
        yield f"{server}/factcheck"


@contextlib.contextmanager
def _redis(folder: Path) -> Iterator[str]:
    if not (binary := find_redis()):
        raise ServerError("Redis 7+ is not installed.")
    socket = folder / "redis.sock"
    command: list[str | Path] = [binary, "--port", "0", "--unixsocket", socket]
    command += ["--dir", folder, "--save", "", "--appendonly", "no"]
    command += ["--maxmemory-policy", "noeviction"]
    url = f"unix://{quote(str(socket))}"

    def ready() -> None:
        with redis.Redis.from_url(url) as client:
            client.ping()

    with _server(command, folder, ready, redis.ConnectionError, signal.SIGTERM):
        yield url


@contextlib.contextmanager
def _server(
    command: Sequence[str | Path],
    folder: Path,
    ready: Callable[[], None],
    not_yet: type[Exception],
    stop_signal: signal.Signals,
) -> Iterator[None]:
    log = folder / f"{Path(command[0]).name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the command, not for its servers
            preexec_fn=die_with_parent(stop_signal),
            **_as_ordinary_user(folder),
        )
    try:
        _wait_until(ready, not_yet, process, log)
        yield
    finally:
        process.send_signal(stop_signal)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until(
    ready: Callable[[], None],
    not_yet: type[Exception],
    process: subprocess.Popen[bytes],
    log: Path,
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return ready()
        except not_yet as error:
            if process.poll() is not None or time.monotonic() > deadline:
                tail = log.read_text(errors="replace")[-2000:]
                raise ServerError(f"{log.stem} did not start:\n{tail}") from error
        time.sleep(0.05)


def die_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Ask the kernel for the signal should this process be killed outright."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def in_child() -> None:
        prctl(PR_SET_PDEATHSIG, int(stop_signal))
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return in_child


# Where and as whom ---------------------------------------------------------------


@contextlib.contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder that goes with this process; a killed run's is removed by the next one."""
    place = _temporary_place()
    for left_over in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), (left_over / "lock").open("r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left_over, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    try:
        if account := _server_account():
            os.chown(folder, account.pw_uid, account.pw_gid)
        with (folder / "new").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (folder / "new").rename(folder / "lock")  # seen by others only when held
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _temporary_place() -> Path:
    """A temporary folder short enough for sockets, and open to the servers' account."""
    for place in (Path(tempfile.gettempdir()).resolve(), *SHORT_PLACES):
        longest = place / f"{PREFIX}12345678" / ".s.PGSQL.5432.lock"
        if len(os.fsencode(longest)) > SOCKET_PATH_LIMIT:
            continue
        if not _server_account() or all(
            parent.stat().st_mode & 0o001 for parent in (place, *place.parents)
        ):
            return place
    raise ServerError(
        "No temporary folder suits the servers: set TMPDIR to a short path."
    )


def _server_account() -> pwd.struct_passwd | None:
    """Who the servers run as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def _as_ordinary_user(folder: Path) -> dict[str, Any]:
    options: dict[str, Any] = {
        "cwd": folder,
        "env": {"PATH": os.defpath, "HOME": str(folder), "TZ": "UTC"},
    }
    if account := _server_account():
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return options
