"""Rows for tests, made the way the services make them."""

from __future__ import annotations

import itertools
from datetime import datetime
from decimal import Decimal
from typing import Any

from claims.models import Article, Claim, Evidence, Rating, Review, Verdict
from claims.services import evidence as evidence_service
from claims.services import ingest, keying, numbers, queueing, reviewing, working
from claims.vocabulary import ClaimStatus, Origin

_numbers = itertools.count(1)

TEXT = (
    "The harbour authority said on Tuesday that at least 4,200 containers were lost in "
    "the storm.\n\nRepairs will take nine percent of the regional budget, according to "
    "treasurer Ada Brook."
)


def make_article(text: str | None = None, **fields: Any) -> Article:
    """An article as ingested: stored, its extraction waiting."""
    body = text if text is not None else f"{TEXT}\n\nEdition {next(_numbers)}a."
    article, _ = ingest.add_article(
        ingest.ArticleData(text=body, **fields), actor=None, origin=Origin.COMMAND
    )
    return article


def read_article(text: str | None = None, **fields: Any) -> Article:
    """An article with every job done."""
    article = make_article(text, **fields)
    working.drain()
    article.refresh_from_db()
    return article


def make_claim(
    article: Article | None = None,
    *,
    status: ClaimStatus = ClaimStatus.READY,
    surface: str = "4,200",
    **fields: Any,
) -> Claim:
    """A claim row on the first place of `surface` in its article's text."""
    article = article or make_article()
    start = article.text.index(surface)
    line = article.text.index("\n", start) if "\n" in article.text[start:] else None
    values = {
        "kind": "count",
        "low": Decimal(4200),
        "high": None,
        "unit": "container",
        "qualifier": "at_least",
        "thing": "containers",
        "sentence_start": article.text.rfind("\n", 0, start) + 1,
        "sentence_end": line or len(article.text),
        "statement": "At least 4,200 containers were lost in the storm.",
        "readback": "We read this as: at least 4,200 containers; no upper bound.",
        "check_worthiness": "0.80",
        "engine_version": "test",
    } | fields
    for end in ("low", "high"):
        values[end] = None if values[end] is None else Decimal(values[end])
    claim = Claim(
        article=article,
        start=start,
        end=start + len(surface),
        surface=surface,
        status=status,
        **values,
    )
    for column, place in numbers.placed_columns(claim.quantity()).items():
        setattr(claim, column, place)
    claim.save()
    keying.store([claim])
    return claim


def make_cost(millions: int, day: datetime | None = None, **fields: Any) -> Claim:
    """What the hospital in Orsby cost, said on a day: claims of it are of one quantity."""
    surface = f"{millions} million euros"
    statement = f"The new hospital in Orsby cost {surface}."
    value = Decimal(millions) * 10**6
    values = {
        "low": value,
        "high": value,
        "unit": "EUR",
        "kind": "money",
        "qualifier": "",
        "thing": "new hospital in Orsby",
    }
    text = f"{statement}\n\nEdition {next(_numbers)}."
    article = make_article(text, published_at=day)
    return make_claim(
        article, surface=surface, statement=statement, **(values | fields)
    )


def make_evidence(claim: Claim, *, actor: Any, **fields: Any) -> Evidence:
    number = next(_numbers)
    values = {
        # Below 4,300: tests have secrets of their own above.
        "quote": f"The insurers counted 4,{number % 200 + 100} containers lost at sea.",
        "url": f"https://insurers.example/reports/{number}",
        "title": f"Loss report {number}",
        "tier": "primary",
    } | fields
    kept, _ = evidence_service.attach(
        claim, evidence_service.EvidenceData(**values), actor=actor
    )
    return kept


def make_review(claim: Claim, *, author: Any, rating: str = "supported") -> Review:
    """Take a ready claim, attach evidence and review it."""
    queueing.take(claim, actor=author)
    cited = make_evidence(claim, actor=author)
    return reviewing.submit_review(
        claim,
        reviewing.ReviewData(
            rating=rating, rationale="The report agrees.", evidence=[cited.pk]
        ),
        actor=author,
    )


def make_verdict(claim: Claim, *, author: Any, editor: Any) -> Verdict:
    make_review(claim, author=author)
    return reviewing.decide(claim, actor=editor)


def rating(slug: str = "supported") -> Rating:
    return Rating.objects.get(scale__in_use=True, slug=slug)
