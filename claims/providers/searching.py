"""What the providers have in common that are asked questions in words.

A provider says who it is and how one question is asked; the four honest ends, and what
is never asked, are told here once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.providers.asking import Answer, Request, ask_all, told
from claims.providers.base import (
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    SearchResult,
    not_asked,
)
from claims.providers.errors import NoKeyError, SourceError
from claims.providers.http import HttpClient
from claims.providers.pages import fetch_page
from claims.providers.planner import plan
from claims.providers.response import Response
from claims.providers.urls import host_of


class Searching:
    """Subclasses set the attributes and say how one question is asked.

    Either `request` and `parse`, where one request answers, or `ask`.
    """

    name = ""
    label = ""
    kind = Kind.WEB
    needs_key = False
    licence_note = ""
    sends: tuple[str, ...] = ()
    #: Seconds an answer is kept, and one that found nothing.
    keep, keep_empty = 3_600.0, 900.0

    def __init__(self, http: HttpClient, key: str = "") -> None:
        self._http = http
        self._key = key

    def problem(self) -> SourceError | None:
        if self.needs_key and not self._key:
            return NoKeyError()
        return self._http.why_not()

    def applicable(self, claim: ClaimFrame) -> str | None:
        if self.sends and claim.embargoed:
            return "The article is embargoed: nothing is asked outside the house."
        return self.why_nothing(claim)

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        """Why there is nothing to ask about this claim, in a sentence."""
        if not self.queries(claim):
            return "The claim names nothing to search for."
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return tuple(query.text for query in plan(claim))

    def search(
        self, claim: ClaimFrame, *, limit: int = 10, deadline: float = 30.0
    ) -> SearchResult:
        if reason := self.applicable(claim):
            return not_asked(self.name, "not_applicable", reason)
        if problem := self.problem():
            return not_asked(self.name, problem.code, str(problem))
        return self.look(claim, limit=limit, deadline=deadline)

    def look(self, claim: ClaimFrame, *, limit: int, deadline: float) -> SearchResult:
        """What comes of asking, once it is clear that there is something to ask."""

        def ask(query: str, seconds: float) -> Answer:
            return self.ask(query, claim, limit, seconds)

        return ask_all(
            self.name, self.queries(claim), ask, limit=limit, deadline=deadline
        )

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        """What one question brings; raises `SourceError`."""
        return told(
            self._http,
            self.request(query, claim, limit),
            lambda response: self.parse(response, query=query),
            seconds=seconds,
            keep=self.keep,
            keep_empty=self.keep_empty,
        )

    def request(self, query: str, claim: ClaimFrame, limit: int) -> Request:
        raise NotImplementedError

    def parse(self, response: Response, *, query: str) -> Answer:
        """Candidates in the order of the answer; an error in disguise is raised."""
        raise NotImplementedError

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        raise NotImplementedError


class PageSearching(Searching):
    """Finds pages of other people; `pages` opens them.

    The article's own site is left out: a paper is no source for itself.
    """

    def __init__(self, http: HttpClient, pages: HttpClient, key: str = "") -> None:
        super().__init__(http, key)
        self._pages = pages

    def ask(self, query: str, claim: ClaimFrame, limit: int, seconds: float) -> Answer:
        answer = super().ask(query, claim, limit, seconds)
        own = host_of(claim.article_url)
        others = [one for one in answer.candidates if host_of(one.url) != own]
        return replace(answer, candidates=others)

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        return fetch_page(self._pages, candidate)
