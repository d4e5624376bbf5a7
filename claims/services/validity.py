"""Verdicts that do not hold for ever: until when, and found to hold still.

A verdict may say until which day it holds.  When the day has come, a source it cites no
longer says what it was quoted for, or the verdict it began with is taken back, its claim waits for an editor, who corrects it or
says that it still holds.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from claims.documents.text import trimmed
from claims.errors import InvalidInputError, StaleClaimError, TransitionError
from claims.models import Claim, Verdict
from claims.permissions import require
from claims.services import arranging, away, queueing, transitions
from claims.vocabulary import DeskStep, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check(until: date | None) -> None:
    """Refuse a day (UTC) that has come already."""
    if until is not None and until <= timezone.now().date():
        raise InvalidInputError(
            "A verdict holds until a day to come; leave it empty for no such day.",
            field="valid_until",
        )


@away.writes
def prolong(
    claim: Claim,
    until: date | None,
    *,
    actor: User,
    reason: str,
    version: int | None = None,
) -> Verdict:
    """Say that the verdict in force still holds, and until when; None sets no day.

    Raises NotAllowedError, HeldError, InvalidInputError (valid_until, reason),
    TransitionError (no verdict in force) or StaleClaimError.
    """
    require(actor, Role.EDITOR)
    queueing.check_hold(claim, actor)
    check(until)
    if not trimmed(reason):
        raise InvalidInputError(
            "Say what you looked at and found unchanged.", field="reason"
        )
    if version is not None and version != claim.version:
        raise StaleClaimError(transitions.STALE)
    verdict = claim.verdicts.filter(in_force=True).first()
    if verdict is None:
        raise TransitionError("No verdict is in force that could still hold.")
    with transaction.atomic():
        seen = Claim.objects.filter(pk=claim.pk, version=claim.version)
        if not seen.update(version=F("version") + 1, **queueing.nobody()):
            raise StaleClaimError(transitions.STALE)
        Verdict.objects.filter(pk=verdict.pk).update(
            valid_until=until, looked_again_at=Now()
        )
        arranging.event(
            claim,
            DeskStep.PROLONG,
            actor,
            before=_day(verdict.valid_until),
            after=_day(until),
            reason=reason,
        ).save()
    claim.refresh_from_db()
    verdict.refresh_from_db()
    return verdict


def _day(until: date | None) -> str:
    return f"{until:%Y-%m-%d}" if until else "no day"
