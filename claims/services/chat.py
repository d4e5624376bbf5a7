"""Notices for the newsroom's chat: one message an event, however many people are told.

Who did what kind of thing, and a link: nothing that was said, cited or published leaves
with it.  A comment that is kept from a reviewer is not told at all, as anybody may read
the chat.  The message is put on its way in the database before it is sent: should
everything stop in between, it is not sent twice, and may not be sent at all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Min
from django.db.models.functions import Now

from claims import conf, selectors
from claims.documents.text import one_line
from claims.models import Job, Notice
from claims.providers.errors import (
    OwnLimitError,
    PausedError,
    RateLimitedError,
    SourceError,
)
from claims.services import jobs
from claims.services.network import Setup
from claims.vocabulary import JobKind, NoticeEvent

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from claims.providers.http import HttpClient

#: Seconds a chat may take to answer.
_PATIENCE = 10.0
#: People named in one message.
_NAMED = 5
_LATER = 60.0
_WORDS = {
    NoticeEvent.ASSIGNED: "A claim is assigned",
    NoticeEvent.MENTIONED: "Somebody is called in a discussion",
    NoticeEvent.ANSWERED: "A discussion goes on",
    NoticeEvent.RETURNED: "A claim comes back into review",
    NoticeEvent.CHANGED: "The reading of a claim is put right",
    NoticeEvent.PUBLISHED: "A verdict is published",
    NoticeEvent.SIGN_OFF: "A claim waits for an editor",
    NoticeEvent.GONE: "What a verdict rests on is gone",
    NoticeEvent.ESCALATED: "A claim was passed over by several people",
    NoticeEvent.OVERDUE: "A claim is overdue",
    NoticeEvent.ELSEWHERE: "A claim is told elsewhere with another number",
    NoticeEvent.PANEL: "A panel is called, or has ended",
    NoticeEvent.UNSIGNED: "The sign-off of an article is taken back",
}
#: What is for the people it is told to; else it is for whoever reads along.
_FOR = (
    NoticeEvent.ASSIGNED,
    NoticeEvent.MENTIONED,
    NoticeEvent.OVERDUE,
    NoticeEvent.PANEL,
)


def announce(keys: Collection[str]) -> None:
    """One job an event; to be called in the transaction that wrote its notices."""
    if not keys or not conf.chat_webhook():
        return
    rows = Notice.objects.filter(key__in=keys).order_by().values("key")
    first = rows.annotate(first=Min("pk")).values_list("first", "key")
    jobs.enqueue(JobKind.CHAT, {pk: f"chat:{key}" for pk, key in first})


def message(notice: Notice) -> str:
    """In the chat's own markup, where a name is never an order."""
    told = _WORDS[NoticeEvent(notice.event)]
    if notice.event in _FOR:
        people = Notice.objects.filter(key=notice.key).select_related("person")
        people = people.order_by("person__username")[: _NAMED + 1]
        names = [_name(one.person) for one in people]
        told += (
            f" (for {', '.join(names[:_NAMED])}{' and others' * (len(names) > _NAMED)})"
        )
    if notice.actor is not None:
        told += f", by {_name(notice.actor)}"
    return f"{told}: {conf.public_url(selectors.spot_of(notice))}"


def _name(person: User) -> str:
    shown = one_line(person.get_full_name() or person.get_username(), limit=80)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# The job ---------------------------------------------------------------------------


def _load(job: Job) -> Notice | None:
    if not conf.chat_webhook():
        return None
    rows = selectors.told_to_all().filter(pk=job.target_id, chat_at__isnull=True)
    return rows.select_related("actor", "comment__thread").first()


def _work(notice: Notice) -> None:
    waiting = Notice.objects.filter(pk=notice.pk, chat_at__isnull=True)
    text = message(notice)
    if not waiting.update(chat_at=Now()):
        return
    try:
        _client().post_json(conf.chat_webhook(), {"text": text}, deadline=_PATIENCE)
    except (OwnLimitError, PausedError, RateLimitedError) as error:  # it was not taken
        Notice.objects.filter(pk=notice.pk).update(chat_at=None)
        wait = error.retry_after or _LATER
        raise jobs.RetryLaterError(str(error), wait) from error
    except SourceError as error:  # it may have been taken: never again by itself
        raise jobs.PermanentError(str(error)) from error


def _client() -> HttpClient:
    own = conf.chat_webhook() if conf.chat_in_house() else ""
    return Setup().client(own=own)


def _save(job: Job, result: object) -> None:
    """The row says already that it went out."""


def _give_up(job: Job, reason: str) -> None:
    """The job's own row says why."""


def _again(job: Job) -> None:
    Notice.objects.filter(pk=job.target_id).update(chat_at=None)


HANDLER = jobs.Handler(_load, _work, _save, _give_up, _again)
