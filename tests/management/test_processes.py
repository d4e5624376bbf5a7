from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

import pytest
import redis

from claims import dispatch
from claims.management import processes
from factcheck.celery import app


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def broker():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broker.sock"
        child = processes.broker(path, Path(folder) / "kept")
        child.start()
        try:
            assert wait_for(path.exists)
            yield child, path
        finally:
            child.process.send_signal(signal.SIGCONT)
            child.stop()


def test_the_broker_answers_and_keeps_messages_over_a_restart(broker):
    child, path = broker
    client = redis.Redis(unix_socket_path=str(path))
    assert wait_for(lambda: client.ping())
    client.lpush("kept", "1")
    child.stop()
    child.start()
    assert wait_for(lambda: path.exists() and client.ping())
    assert client.llen("kept") == 1


def test_a_broker_that_hangs_holds_nobody_for_long(broker, monkeypatch):
    child, path = broker
    monkeypatch.setattr(app.conf, "broker_url", f"redis+socket://{path}")
    assert dispatch.ring([1, 2], queue="factcheck") == 2
    assert dispatch.outstanding("factcheck") == 2
    child.process.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    assert dispatch.ring([3], queue="factcheck") == 0
    assert time.monotonic() - started < 5


def test_what_ends_by_itself_is_started_again():
    child = processes.Child(
        "A sleeper", [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    with processes.Processes([child], every=lambda: None):
        first = child.process.pid
        os.kill(first, signal.SIGKILL)
        assert wait_for(lambda: child.process.pid != first)
    assert child.process.poll() is not None


def test_a_failing_sweeper_stops_nothing(caplog):
    calls = []

    def fail():
        calls.append(1)
        raise RuntimeError("no database")

    with processes.Processes([], every=fail):
        assert wait_for(lambda: len(calls) > 1)


def test_a_taken_port_is_seen():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not processes.port_is_free("127.0.0.1", port)
    assert processes.port_is_free("127.0.0.1", port)
