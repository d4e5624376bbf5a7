"""The demonstration: articles and reference documents kept under `seeds/`."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from claims.models import Article
from claims.services import ingest, library
from claims.vocabulary import Origin


def add_articles(folder: Path) -> list[Article]:
    return [_article(path) for path in sorted(folder.glob("*.txt"))]


def add_library(folder: Path) -> int:
    """Add every document of a folder; how many were new."""
    return sum(_reference(path) for path in sorted(folder.glob("*.txt")))


def _article(path: Path) -> Article:
    about, text = front_matter(path)
    article, _ = ingest.add_article(
        ingest.ArticleData(
            text=text,
            title=about.get("title", ""),
            author=about.get("author", ""),
            publisher=about.get("publisher", ""),
            published_at=_moment(about.get("published")),
            url=about.get("url", ""),
            language=about.get("language", "en"),
        ),
        actor=None,
        origin=Origin.SEED,
    )
    return article


def _reference(path: Path) -> bool:
    about, text = front_matter(path)
    moment = _moment(about.get("published"))
    _, created = library.add_reference(
        library.ReferenceData(
            text=text,
            title=about.get("title", path.stem),
            publisher=about.get("publisher", ""),
            url=about.get("url", ""),
            published_on=moment.date() if moment else None,
            language=about.get("language", "en"),
            licence=about.get("licence", ""),
        ),
        actor=None,
    )
    return created


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The TOML between two lines of `+++`, and the text after it."""
    raw = path.read_text(encoding="utf-8")
    if not raw.startswith("+++\n"):
        return {}, raw
    head, _, text = raw[4:].partition("\n+++\n")
    return tomllib.loads(head), text.lstrip("\n")


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    return None
