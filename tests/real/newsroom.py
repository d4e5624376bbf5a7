"""Rows for a server under load: people with keys, and claims ready for review.

    python -m tests.real.newsroom '{"claims": 500, "people": 50}'

Runs with an installation's environment and prints the people's keys by their names, and
a session of the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

PER_ARTICLE = 20
_LINE = (
    "The port of town {n} handled at least {a:,} containers in March, the harbour board "
    "said on Monday, and its manager expects that quieter months will follow."
)


def main() -> None:
    import django

    django.setup()
    asked = json.loads(sys.argv[1])
    fill(asked["claims"], evidence=asked.get("evidence", 0))
    people(asked.get("editors", 0), "editor")  # to be told what waits for them
    keys = people(asked["people"], asked.get("role", "reviewer"))
    print(json.dumps({"keys": keys, "session": session(next(iter(keys)))}))  # noqa: T201


def people(count: int, role: str) -> dict[str, str]:
    from django.contrib.auth.models import Group, User

    from claims.services import keys

    group = Group.objects.get(name=role)
    made = {}
    for n in range(count):
        person = User(username=f"{role}-{n}")
        person.set_unusable_password()
        person.save()
        person.groups.add(group)
        made[person.username] = keys.create_key(person)[1]
    return made


def session(username: str) -> str:
    """A person's session, as after signing in."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client()
    client.force_login(
        User.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client.cookies["sessionid"].value


def fill(count: int, *, evidence: int = 0) -> None:
    """Articles of twenty lines with a claim in each, and passages that bear on it."""
    from claims.models import Article, Claim

    for first in range(0, count, 10_000):
        size = min(10_000, count - first)
        texts = [
            _text(n)
            for n in range(first // PER_ARTICLE, -(-(first + size) // PER_ARTICLE))
        ]
        articles = Article.objects.bulk_create(_articles(first, texts))
        rows = [Claim(**one) for article in articles for one in _claims(article)]
        claims = Claim.objects.bulk_create(rows[:size], batch_size=500)
        if evidence:
            _evidence(claims, evidence)


def _text(article: int) -> str:
    return "\n".join(
        _LINE.format(n=article, a=4_000 + article * PER_ARTICLE + line)
        for line in range(PER_ARTICLE)
    )


def _articles(first: int, texts: list[str]) -> Iterator[Any]:
    from claims.models import Article
    from claims.vocabulary import Origin

    for n, text in enumerate(texts, first // PER_ARTICLE):
        yield Article(
            title=f"Harbours of the month, edition {n}",
            text=text,
            text_sha256=f"{n:064}",
            origin=Origin.COMMAND,
            engine_version="load",
        )


def _claims(article: Any) -> Iterator[dict[str, Any]]:
    from claims.vocabulary import ClaimStatus

    place = 0
    for line in article.text.split("\n"):
        number = line.partition("at least ")[2].partition(" ")[0]
        start = place + line.index(number)
        yield {
            "article": article,
            "start": start,
            "end": start + len(number),
            "surface": number,
            "kind": "count",
            "low": number.replace(",", ""),
            "unit": "container",
            "qualifier": "at_least",
            "thing": "containers",
            "sentence_start": place,
            "sentence_end": place + len(line),
            "statement": line,
            "readback": f"We read this as: at least {number} containers.",
            "check_worthiness": f"0.{start % 90 + 10}",
            "reasons": ["It has a number."],
            "contributions": [{"feature": "base", "weight": "0.30", "phrase": "base"}],
            "engine_version": "load",
            "status": ClaimStatus.READY,
        }
        place += len(line) + 1


def _evidence(claims: list[Any], each: int) -> None:
    from django.utils import timezone

    from claims.models import Evidence, Snapshot, Source, SourceJob
    from claims.vocabulary import Relation, Stance

    quote = "The register counts 4,100 containers."
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256="a" * 64,
        defaults={"media_type": "text/plain", "content": b"", "text": quote},
    )
    source, _ = Source.objects.get_or_create(
        provider="library",
        title="Register",
        snapshot=snapshot,
        defaults={"retrieved_at": timezone.now()},
    )
    rows = (
        Evidence(
            claim=claim,
            source=source,
            quote=quote,
            start=0,
            end=len(quote),
            number_start=20,
            number_end=25,
            surface="4,100",
            kind="count",
            low=4_100,
            high=4_100,
            unit="container",
            thing="containers",
            score="0.70",
            relation=Relation.OUTSIDE,
            suggested_stance=Stance.REFUTES,
            explanation="4,100 containers are fewer than the claim says.",
            fingerprint=f"{claim.pk}-{number}",
        )
        for claim in claims
        for number in range(each)
    )
    Evidence.objects.bulk_create(rows, batch_size=500)
    asked = (
        SourceJob(claim=claim, provider="library", outcome="found", documents=each)
        for claim in claims
    )
    SourceJob.objects.bulk_create(asked, batch_size=1_000)


if __name__ == "__main__":
    main()
