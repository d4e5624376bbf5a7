"""bench/RESULTS.md: written by the benchmarks, one section each."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
_HEAD = """\
# Results

Written by the benchmarks in this folder: `make bench-reading`,
`make bench-retrieval`, `make proof-kill`, `make proof-leases`.
"""


def write_section(name: str, body: str, path: Path = RESULTS) -> None:
    """Replace the section of that name, or add it; the others stay as they are."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    section = f"{begin}\n{body.strip()}\n{end}\n"
    page = path.read_text("utf-8") if path.exists() else _HEAD
    before, found, rest = page.partition(f"{begin}\n")
    if found:
        page = before + section + rest.partition(f"{end}\n")[2]
    else:
        page = f"{page}\n{section}"
    path.write_text(page, "utf-8")


def machine() -> str:
    """When and on what, without saying whose."""
    day = datetime.now(UTC).date().isoformat()
    kind = f"{platform.system()} on {platform.machine()}"
    python = f"Python {platform.python_version()}"
    return f"{day}, {os.cpu_count()} cores, {kind}, {python}."


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
