"""The desk over HTTP: taking, reviewing, looking and exporting, and what each costs.

    python -m tests.servers -- python bench/desk.py [--claims 10000]

PostgreSQL, and gunicorn as docker-compose runs it; a bare DRF application leases claims
of the same database in the same run.  Writes bench/results/desk-CLAIMS.json and a
section of bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.peers import CAVEAT, MEASURED  # noqa: E402
from bench.pressing import Desk, Figures, measured  # noqa: E402
from bench.report import machine, table, write_section  # noqa: E402
from tests.real.installation import installed, redis_server  # noqa: E402
from tests.real.leasing import fill  # noqa: E402
from tests.real.serving import served  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        installed("postgresql", Path(folder), redis_server()) as here,
    ):
        told = fill(here, claims=options.claims, people=33, editors=1, evidence=2)
        with here.sql("VACUUM ANALYZE"):
            pass
        with served(here, "gunicorn") as web, served(here, "gunicorn", BARE) as bare:
            figures = measured(Desk(here, web, bare, told["keys"], told["session"]))
    results = ROOT / "bench" / "results" / f"desk-{options.claims}.json"
    results.write_text(json.dumps(figures, indent=1) + "\n")
    body = section(figures, options.claims)
    print(body)
    write_section(f"desk-{options.claims}", body)


BARE = "bench.bare"


def section(figures: Figures, claims: int) -> str:
    costs = [
        [name, *(f"{one[column]:.1f}" for column in ("p50", "web", "database"))]
        for name, one in figures["costs"].items()
    ]
    ours = figures["beside"]
    beside = [
        [name, ours[name], *MEASURED.get(name, ("", ""))] for name in ours if ours[name]
    ]
    return "\n\n".join(
        [
            f"## The desk at {claims:,} claims",
            f"{machine()} PostgreSQL, gunicorn as docker-compose runs it, over REST unless "
            "it says page.",
            "### What one of each costs",
            table(
                ["milliseconds", "p50", "CPU web", "CPU database"],
                costs,
            ),
            "The bare one is Django REST framework with one look-up of the person, one "
            "lease by the\nORM and ten columns told (`bench/bare.py`), in the same run.",
            "### Beside two labelling tools",
            table(["", "here", "Label Studio", "doccano"], beside),
            CAVEAT,
        ]
    )


if __name__ == "__main__":
    main()
