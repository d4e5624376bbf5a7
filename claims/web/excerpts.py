"""The piece of a long text that has most of the words looked for, and a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from claims.engine.finding.terms import marks
from claims.models import Article
from claims.services.ingest import headline

WIDTH = 260
_LOOKED_AT = 300
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
    found = list(islice(marks(article.text, terms), _LOOKED_AT)) if terms else []
    spread = ((_near(article.text, found, at), -at) for at, _ in found)
    start = -max(spread, default=(0, 0))[1]
    address = article.get_absolute_url()
    if found:
        address += f"#:~:text={_encoded(_phrase(article.text, start))}"
    return Excerpt(article, shortened(article.text, start), address)


def shortened(text: str, at: int, *, width: int = WIDTH) -> str:
    """Some of a text from a little before `at`, at the ends of words."""
    line = text.rfind("\n", 0, at) + 1
    start = max(line, at - width // 4)
    if start > line:
        start = text.find(" ", start, at) + 1 or at
    end = min(start + width, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), at + 1)
    cut = " ".join(text[start:end].split())
    return f"{'…' * (start > line)}{cut}{'…' * (end < len(text))}"


def _near(text: str, found: list[tuple[int, int]], start: int) -> int:
    """How many of the words stand in the piece that begins here."""
    return len({text[a:b].lower() for a, b in found if start <= a < start + WIDTH})


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
