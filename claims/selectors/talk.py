"""Discussions of a claim, as one person may read them.

Where several people review a claim by themselves, nobody reads what others said in that
round before their own review is in: no count, list or notice shows a trace of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import (
    Count,
    Exists,
    Expression,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from claims.models import Claim, Comment, Thread
from claims.selectors.quorum import unread
from claims.vocabulary import ReadingField, TalkStep

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

_STEPS = (TalkStep.RESOLVED, TalkStep.REOPENED)


def comments_for(
    person: User | AnonymousUser, comments: QuerySet[Comment] | None = None
) -> QuerySet[Comment]:
    """Those of `comments` this person may read: their own, and what leads no review."""
    return _heard(person.pk, Comment.objects.all() if comments is None else comments)


def _heard(person: int | None, rows: QuerySet[Comment]) -> QuerySet[Comment]:
    told = rows.exclude(unread(person, "thread__claim__"))
    return told.exclude(~Q(author=person), thread__claim__calibration=True)


def threads_for(
    person: User, threads: QuerySet[Thread] | None = None
) -> QuerySet[Thread]:
    """Threads with something in them this person may read, and only that in them."""
    rows = Thread.objects.all() if threads is None else threads
    heard = comments_for(person, Comment.objects.filter(thread=OuterRef("pk")))
    shown = comments_for(
        person, Comment.objects.select_related("author").order_by("id")
    )
    return rows.filter(Exists(heard)).prefetch_related(
        Prefetch("comments", shown.prefetch_related("earlier"))
    )


def threads_of(claim: Claim, person: User) -> QuerySet[Thread]:
    rows = claim.threads.select_related("claim", "evidence").order_by("id")
    return threads_for(person, rows)


def talked_about(person: User) -> Exists:
    """Whether a claim has a discussion that is open, as far as this person knows."""
    return Exists(_open_threads(person.pk))


def open_talks(person: int) -> Expression:
    """How many open discussions a claim has, as far as the person of this key knows."""
    threads = _open_threads(person).order_by().values("claim")
    counted = threads.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _open_threads(person: int) -> QuerySet[Thread]:
    heard = _heard(person, Comment.objects.filter(thread=OuterRef("pk")))
    last = heard.filter(step__in=_STEPS).order_by("-id").values("step")[:1]
    threads = Thread.objects.filter(claim=OuterRef("pk"))
    return (
        threads.filter(Exists(heard))
        .alias(last_step=Subquery(last))
        .filter(Q(last_step__isnull=True) | Q(last_step=TalkStep.REOPENED))
    )


def mentionable() -> QuerySet[User]:
    """Whom a comment may call."""
    return get_user_model().objects.filter(is_active=True)


def called_like(begun: str) -> QuerySet[User]:
    """Those of them one of whose names begins so."""
    if not begun.isprintable():  # databases stumble over some of that
        return mentionable().none()
    names = ("username", "first_name", "last_name")
    begins = (Q(**{f"{name}__istartswith": begun}) for name in names)
    return mentionable().filter(reduce(or_, begins)).order_by("username")


@dataclass(frozen=True, slots=True)
class Talk:
    """One thread as it is shown: what may be read of it, and whether it is settled."""

    thread: Thread
    comments: Sequence[Comment]

    @property
    def resolved(self) -> bool:
        steps = [one.step for one in self.comments if one.step in _STEPS]
        return bool(steps) and steps[-1] == TalkStep.RESOLVED

    @property
    def about(self) -> str:
        """What it is about, as a form says it: "claim", "evidence-12", "unit"."""
        return about(self.thread)

    @property
    def field_label(self) -> str:
        return ReadingField(self.thread.field).label if self.thread.field else ""


def about(thread: Thread) -> str:
    if thread.evidence_id is not None:
        return f"evidence-{thread.evidence_id}"
    return thread.field or "claim"


def talks_of(claim: Claim, person: User) -> list[Talk]:
    """Three queries however much is said; the open threads first."""
    found = [Talk(one, list(one.comments.all())) for one in threads_of(claim, person)]
    return sorted(found, key=lambda talk: talk.resolved)


def address_of(comment: Comment) -> str:
    """The exact spot of the claim's page; a settled thread is opened for it."""
    thread = comment.thread
    page = reverse("claim", args=[thread.claim_id])
    return f"{page}?thread={thread.pk}#comment-{comment.pk}"
