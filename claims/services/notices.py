"""Telling people what concerns them, inside the workbench.

Each notice is written in the transaction of the thing it tells, under a key of its own:
what happens twice, or is looked for twice, is told once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from claims import selectors
from claims.documents.text import one_line
from claims.errors import ConflictError, InvalidInputError
from claims.models import (
    ArticleSignOff,
    Claim,
    ClaimEvent,
    Comment,
    Evidence,
    Leaning,
    Notice,
    NoticeChoice,
    Review,
    StatusChange,
    Watch,
)
from claims.selectors import concerned
from claims.services import away, chat, clock, locking
from claims.vocabulary import Action, ClaimStatus, NoticeEvent, NoticeWay

#: Read notices are kept for so long.
KEEP = timedelta(days=180)
#: Claims one person watches.
WATCHES = 1_000
_ENDED = (ClaimStatus.DISMISSED, ClaimStatus.PUBLISHED)
#: What takes work back that somebody had done.
_RETURNS: Mapping[str, str] = {
    Action.RELEASE: "Sent back",
    Action.REQUEST_SOURCES: "Sources are looked for again",
    Action.REOPEN: "Reopened",
    Action.CORRECT: "Taken back for correction",
    Action.RETRACT: "Retracted",
    Action.DISMISS: "Set aside",
}
_ALWAYS = (Action.REOPEN, Action.CORRECT, Action.RETRACT)
#: Whose reason may wait for a person's own review, which a notice or a letter cannot.
_WAITS = (Action.REQUEST_SOURCES, Action.DISMISS)


@dataclass(frozen=True, slots=True)
class News:
    """One event about one claim; `key` is the event's own."""

    event: NoticeEvent
    claim: Claim
    key: str
    text: str = ""
    actor: User | None = None
    comment: Comment | None = None
    spot: str = ""


def tell(news: News, people: Iterable[int]) -> None:
    tell_all([(news, person) for person in people])


def tell_all(pairs: Sequence[tuple[News, int]]) -> None:
    """Tell each person their news; whoever did it themselves is not told.

    A query and a write, however many; to be called in the event's transaction.
    """
    if pairs:
        people = User.objects.filter(pk__in={who for _, who in pairs})
        _tell(pairs, concerned.ways(people, {news.event.value for news, _ in pairs}))


Ways = Iterable[tuple[int, str | None, str | None]]


def _tell(pairs: Sequence[tuple[News, int]], ways: Ways) -> None:
    """`ways` are of everybody there is to tell: who, an event, and how; else as usual."""
    chosen = {(who, event): way for who, event, way in ways}
    active = {who for who, _ in chosen}
    told = [
        (news, who, chosen.get((who, news.event.value)) or selectors.WAYS[news.event])
        for news, who in pairs
        if who in active and not (news.actor and news.actor.pk == who)
    ]
    kept = [one for one in told if one[2] != NoticeWay.OFF]
    # In one order, as what is told twice at once waits for itself.
    kept.sort(key=lambda one: (one[0].key, one[1]))
    if not kept:
        return
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=who,
                event=news.event,
                key=news.key,
                claim=news.claim,
                comment=news.comment,
                actor=news.actor,
                text=one_line(news.text),
                spot=news.spot,
                by_mail=way == NoticeWay.DIGEST,
            )
            for news, who, way in kept
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    chat.announce({news.key for news, _, _ in kept})


# What is told ----------------------------------------------------------------------


def moved(changes: Sequence[StatusChange], *, new_round: Collection[int]) -> None:
    """Claims moved along, some (their keys) into a new round: those who had a part in
    one learn what undoes or ends that."""
    news = _told(changes, new_round)
    if news:
        concerns = concerned.had_parts([one.claim for one in news])
        tell_all([(one, who) for one in news for who in concerns[one.claim.pk]])
    ended = [
        one.claim
        for one in changes
        if one.action == Action.DECIDE or one.claim_id in new_round
    ]
    if ended:
        settle(NoticeEvent.SIGN_OFF, *ended)


def _told(changes: Sequence[StatusChange], new_round: Collection[int]) -> list[News]:
    again = [
        one
        for one in changes
        if one.action in _ALWAYS
        or (one.action in _RETURNS and one.claim_id in new_round)
    ]
    waits = [one.claim for one in again if one.action in _WAITS and one.reason]
    quorums = selectors.quorums_of(waits) if waits else {}
    unled = {pk for pk, now in quorums.items() if now.needed > 1}
    published = [one for one in changes if one.action == Action.PUBLISH]
    return [_news(NoticeEvent.PUBLISHED, one, "Published") for one in published] + [
        _news(NoticeEvent.RETURNED, one, _why(one, unled), spot="#claim-work")
        for one in again
    ]


def _news(event: NoticeEvent, change: StatusChange, told: str, spot: str = "") -> News:
    key = f"{change.action}:{change.claim_id}:{change.version}"
    return News(event, change.claim, key, told, change.actor, spot=spot)


def _why(change: StatusChange, unled: Collection[int]) -> str:
    told = _RETURNS[change.action]
    kept = not change.reason or change.claim_id in unled
    return told if kept else f"{told}: {change.reason}"


def reviews_in(claim: Claim, now: selectors.Quorum, *, actor: User) -> None:
    """All reviews of a round are in: another person than their authors goes on."""
    if now.missing:
        return
    told = (
        "The reviews do not agree; a third person decides"
        if claim.disputed
        else "All reviews are in"
    )
    key = f"sign-off:{claim.pk}:{claim.round}"
    news = News(NoticeEvent.SIGN_OFF, claim, key, told, actor, spot="#claim-work")
    ways = concerned.to_sign_off(claim)
    _tell([(news, who) for who in {who for who, _, _ in ways}], ways)


def said(comment: Comment, called: Sequence[User], *, again: bool) -> None:
    """Who is called is told so; who took part in the discussion, that it went on."""
    claim, author = comment.thread.claim, comment.author
    names = {one.pk for one in called}
    key = f"called:{comment.pk}"
    tell(News(NoticeEvent.MENTIONED, claim, key, "", author, comment), names)
    if again:
        return
    others = set(comment.thread.comments.values_list("author", flat=True))
    told = comment.get_step_display() if comment.step != "said" else ""
    key = f"said:{comment.pk}"
    news = News(NoticeEvent.ANSWERED, claim, key, told, author, comment)
    tell(news, (others | concerned.watchers(claim)) - names)


def assigned(steps: Iterable[tuple[ClaimEvent, int]]) -> None:
    pairs = [
        (
            News(
                NoticeEvent.ASSIGNED,
                step.claim,
                f"assigned:{step.pk}",
                actor=step.actor,
                spot="#claim-work",
            ),
            who,
        )
        for step, who in steps
    ]
    tell_all(pairs)


def escalated(step: ClaimEvent) -> None:
    news = News(
        NoticeEvent.ESCALATED,
        step.claim,
        f"escalated:{step.pk}",
        step.reason,
        spot="#claim-work",
    )
    tell(news, concerned.editors())


def unsigned(
    signed: Iterable[ArticleSignOff], why: Mapping[int, str], *, actor: User | None
) -> None:
    """Articles are signed off no more: who signed one and who watches a claim of it.

    Each learns of it by a claim, and where there is none there is nobody to tell.
    """
    ended = {one.article_id: one for one in signed}
    whose = concerned.of_articles(ended)
    told = {(article, who) for article, who, _ in whose}
    for first in concerned.first_claims(ended):
        signer = ended[first.article_id].signed_by_id
        if (first.article_id, signer) not in told:
            whose.append((first.article_id, signer, first))
    tell_all(
        [
            (
                News(
                    NoticeEvent.UNSIGNED,
                    claim,
                    f"unsigned:{ended[article].pk}",
                    why[article],
                    actor,
                ),
                who,
            )
            for article, who, claim in whose
        ]
    )


def taken_down(step: ClaimEvent) -> None:
    news = News(
        NoticeEvent.RETURNED,
        step.claim,
        f"taken-down:{step.pk}",
        f"Retracted: {step.reason}",
        step.actor,
    )
    tell(news, concerned.had_part(step.claim))


def put_right(claim: Claim, told: str, *, actor: User) -> None:
    key = f"changed:{claim.pk}:{claim.version}"
    news = News(NoticeEvent.CHANGED, claim, key, told, actor, spot="#reading")
    reviewed = Review.objects.filter(claim=claim).values_list("author", flat=True)
    tell(news, concerned.watchers(claim) | set(reviewed))


def quotes_gone(evidence: Iterable[Evidence], *, look: int) -> None:
    for one in evidence:
        key = f"gone:{one.pk}:{look}"
        news = News(NoticeEvent.GONE, one.claim, key, spot=f"#evidence-{one.pk}")
        tell(news, concerned.relied_on(one))


def parents_gone(leanings: Iterable[Leaning], *, actor: User) -> None:
    for one in leanings:
        news = News(
            NoticeEvent.GONE,
            one.review.claim,
            f"undermined:{one.pk}",
            f"The verdict on claim {one.parent.claim_id}, which it began with, was taken "
            "back",
            actor,
            spot="#claim-work",
        )
        tell(news, concerned.leaned_on(one))


def overdue() -> None:
    """Claims whose date has passed since anybody was told: whose they are, else editors."""
    told = Notice.objects.filter(
        claim=OuterRef("pk"),
        event=NoticeEvent.OVERDUE,
        created_at__gte=OuterRef("due_at"),
    )
    late = Claim.objects.filter(~Exists(told), due_at__lte=Now())
    late = late.exclude(status__in=_ENDED).only("pk", "due_at", "assignee", "holder")
    nobodys: set[int] | None = None
    pairs: list[tuple[News, int]] = []
    for claim in late[:500]:
        key = f"overdue:{claim.pk}:{claim.due_at:%Y%m%dT%H%M}"
        news = News(
            NoticeEvent.OVERDUE, claim, key, f"Due {claim.due_at:%d %b %Y, %H:%M} UTC"
        )
        whose = {claim.assignee_id, claim.holder_id} - {None}
        if not whose:
            nobodys = concerned.editors() if nobodys is None else nobodys
            whose = set(nobodys)
        pairs += [(news, who) for who in whose if who is not None]
    with transaction.atomic():
        tell_all(pairs)


def settle(event: NoticeEvent, *claims: Claim) -> None:
    """What waited for somebody is done: nobody needs to read it any more."""
    rows = Notice.objects.filter(claim__in=claims, event=event, read_at__isnull=True)
    locking.update(rows, read_at=Now())


def forget() -> None:
    Notice.objects.filter(read_at__lt=clock.after(-KEEP)).delete()


# What a person does with them ------------------------------------------------------


def mark_read(person: User, ids: Sequence[int] | None = None) -> int:
    """Those of `ids`, or all they can see; how many were unread until now."""
    rows = selectors.notices_for(person).filter(read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    found = list(rows.values_list("pk", flat=True)[:5_000])
    unread = Notice.objects.filter(pk__in=found, read_at__isnull=True)
    return locking.update(unread, read_at=Now())


def choose(person: User, ways: Mapping[str, str]) -> None:
    """How to be told of each kind of event; those not named stay as they are."""
    for event, way in ways.items():
        if event not in NoticeEvent.values:
            raise InvalidInputError(f"No such event: {event}.", field=event)
        if way not in NoticeWay.values:
            known = ", ".join(NoticeWay.values)
            raise InvalidInputError(f"Choose one of: {known}.", field=event)
    rows = [NoticeChoice(person=person, event=e, way=w) for e, w in ways.items()]
    NoticeChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=["way"],
        unique_fields=["person", "event"],
    )


@away.writes
def watch(claim: Claim, *, actor: User, on: bool = True) -> bool:
    """Watch a claim, or no longer; whether this call changed it."""
    if not on:
        gone, _ = Watch.objects.filter(claim=claim, person=actor).delete()
        return bool(gone)
    if Watch.objects.filter(person=actor).exclude(claim=claim).count() >= WATCHES:
        raise ConflictError(f"You watch {WATCHES:,} claims; let go of some first.")
    _, made = Watch.objects.get_or_create(claim=claim, person=actor)
    return made
