"""Other claims of one quantity: how many paraphrases come among the first five, how fast.

    python manage.py shell < bench/related.py

on an empty database (DATA_DIR or DATABASE_URL).  100,000 made-up claims stand around the
paraphrases of `tests/engine/reasoning/pairs.py`, which share their words and names.
"""

from __future__ import annotations

import random
import time
from itertools import count, islice, product

from claims.engine import extract
from claims.engine.types import NumericClaim
from claims.models import Article, Claim
from claims.services import keying, relating
from claims.services.extraction import claim_row
from claims.vocabulary import Origin
from tests.engine.reasoning.pairs import SAME

SIZE, FIRST = 100_000, 5
THINGS = (
    *(
        "homes",
        "students",
        "bicycles",
        "households",
        "wolves",
        "passengers",
        "operations",
    ),
    *(
        "jets",
        "demonstrators",
        "visitors",
        "leaks",
        "workers",
        "cranes",
        "pupils",
        "families",
    ),
    *(
        "refugees",
        "tickets",
        "jobs",
        "trees",
        "children",
        "vans",
        "journalists",
        "migrants",
    ),
    *(
        "concerts",
        "teachers",
        "inmates",
        "soldiers",
        "houses",
        "tanks",
        "patients",
        "shops",
    ),
)
DEEDS = (
    *("were counted in", "were lost in", "are missing in", "were built in", "moved to"),
    *("were sold in", "arrived in", "were registered in", "left", "were destroyed in"),
    *("were cancelled in", "were planted in", "were employed in", "were stopped near"),
)
SYLLABLES = (
    "bren",
    "dor",
    "kes",
    "lun",
    "mar",
    "nor",
    "ors",
    "pal",
    "ruh",
    "sar",
    "tal",
    "vel",
)
ENDS = (
    "den",
    "ne",
    "sel",
    "by",
    "lund",
    "ica",
    "heim",
    "a",
    "mouth",
    "ford",
    "stad",
    "o",
)
PLACES = [f"{a}{b}".title() for a, b in product(SYLLABLES, ENDS)] + [
    "Kessel",
    "Lunden",
    "Velden",
]
WHO = (
    "the mayor",
    "the ministry",
    "police",
    "the union",
    "auditors",
    "the rangers",
    "the army",
)
numbers = count()


def noise(rng: random.Random) -> str:
    amount = rng.choice(
        (rng.randint(20, 999), rng.randint(1, 99) * 100, rng.randint(1, 99) * 1_000)
    )
    said = f", {rng.choice(WHO)} said" if rng.random() < 0.5 else ""
    year = f" in {rng.randint(2005, 2024)}" if rng.random() < 0.5 else ""
    return f"{amount:,} {rng.choice(THINGS)} {rng.choice(DEEDS)} {rng.choice(PLACES)}{year}{said}."


def store(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    article = Article.objects.create(
        text=text, text_sha256=f"{next(numbers):064}", origin=Origin.COMMAND
    )
    found = extract(text).claims
    Claim.objects.bulk_create(
        [claim_row(article, one, "bench", None) for one in found], batch_size=500
    )
    keying.store_for(article)


def sought(sentence: str, number: str, title: str) -> Claim:
    text = f"{title}\n\n{sentence}" if title else sentence
    article = Article.objects.create(
        title=title,
        text=text,
        text_sha256=f"{next(numbers):064}",
        origin=Origin.COMMAND,
    )
    at = text.index(sentence) + sentence.index(number)
    one: NumericClaim = next(
        c for c in extract(text).claims if c.start < at + len(number) and at < c.end
    )
    claim = claim_row(article, one, "bench", None)
    claim.save()
    keying.store([claim])
    return claim


rng = random.Random(7)
made = (noise(rng) for _ in count())
while (have := Claim.objects.count()) < SIZE:
    store(list(islice(made, 2_000)))
print(f"{have:,} claims")
pairs = []
for sentence, number, other, its_number, title in SAME:
    pairs.append((sought(sentence, number, title), sought(other, its_number, "")))
found, millis = 0, []
for one, other in pairs:
    for asked, wanted in ((one, other), (other, one)):
        asked = Claim.objects.select_related("article").get(pk=asked.pk)
        begun = time.perf_counter()
        listed = [each.claim.pk for each in relating.related_claims(asked)][:FIRST]
        millis.append((time.perf_counter() - begun) * 1000)
        found += wanted.pk in listed
        if wanted.pk not in listed:
            print("missed:", asked.statement, "|", wanted.statement)
millis.sort()
print(f"top {FIRST}: {found} of {len(millis)} ({found / len(millis):.1%})")
print(
    f"median {millis[len(millis) // 2]:.0f} ms, 95 of 100 within {millis[len(millis) * 95 // 100]:.0f} ms, most {millis[-1]:.0f} ms"
)
