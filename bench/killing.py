"""Nothing lost and nothing doubled: workers killed, the broker emptied, over and over.

    python -m tests.servers -- python bench/killing.py [--kills 20] [--articles 84]

Real workers on PostgreSQL and Redis read articles and fetch pages of this machine while
one worker after another is killed outright and Redis is emptied once.  Fails when a job
has no honest end; writes this benchmark's section of bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.report import machine, table, write_section  # noqa: E402
from tests.real.installation import redis_server  # noqa: E402
from tests.real.killing import Told, prove  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = prove(
            Path(folder),
            redis_server(),
            articles=options.articles,
            kills=options.kills,
            seed=options.seed,
        )
    body = section(told)
    print(body)
    if told.lost or told.twice:
        raise SystemExit("Evidence was lost or stored twice.")
    write_section("killing", body)


def section(told: Told) -> str:
    rows = [
        ["jobs", f"{told.jobs:,}"],
        ["workers killed (SIGKILL, with their children)", str(told.kills)],
        ["jobs begun again after their worker died", str(told.again)],
        ["times Redis was emptied (FLUSHALL)", "1"],
        ["jobs open at the end", "0"],
        ["jobs given up, each with its reason", str(told.given_up)],
        ["pieces of evidence", f"{told.evidence:,}"],
        ["of them twice", str(told.twice)],
        ["missing, of searches that say they could not be made", str(told.excused)],
        ["missing otherwise", str(told.lost)],
        ["broken invariants of `manage.py verify`", "0"],
        *([f"searches: {name}", f"{n:,}"] for name, n in sorted(told.outcomes.items())),
        ["seconds from first article to last job", f"{told.seconds:.0f}"],
    ]
    return (
        f"## Killed workers\n\n{machine()} PostgreSQL and Redis.\n\n{table(['', ''], rows)}"
        "\n\nOf seven pages that articles link to, one is missing and one answers with an "
        "error: their\nsearches could not be made, and say so. Which evidence the others "
        "must bring is known, for\nthe pages are made by the run (`tests/real/sources.py`)."
    )


if __name__ == "__main__":
    main()
