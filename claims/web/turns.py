"""A document that is read by a job: how far that is, for a page that asks again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from claims.models import Attachment, Submission
from claims.services import turns
from claims.vocabulary import JobKind, SubmissionState

#: A document waits its turn, then is read.
STEPS = 2


def turn_context(kind: JobKind, row: Submission | Attachment) -> dict[str, Any]:
    """Steps done, what is done now in words, and a stamp of both; nothing at the end."""
    if row.state != SubmissionState.WAITING:
        return {}
    turn = turns.turn_of(kind, row.pk)
    if turn is None:  # its job was never written, or is no more
        return {"steps": STEPS, "step": 0, "told": "Waiting its turn.", "stamp": ""}
    fetched = row.url and not row.filename
    doing = "The page is being fetched" if fetched else "The file is being opened"
    return {
        "steps": STEPS,
        "step": int(turn.running),
        "told": _told(turn, f"{doing} and read"),
        "stamp": turn.stamp,
    }


def is_shown(request: HttpRequest, context: dict[str, Any]) -> bool:
    """Whether the page that asks shows this already."""
    if "stamp" not in context:
        return False
    stamp: str = context["stamp"]
    return request.GET.get("seen", stamp) == stamp


def _told(turn: turns.Turn, doing: str) -> str:
    if turn.running:
        again = f", attempt {turn.job.attempts}" if turn.job.attempts > 1 else ""
        return f"Step {STEPS} of {STEPS}: {doing}{again}."
    if turn.again_at:
        return f"Put off: {turn.job.error} It is tried again at {_hour(turn.again_at)}."
    before = f", {turn.before} before it" if turn.before else ""
    since = _hour(turn.job.created_at)
    return f"Step 1 of {STEPS}: waiting its turn since {since}{before}."


def _hour(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M} {timezone.get_current_timezone_name()}"
