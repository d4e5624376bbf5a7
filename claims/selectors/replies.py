"""Replies asked for, and whether they are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.models import Claim, ReplyEntry, ReplyRequest
from claims.vocabulary import ReplyStep


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it stands now."""

    request: ReplyRequest
    now: datetime

    @property
    def is_overdue(self) -> bool:
        deadline = self.request.deadline
        late = deadline is not None and deadline < self.now
        return late and self.request.answered_at is None


@dataclass(frozen=True, slots=True)
class Replies:
    """Everything about asking for replies to one claim."""

    asked: Sequence[Asked]
    entries: Sequence[ReplyEntry]  # oldest first

    @property
    def waiver(self) -> ReplyEntry | None:
        """Why nobody has to be asked, where that was said last."""
        said = [one for one in self.entries if one.step == ReplyStep.WAIVED]
        return said[-1] if said else None

    @property
    def overdue(self) -> int:
        return sum(one.is_overdue for one in self.asked)


def replies_to(claim: Claim) -> Replies:
    now = timezone.now()
    rows = claim.reply_requests.select_related("asked_by").order_by("pk")
    return Replies(
        asked=[Asked(one, now) for one in rows],
        entries=list(claim.reply_entries.select_related("actor").order_by("pk")),
    )


def reply_waited_for(*, overdue: bool = False) -> Exists:
    """Of claims: whether somebody was asked and has not answered, or not in time."""
    rows = ReplyRequest.objects.filter(claim=OuterRef("pk"), answered_at__isnull=True)
    return Exists(rows.filter(deadline__lt=timezone.now()) if overdue else rows)
