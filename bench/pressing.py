"""Requests to a running desk, timed by the client and by the CPU of server and database."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.real.installation import Installation
from tests.real.leasing import NEXT
from tests.real.serving import Answer, Server, at_once, cpu_of

Figures = dict[str, dict[str, Any]]

#: Two processes of four threads have a connection each then, and PostgreSQL has settled
#: on the plans of what each of them asks: it looks at the first ten times one by one.
WARM = 160

_WORDS = 38
_LINE = (
    "The port of town {n} handled at least {a:,} containers in March, the harbour board "
    "said on Monday, and its manager expects that quieter months will follow. "
)


@dataclass(frozen=True)
class Desk:
    here: Installation
    web: Server
    bare: Server
    keys: dict[str, str]
    session: str

    def key(self, number: int) -> str:
        return list(self.keys.values())[number]

    def database(self) -> int:
        ((folder,),) = self.here.rows("SHOW data_directory")
        return int((Path(folder) / "postmaster.pid").read_text().split()[0])

    @cached_property
    def cited(self) -> dict[int, int]:
        """A piece of evidence for each claim, looked up before anything is measured: a
        connection opened to ask costs the database more than a review does."""
        asked = "SELECT claim_id, min(id) FROM claims_evidence GROUP BY claim_id"
        return dict(self.here.rows(asked))

    def take(self, person: int) -> Answer:
        return self.web.send("POST", NEXT, key=self.key(person), body={})

    def submit(self, person: int, claim: int) -> Answer:
        at = f"/api/v1/claims/{claim}/reviews/"
        body = {
            "rating": "refuted",
            "rationale": "The register says less.",
            "reason_codes": ["rounding"],
            "evidence": [self.cited[claim]],
        }
        return self.web.send("POST", at, key=self.key(person), body=body)


def measured(desk: Desk) -> Figures:
    costs, beside = {}, {}
    assert desk.cited
    name = next(iter(desk.keys))
    taken: list[int] = []

    def take() -> Answer:
        answer = desk.take(0)
        taken.append(answer.body["id"])
        return answer

    def take_bare() -> Answer:
        return desk.bare.send("POST", "/next/", key=name, body={})

    costs["take next, bare DRF"] = cost(desk, take_bare, 100, of=desk.bare)
    costs["take next"] = cost(desk, take, 100)
    left = iter(taken)
    costs["submit a review"] = cost(desk, lambda: desk.submit(0, next(left)), 90)
    pages = {
        "review queue, page": "/queue/review/",
        "review queue filtered, page": "/queue/review/?kind=count",
        "first list page of 50": "/api/v1/claims/",
        "filter by status": "/api/v1/claims/?status=in_review",
        "text search": "/api/v1/claims/?q=town+17",
        "one claim": f"/api/v1/claims/{taken[0]}/",
    }
    for told, path in pages.items():
        costs[told] = cost(desk, lambda path=path: look(desk, path), 15)  # type: ignore[misc]
        beside[f"{told}, p50"] = f"{costs[told]['p50']:.0f} ms"
    for people in (1, 8, 32):
        beside |= reviewed(desk, people)
    both = costs["take next"], costs["submit a review"]
    beside["next + submit, CPU web"] = f"{sum(one['web'] for one in both):.0f} ms"
    beside["next + submit, CPU database"] = f"{sum(x['database'] for x in both):.0f} ms"
    beside |= exported(desk)
    beside |= taken_in(desk)
    return {"costs": costs, "beside": beside}


def cost(
    desk: Desk, ask: Callable[[], Answer], times: int, *, of: Server | None = None
) -> dict[str, float]:
    """Milliseconds of one request when there is no other: the middle wall, the mean CPU."""
    for _ in range(WARM):
        _right(ask())
    server, database = (of or desk.web).pid, desk.database()
    before = cpu_of(server), cpu_of(database)
    wall = [_right(ask()).seconds for _ in range(times)]
    return {
        "p50": statistics.median(wall) * 1_000,
        "web": (cpu_of(server) - before[0]) / times * 1_000,
        "database": (cpu_of(database) - before[1]) / times * 1_000,
    }


def _right(answer: Answer) -> Answer:
    assert answer.status in {200, 201}, answer
    return answer


def look(desk: Desk, path: str) -> Answer:
    if path.startswith("/api/"):
        return desk.web.send("GET", path, key=desk.key(0))
    return desk.web.send("GET", path, session=desk.session)


def reviewed(desk: Desk, people: int) -> dict[str, str]:
    """Everybody takes and reviews, over and over, without pause; as many reviews in all
    as the tools beside were measured with."""
    each = 256 // people

    def work(person: int) -> list[tuple[int, float, float]]:
        done = []
        for _ in range(each):
            taken = _right(desk.take(person + 1))
            given = _right(desk.submit(person + 1, taken.body["id"]))
            done.append((taken.body["id"], taken.seconds, given.seconds))
        return done

    started = time.monotonic()
    done = [one for part in at_once(people, work) for one in part]
    wall = time.monotonic() - started
    twice = sum(n - 1 for n in Counter(claim for claim, _, _ in done).values())
    who = f"{people} reviewer{'s' if people > 1 else ''}"
    return {
        f"next, {who}, p50": f"{statistics.median(one[1] for one in done) * 1e3:.0f} ms",
        f"submit, {who}, p50": f"{statistics.median(one[2] for one in done) * 1e3:.0f} ms",
        f"reviews a second, {who}": f"{len(done) / wall:.1f}",
        f"handed to two people at once, {who}": f"{twice} of {len(done)}",
    }


def exported(desk: Desk) -> dict[str, str]:
    """Pages of two hundred claims, as a program reads them."""
    before, started = cpu_of(desk.web.pid), time.monotonic()
    rows, page, more = 0, 1, True
    while more and page <= 10:
        answer = _right(look(desk, f"/api/v1/claims/?page_size=200&page={page}"))
        rows, page = rows + len(answer.body["results"]), page + 1
        more = bool(answer.body["next"])
    wall, cpu = time.monotonic() - started, cpu_of(desk.web.pid) - before
    return {
        "export, items a second": f"{rows / wall:,.0f}",
        "export, web CPU an item": f"{cpu / rows * 1e3:.2f} ms",
    }


def taken_in(desk: Desk, articles: int = 20) -> dict[str, str]:
    """Articles of a thousand words, stored, read and searched for in the library."""
    paths = []
    for n in range(articles):
        text = "".join(_LINE.format(n=n, a=4_000 + n * 40 + i) for i in range(_WORDS))
        path = desk.here.folder / f"import-{n}.txt"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    ((before,),) = desk.here.rows("SELECT count(*) FROM claims_claim")
    started = time.monotonic()
    desk.here.manage("ingest", *paths)
    desk.here.manage("run_jobs")
    wall = time.monotonic() - started
    ((after,),) = desk.here.rows("SELECT count(*) FROM claims_claim")
    return {
        "import, items a second": f"{(after - before) / wall:,.0f}",
        "import, articles of 1,000 words a second": f"{articles / wall:.1f}",
    }
