"""Several questions to one source, told as one honest outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.providers.base import Candidate, Outcome, SearchResult, merged
from claims.providers.errors import RateLimitedError, SourceError, TimedOutError
from claims.providers.guard import Deadline


@dataclass(frozen=True, slots=True)
class Answer:
    """What one query brought: candidates in the source's order."""

    candidates: Sequence[Candidate]
    total: int | None = None


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
    totals = [answer.total for answer in answers if answer.total is not None]
    return SearchResult(
        provider,
        _outcome(found, failure),
        tuple(found),
        queries=tuple(queries),
        reason=failure.code if failure else "",
        message=str(failure) if failure else "",
        retry_after=failure.retry_after if failure else None,
        partial=failure is not None and bool(answers),
        total_hint=max(totals, default=None),
    )


def _outcome(found: Sequence[Candidate], failure: SourceError | None) -> Outcome:
    if found:
        return Outcome.FOUND
    return Outcome.EMPTY if failure is None else Outcome.COULD_NOT_SEARCH
