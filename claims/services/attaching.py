"""Evidence by address or file: a job reads it, then a person chooses the passage.

The document is stored as a source at once; evidence is made when somebody has said which
passage it is.  The best one is proposed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from claims import conf
from claims.documents.text import normalise, one_line, trimmed
from claims.errors import (
    ConflictError,
    InvalidInputError,
    TooLargeError,
    TransitionError,
)
from claims.models import Attachment, Claim, Evidence, Source
from claims.services import (
    away,
    confidential,
    evidence,
    jobs,
    judging,
    standards,
    tolerances,
)
from claims.services.evidence.choosing import meant, moved
from claims.services.evidence.clipping import checked_quote
from claims.services.ingest import check_url
from claims.services.proposals import from_json
from claims.services.recomparing import compared
from claims.vocabulary import JobKind, SubmissionState

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class AttachmentData:
    """A document a person brings, by its address or as a file, and their words on it."""

    url: str = ""
    content: bytes = b""
    filename: str = ""
    media_type: str = ""
    title: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    stance: str = ""
    note: str = ""
    tier: str = ""  # what kind of source it is


@away.writes
def submit(claim: Claim, data: AttachmentData, *, actor: User) -> Attachment:
    """Keep a document to be read by a job.

    Raises InvalidInputError, TooLargeError or TransitionError.  An address that waits
    already is not fetched twice.
    """
    evidence.check_open(claim, actor)
    evidence.check_stance(claim, data.stance, data.note)
    judging.check(data.tier)
    if data.content or data.filename:
        _check_file(data)
    else:
        if not trimmed(data.url):
            raise InvalidInputError(
                "Give an address, a file or the passage itself.", field="url"
            )
        check_url(data.url)
        if confidential.is_address_kept(data.url):
            raise TransitionError(confidential.KEPT)
        waiting = claim.attachments.filter(
            url=data.url, state=SubmissionState.WAITING
        ).first()
        if waiting is not None:
            return waiting
    with transaction.atomic():
        made = Attachment.objects.create(
            claim=claim,
            url=data.url,
            content=data.content or None,
            filename=one_line(data.filename.replace("\x00", ""), limit=255),
            media_type=data.media_type[:100],
            title=one_line(data.title, limit=300),
            publisher=one_line(data.publisher, limit=200),
            published_at=data.published_at,
            stance=data.stance,
            note=data.note.strip(),
            tier=data.tier,
            created_by=actor,
        )
        jobs.enqueue(JobKind.ATTACH, {made.pk: f"attach:{made.pk}"})
    return made


def _check_file(data: AttachmentData) -> None:
    limit = conf.LIMITS.file_bytes
    if len(data.content) > limit:
        raise TooLargeError(
            f"The file is larger than {limit:,} bytes. "
            "Save the part you need as a file of its own.",
            field="file",
        )
    if not data.content:
        raise InvalidInputError("The file is empty. Choose it again.", field="file")
    if data.url:
        check_url(data.url)


# Choosing ------------------------------------------------------------------------


@away.writes
def choose(
    attachment: Attachment,
    *,
    actor: User,
    passage: int | None = None,
    quote: str = "",
    number_start: int | None = None,
    ask: bool = False,
    stance: str | None = None,
    note: str | None = None,
) -> tuple[Evidence, bool]:
    """Make evidence of a proposed passage, or of words that stand in the document.

    `number_start` is where in the words the number begins that is meant, of several;
    with `ask` SeveralNumbersError asks which.
    The evidence, and whether it is new.
    """
    claim = attachment.claim
    evidence.check_open(claim, actor)
    source = attachment.source
    if attachment.state != SubmissionState.DONE or source is None:
        raise ConflictError("This document has not been read.")
    stance = attachment.stance if stance is None else stance
    note = (attachment.note if note is None else note).strip()
    evidence.check_stance(claim, stance, note)
    if trimmed(normalise(quote)):
        row = _quoted(claim, source, quote, number_start, ask=ask)
    else:
        row = _proposed(attachment, claim, source, passage)
    row.stance, row.note, row.added_by = stance, note, actor
    kept = evidence.kept_once(row)
    if attachment.tier in standards.in_use().by_slug and not source.tier:
        judging.judge(source, tier=attachment.tier, actor=actor)
    return kept


def _proposed(
    attachment: Attachment, claim: Claim, source: Source, passage: int | None
) -> Evidence:
    if passage is None or not 0 <= passage < len(attachment.passages):
        raise InvalidInputError(
            "Choose one of the passages, or paste the words you mean.", field="passage"
        )
    row = from_json(attachment.passages[passage], claim, source)
    if row.policy:  # it may have changed while the person was reading
        ((_, comparison),) = compared([row], tolerances.policy_for(claim))
        for name, value in evidence.compared_columns(comparison).items():
            setattr(row, name, value)
    return row


def _quoted(
    claim: Claim, source: Source, quote: str, number_start: int | None, *, ask: bool
) -> Evidence:
    start, end = _place(source, quote)
    text = source.snapshot.text[start:end]
    number = meant(claim, source, text, number_start, ask=ask)
    if number is None:
        return evidence.without_number(claim, source, start, end)
    policy = tolerances.policy_for(claim)
    placed = moved(number, start)
    return evidence.row_of(claim, source, placed, policy, whole=(start, end))


def _place(source: Source, quote: str) -> tuple[int, int]:
    words = checked_quote(quote).split()
    found = re.search(r"\s+".join(map(re.escape, words)), source.snapshot.text)
    if found is None:
        raise InvalidInputError(
            "These words do not stand in the document. Copy them from its text as it is "
            "shown here.",
            field="quote",
        )
    return found.span()
