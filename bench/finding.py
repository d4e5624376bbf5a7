"""The library's search: which passages it finds and how fast, beside plain BM25.

    python -m tests.servers -- python bench/finding.py [--sizes 1000 14000]

Runs ours on SQLite and on PostgreSQL over a made-up library, and BM25 over the very
same passages.  Prints the tables and writes this benchmark's section of
bench/RESULTS.md.  The rules were tuned on the `dev` topics; `test` is reported.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.readers.environment import prepare  # noqa: E402
from bench.report import write_section  # noqa: E402
from bench.retrieval.tables import figures, section  # noqa: E402

SIZES = (1_000, 14_000, 100_000)
PATIENCE = 3_600


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    sizes = [str(size) for size in sorted(options.sizes)]
    measured: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for url in _databases(Path(folder)):
            print(f"measuring ours on {url.partition(':')[0]} ...", file=sys.stderr)
            found = _run(sys.executable, "ours", folder, *sizes, DATABASE_URL=url)
            measured[f"ours, {found['database']}"] = found["sizes"]
        python, reason = prepare()
        if reason:
            raise SystemExit(f"The peers could not be installed: {reason}")
        print("measuring the peers ...", file=sys.stderr)
        measured |= _run(python, "peers", folder, *sizes)
    body = section(measured)
    print(body)
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    text = json.dumps(figures(measured), indent=1)
    (results / "finding.json").write_text(f"{text}\n")
    write_section("finding", body)


def _databases(folder: Path) -> list[str]:
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        raise SystemExit("Run this through `make bench-retrieval`.")
    return [f"sqlite:///{folder / 'library.sqlite3'}", server]


def _run(python: str, name: str, *arguments: str, **variables: str) -> Any:
    ended = subprocess.run(
        [python, "-m", f"bench.retrieval.{name}", *arguments],
        cwd=ROOT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return json.loads(ended.stdout)


if __name__ == "__main__":
    main()
