"""`manage.py workbench` as a newcomer starts it: everything embedded, nothing shared."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from tests.real.installation import ROOT

pytestmark = pytest.mark.real


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder, port):
    kept = {"PATH", "HOME", "LANG", "VIRTUAL_ENV", "TMPDIR"}
    env = {name: value for name, value in os.environ.items() if name in kept}
    return subprocess.Popen(
        [sys.executable, "manage.py", "workbench"],
        cwd=ROOT,
        env=env | {"DATA_DIR": str(folder), "PORT": str(port), "NETWORK": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if answer := condition():
                return answer
        except httpx2.TransportError:
            pass
        time.sleep(0.3)
    return pytest.fail("It did not happen in time.")


def sign_in(client, password):
    page = client.get("/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    form = {"username": "reviewer", "password": password, "csrfmiddlewaretoken": token}
    return client.post("/sign-in/", data=form, headers={"Referer": str(page.url)})


def descendants(pid):
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found, new = set(), {pid}
    while new:
        new = {child for child, parent in pairs if parent in new} - found
        found |= new
    return found


def alive(pids):
    return [pid for pid in pids if not _gone(pid)]


def _gone(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_one_command_serves_the_seeded_workbench_and_ctrl_c_stops_it_all(tmp_path):
    port = free_port()
    process = start(tmp_path / "data", port)
    try:
        with httpx2.Client(
            base_url=f"http://127.0.0.1:{port}", follow_redirects=True
        ) as client:
            ready = until(lambda: client.get("/health/ready").json())
            assert ready["status"] == "ok"
            passwords = until(lambda: (tmp_path / "data/sign-in.txt").read_text())
            password = re.search(r"^reviewer: (\S+)$", passwords, re.MULTILINE)[1]
            assert sign_in(client, password).status_code == 200
            until(lambda: "Take next" in client.get("/queue/review/").text)

            # A second one is refused in a sentence, for the port and for the folder.
            for folder, second_port, says in (
                (tmp_path / "other", port, "is taken"),
                (tmp_path / "data", free_port(), "already running"),
            ):
                second = start(folder, second_port)
                _, told = second.communicate(timeout=60)
                assert second.returncode != 0
                assert says in told
                assert "Traceback" not in told

        family = descendants(process.pid)
        assert len(family) >= 2
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, err
    assert "The workbench is at" in out
    assert "Traceback" not in err
    assert alive(family) == []
    for kept in ("sign-in.txt", "workbench.sqlite3"):
        assert (tmp_path / "data" / kept).stat().st_mode & 0o077 == 0


def test_when_the_supervisor_is_killed_its_children_go_too(tmp_path):
    port = free_port()
    process = start(tmp_path / "data", port)
    try:
        until(lambda: httpx2.get(f"http://127.0.0.1:{port}/health/live").is_success)
        family = until(lambda: len(found := descendants(process.pid)) > 2 and found)
    finally:
        process.kill()
        process.communicate()
    until(lambda: not alive(family), seconds=40)
