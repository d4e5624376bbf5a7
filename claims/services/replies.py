"""Right of reply: who was asked about a claim, by when to answer, and what they said.

Every step is kept.  What readers are told is frozen with the publication; whom the
newsroom wrote to never is among it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from claims import selectors
from claims.documents.text import one_line, trimmed
from claims.errors import InvalidInputError, ReplyMissingError, TransitionError
from claims.models import Claim, ReplyEntry, ReplyRequest
from claims.permissions import require
from claims.services import away, standards
from claims.vocabulary import Channel, ClaimStatus, ReplyStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CONTACT, ANSWER, REASON = 200, 10_000, 500


@dataclass(frozen=True, slots=True)
class ReplyData:
    """Who was asked, how and when; `sent_at` None is now."""

    contact: str
    channel: str
    sent_at: datetime | None = None
    deadline: datetime | None = None


@away.writes
def ask(claim: Claim, data: ReplyData, *, actor: User) -> ReplyRequest:
    """Keep that somebody was asked; the workbench itself writes to nobody."""
    require(actor, Role.REVIEWER)
    if claim.status == ClaimStatus.DISMISSED:
        raise TransitionError("This claim is set aside: nobody is asked about it.")
    contact = one_line(data.contact, limit=CONTACT + 1)
    if not contact or len(contact) > CONTACT:
        raise InvalidInputError(
            f"Say who was asked, in up to {CONTACT} characters.", field="contact"
        )
    if data.channel not in Channel.values:
        raise InvalidInputError(
            f"Choose one of: {', '.join(Channel.values)}.", field="channel"
        )
    now = timezone.now()
    sent = data.sent_at or now
    if sent > now:
        raise InvalidInputError("Log it once it is sent.", field="sent_at")
    if data.deadline is not None and data.deadline <= sent:
        raise InvalidInputError("The deadline lies after asking.", field="deadline")
    with transaction.atomic():
        made = ReplyRequest.objects.create(
            claim=claim,
            contact=contact,
            channel=data.channel,
            sent_at=sent,
            deadline=data.deadline,
            asked_by=actor,
        )
        _entry(claim, ReplyStep.ASKED, actor, request=made)
    return made


@away.writes
def update(
    request: ReplyRequest,
    *,
    actor: User,
    answer: str | None = None,
    answered_at: datetime | None = None,
    told: bool | None = None,
) -> ReplyRequest:
    """Keep an answer, or whether readers are told; what is left out stays.

    A later answer takes the place of an earlier one, which stays in the history.
    """
    require(actor, Role.REVIEWER)
    with transaction.atomic():
        row = ReplyRequest.objects.select_for_update().get(pk=request.pk)
        if answer is not None and trimmed(answer) != row.answer:
            _answer(row, trimmed(answer), answered_at, actor)
        if told is not None and told != row.told:
            require(actor, Role.EDITOR)
            row.told = told
            _entry(
                row.claim,
                ReplyStep.TOLD if told else ReplyStep.UNTOLD,
                actor,
                request=row,
            )
        row.save(update_fields=["answer", "answered_at", "told"])
    return row


@away.writes
def waive(claim: Claim, *, reason: str, actor: User) -> ReplyEntry:
    """Say why nobody is asked; it stands in for having asked."""
    require(actor, Role.EDITOR)
    told = one_line(reason, limit=REASON + 1)
    if not told or len(told) > REASON:
        raise InvalidInputError(
            f"Say why nobody is asked, in up to {REASON} characters.", field="reason"
        )
    return _entry(claim, ReplyStep.WAIVED, actor, text=told)


def check(claim: Claim) -> None:
    """Raise where the standards ask for it, and nobody was asked nor a reason given."""
    if not standards.in_use().reply:
        return
    found = selectors.replies_to(claim)
    if not found.asked and found.waiver is None:
        raise ReplyMissingError(
            "The claimant has not been asked for a reply. Log whom you asked, or have "
            "an editor say why nobody is."
        )


def told_of(claim: Claim) -> list[dict[str, str]]:
    """What readers are told of replies, to be frozen with a publication: no contact."""
    return [
        {
            "asked": one.sent_at.isoformat(),
            "deadline": one.deadline.isoformat() if one.deadline else "",
            "answer": one.answer,
            "answered": one.answered_at.isoformat() if one.answered_at else "",
        }
        for one in claim.reply_requests.filter(told=True).order_by("pk")
    ]


def _answer(
    row: ReplyRequest, answer: str, answered_at: datetime | None, actor: User
) -> None:
    if len(answer) > ANSWER:
        raise InvalidInputError(f"At most {ANSWER:,} characters.", field="answer")
    if not answer:
        raise InvalidInputError(
            "An answer stays on record. Correct it, if it was logged wrongly.",
            field="answer",
        )
    moment = answered_at or timezone.now()
    if not row.sent_at <= moment <= timezone.now():
        raise InvalidInputError(
            "An answer comes after asking, and not in the future.", field="answered_at"
        )
    row.answer, row.answered_at = answer, moment
    _entry(row.claim, ReplyStep.ANSWERED, actor, request=row, text=answer)


def _entry(
    claim: Claim,
    step: ReplyStep,
    actor: User,
    *,
    request: ReplyRequest | None = None,
    text: str = "",
) -> ReplyEntry:
    return ReplyEntry.objects.create(
        claim=claim, request=request, step=step, text=text, actor=actor
    )
