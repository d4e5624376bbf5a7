"""`python -m tests.servers`: what it starts, it stops; what it lacks, it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.server_processes import PREFIX, SOCKET_PATH_LIMIT

ROOT = Path(__file__).resolve().parents[2]
WRAPPER = [sys.executable, "-m", "tests.servers"]
#: Prints where the sockets are and waits; its own arguments name the folder as well.
WAIT = f"""printf '%s\\n' "$TEST_REDIS_URL"
exec '{sys.executable}' -c 'import time; time.sleep(300)' "$TEST_REDIS_URL" """

needs_servers = pytest.mark.real


@pytest.fixture
def env() -> dict[str, str]:
    """No server is named from outside."""
    gone = {"TEST_DATABASE_URL", "TEST_REDIS_URL", "CI"}
    return {key: value for key, value in os.environ.items() if key not in gone}


def run(env, *arguments, **options):
    return subprocess.run(
        [*WRAPPER, *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


@pytest.fixture
def start(env) -> Iterator[Callable[[], tuple[subprocess.Popen, Path]]]:
    """Starts the wrapper around a command that waits; gives it and its folder."""
    started = []

    def start() -> tuple[subprocess.Popen, Path]:
        wrapper = subprocess.Popen(
            [*WRAPPER, "--", "sh", "-c", WAIT],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(wrapper)
        assert wrapper.stdout
        with wrapper.stdout as output:
            socket = Path(urlsplit(output.readline().strip()).path)
        return wrapper, socket.parent

    yield start
    for wrapper in started:
        wrapper.terminate()
        wrapper.wait()


def processes_in(folder: Path) -> list[str]:
    listing = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,user=,args="],
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in listing.stdout.splitlines() if str(folder) in line]


def eventually(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@needs_servers
def test_the_command_gets_both_servers_and_its_exit_code_is_returned(env):
    script = """
import os, psycopg, redis
with psycopg.connect(os.environ["TEST_DATABASE_URL"]) as connection:
    for setting in ("listen_addresses", "fsync", "server_encoding"):
        print(connection.execute(f"SHOW {setting}").fetchone()[0])
    print(connection.info.server_version >= 150000, connection.info.dbname)
    print("ÉLAN", connection.execute("SELECT lower('ÉLAN')").fetchone()[0])
client = redis.Redis.from_url(os.environ["TEST_REDIS_URL"])
print(client.config_get("port"), client.config_get("maxmemory-policy"))
client.close()
raise SystemExit(7)
"""
    done = run(env, "--", sys.executable, "-c", script)

    assert done.stdout.splitlines() == [
        "",
        "off",
        "UTF8",
        "True factcheck",
        "ÉLAN élan",
        "{'port': '0'} {'maxmemory-policy': 'noeviction'}",
    ], done.stderr
    assert done.returncode == 7


@needs_servers
def test_nothing_is_left_after_the_command(env):
    done = run(env, "--", "sh", "-c", 'echo "$TEST_DATABASE_URL"; sleep 300 &')

    folder = Path(unquote(urlsplit(done.stdout.strip()).netloc.partition("@")[2]))
    assert folder.name.startswith(PREFIX)
    assert len(str(folder / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT
    assert not folder.exists()
    assert not processes_in(folder)


@needs_servers
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_command_and_servers(start, number):
    wrapper, folder = start()
    assert len(processes_in(folder)) >= 2  # both servers

    wrapper.send_signal(number)

    assert wrapper.wait(30) == 128 + number
    assert not folder.exists()
    assert not processes_in(folder)


@needs_servers
def test_servers_die_with_a_wrapper_that_is_killed(start):
    wrapper, folder = start()

    wrapper.kill()
    wrapper.wait()

    eventually(lambda: not processes_in(folder))


@needs_servers
def test_the_next_run_removes_the_folder_of_a_killed_one(start):
    killed, left_over = start()
    _, in_use = start()
    killed.kill()
    killed.wait()
    eventually(lambda: not processes_in(left_over))
    assert left_over.exists()

    start()

    assert not left_over.exists()
    assert in_use.exists()


@needs_servers
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to give its rights up")
def test_no_server_runs_as_root(start):
    _, folder = start()
    servers = [line for line in processes_in(folder) if "time.sleep" not in line]

    assert len(servers) >= 2
    assert not [line for line in servers if line.split()[1] == "root"]


def test_servers_named_in_the_environment_are_used(env):
    given = {"TEST_DATABASE_URL": "postgresql://a/b", "TEST_REDIS_URL": "redis://c"}
    script = 'echo "$TEST_DATABASE_URL $TEST_REDIS_URL"'

    done = run(env | given, "--allow-missing", "--", "sh", "-c", script)

    assert done.stdout == "postgresql://a/b redis://c\n"


def test_a_command_that_does_not_exist_is_said(env):
    given = {"TEST_DATABASE_URL": "postgresql://a/b", "TEST_REDIS_URL": "redis://c"}

    done = run(env | given, "--allow-missing", "--", "no-such-command")

    assert done.returncode == 1
    assert done.stderr.endswith(
        "no-such-command cannot be run: No such file or directory.\n"
    )
