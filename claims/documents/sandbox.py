"""Reads a file in a process of its own, so that a hostile one costs only that process.

Parent to child: one line of JSON, then the file's bytes.  Child to parent: one JSON
object, `{"document": ...}` or `{"error": {"code": ..., "message": ...}}`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from claims.documents.types import Document, DocumentError, Link, Locator

_ROOT = Path(__file__).resolve().parents[2]
_MAX_ANSWER = 200_000_000
_SET_DEATH_SIGNAL = 1


def read_in_child(
    data: bytes,
    *,
    filename: str = "",
    media_type: str = "",
    url: str = "",
    timeout: float = 20,
    memory_mb: int = 512,
) -> Document:
    """`read`, bounded: at most `timeout` seconds and `memory_mb` of address space."""
    request = {
        "filename": filename,
        "media_type": media_type,
        "url": url,
        "cpu_seconds": max(1, int(timeout) + 1),
        "memory_bytes": memory_mb * 1_000_000,
        "parent": os.getpid(),
    }
    payload = json.dumps(request).encode("ascii") + b"\n" + data
    with tempfile.TemporaryFile() as answer:
        code = _run(payload, answer.fileno(), timeout)
        answer.seek(0)
        return _understood(answer.read(_MAX_ANSWER), code)


def _run(payload: bytes, output: int, timeout: float) -> int:
    """The child's exit code; its whole session is killed when time is up."""
    child = subprocess.Popen(
        [sys.executable, "-B", "-s", "-m", "claims.documents.sandbox"],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        child.communicate(payload, timeout=timeout)
    except subprocess.TimeoutExpired:
        raise DocumentError(
            "timeout", f"The file could not be read within {timeout:g} seconds."
        ) from None
    finally:
        if child.poll() is None:
            _kill(child)
    return child.returncode


def _kill(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.kill()
    child.wait()
    if child.stdin:
        try:
            child.stdin.close()
        except OSError:
            pass


def _environment() -> dict[str, str]:
    """No secrets of the worker: a parser needs none."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    # One thread: every arena of a second one reserves address space.
    return environment | {"OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


def _understood(answer: bytes, code: int) -> Document:
    try:
        value = json.loads(answer)
        if error := value.get("error"):
            raise DocumentError(str(error["code"]), str(error["message"]))
        return _document(value["document"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if code == -getattr(signal, "SIGXCPU", signal.SIGKILL):
            raise DocumentError(
                "timeout", "The file took too much time to read."
            ) from error
        raise DocumentError(
            "unreadable",
            "The file could not be read: it is damaged, or too large when unpacked.",
        ) from error


def _document(fields: dict[str, Any]) -> Document:
    published = fields["published_at"]
    return Document(
        **{
            **fields,
            "published_at": datetime.fromisoformat(published) if published else None,
            "links": tuple(Link(**link) for link in fields["links"]),
            "locators": tuple(Locator(**locator) for locator in fields["locators"]),
            "warnings": tuple(fields["warnings"]),
        }
    )


def _as_json(document: Document) -> dict[str, Any]:
    published = document.published_at
    return asdict(document) | {
        "published_at": published.isoformat() if published else None
    }


def _confine(request: dict[str, Any]) -> None:
    """Limits of this process, set by itself before it sees a byte of the file."""
    try:
        import resource
    except ImportError:  # not on Windows, where only the timeout protects
        return
    memory, seconds = request["memory_bytes"], request["cpu_seconds"]
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, _MAX_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue  # a stricter limit is already set, or the system has none
    _die_with(request["parent"])


def _die_with(parent: int) -> None:
    """Linux kills this process when the worker that asked is killed."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def main() -> None:
    request = json.loads(sys.stdin.buffer.readline())
    _confine(request)
    try:
        answer = _answer(request, sys.stdin.buffer.read())
    except MemoryError:
        answer = _error(
            "unreadable", "The file could not be read (too large when unpacked)."
        )
    except RecursionError:
        answer = _error("unreadable", "The file could not be read (nested too deeply).")
    json.dump(answer, sys.stdout)


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    from claims.documents.reading import read

    try:
        document = read(
            data,
            filename=request["filename"],
            media_type=request["media_type"],
            url=request["url"],
        )
    except DocumentError as error:
        return _error(error.code, error.message)
    return {"document": _as_json(document)}


def _error(code: str, message: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}


if __name__ == "__main__":
    main()
