"""The environment the peers are installed in: made when it is first asked for."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bench.readers.texts import ROOT

FOLDER = ROOT / ".venv-peers"
LOCKS = (ROOT / "requirements" / "pip.txt", ROOT / "requirements" / "peers.txt")


def prepare(folder: Path = FOLDER, locks: tuple[Path, ...] = LOCKS) -> tuple[str, str]:
    """The interpreter that has the peers, and "" or why it could not be had."""
    stamp, python = folder / "installed", folder / "bin" / "python"
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return str(python), ""
    steps = [[sys.executable, "-m", "venv", str(folder)]]
    pip = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    steps += [[*pip, str(lock)] for lock in locks]
    for step in steps:
        ended = subprocess.run(
            step,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )
        if ended.returncode:
            return sys.executable, _reason(ended.stdout + ended.stderr)
    stamp.write_text(wanted)
    return str(python), ""


def _reason(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no reason given"])[-1]
