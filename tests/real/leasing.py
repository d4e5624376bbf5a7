"""Many people ask one server for the next claim, until there is none.

Twice: once for claims nobody has touched, and once more after every lease ran out.  Each
claim must come to exactly one person in each round, and everybody who gets none must be
told so in the proper way.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from typing import Any

from tests.real.installation import ROOT, Installation, installed
from tests.real.serving import Answer, Server, at_once, cpu_of, served

NEXT = "/api/v1/queues/review/next/"
_LAST = "SELECT max(id) FROM claims_claim"
_HELD = """
    SELECT c.id, u.username FROM claims_claim c LEFT JOIN auth_user u ON u.id = c.holder_id
"""
_STARTS = "SELECT claim_id FROM claims_statuschange WHERE action = 'start_review'"
_EXPIRE = "UPDATE claims_claim SET held_until = '2020-01-01 00:00:00+00'"


@dataclass(frozen=True)
class Told:
    """What one run came to; `wrong` has a line for everything that must not be."""

    database: str
    server: str
    clients: int
    claims: int
    leases: int
    refused: int  # of those who wanted one claim at once
    wrong: list[str]
    seconds: list[float]  # of each lease, as its client saw it
    wall: float
    web_cpu: float


def prove(
    database: str,
    server: str,
    folder: Path,
    redis_url: str,
    *,
    clients: int,
    claims: int,
) -> Told:
    with installed(database, folder, redis_url) as here:
        keys = fill(here, claims=claims, people=clients)["keys"]
        with served(here, server) as web:
            before, started = cpu_of(web.pid), time.monotonic()
            wanted = _all_want_one(here, web, keys)
            first = _drain(web, keys)
            wall, cpu = time.monotonic() - started, cpu_of(web.pid) - before
            wrong = _wrong(here, [*wanted, *first], rounds=1)
            with here.sql(_EXPIRE):
                pass
            again = _drain(web, keys)
            wrong += _wrong(here, again, rounds=2)
    taken = [answer for _, answer in first if answer.status == 200]
    return Told(
        database,
        server,
        clients,
        claims,
        leases=len(taken) + 1 + sum(one.status == 200 for _, one in again),
        refused=len(wanted) - 1,
        wrong=wrong,
        seconds=sorted(answer.seconds for answer in taken),
        wall=wall,
        web_cpu=cpu,
    )


def fill(here: Installation, **asked: Any) -> dict[str, Any]:
    """Fill the installation's database; what `tests.real.newsroom` tells of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.real.newsroom", json.dumps(asked)],
        cwd=ROOT,
        env=here.env | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


Given = list[tuple[str, Answer]]


def _all_want_one(here: Installation, web: Server, keys: dict[str, str]) -> Given:
    """Everybody asks for the same claim in the same moment."""
    ((pk,),) = here.rows(_LAST)
    barrier = Barrier(len(keys))

    def take(number: int) -> tuple[str, Answer]:
        name = list(keys)[number]
        barrier.wait()
        return name, web.send(
            "POST", f"/api/v1/claims/{pk}/take/", key=keys[name], body={}
        )

    given: Given = at_once(len(keys), take)
    return given


def _drain(web: Server, keys: dict[str, str]) -> Given:
    def work(number: int) -> Given:
        name = list(keys)[number]
        given: Given = []
        while not given or given[-1][1].status == 200:
            answer = web.send("POST", NEXT, key=keys[name], body={})
            given.append((name, answer))
        return given

    return [one for given in at_once(len(keys), work) for one in given]


def _wrong(here: Installation, given: Given, *, rounds: int) -> list[str]:
    """Compares what clients were told with what the database says."""
    held, starts = dict(here.rows(_HELD)), Counter(here.rows(_STARTS))
    told = [(one.body["id"], name) for name, one in given if one.status == 200]
    times = Counter(claim for claim, _ in told)
    wrong = [f"claim {claim} leased {n} times" for claim, n in times.items() if n > 1]
    wrong += [
        f"claim {claim} was given to {name}, and is {held[claim]}'s"
        for claim, name in told
        if held[claim] != name
    ]
    if lost := len(held) - len(times):
        wrong.append(f"{lost} of {len(held)} claims lost")
    if len(starts) != len(held) or set(starts.values()) != {rounds}:
        wrong.append(f"{starts.total()} starts in the history of {len(held)} claims")
    return wrong + [
        f"{one.status} {one.body}"
        for _, one in given
        if not (
            one.status in {200, 204}
            or (one.status == 409 and one.body["code"] in {"held", "stale"})
        )
    ]
