"""What a day's e-mail says: plain text, full links, what is late first.

What was said in discussions is not in it, and of an embargoed article nothing but the
link: mail leaves the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from claims import conf, selectors
from claims.documents.text import one_line
from claims.models import Claim, Notice
from claims.vocabulary import NoticeEvent, NoticeWay

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Entries of one part; the rest is a link.
MOST = 50
_FIRST = {
    NoticeEvent.MENTIONED: 0,
    NoticeEvent.ASSIGNED: 1,
    NoticeEvent.RETURNED: 2,
    NoticeEvent.SIGN_OFF: 3,
}


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str
    notices: tuple[int, ...]  # ids of those it tells


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    count: int
    lines: Sequence[str]
    more: str = ""  # where the rest is


def end_of(day: date) -> datetime:
    """The last moment of a day of the newsroom's time."""
    return datetime.combine(day, time.max, tzinfo=conf.newsroom_zone())


def letter_to(person: User, day: date) -> Letter | None:
    """The letter of a day, or None where there is nothing to say."""
    late, today = _due(person, day)
    told = _notices(person, {claim.pk for claim in late})
    parts = [
        _claims("Overdue", late),
        _claims("Due today", today),
        _Part(
            "Since the last e-mail",
            len(told),
            [_told(one) for one in told[:MOST]],
            conf.public_url("/notices/"),
        ),
    ]
    shown = [part for part in parts if part.count]
    if not shown:
        return None
    counts = [
        f"{len(late)} overdue" if late else "",
        f"{len(today)} due today" if today else "",
        f"{len(told)} {'notice' if len(told) == 1 else 'notices'}" if told else "",
    ]
    subject = f"{conf.newsroom_name()}: {', '.join(filter(None, counts))}"
    return Letter(
        one_line(subject, limit=150),
        "\n\n".join([*map(_text, shown), _foot()]) + "\n",
        tuple(one.pk for one in told),
    )


def _due(person: User, day: date) -> tuple[list[Claim], list[Claim]]:
    if selectors.ways_of(person)[NoticeEvent.OVERDUE] != NoticeWay.DIGEST:
        return [], []
    rows = selectors.assigned_to(person).filter(due_at__lte=end_of(day))
    claims = list(rows.order_by("due_at", "pk"))
    now = timezone.now()
    late = [claim for claim in claims if claim.due_at and claim.due_at <= now]
    return late, claims[len(late) :]


def _notices(person: User, late: set[int]) -> list[Notice]:
    rows = selectors.notice_list(person, unread=True)
    rows = rows.filter(by_mail=True, mailed_in__isnull=True).order_by("id")
    wanted = [
        one
        for one in rows[:500]
        if one.event != NoticeEvent.OVERDUE or one.claim_id not in late
    ]
    return sorted(wanted, key=lambda one: _FIRST.get(NoticeEvent(one.event), 9))


def _claims(title: str, claims: Sequence[Claim]) -> _Part:
    zone = conf.newsroom_zone()
    lines = [
        f"- {_called(one)}\n  due {one.due_at.astimezone(zone):%d %b %Y, %H:%M %Z}\n"
        f"  {conf.public_url(one.get_absolute_url())}"
        for one in claims[:MOST]
        if one.due_at
    ]
    return _Part(title, len(claims), lines, conf.public_url("/claims/?assigned=me"))


def _told(notice: Notice) -> str:
    by = f" ({_name(notice.actor)})" if notice.actor else ""
    lines = [f"- {notice.get_event_display()}{by}"]
    silent = notice.event == NoticeEvent.ELSEWHERE  # it tells of two articles
    if notice.text and not silent and not notice.claim.article.embargoed:
        lines.append(f"  {one_line(notice.text, limit=200)}")
    lines += [
        f"  {_called(notice.claim)}",
        f"  {conf.public_url(selectors.spot_of(notice))}",
    ]
    return "\n".join(lines)


def _called(claim: Claim) -> str:
    if claim.article.embargoed:
        return f"Claim {claim.pk}, of an embargoed article"
    return one_line(claim.statement, limit=140)


def _name(person: User) -> str:
    return one_line(person.get_full_name() or person.get_username(), limit=80)


def _text(part: _Part) -> str:
    lines = [f"{part.title} ({part.count})", *part.lines]
    if part.count > len(part.lines):
        lines.append(f"and {part.count - len(part.lines)} more: {part.more}")
    return "\n\n".join(lines)


def _foot() -> str:
    return f"-- \nHow you are told: {conf.public_url('/notices/choices/')}"
