"""The reader of numbers: how right and how fast it is, alone or beside its peers.

    python bench/reading.py             # ours; nothing but this repository is needed
    python bench/reading.py --peers     # and the others, installed into .venv-peers

Prints the tables, writes bench/results/reading.json, and, when no peer is missing,
this benchmark's section of bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.readers.environment import prepare  # noqa: E402
from bench.readers.tables import section  # noqa: E402
from bench.report import write_section  # noqa: E402
from claims.engine.reading import COMPILED  # noqa: E402

OURS = ("ours", *(["as_written"] if COMPILED else []))
PEERS = ("quantulum3", "recognizers_text", "text2num")
PATIENCE = 1800


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    python, reason = prepare() if options.peers else (sys.executable, "")
    measured, missing = [], []
    for name in (*OURS, *(PEERS if options.peers else ())):
        print(f"measuring {name} ...", file=sys.stderr)
        found = measure(python, name)
        if "missing" in found:
            missing.append(f"{name} is missing: {reason or found['missing']}")
        else:
            measured.append(found)
    body = section(measured)
    print(body, *missing, sep="\n")
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    text = json.dumps({reader["name"]: reader for reader in measured}, indent=1)
    (results / "reading.json").write_text(f"{text}\n")
    if options.peers and not missing:
        write_section("reading", body)


def measure(python: str, name: str) -> dict[str, Any]:
    found = _run(python, name)
    return found if "missing" in found else found | _run(python, name, "--first")


def _run(python: str, *arguments: str) -> dict[str, Any]:
    # Modules are loaded from their bytecode, as wherever a program starts twice: the
    # peers' was written when they were installed, ours is by the run before `--first`.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    try:
        ended = subprocess.run(
            [python, "-m", "bench.readers.run", *arguments],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return {"missing": f"it took more than {PATIENCE} seconds"}
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or [str(error)]
        return {"missing": lines[-1]}
    result: dict[str, Any] = json.loads(ended.stdout)
    return result


if __name__ == "__main__":
    main()
