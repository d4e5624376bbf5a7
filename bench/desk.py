"""The desk at 10,000 claims, beside what the same database can do at the least.

    python bench/desk.py [--claims 10000]

Prints a table and writes it to bench/results/desk.json.  Times are medians of process
CPU milliseconds; `limit` is the same work as bare SQL on the same rows.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "NETWORK": "false", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        import django

        django.setup()
        rows = measure(options.claims)
    for name, ours, limit in rows:
        ratio = f"{ours / limit:5.1f} x" if limit else ""
        print(f"{name:<44} {ours:8.2f} ms  {limit or 0:8.2f} ms  {ratio}")
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / "desk.json").write_text(
        json.dumps({"claims": options.claims, "rows": rows}, indent=1) + "\n"
    )


def measure(claims: int) -> list[tuple[str, float, float | None]]:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from claims.services import queueing, working
    from claims.vocabulary import QueueSlug

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    reviewer = people()
    fill(claims, reviewer)
    client = Client()
    client.force_login(reviewer)

    def take() -> None:
        queueing.take_next(QueueSlug.REVIEW, actor=reviewer)

    def take_over_http() -> None:
        answer = client.post(
            "/api/v1/queues/review/next/", content_type="application/json"
        )
        assert answer.status_code == 200, answer.content

    def page(url: str) -> Callable[[], None]:
        def get() -> None:
            answer = client.get(url)
            assert answer.status_code == 200, url

        return get

    bare = cpu(bare_take, 100)
    rows = [
        ("take the next claim (service)", cpu(take, 100), bare),
        ("take the next claim (REST)", cpu(take_over_http, 50), bare),
        ("review queue, first page", cpu(page("/queue/review/"), 20), None),
        ("claims over REST, first page", cpu(page("/api/v1/claims/"), 20), None),
    ]
    from claims.engine import extract

    text = article(0)
    number = iter(range(1, 10_000))

    def ingest() -> None:
        add(article(next(number)))
        working.drain()

    rows.append(
        (
            "1,000 words, posted to claims and sources",
            cpu(ingest, 5),
            cpu(lambda: extract(text), 5),
        )
    )
    return rows


def cpu(work: Callable[[], object], times: int) -> float:
    """Median process CPU of one call, in milliseconds."""
    work()
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return round(statistics.median(taken), 3)


def bare_take() -> None:
    """The least a lease costs here: one select and one update in one transaction."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM claims_claim WHERE status = 'ready' "
            "ORDER BY check_worthiness DESC, id LIMIT 1"
        )
        (pk,) = cursor.fetchone()
        cursor.execute(
            "UPDATE claims_claim SET status = 'in_review', version = version + 1 "
            "WHERE id = %s AND status = 'ready'",
            [pk],
        )


def people() -> object:
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user("bench")
    user.groups.add(Group.objects.get(name="reviewer"))
    return user


def article(number: int) -> str:
    sentence = (
        "The port of town {n} handled at least {a:,} containers in March, the harbour "
        "board said on Monday, and its manager expects that quieter months will follow. "
    )
    return "\n\n".join(
        sentence.format(n=number, a=4_000 + number * 40 + line) for line in range(38)
    )


def add(text: str) -> object:
    from claims.services import ingest
    from claims.vocabulary import Origin

    stored, _ = ingest.add_article(
        ingest.ArticleData(text=text), actor=None, origin=Origin.COMMAND
    )
    return stored


def fill(count: int, reviewer: object) -> None:
    from claims.models import Claim
    from claims.vocabulary import ClaimStatus

    stored = add("\n".join(f"They lost {n} boats." for n in range(100, 1_100)))
    Claim.objects.bulk_create(
        Claim(
            article=stored,
            start=n,
            end=n + 3,
            surface="100",
            kind="count",
            low=100,
            high=100,
            unit="boat",
            sentence_start=0,
            sentence_end=20,
            statement=f"They lost {n} boats.",
            readback=f"We read this as: {n} boats.",
            check_worthiness=f"0.{n % 90 + 10}",
            engine_version="bench",
            status=ClaimStatus.READY,
        )
        for n in range(count)
    )


if __name__ == "__main__":
    main()
