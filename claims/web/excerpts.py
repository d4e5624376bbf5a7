"""The piece of a long text that has most of the words looked for, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from claims.engine.finding.excerpts import densest, shortened
from claims.models import Article
from claims.services.ingest import headline

_PHRASE = 60


@dataclass(frozen=True, slots=True)
class Excerpt:
    article: Article
    text: str
    link: str

    @property
    def title(self) -> str:
        return self.article.title or headline(self.article.text)


def article_excerpts(
    articles: Iterable[Article], terms: frozenset[str]
) -> list[Excerpt]:
    return [_excerpt(one, terms) for one in articles]


def _excerpt(article: Article, terms: frozenset[str]) -> Excerpt:
    at = densest(article.text, terms)
    address = article.get_absolute_url()
    if at is not None:
        address += f"#:~:text={_encoded(_phrase(article.text, at))}"
    return Excerpt(article, shortened(article.text, at or 0), address)


def _phrase(text: str, at: int) -> str:
    """The words from `at` to the end of its line, enough of them to be found by."""
    line = text.find("\n", at)
    rest = text[at : line if line >= 0 else len(text)]
    if len(rest) <= _PHRASE:
        return rest
    cut = rest.rfind(" ", 0, _PHRASE)
    return rest[:cut] if cut > 0 else rest[:_PHRASE]


def _encoded(phrase: str) -> str:
    return quote(phrase.strip(), safe="").replace("-", "%2D")
