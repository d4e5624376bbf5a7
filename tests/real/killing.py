"""Workers killed in the middle of their work, the broker emptied, and what is left.

Every job must end: done, or given up with its reason told.  Every search must have one
of its four honest outcomes.  What evidence there should be is known, because the pages
are made here: nothing may be there twice, and nothing missing but what belongs to a
search that says it could not be made.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis

from tests.real.installation import HANDS, Installation, NotDoneError, installed
from tests.real.sources import Sites, answer, sites

#: An ingest, a reading, and two claims asked at the library and at the article's links.
JOBS_PER_ARTICLE = 6
_ARTICLE = (
    "<html><head><title>Elmsund in figures, {n}</title></head><body><article>"
    "<h1>Elmsund in figures, {n}</h1>"
    '<p>The port of Elmsund handled at least {a:,} containers in March, <a href="{link}">'
    "the register</a> shows, and its manager expects that quieter months will follow.</p>"
    "<p>Wages take {b} percent of the budget of Elmsund, according to treasurer Ada "
    "Brook, who wants to keep the town's accounts in order for the years to come.</p>"
    "</article></body></html>"
)
#: What a claim's search at its article's link ended with, and the numbers it brought.
_SEARCHES = """
    SELECT a.title, c.surface, j.outcome, j.reason, array_agg(e.surface)
    FROM claims_sourcejob j JOIN claims_claim c ON c.id = j.claim_id
    JOIN claims_article a ON a.id = c.article_id
    LEFT JOIN claims_source s ON s.provider = j.provider
    LEFT JOIN claims_evidence e ON e.claim_id = c.id AND e.source_id = s.id
    WHERE j.provider = 'article_links' GROUP BY j.id, a.title, c.surface
"""
_OUTCOMES = "SELECT outcome, count(*) FROM claims_sourcejob GROUP BY outcome"
_BAD = "SELECT error FROM claims_job WHERE state IN ('failed', 'dead')"
_AGAIN = "SELECT count(*) FROM claims_job WHERE token > 1"
#: Not what the command that takes articles in does itself.
_LEASED = """
    SELECT id, token FROM claims_job WHERE state = 'leased' AND kind <> 'ingest'
"""
_LEFT = """
    SELECT (SELECT count(*) FROM claims_job WHERE state IN ('ready', 'leased')),
           (SELECT count(*) FROM claims_article)
"""
Lease = tuple[int, int]
_HONEST = {"found", "empty", "could_not_search", "not_asked"}


@dataclass(frozen=True)
class Told:
    """What a run came to."""

    jobs: int
    kills: int
    again: int  # jobs taken more than once, for their first worker died
    excused: int  # pieces of evidence of searches that say they could not be made
    given_up: int
    evidence: int
    lost: int
    twice: int
    outcomes: dict[str, int]
    seconds: float


def prove(
    folder: Path, redis_url: str, *, articles: int, kills: int, seed: int
) -> Told:
    with sites() as there:
        variables = {
            "NETWORK": "true",
            "DJANGO_SETTINGS_MODULE": "tests.real.settings",
            "SOURCE_HOSTS": ",".join(there.hosts),
            "PROVIDERS_OFF": "claimreview_feed",
        }
        paths = _write(folder, there, articles)
        with installed("postgresql", folder / "here", redis_url, variables) as here:
            started = time.monotonic()
            _disturb(here, redis_url, paths, kills, seed)
            _wait_for_the_end(here, articles)
            seconds = time.monotonic() - started
            seen = here.wait_until_done(articles=articles, seconds=60)
            return _told(here, seen, kills, seconds)


def _write(folder: Path, there: Sites, articles: int) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for n in range(articles):
        path = folder / f"article-{n}.html"
        page = _ARTICLE.format(n=n, a=4_000 + n, b=3 + n % 60, link=there.link(n))
        path.write_text(page, "utf-8")
        paths.append(str(path))
    return paths


def _disturb(
    here: Installation, redis_url: str, paths: list[str], kills: int, seed: int
) -> None:
    """Kills one of two workers so many times, each in the middle of something.

    Articles come in portions: some ahead, so that all hands are busy, and one kept for
    every kill to come.
    """
    chance = random.Random(seed)  # noqa: S311  the same order of kills every time
    command = [sys.executable, "manage.py", "ingest"]
    portions = [paths[n :: kills + 1] for n in range(kills + 1)]
    here.start_beat()
    workers = [here.start_worker(), here.start_worker()]
    ahead, dead = 1 + kills // 4, set[Lease]()
    for killed in range(kills):
        while portions and len(portions) > kills - killed - ahead:
            here.start([*command, *portions.pop()])
        _wait_for_work(here, dead)
        time.sleep(chance.uniform(0, 0.3))
        here.kill(workers.pop(chance.randrange(len(workers))))
        dead |= set(here.rows(_LEASED))
        if killed == kills // 2:
            redis.Redis.from_url(redis_url).flushall()
        workers.append(here.start_worker())
    assert not portions


def _wait_for_work(here: Installation, dead: set[Lease], seconds: float = 15) -> None:
    """Until each of the two workers is in the middle of something, if that comes."""
    deadline = time.monotonic() + seconds
    while (held := len(set(here.rows(_LEASED)) - dead)) <= HANDS:
        if held and time.monotonic() > deadline:
            return
        if time.monotonic() > deadline + 60:
            raise NotDoneError("No worker takes a job.")
        time.sleep(0.1)


def _wait_for_the_end(here: Installation, articles: int, seconds: float = 400) -> None:
    deadline = time.monotonic() + seconds
    while here.rows(_LEFT)[0] != (0, articles):
        if time.monotonic() > deadline:
            raise NotDoneError(f"Not done after {seconds} s: {here.rows(_LEFT)[0]}")
        time.sleep(0.5)


def _told(
    here: Installation,
    seen: dict[str, Any],
    kills: int,
    seconds: float,
) -> Told:
    assert not any(seen["broken"].values()), seen["broken"]
    assert all(error for (error,) in here.rows(_BAD))
    outcomes = dict(here.rows(_OUTCOMES))
    assert outcomes.keys() <= _HONEST, outcomes
    lost = twice = evidence = unmade = 0
    for title, _, outcome, reason, numbers in here.rows(_SEARCHES):
        found = [number for number in numbers if number is not None]
        wanted = int(answer(int(title.rpartition(" ")[2]))[0] == 200)
        excused = outcome == "could_not_search" and bool(reason)
        evidence += len(found)
        twice += max(len(found) - wanted, 0)
        missing = max(wanted - len(found), 0)
        lost, unmade = lost + missing * (not excused), unmade + missing * excused
    assert evidence == seen["counts"]["evidence"]
    return Told(
        jobs=seen["counts"]["jobs"],
        kills=kills,
        again=here.rows(_AGAIN)[0][0],
        excused=unmade,
        given_up=seen["counts"]["jobs ended badly"],
        evidence=evidence,
        lost=lost,
        twice=twice,
        outcomes=outcomes,
        seconds=seconds,
    )
