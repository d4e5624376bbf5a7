"""The job that reads a document somebody brought as evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils import timezone

from claims.documents import Document, DocumentError, read_in_child
from claims.models import Attachment, Job, Source
from claims.providers.base import Kind, candidate
from claims.providers.errors import BadAddressError, SourceError
from claims.providers.pages import fetch_page
from claims.services import evidence, jobs, mending, tolerances
from claims.services.network import Setup
from claims.services.proposals import as_json, best_passages
from claims.vocabulary import SubmissionState


@dataclass(frozen=True, slots=True)
class _Read:
    """The document as it was read, with its passages, or why it could not be."""

    found: evidence.Found | None = None
    warnings: tuple[str, ...] = ()
    code: str = ""
    message: str = ""


def _load(job: Job) -> Attachment | None:
    rows = Attachment.objects.select_related("claim__article")
    return rows.filter(pk=job.target_id, state=SubmissionState.WAITING).first()


def _work(attachment: Attachment) -> _Read:
    try:
        if attachment.content is None:
            return _fetched(attachment)
        return _opened(attachment)
    except (SourceError, DocumentError) as error:
        if isinstance(error, SourceError) and error.retryable:
            raise jobs.RetryLaterError(str(error), error.retry_after) from error
        return _Read(code=mending.code_of(error), message=str(error))


def _fetched(attachment: Attachment) -> _Read:
    wanted = candidate(
        url=attachment.url,
        title=attachment.title,
        provider=evidence.MANUAL,
        rank=1,
        kind=Kind.WEB,
    )
    if wanted is None:
        raise BadAddressError
    document = fetch_page(Setup().client(), wanted)
    found = evidence.found_of(wanted, document)
    warnings = document.extra.get("warnings", ())
    return _Read(_with_passages(attachment, found), tuple(warnings))


def _opened(attachment: Attachment) -> _Read:
    content = bytes(attachment.content or b"")
    document = read_in_child(
        content, filename=attachment.filename, media_type=attachment.media_type
    )
    found = _found_in(attachment, document, content)
    return _Read(_with_passages(attachment, found), document.warnings)


def _found_in(
    attachment: Attachment, document: Document, content: bytes
) -> evidence.Found:
    return evidence.Found(
        url=attachment.url or document.canonical_url,
        title=document.title or attachment.filename,
        publisher=document.publisher,
        published_at=document.published_at,
        retrieved_at=timezone.now(),
        language=document.language,
        licence="",
        media_type=document.media_type,
        content=content,
        text=document.text,
        passages=(),
        locators=document.locators,
    )


def _with_passages(attachment: Attachment, found: evidence.Found) -> evidence.Found:
    """What a person said of the document counts; passages about the claim come first."""
    evidence.check_length(found.text)
    published = attachment.published_at or found.published_at
    told = replace(
        found,
        title=attachment.title or found.title,
        publisher=attachment.publisher or found.publisher,
        published_at=published,
    )
    source = Source(
        title=told.title, language=told.language, published_at=told.published_at
    )
    claim = attachment.claim
    return replace(told, passages=best_passages(claim, source, told.text))


def _save(job: Job, read: _Read) -> None:
    attachment = Attachment.objects.select_related("claim__article").get(
        pk=job.target_id
    )
    if read.found is None:
        _fail(attachment.pk, read.code, read.message)
        return
    source = evidence.source_of(read.found, evidence.MANUAL)
    policy = tolerances.policy_for(attachment.claim)
    rows = evidence.rows_of(attachment.claim, source, read.found, policy)
    Attachment.objects.filter(pk=attachment.pk).update(
        state=SubmissionState.DONE,
        content=None,  # it is in the snapshot
        source=source,
        title=source.title[:300],
        passages=[as_json(row) for row in rows],
        warnings=list(read.warnings),
        error="",
        error_code="",
    )


def _fail(pk: int, code: str, message: str) -> None:
    Attachment.objects.filter(pk=pk).update(
        state=SubmissionState.FAILED, error_code=code[:40], error=message[:500]
    )


def _give_up(job: Job, message: str) -> None:
    _fail(job.target_id, "unavailable", message)


def _again(job: Job) -> None:
    Attachment.objects.filter(pk=job.target_id, state=SubmissionState.FAILED).update(
        state=SubmissionState.WAITING, error="", error_code=""
    )


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)
