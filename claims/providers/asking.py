"""Several questions to one source, told as one honest outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from claims.providers.base import Candidate, Outcome, SearchResult, merged
from claims.providers.errors import RateLimitedError, SourceError, TimedOutError
from claims.providers.guard import Deadline
from claims.providers.http import JSON_BYTES, HttpClient
from claims.providers.response import Response

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one query brought: candidates in the source's order.

    `note` says what a source could not look at while it answered.
    """

    candidates: Sequence[Candidate]
    total: int | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Request:
    """One question as it goes out; keys go into headers, never into parameters."""

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def told(
    http: HttpClient,
    request: Request,
    parse: Callable[[Response], Said],
    *,
    seconds: float,
    keep: float,
    keep_empty: float,
) -> Said:
    """What the answer says.  One that `parse` refuses is kept for no time, and one that
    says nothing for a shorter one: soon it may say more.
    """
    response = http.get(
        request.url,
        params=request.params,
        headers=request.headers,
        max_bytes=JSON_BYTES,
        deadline=seconds,
        ttl=keep,
        check=parse,
    )
    said = parse(response)
    if not said:
        http.expire_soon(request.url, params=request.params, seconds=keep_empty)
    return said


def ask_all(
    provider: str,
    queries: Sequence[str],
    ask: Callable[[str, float], Answer],
    *,
    limit: int,
    deadline: float,
) -> SearchResult:
    """Asks each query with the seconds that are left; never raises `SourceError`.

    EMPTY needs a good answer to every query.  A source that asks us to wait is not
    asked the rest.
    """
    clock = Deadline(deadline)
    answers: list[Answer] = []
    failure: SourceError | None = None
    for query in queries:
        if clock.left() <= 0:
            failure = failure or TimedOutError()
            break
        try:
            answers.append(ask(query, clock.left()))
        except SourceError as error:
            failure = failure or error
            if isinstance(error, RateLimitedError):
                break
    found = merged([answer.candidates for answer in answers], limit=limit)
    notes = dict.fromkeys(answer.note for answer in answers if answer.note)
    told_of = " ".join([str(failure)] if failure else [*notes])
    totals = [answer.total for answer in answers if answer.total is not None]
    return SearchResult(
        provider,
        _outcome(found, failure),
        tuple(found),
        queries=tuple(queries),
        reason=failure.code if failure else "",
        message=told_of,
        retry_after=failure.retry_after if failure else None,
        partial=bool(notes) or (failure is not None and bool(answers)),
        total_hint=max(totals, default=None),
    )


def _outcome(found: Sequence[Candidate], failure: SourceError | None) -> Outcome:
    if found:
        return Outcome.FOUND
    return Outcome.EMPTY if failure is None else Outcome.COULD_NOT_SEARCH
