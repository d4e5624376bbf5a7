from __future__ import annotations

import random
import time

import pytest
import redis

pytestmark = pytest.mark.real

ARTICLES = 24
PARAGRAPHS = (
    "The port of Elmsund handled at least {a:,} containers in March, the harbour board "
    "said on Monday.",
    "Wages take {b} percent of the town's budget, according to treasurer Ada Brook.",
    "About {c} ferries a day cross the sound, and more than {d:,} people depend on them.",
)


def write_articles(folder, count: int) -> list[str]:
    paths = []
    for number in range(count):
        text = "\n\n".join(PARAGRAPHS).format(
            a=4_000 + number, b=3 + number, c=20 + number, d=90_000 + number
        )
        path = folder / f"article-{number}.txt"
        path.write_text(text)
        paths.append(str(path))
    return paths


def test_real_workers_take_an_article_to_evidence(installation):
    reference = installation.folder / "report.txt"
    reference.write_text(
        "Harbour report\n\nThe port of Elmsund handled 4,310 containers in March 2024."
    )
    installation.manage("import_library", str(reference))
    installation.start_worker()
    [path] = write_articles(installation.folder, 1)
    installation.manage("ingest", path)

    seen = installation.wait_until_done(articles=1)

    assert seen["counts"]["claims"] >= 3
    assert seen["counts"]["evidence"] >= 1
    assert not any(seen["broken"].values()), seen


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_nothing_is_lost_or_doubled_when_workers_are_killed(installation, redis_url):
    """SIGKILL in the middle, the broker emptied in the middle: every job still ends."""
    chance = random.Random(20)  # noqa: S311  the same kills every time
    broker = redis.Redis.from_url(redis_url)
    paths = write_articles(installation.folder, ARTICLES)
    installation.start_worker()
    installation.start_worker()
    installation.manage("ingest", *paths)
    for round_ in range(6):
        time.sleep(chance.uniform(0.5, 2.5))
        workers = installation.workers
        installation.kill(chance.choice(workers))
        if round_ == 2:
            broker.flushall()
        installation.start_worker()
    installation.start_beat()

    seen = installation.wait_until_done(articles=ARTICLES)

    assert seen["counts"]["jobs ended badly"] == 0
    assert not any(seen["broken"].values()), seen
    undisturbed = installation.manage("extract", paths[0], "--format", "json")
    per_article = undisturbed.count('"statement"')
    assert seen["counts"]["claims"] == per_article * ARTICLES


def test_without_a_broker_articles_are_kept_and_done_later(installation):
    down = dict(installation.env)
    installation.env["REDIS_URL"] = f"unix://{installation.folder}/nobody.sock"
    [path] = write_articles(installation.folder, 1)
    installation.manage("ingest", path)
    assert installation.verify()["counts"]["jobs open"] > 0
    installation.env = down
    installation.start_worker()
    installation.start_beat()

    seen = installation.wait_until_done(articles=1)

    assert not any(seen["broken"].values()), seen
