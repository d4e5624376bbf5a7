"""What the providers of research literature have in common.

Only claims that rest on research are asked about.  What is kept of a paper is its record
and its abstract; a paper without one is opened as a page.
"""

from __future__ import annotations

import functools
import html
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

from claims.documents.text import one_line
from claims.providers.asking import Answer, Request, told
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    candidate,
    in_order,
)
from claims.providers.errors import BadResponseError
from claims.providers.pages import fetch_page
from claims.providers.rendered import rendered
from claims.providers.response import Response
from claims.providers.searching import PageSearching
from claims.providers.statistics.words import any_of

_FETCH_SECONDS = 20.0
_LONGEST = 20_000
_HEADING = re.compile(r"<(?:jats:)?title>.*?</(?:jats:)?title>", re.S | re.I)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|div|br)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Paper:
    """A work as its record tells it; `key` is what the service calls it.

    `published` only where the day is known; `open_url` is a copy anybody may read.
    """

    key: str
    url: str
    title: str
    journal: str = ""
    published: date | None = None
    issued: str = ""
    abstract: str = ""
    language: str = ""
    open_url: str = ""
    retracted: bool = False

    @property
    def shown_title(self) -> str:
        title = self.title or self.journal or self.url
        return f"Retracted: {title}" if self.retracted else title

    @property
    def text(self) -> str:
        where = ", ".join(filter(None, (self.journal, self.issued)))
        gone = "This paper has been retracted." if self.retracted else ""
        head = "\n".join(filter(None, (self.shown_title, gone, where)))
        return f"{head}\n\n{self.abstract}"


class PaperSearching(PageSearching):
    """Subclasses say how to search, and how to read the record of one paper."""

    kind = Kind.RESEARCH
    licence = ""
    keep = 86_400.0

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        if not claim.wording and not _research().search(claim.text):
            return "The claim rests on no research that it names."
        return super().why_nothing(claim)

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        paper, response = told(
            self._http,
            self.record(str(candidate.extra["key"])),
            self._read,
            seconds=_FETCH_SECONDS,
            keep=self.keep,
            keep_empty=self.keep_empty,
        )
        if not paper.abstract:
            page = replace(candidate, url=paper.open_url or candidate.url)
            opened = fetch_page(self._pages, page)
            return replace(opened, title=paper.shown_title, url=candidate.url)
        return rendered(
            candidate,
            paper.text,
            [response],
            title=paper.shown_title,
            publisher=paper.journal or candidate.publisher,
            licence=self.licence,
            language=paper.language,
            published_at=_midnight(paper.published),
        )

    def record(self, key: str) -> Request:
        """What asks for the record of one paper."""
        raise NotImplementedError

    def paper(self, response: Response) -> Paper | None:
        """The paper in the answer to `record`; None when it cannot be one."""
        raise NotImplementedError

    def _read(self, response: Response) -> tuple[Paper, Response]:
        if (paper := self.paper(response)) is None:
            raise self.not_understood()
        return paper, response

    def not_understood(self) -> BadResponseError:
        return BadResponseError("schema", f"{self.label}'s answer has an unknown form.")

    def answer(self, papers: Iterable[Paper | None], total: Any, query: str) -> Answer:
        found = in_order(self._candidate(paper, query) for paper in papers)
        return Answer(found, total if isinstance(total, int) else None)

    def _candidate(self, paper: Paper | None, query: str) -> Candidate | None:
        if paper is None:
            return None
        return candidate(
            url=paper.url,
            title=paper.shown_title,
            provider=self.name,
            kind=self.kind,
            publisher=paper.journal,
            published_at=_midnight(paper.published),
            snippet=paper.abstract,
            licence=self.licence,
            query=query,
            extra={
                "key": paper.key,
                "issued": paper.issued,
                "retracted": paper.retracted,
            },
        )


def plain_abstract(markup: str) -> str:
    """The text of an abstract in JATS or HTML, without the heading "Abstract"."""
    text = _BLOCK.sub("\n", _HEADING.sub("", markup[:_LONGEST]))
    lines = html.unescape(_TAG.sub("", text)).splitlines()
    return "\n".join(filter(None, (one_line(line, limit=_LONGEST) for line in lines)))


def day_of(parts: Sequence[int]) -> tuple[date | None, str]:
    """A day from year, month and day as far as they are known, and how it is written."""
    try:
        if len(parts) == 3:
            day = date(*parts)
            return day, f"{day.day} {day:%B %Y}"
        if len(parts) == 2:
            return None, f"{date(parts[0], parts[1], 1):%B %Y}"
    except ValueError:
        return None, ""
    return None, str(parts[0]) if parts else ""


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


@functools.cache
def _research() -> re.Pattern[str]:
    file = resources.files(__package__) / "research.toml"
    return any_of(tomllib.loads(file.read_text(encoding="utf-8"))["words"])
