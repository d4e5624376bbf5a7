"""What the providers of official statistics have in common.

A claim is mapped to series and countries by two tables; a provider says what it calls
them, and turns its answer into records.  What is not mapped is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from claims.engine.reasoning.sides import places
from claims.providers.asking import Answer, Request, ask_all, told
from claims.providers.base import (
    MAX_QUERIES,
    Candidate,
    ClaimFrame,
    FetchedDocument,
    Kind,
    SearchResult,
    candidate,
    in_order,
)
from claims.providers.errors import NotFoundError
from claims.providers.response import Response
from claims.providers.searching import Searching
from claims.providers.statistics.countries import (
    Country,
    all_countries,
    countries_in,
    country,
    is_about_less,
)
from claims.providers.statistics.records import Record, document_of
from claims.providers.statistics.topics import (
    Series,
    all_series,
    series_of,
    topics_of,
)

KEEP_SECONDS = 86_400.0
KEEP_EMPTY_SECONDS = 3_600.0
_YEARS_BEFORE, _YEARS_AT_MOST = 5, 30
_FETCH_SECONDS = 20.0
_OWN_FORM = re.compile(r"(?P<code>.+) (?P<place>\S+) (?P<first>\d{4}):(?P<last>\d{4})")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/-]|[.,]\d)")
Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """One series of one country, as the provider calls both."""

    series: Series
    country: Country
    code: Any
    place: str
    first: int
    last: int
    language: str
    times: int = 1

    @property
    def text(self) -> str:
        code = self.code
        if isinstance(code, dict):
            data_set, *codes = code.values()
            code = f"{data_set}/{'.'.join(codes)}"
        return f"{code} {self.place} {self.first}:{self.last}"


class MappedStatistics(Searching):
    """Subclasses give name, label, licence and the methods at the end."""

    kind = Kind.STATISTIC
    licence = ""
    sends: tuple[str, ...] = ("a code for the statistic, a country and years",)

    def why_nothing(self, claim: ClaimFrame) -> str | None:
        if claim.wording:
            known = self.questions(claim)
            return None if known else "No question names a known topic and a country."
        topics = topics_of(claim)
        if not topics:
            return "No official statistic is mapped to what the claim is about."
        about = " and ".join(topic.name for topic in topics[:3])
        series = series_of(claim, topics)
        if not series:
            return f"The statistics on {about} are of another sort than this number."
        if not any(self.name in one.codes for one in series):
            return f"{self.label} is not mapped to figures on {about}."
        places = _countries(claim)
        if not places:
            return "The claim names no country."
        if not any(self.place_for(place) for place in places):
            return f"{self.label} has no figures for {places[0].shown}."
        return None

    def queries(self, claim: ClaimFrame) -> Sequence[str]:
        return tuple(question.text for question in self.questions(claim))

    def questions(self, claim: ClaimFrame) -> tuple[Question, ...]:
        """For the country named nearest to the number first; three at most."""
        if claim.wording:
            asked = [q for line in claim.wording for q in self._worded(line, claim)]
        else:
            series, years = series_of(claim, topics_of(claim)), _years(claim)
            asked = self._asked(series, _countries(claim), years, claim.language)
        return tuple(asked[:MAX_QUERIES])

    def _asked(
        self,
        series: Iterable[Series],
        places: Sequence[Country],
        years: Years,
        language: str,
    ) -> list[Question]:
        """Every series for the first country, then for the next."""
        wanted = tuple(series)
        spoken = language.partition("-")[0].lower()
        return [
            Question(
                series=one,
                country=place,
                code=code,
                place=called,
                first=years[0],
                last=years[1],
                language=spoken if spoken in one.says else "en",
                times=one.times.get(self.name, 1),
            )
            for place in places
            for one in wanted
            if (code := one.codes.get(self.name)) and (called := self.place_for(place))
        ]

    def _worded(self, line: str, claim: ClaimFrame) -> list[Question]:
        """What a person asks: in our own form with other codes or years, or in words."""
        if own := _OWN_FORM.fullmatch(line):
            years = (int(own["first"]), int(own["last"]))
            places = [
                one for one in all_countries() if self.place_for(one) == own["place"]
            ]
            asked = self._asked(all_series(), places, years, claim.language)
            return [one for one in asked if one.text.startswith(f"{own['code']} ")]
        words = replace(claim, text=line, thing="", base="", subject_terms=())
        series = (one for topic in topics_of(words) for one in topic.series)
        named = countries_in(line) or _countries(claim)
        return self._asked(series, named, _years(claim), claim.language)

    def look(self, claim: ClaimFrame, *, limit: int, deadline: float) -> SearchResult:
        questions = {question.text: question for question in self.questions(claim)}

        def ask(query: str, seconds: float) -> Answer:
            records = self.records(questions[query], seconds)
            return Answer(self._candidates(questions[query], records))

        result = ask_all(
            self.name, tuple(questions), ask, limit=limit, deadline=deadline
        )
        if claim.wording or _named(claim) or not (taken := _taken(claim)):
            return result
        remark = (
            f"Country taken from the article: {taken[0].name}, {claim.country_from}."
        )
        return replace(result, message=f"{result.message} {remark}".strip())

    def fetch(self, candidate: Candidate) -> FetchedDocument:
        """The record once more, from the kept answer if there is one, as text."""
        question = candidate.extra["question"]
        for record in self.records(question, _FETCH_SECONDS):
            if record.url == candidate.url:
                return document_of(
                    candidate,
                    record,
                    publisher=self.label,
                    licence=self.licence,
                    language=question.language,
                )
        raise NotFoundError(f"{self.label} has these figures no more.")

    def _candidates(
        self, question: Question, records: Sequence[Record]
    ) -> list[Candidate]:
        made = (
            (
                candidate(
                    url=record.url,
                    title=record.title,
                    provider=self.name,
                    kind=self.kind,
                    publisher=self.label,
                    snippet=record.sentences[0],
                    licence=self.licence,
                    query=question.text,
                    extra={"mapped": True, "question": question},
                ),
                record.figures,
            )
            for record in records
        )
        return in_order(replace(one, figures=own) for one, own in made if one)

    def place_for(self, place: Country) -> str:
        """What the provider calls a country; "" when it has no figures for it."""
        return place.iso3

    def records(self, question: Question, seconds: float) -> Sequence[Record]:
        """The records that answer; none when there are none; raises `SourceError`."""
        found = told(
            self._http,
            self.asked(question),
            lambda response: self.record(response, question),
            seconds=seconds,
            keep=KEEP_SECONDS,
            keep_empty=KEEP_EMPTY_SECONDS,
        )
        return () if found is None else (found,)

    def asked(self, question: Question) -> Request:
        """The one request that answers a question."""
        raise NotImplementedError

    def record(self, response: Response, question: Question) -> Record | None:
        """What an answer has on a question; an error in disguise is raised."""
        raise NotImplementedError


def _countries(claim: ClaimFrame) -> tuple[Country, ...]:
    return _named(claim) or _taken(claim)


def _named(claim: ClaimFrame) -> tuple[Country, ...]:
    given = " ".join(
        (*claim.subject_terms, *claim.place_terms, claim.thing, claim.base)
    )
    near = max(claim.text.find(claim.surface), 0)
    return countries_in(claim.text, near=near) or countries_in(given)


def _taken(claim: ClaimFrame) -> tuple[Country, ...]:
    """The story's country, where the sentence speaks of no other place."""
    known = country(claim.story_country)
    elsewhere = places(claim.text) or is_about_less(claim.text)
    return () if known is None or elsewhere else (known,)


def _years(claim: ClaimFrame) -> Years:
    """The claim's years, the one year it names, or those up to the day it was made."""
    said = claim.claim_date or datetime.now(UTC).date()
    last = (claim.as_of_end or said).year
    named = set(_YEAR.findall(claim.text)) - set(_YEAR.findall(claim.surface))
    if claim.as_of_start is None and claim.as_of_end is None and len(named) == 1:
        last = int(named.pop())
    first = last - _YEARS_BEFORE
    if claim.as_of_start:
        first = min(first, claim.as_of_start.year)
    return max(first, last - _YEARS_AT_MOST), last
