"""The programs the tests need besides Python: where they are and how to get them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

APT_TRIES = 30
APT_PAUSE_SECONDS = 10
LOCKED = re.compile(r"could not get lock|unable to (lock|acquire)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A program and its Debian package; `variable` names one that is used instead."""

    name: str
    title: str
    find: Callable[[], Path | None]
    variable: str | None = None


class MissingPartsError(Exception):
    """Programs are missing; the message says how to install them."""

    def __init__(self, parts: Sequence[Part], because: str = "") -> None:
        self.parts = tuple(parts)
        titles = " and ".join(part.title for part in parts)
        sentence = (
            f"Missing for the tests: {titles}. Install with: {install_line(parts)}"
        )
        super().__init__(f"{sentence}\n{because}".rstrip())


def find_postgresql() -> Path | None:
    """The folder with initdb and postgres, version 15 or later, newest first."""
    folders = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
        *Path("/usr/local/opt").glob("postgresql@*/bin"),
    ]
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    versions = {
        folder: _version(folder / "postgres")
        for folder in folders
        if (folder / "initdb").exists()
    }
    suitable = [folder for folder, version in versions.items() if version >= 15]
    return max(suitable, key=versions.__getitem__, default=None)


def find_redis() -> Path | None:
    """redis-server, or its twin valkey-server, version 7 or later."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
        if found and _version(Path(found)) >= 7:
            return Path(found)
    return None


def find_chromium() -> Path | None:
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return Path(found)
    for app in ("Google Chrome", "Chromium"):
        bundled = Path(f"/Applications/{app}.app/Contents/MacOS/{app}")
        if bundled.exists():
            return bundled
    return None


PARTS = (
    Part("postgresql", "PostgreSQL 15+", find_postgresql, "TEST_DATABASE_URL"),
    Part("redis-server", "Redis 7+", find_redis, "TEST_REDIS_URL"),
    Part("chromium", "Chromium", find_chromium),
)


def find_parts() -> dict[Part, Path | None]:
    return {part: part.find() for part in PARTS}


def missing_parts() -> list[Part]:
    """What is neither installed nor replaced by a server named in the environment."""
    return [
        part
        for part, place in find_parts().items()
        if place is None and not (part.variable and os.environ.get(part.variable))
    ]


def required(*, install: bool) -> None:
    """Return when every part is there, installing what is not where that is possible."""
    if not (parts := missing_parts()):
        return
    output = ""
    if install and os.geteuid() == 0 and shutil.which("apt-get"):
        output = install_packages([part.name for part in parts])
    if parts := missing_parts():
        raise MissingPartsError(parts, because=output)


def install_packages(names: Sequence[str]) -> str:
    """Install Debian packages; what apt-get said when it failed, else ""."""
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *names],
    ):
        code, output = _apt(command)
        if code and command[1] == "install":
            return output
    return ""


def install_line(parts: Sequence[Part]) -> str:
    names = [part.name for part in parts]
    if shutil.which("apt-get"):
        packages = " ".join(names)
        return (
            "sudo apt-get update && "
            f"sudo apt-get install -y --no-install-recommends {packages}"
        )
    if shutil.which("dnf"):
        fedora = {"postgresql": "postgresql-server", "redis-server": "redis"}
        return f"sudo dnf install -y {' '.join(fedora.get(n, n) for n in names)}"
    if shutil.which("brew"):
        homebrew = {"postgresql": "postgresql@17", "redis-server": "redis"}
        return f"brew install {' '.join(homebrew.get(n, n) for n in names)}"
    return f"your system's package manager (in Debian: {' '.join(names)})"


def _apt(command: Sequence[str]) -> tuple[int, str]:
    """Exit code and output; another package manager at work is waited for."""
    for attempt in range(APT_TRIES):
        if attempt:
            time.sleep(APT_PAUSE_SECONDS)
        done = subprocess.run(
            command,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if not (done.returncode and LOCKED.search(done.stdout)):
            break
    return done.returncode, done.stdout


def _version(binary: Path) -> int:
    """The major version a server prints, 0 when it does not run."""
    try:
        said = subprocess.run(
            [binary, "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    number = re.search(r"(?:v=|\(PostgreSQL\) )(\d+)", said.stdout)
    return int(number[1]) if number else 0
