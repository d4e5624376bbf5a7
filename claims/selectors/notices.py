"""What a person is told: never a trace of what they may not read yet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from claims.models import Claim, Comment, Notice, NoticeChoice, Watch
from claims.models.prepared import prepared
from claims.selectors.talk import address_of, comments_for
from claims.vocabulary import NoticeEvent, NoticeWay

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: More than so many unread ones are told as "99+".
MOST_COUNTED = 100

_APP = (
    NoticeEvent.ANSWERED,
    NoticeEvent.CHANGED,
    NoticeEvent.PUBLISHED,
    NoticeEvent.ELSEWHERE,
)
#: How people are told who chose nothing else.
WAYS: Mapping[str, NoticeWay] = MappingProxyType(
    {one: NoticeWay.APP if one in _APP else NoticeWay.DIGEST for one in NoticeEvent}
)


def notices_for(person: User) -> QuerySet[Notice]:
    """All they may read; one about a comment waits until the comment may be read."""
    heard = comments_for(person, Comment.objects.filter(pk=OuterRef("comment")))
    rows = Notice.objects.filter(person=person.pk, claim__in_trash=False)
    return rows.filter(Q(comment__isnull=True) | Exists(heard))


def told_to_all() -> QuerySet[Notice]:
    """Those of which everybody here may know, also who is to review a claim unled."""
    comments = Comment.objects.filter(pk=OuterRef("comment"))
    heard = comments_for(AnonymousUser(), comments)
    return Notice.objects.filter(Q(comment__isnull=True) | Exists(heard))


def notice_list(person: User, *, unread: bool = False) -> QuerySet[Notice]:
    rows = notices_for(person).select_related(
        "claim__article", "comment__thread", "actor"
    )
    rows = rows.defer("claim__article__text", "claim__article__links")
    return rows.filter(read_at__isnull=True) if unread else rows


def unread_count(person: User) -> int:
    """One query, and a bounded one, for the header of every page."""
    return len(_UNREAD(person.pk).values())


def _unread(person: int) -> QuerySet[Notice, Any]:
    unread = notices_for(get_user_model()(pk=person)).filter(read_at__isnull=True)
    return unread.order_by().values_list("pk")[:MOST_COUNTED]


_UNREAD = prepared(_unread, int)


def spot_of(notice: Notice) -> str:
    """The exact place a notice is about."""
    if notice.event == NoticeEvent.UNSIGNED:
        return reverse("article", args=[notice.claim.article_id])
    if notice.comment is not None:
        return address_of(notice.comment)
    return f"{reverse('claim', args=[notice.claim_id])}{notice.spot}"


def ways_of(person: User) -> dict[NoticeEvent, NoticeWay]:
    """How a person is told of each kind of event."""
    chosen = dict(
        NoticeChoice.objects.filter(person=person.pk).values_list("event", "way")
    )
    return {one: NoticeWay(chosen.get(one, WAYS[one])) for one in NoticeEvent}


def watches(person: User, claim: Claim) -> bool:
    return Watch.objects.filter(claim=claim, person=person.pk).exists()
