"""Sources: one job per claim and provider, evidence kept with what it said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from claims.documents.text import one_line
from claims.engine.reasoning.periods import parse_period
from claims.errors import InvalidInputError, Refusals, raise_first
from claims.models import Claim, ClaimQuerySet, Job, SourceJob
from claims.providers.base import (
    MAX_QUERIES,
    ArticleLink,
    ClaimFrame,
    Kind,
    Outcome,
    SourceProvider,
)
from claims.providers.statistics.countries import story_country
from claims.selectors.soundness import fallen_back
from claims.services import (
    checks,
    evidence,
    jobs,
    opening,
    queueing,
    rounds,
    transitions,
)
from claims.services.network import archive, providers
from claims.services.network import provider as provider_named
from claims.vocabulary import Action, ClaimStatus, JobKind, SearchOutcome

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Documents opened per claim and provider, and the seconds one search may take.
DOCUMENTS = 5
SEARCH_SECONDS = 40.0
#: A source that wants us to wait longer could not be searched: the claim goes on.
LONGEST_WAIT = 120.0
QUERY_CHARS = 200
#: Where a story's country is looked for.
_STORY_CHARS = 50_000


@dataclass(frozen=True, slots=True)
class Wording:
    """One provider, and the questions a person wants it asked; none are ours again."""

    provider: str
    queries: Sequence[str] = ()


def request_sources(
    claim: Claim,
    *,
    actor: User,
    reason: str = "",
    version: int | None = None,
    wording: Wording | None = None,
) -> None:
    """Ask every provider about a claim, again if they were asked before, or one.

    A claim in review stays with its holder; reviews made so far become history.
    """
    seen = {} if version is None else {claim.pk: version}
    raise_first(
        request_each([claim], actor=actor, reason=reason, seen=seen, wording=wording)
    )
    claim.refresh_from_db()


def request_each(
    claims: Sequence[Claim],
    *,
    actor: User,
    reason: str = "",
    seen: Mapping[int, int] | None = None,
    wording: Wording | None = None,
) -> Refusals:
    """The same of many: why not, by claim.  They are to be read again."""
    asked = providers()
    if wording is not None:
        wording = Wording(wording.provider, _questions(wording.queries))
        if wording.provider not in asked:
            raise InvalidInputError("No such provider is in use.", field="provider")
        asked = {wording.provider: asked[wording.provider]}
    with transaction.atomic():
        refused = queueing.start_over(
            claims,
            Action.REQUEST_SOURCES,
            actor=actor,
            reason=reason,
            seen=seen,
            changes={},
        )
        moved = [one for one in claims if one.pk not in refused]
        if moved:
            _ask(moved, asked, wording)
    if moved:
        settle(Claim.objects.filter(pk__in=[one.pk for one in moved]))
    return refused


def request_for_all(claims: Sequence[Claim], *, actor: User | None) -> None:
    """Ask every provider about many claims of one status; the caller then settles."""
    with transaction.atomic():
        asked = transitions.apply_to_all(claims, Action.REQUEST_SOURCES, actor=actor)
        _ask(asked, providers())


def settle(claims: ClaimQuerySet) -> int:
    """Make those claims ready whose last search has ended; asked after that commit."""
    pending = SourceJob.objects.filter(
        claim=OuterRef("pk"), outcome=SearchOutcome.PENDING
    )
    ended = claims.filter(~Exists(pending), status=ClaimStatus.SOURCING)
    return len(transitions.apply_to_all(list(ended), Action.SETTLE_SOURCES, actor=None))


def mend() -> None:
    """Make claims ready that an earlier version took up again and left in no queue."""
    transitions.ready_again(list(fallen_back()))


def _questions(lines: Sequence[str]) -> tuple[str, ...]:
    """A person's questions, each on one line; raises InvalidInputError."""
    cleaned = [one_line(line, limit=QUERY_CHARS + 1) for line in lines]
    questions = tuple(dict.fromkeys(filter(None, cleaned)))
    if len(questions) > MAX_QUERIES:
        raise InvalidInputError(
            f"A provider is asked at most {MAX_QUERIES} questions.", field="queries"
        )
    if any(len(question) > QUERY_CHARS for question in questions):
        raise InvalidInputError(
            f"A question has at most {QUERY_CHARS} characters.", field="queries"
        )
    return questions


def _ask(
    claims: Sequence[Claim],
    asked: Mapping[str, SourceProvider],
    wording: Wording | None = None,
) -> None:
    """Write down whom each claim is asked at, and a job where there is to be asked."""
    ids = [claim.pk for claim in claims]
    known = SourceJob.objects.filter(claim__in=ids, provider__in=asked)
    rounds.keep(known)
    known.update(run=F("run") + 1)
    if wording is not None:
        for claim in claims:
            SourceJob.objects.update_or_create(
                claim=claim,
                provider=wording.provider,
                defaults={"wording": list(wording.queries)},
            )
    words = known.values_list("claim", "provider", "wording")
    worded = {(pk, name): wording for pk, name, wording in words if wording}
    together = sorted(claims, key=lambda one: one.article_id)  # a text is read once
    frames = {claim.pk: frame_of(claim) for claim in together}
    problem = cache(lambda name: asked[name].problem())
    SourceJob.objects.bulk_create(
        [
            SourceJob(
                claim=claim,
                provider=name,
                **_first_answer(
                    provider,
                    replace(
                        frames[claim.pk],
                        wording=tuple(worded.get((claim.pk, name), ())),
                    ),
                    partial(problem, name),
                ),
            )
            for claim in claims
            for name, provider in asked.items()
        ],
        update_conflicts=True,
        unique_fields=["claim", "provider"],
        update_fields=rounds.COLUMNS,
        batch_size=500,
    )
    pending = SourceJob.objects.filter(claim__in=ids, outcome=SearchOutcome.PENDING)
    runs = pending.order_by("claim", "pk").values_list("pk", "run")
    jobs.enqueue(JobKind.SEARCH, {pk: f"search:{pk}:{run}" for pk, run in runs})


def _first_answer(
    provider: SourceProvider,
    frame: ClaimFrame,
    problem: Callable[[], Exception | None],
) -> dict[str, Any]:
    """Why a provider is not asked is known at once; everything else takes a job."""
    why_not = provider.applicable(frame)
    if why_not is None and (told := problem()):
        why_not = str(told)
    if why_not is not None:
        return {
            "outcome": SearchOutcome.NOT_ASKED,
            "reason": why_not[:500],
            "finished_at": timezone.now(),
        }
    return {"outcome": SearchOutcome.PENDING, "finished_at": None}


# The job -----------------------------------------------------------------------


def frame_of(claim: Claim, wording: Sequence[str] = ()) -> ClaimFrame:
    """What a provider is told about a claim: never the whole article."""
    article = claim.article
    quantity = evidence.claim_quantity(claim)
    window = parse_period(quantity.period, as_of=quantity.as_of)
    story = story_country(article.title, article.text[:_STORY_CHARS], article.url)
    return ClaimFrame(
        claim_id=str(claim.pk),
        text=claim.statement,
        language=article.language,
        value=claim.low if claim.low is not None else claim.high,
        qualifier=claim.qualifier,
        unit=claim.unit,
        surface=claim.surface,
        kind=claim.kind,
        thing=claim.thing or "",
        base=claim.base or "",
        story_country=story[0].iso3 if story else "",
        country_from=story[1] if story else "",
        speaker=claim.claimant or "",
        claim_date=quantity.as_of,
        as_of_start=window.start if window else None,
        as_of_end=window.end if window else None,
        article_url=article.url,
        article_links=tuple(
            ArticleLink(link["url"], link.get("text", ""), link.get("start"))
            for link in article.links
        ),
        claim_start=claim.start,
        embargoed=article.embargoed,
        quantity=quantity,
        wording=tuple(wording),
    )


def _load(job: Job) -> SourceJob | None:
    return (
        SourceJob.objects.select_related("claim__article")
        .filter(pk=job.target_id, outcome=SearchOutcome.PENDING)
        .first()
    )


def _work(asked: SourceJob) -> evidence.Searched:
    provider = provider_named(asked.provider, source_job=asked.pk)
    if provider is None:
        return evidence.not_asked("This provider is switched off.")
    frame = frame_of(asked.claim, asked.wording)
    checked_before = provider.kind is Kind.FACT_CHECK
    limit = checks.LOOKED_AT if checked_before else DOCUMENTS
    result = provider.search(frame, limit=limit, deadline=SEARCH_SECONDS)
    wait = result.retry_after
    could_not = result.outcome is Outcome.COULD_NOT_SEARCH
    if could_not and wait is not None and wait <= LONGEST_WAIT:
        raise jobs.RetryLaterError(result.message, wait)
    if result.outcome is not Outcome.FOUND:
        return evidence.Searched(
            outcome=SearchOutcome(result.outcome.value),
            queries=tuple(result.queries),
            reason=result.message or result.reason,
        )
    if checked_before:
        return checks.read_checks(asked.claim, result)
    return opening.read_candidates(
        asked.claim, provider, result, archive=archive(source_job=asked.pk)
    )


def _save(job: Job, searched: evidence.Searched) -> None:
    asked = SourceJob.objects.select_related("claim").get(pk=job.target_id)
    evidence.store_found(asked.claim, asked.provider, searched.found)
    checks.store_checks(asked.claim, asked.provider, searched.checks)
    _end(asked.pk, searched)


def _end(asked_id: int, searched: evidence.Searched) -> None:
    SourceJob.objects.filter(pk=asked_id).update(
        outcome=searched.outcome,
        queries=list(searched.queries),
        reason=searched.reason[:500],
        documents=searched.documents,
        finished_at=Now(),
    )


def _give_up(job: Job, message: str) -> None:
    _end(
        job.target_id,
        evidence.Searched(outcome=SearchOutcome.COULD_NOT_SEARCH, reason=message),
    )


def _again(job: Job) -> None:
    search = SourceJob.objects.filter(pk=job.target_id)
    rounds.keep(search)
    search.update(**rounds.begun(), run=F("run") + 1)


def _settled(job: Job) -> None:
    settle(Claim.objects.filter(source_jobs=job.target_id))


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again, _settled)
