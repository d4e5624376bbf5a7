"""Fifty people ask for the next of five hundred claims: no claim goes to two of them.

    python -m tests.servers -- python bench/leasing.py [--people 50] [--claims 500]

On PostgreSQL behind gunicorn as docker-compose runs it, on SQLite behind the same, and on
SQLite in the workbench of `make run`.  Fails when anything is wrong; writes this
benchmark's section of bench/RESULTS.md.
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
from tests.real.leasing import Told, prove  # noqa: E402

RUNS = [("postgresql", "gunicorn"), ("sqlite", "gunicorn"), ("sqlite", "workbench")]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--claims", type=int, default=500)
    options = parser.parse_args()
    told = []
    for database, server in RUNS:
        with tempfile.TemporaryDirectory() as folder:
            one = prove(
                database,
                server,
                Path(folder),
                redis_server(),
                clients=options.people,
                claims=options.claims,
            )
        print(f"{database}, {server}: {one.leases} leases, {one.wrong or 'all right'}")
        told.append(one)
    body = section(told)
    print(body)
    if any(one.wrong for one in told):
        raise SystemExit("\n".join(line for one in told for line in one.wrong))
    write_section("leasing", body)


def section(told: list[Told]) -> str:
    head = ["", *(f"{one.database}, {one.server}" for one in told)]
    rows = [
        ["people at once", *(str(one.clients) for one in told)],
        ["claims", *(str(one.claims) for one in told)],
        ["leases, both rounds", *(f"{one.leases:,}" for one in told)],
        ["claims leased twice in a round", *("0" for _ in told)],
        ["claims lost", *("0" for _ in told)],
        ["told `held` when all wanted one", *(str(one.refused) for one in told)],
        ["answers other than 200, 204, 409", *("0" for _ in told)],
        ["leases a second", *(f"{one.claims / one.wall:.0f}" for one in told)],
        ["ms, middle lease", *(f"{_share(one, 0.5):.0f}" for one in told)],
        ["ms, slowest of 20", *(f"{_share(one, 0.95):.0f}" for one in told)],
        ["ms, slowest", *(f"{_share(one, 1):.0f}" for one in told)],
    ]
    return (
        f"## Claims leased to many at once\n\n{machine()} Over REST, a connection for each "
        f"request.\n\n{table(head, rows)}\n\nAll want one and the same claim first, then "
        "take the next until there is none; then\nevery lease is made to have run out, and "
        "they take them all once more. What each was\ntold is compared with the database, "
        "and with the history of every claim. Whoever comes\nlater gets another claim or "
        "204, and of one claim 409 with the holder's name. The\nfigures are of the first "
        "round."
    )


def _share(one: Told, share: float) -> float:
    return one.seconds[min(int(len(one.seconds) * share), len(one.seconds) - 1)] * 1_000


if __name__ == "__main__":
    main()
