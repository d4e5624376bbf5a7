"""Copies of evidence in a web archive: asked for by an editor, made by a job.

Having a page archived publishes an interest in it, so nobody but a person decides it.
Nothing waits for a copy, and what came of it is told with the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from claims.errors import InvalidInputError, TransitionError
from claims.models import ArchiveCopy, Evidence, Job
from claims.permissions import require
from claims.providers.base import Kind, candidate
from claims.providers.errors import NotFoundError, SourceError
from claims.providers.page_saving import Saved, SavePageNow
from claims.services import away, confidential, jobs
from claims.services.network import archive, saver
from claims.vocabulary import ArchiveState, JobKind, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: How often a capture is asked after, and for how long: one nobody knows never ends.
POLL_SECONDS = 10.0
CAPTURE = timedelta(minutes=10)
#: Trouble that passes is waited for so long, between two tries.
TROUBLE_SECONDS = 60.0
_LOOKING_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class _End:
    state: ArchiveState
    reason: str = ""
    url: str = ""
    captured_at: datetime | None = None


def can_be_archived(evidence: Evidence) -> bool:
    """Whether the source is a page of the web, and no copy already."""
    source = evidence.source
    web = source.url.startswith(("http://", "https://"))
    return web and source.captured_at is None and not source.confidential


@away.writes
def ask_for_copy(evidence: Evidence, *, actor: User) -> ArchiveCopy:
    """Have the source's page archived; one that is or is being archived stays so."""
    require(actor, Role.EDITOR)
    if evidence.claim.article.embargoed:
        raise TransitionError(
            "The article is embargoed: nothing about it is sent outside the house."
        )
    if evidence.source.confidential:
        raise TransitionError(confidential.KEPT)
    if not can_be_archived(evidence):
        raise InvalidInputError(
            "Only pages of the web can be archived, and copies are archived already."
        )
    with transaction.atomic():
        copy, created = ArchiveCopy.objects.get_or_create(
            source=evidence.source, defaults={"asked_by": actor}
        )
        again = ArchiveCopy.objects.filter(pk=copy.pk).exclude(
            state__in=[ArchiveState.WAITING, ArchiveState.SAVED]
        )
        if again.update(
            state=ArchiveState.WAITING,
            run=F("run") + 1,
            reason="",
            ticket="",
            submitted_at=None,
            asked_by=actor,
            finished_at=None,
        ):
            created = True
        copy.refresh_from_db()
        if created:
            jobs.enqueue(JobKind.ARCHIVE, {copy.pk: f"archive:{copy.pk}:{copy.run}"})
    return copy


# The job -----------------------------------------------------------------------


def _load(job: Job) -> ArchiveCopy | None:
    waiting = ArchiveCopy.objects.filter(
        state=ArchiveState.WAITING, source__confidential=""
    )
    return waiting.select_related("source").filter(pk=job.target_id).first()


def _work(copy: ArchiveCopy) -> _End:
    saving = saver()
    problem = saving.problem() if saving else None
    if saving is None:
        return _End(ArchiveState.FAILED, "The web archive is switched off.")
    if problem is not None:
        return _other(copy, str(problem))
    try:
        return _made(copy, saving)
    except SourceError as error:
        if error.retryable:
            wait = error.retry_after or TROUBLE_SECONDS
            raise jobs.RetryLaterError(str(error), wait) from error
        return _other(copy, str(error))


def _made(copy: ArchiveCopy, saving: SavePageNow) -> _End:
    if not copy.ticket:
        ticket = saving.submit(copy.source.url)
        if not ticket:
            told = "A copy was made within the last day."
            return _other(copy, told, near=timezone.now())
        # Kept at once: a worker that dies now must not have the page archived twice.
        ArchiveCopy.objects.filter(pk=copy.pk).update(ticket=ticket, submitted_at=Now())
        raise jobs.RetryLaterError("The web archive is at work.", POLL_SECONDS)
    saved = saving.result(copy.ticket)
    if saved is not None:
        return _End(
            ArchiveState.SAVED, _warning(copy, saved), saved.url, saved.captured_at
        )
    if copy.submitted_at and timezone.now() - copy.submitted_at > CAPTURE:
        return _other(copy, "The web archive came to no end within ten minutes.")
    raise jobs.RetryLaterError("The web archive is at work.", POLL_SECONDS)


def _warning(copy: ArchiveCopy, saved: Saved) -> str:
    """What the copy shows that is not the page; "" also while it cannot be read yet."""
    if saved.page_status >= 400:
        return f"Look at it: the page answered with status {saved.page_status}."
    page = candidate(
        url=saved.url, title=copy.source.title, provider="", kind=Kind.ARCHIVE
    )
    found = archive()
    if page is None or found is None:
        return ""
    try:
        found.fetch(page)
    except SourceError as error:
        unread = error.retryable or isinstance(error, NotFoundError)
        return "" if unread else f"Look at it: {error}"
    return ""


def _other(copy: ArchiveCopy, why: str, *, near: datetime | None = None) -> _End:
    """Another copy, the one nearest to the article's day, and why it is not a new one."""
    looked = archive()
    if looked is None:
        return _End(ArchiveState.FAILED, why)
    day = (near or _day_of(copy)).date()
    try:
        found = looked.nearest(copy.source.url, day, _LOOKING_SECONDS)
    except SourceError as error:
        return _End(ArchiveState.FAILED, f"{why} {error}")
    if found is None:
        return _End(ArchiveState.FAILED, f"{why} There is no other copy.")
    return _End(ArchiveState.OLDER, why, found.url, found.captured_at)


def _day_of(copy: ArchiveCopy) -> datetime:
    first = Evidence.objects.filter(source=copy.source).select_related("claim__article")
    evidence = first.order_by("pk").first()
    published = evidence.claim.article.published_at if evidence else None
    return published or copy.source.retrieved_at


def _save(job: Job, end: _End) -> None:
    ArchiveCopy.objects.filter(pk=job.target_id).update(
        state=end.state,
        reason=end.reason[:500],
        url=end.url,
        captured_at=end.captured_at,
        finished_at=Now(),
    )


def _give_up(job: Job, message: str) -> None:
    _save(job, _End(ArchiveState.FAILED, message))


def _again(job: Job) -> None:
    ArchiveCopy.objects.filter(pk=job.target_id).update(
        state=ArchiveState.WAITING, reason="", ticket="", submitted_at=None
    )


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)
