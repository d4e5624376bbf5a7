from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import chain
from operator import or_
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Now
from django.utils import timezone

from claims.models import (
    Claim,
    ClaimEvent,
    ClaimQuerySet,
    Publication,
    Review,
    Verdict,
)
from claims.models.prepared import Asked, prepared_all
from claims.selectors import quorum
from claims.selectors.claims import reviewers
from claims.selectors.listing import for_listing
from claims.selectors.panels import under_vote
from claims.vocabulary import ClaimStatus, DeskStep, QueueSlug, Role, Standing

if TYPE_CHECKING:
    from django.contrib.auth.models import User


#: What is served before what comes after it: branches, each found by an index.
Part = Callable[[int], tuple[Q, ...]]

_SAID = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims in one state of work, for people of one role.

    `parts` are served one after the other; within one, the most pressing of all its
    branches comes first.  `left` is looked at when they have nothing: what it takes to
    find nothing there grows with the queue.
    """

    slug: QueueSlug
    role: Role
    about: str
    parts: tuple[Part, ...]
    left: Part | None = None
    #: All of them in fewer conditions, where there are such.
    waiting: Part | None = None


def _ready(person: int) -> Q:
    """Sources are there, and nobody has begun."""
    return Q(status=ClaimStatus.READY)


def _under_way(person: int) -> Q:
    """Begun and out of everybody's hands; reviews are missing, none is this person's."""
    nobody = Q(holder__isnull=True) | Q(held_until__lte=Now())
    missing = ~quorum.complete() & ~Q(quorum.own_review(person))
    # The status first: databases ask in this order.
    return Q(status=ClaimStatus.IN_REVIEW) & nobody & missing


def _to_review(person: int, **columns: Any) -> tuple[Q, Q]:
    # One condition with "or" between them would have every claim looked at and sorted.
    return _ready(person) & Q(**columns), _under_way(person) & Q(**columns)


def _escalated(person: int) -> tuple[Q, ...]:
    return _to_review(person, escalated=True)


def _assigned(person: int) -> tuple[Q, ...]:
    ready, under_way = _to_review(person, assignee=person, escalated=False)
    return (ready | under_way,)  # found by the assignee


def _nobodys() -> Q:
    """With nobody who can review it: who left, lost the role or has, is nobody."""
    # No join for the account: it would be read before the claims are in order.  Each
    # review is sought by its claim: not all there are, be it once.
    able = Q(assignee__in=reviewers().order_by().values("pk"))
    reviews = Review.objects.filter(claim=OuterRef("pk"), round=OuterRef("round"))
    has = Q(assignee__in=reviews.order_by().values("author"))
    return Q(assignee__isnull=True) | ~able | has


def is_nobodys(claim: Claim) -> bool:
    """Whether everybody may take it, whomever it is assigned to."""
    return Claim.objects.filter(_nobodys(), pk=claim.pk).exists()


def _open_to_all(person: int) -> tuple[Q, Q]:
    ready, under_way = _to_review(person, escalated=False)
    return ready & _nobodys(), under_way & _nobodys()


def _all_to_review(person: int) -> tuple[Q, ...]:
    ready, under_way = _to_review(person, escalated=False)
    missing = Q(reviews_in__lt=quorum.MOST_REVIEWS)  # of all; its index says so, too
    return ((ready | under_way) & missing & (_nobodys() | Q(assignee=person)),)


def _passed_over(person: int) -> Q:
    skips = ClaimEvent.objects.filter(
        claim=OuterRef("pk"),
        round=OuterRef("round"),
        step=DeskStep.SKIP,
        actor=person,
    )
    return Q(Exists(skips))


def _first(person: int) -> tuple[Q, ...]:
    return tuple(one & ~_passed_over(person) for one in _open_to_all(person))


def _last(person: int) -> tuple[Q, ...]:
    return tuple(one & _passed_over(person) for one in _open_to_all(person))


def _reviewed_by_others(person: int) -> tuple[Q, ...]:
    others = Review.objects.filter(
        claim=OuterRef("pk"), round=OuterRef("round")
    ).exclude(author=person)
    return (
        Q(Exists(others), status=ClaimStatus.IN_REVIEW, disputed=False)
        & quorum.complete()
        & ~Q(under_vote()),
    )


def _disputed(person: int) -> tuple[Q, ...]:
    """All reviews are in and do not agree, and none is by this person.

    What a panel votes on waits for its members.
    """
    own = Q(quorum.own_review(person)) | Q(under_vote())
    return (~own & Q(status=ClaimStatus.IN_REVIEW, disputed=True),)


def _expired(person: int) -> tuple[Q, ...]:
    """The day came until which the verdict was to hold."""
    due = Verdict.objects.filter(
        claim=OuterRef("pk"), in_force=True, valid_until__lte=timezone.now().date()
    )
    return (Q(Exists(due), status__in=_SAID),)


def _shaken(person: int) -> tuple[Q, ...]:
    """A passage the verdict cites was lost, or the verdict it began with taken back,
    since anybody found it to hold.
    """

    def since(gone_at: str, **gone: Any) -> Q:
        seen = Q(looked_again_at__isnull=True) | Q(looked_again_at__lt=F(gone_at))
        rows = Verdict.objects.filter(seen, claim=OuterRef("pk"), in_force=True, **gone)
        return Q(Exists(rows), status__in=_SAID)

    return (
        since("review__evidence__gone_at", review__evidence__standing=Standing.GONE),
        since("review__leaning__gone_at", review__leaning__gone_at__isnull=False),
    )


def _signed_off(person: int) -> tuple[Q, ...]:
    """Decided, and not because it was retracted."""
    retracted = Publication.objects.filter(
        claim=OuterRef("pk"), in_force=False, verdict__in_force=True
    )
    return (Q(~Exists(retracted), status=ClaimStatus.DECIDED),)


QUEUES: Mapping[QueueSlug, Queue] = MappingProxyType(
    {
        QueueSlug.REVIEW: Queue(
            QueueSlug.REVIEW,
            Role.REVIEWER,
            "Sources were looked for; a person reads them and rates the claim.",
            (_assigned, _first),
            left=_last,
            waiting=_all_to_review,
        ),
        QueueSlug.ESCALATED: Queue(
            QueueSlug.ESCALATED,
            Role.EDITOR,
            "Passed over by several people; an editor reviews it, sets it aside or gives "
            "it back.",
            (_escalated,),
        ),
        QueueSlug.SIGN_OFF: Queue(
            QueueSlug.SIGN_OFF,
            Role.EDITOR,
            "Reviewed; somebody else than the reviewer signs the verdict off.",
            (_reviewed_by_others,),
        ),
        QueueSlug.ADJUDICATE: Queue(
            QueueSlug.ADJUDICATE,
            Role.EDITOR,
            "Reviewers do not agree; a third person compares their reviews and decides.",
            (_disputed,),
        ),
        QueueSlug.PUBLISH: Queue(
            QueueSlug.PUBLISH,
            Role.EDITOR,
            "Signed off; an editor publishes.",
            (_signed_off,),
        ),
        QueueSlug.OUTDATED: Queue(
            QueueSlug.OUTDATED,
            Role.EDITOR,
            "The day came until which the verdict was to hold, a source no longer says what "
            "it was quoted for, or the verdict it began with was taken back; an editor "
            "corrects it or says that it still holds.",
            (_shaken, _expired),
        ),
    }
)


def queue(slug: QueueSlug, person: User) -> ClaimQuerySet:
    """What `person` could take from a queue, the most pressing first."""
    return _waiting(slug, person.pk)


def _waiting(slug: QueueSlug, person: int) -> ClaimQuerySet:
    chosen = QUEUES[slug]
    parts = (chosen.waiting,) if chosen.waiting else chosen.parts
    branches = chain.from_iterable(part(person) for part in parts)
    return _served(person).filter(reduce(or_, branches))


def next_in(
    slug: QueueSlug,
    person: User,
    *,
    among: ClaimQuerySet | None = None,
    waiting: bool = False,
) -> Claim | None:
    """The claim to serve now; in a transaction, where it stays this one's alone.

    Two people asking at once get two claims: PostgreSQL skips rows that are locked,
    SQLite lets one writer in at a time.  Of all that waits, or `among` some.  `waiting`
    for what is locked is for `among` one: of several, rows that others have changed would
    stay locked, and two could wait for each other.
    """
    if not connection.features.has_select_for_update_skip_locked:
        return _head(slug, person, among)
    return _head(slug, person, among, partial(Asked.locked, waiting=waiting))


def looked_at_in(
    slug: QueueSlug, person: User, *, among: ClaimQuerySet | None = None
) -> Claim | None:
    """The first of what others have locked, where `next_in` has none; it may be gone at
    once, or stay when they know which of their heads they take."""
    if not connection.features.has_select_for_update_skip_locked:
        return None
    return _head(slug, person, among)


def _head(
    slug: QueueSlug,
    person: User,
    among: ClaimQuerySet | None,
    ask: Callable[[Asked[Claim]], Asked[Claim]] = lambda branch: branch,
) -> Claim | None:
    chosen = QUEUES[slug]
    for parts in (chosen.parts, (chosen.left,)) if chosen.left else (chosen.parts,):
        try:
            branches = _asked(parts, person.pk, among)
        except EmptyResultSet:  # no claim can be among them
            return None
        if heads := Asked.one_after_the_other([ask(one) for one in branches]).rows():
            return min(heads, key=_pressing)
    return None


def _pressing(claim: Claim) -> tuple[Any, ...]:
    part = claim.__dict__["part"]
    return part, -claim.priority, -claim.check_worthiness, claim.pk


def _branches(
    parts: tuple[Part, ...], person: int, among: ClaimQuerySet | None = None
) -> list[ClaimQuerySet]:
    """The first of each branch, told with the place of its part."""
    served = _served(person).only(*_LEASED)
    if among is not None:
        served = served.filter(pk__in=among.order_by().values("pk"))
    return [
        served.filter(one).annotate(part=Value(n))[:1]
        for n, part in enumerate(parts)
        for one in part(person)
    ]


#: What a lease asks of a claim.
_LEASED = ("priority", "check_worthiness", "status", "version", "round", "holder")
#: What reviewers ask all day; nothing but the person may be worked out in Python there.
_PREPARED = {
    parts: prepared_all(partial(_branches, parts), int)
    for parts in (QUEUES[QueueSlug.REVIEW].parts, (_last,))
}


def _asked(
    parts: tuple[Part, ...], person: int, among: ClaimQuerySet | None
) -> list[Asked[Claim]]:
    if among is None and parts in _PREPARED:
        return _PREPARED[parts](person)
    return [Asked.of(branch) for branch in _branches(parts, person, among)]


def _served(person: int) -> ClaimQuerySet:
    claims: ClaimQuerySet = Claim.objects.at_work().free_for(person)
    return claims.order_by(F("priority").desc(), F("check_worthiness").desc(), "id")


def held_by(person: User) -> ClaimQuerySet:
    """What `person` holds now, the hold that ends first on top."""
    return for_listing(Claim.objects.held().filter(holder=person)).order_by(
        "held_until"
    )


def assigned_to(person: User) -> ClaimQuerySet:
    """Open claims a person is to look at, the most pressing first."""
    ended = (ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED, ClaimStatus.DECIDED)
    mine: ClaimQuerySet = Claim.objects.filter(assignee=person).exclude(
        status__in=ended
    )
    return for_listing(mine).order_by(F("priority").desc(), "id")


def held_in(slug: QueueSlug) -> ClaimQuerySet:
    """Claims of a queue that are in somebody's hands now, and so not waiting in it."""
    held: ClaimQuerySet = Claim.objects.at_work().held()
    if slug is QueueSlug.PUBLISH:
        held = held.filter(status=ClaimStatus.DECIDED)
    elif slug is QueueSlug.OUTDATED:
        held = held.filter(status=ClaimStatus.PUBLISHED)
    else:
        held = held.filter(status=ClaimStatus.IN_REVIEW)
        if slug in (QueueSlug.REVIEW, QueueSlug.ESCALATED):
            escalated = slug is QueueSlug.ESCALATED
            held = held.exclude(quorum.complete()).filter(escalated=escalated)
        else:
            disputed = slug is QueueSlug.ADJUDICATE
            held = held.filter(quorum.complete(), disputed=disputed)
    return for_listing(held).order_by("held_until")


def queue_counts(person: User, *, most: int | None = None) -> dict[QueueSlug, int]:
    """What each queue has for a person; with `most`, no queue is counted further than
    to one more than that."""
    waiting = _waiting_to(most)(person.pk)
    asked = [one.counted(place) for place, one in enumerate(waiting)]
    told = Asked.one_after_the_other(asked).values()
    counted = {_DAYLESS[place]: n for place, n in told}
    due = _waiting(QueueSlug.OUTDATED, person.pk)
    counted[QueueSlug.OUTDATED] = due.order_by()[: most and most + 1].count()
    return {slug: counted[slug] for slug in QUEUES}


#: All but what depends on the day.
_DAYLESS = [slug for slug in QUEUES if slug is not QueueSlug.OUTDATED]


@cache
def _waiting_to(most: int | None) -> Callable[[int], list[Asked[Claim]]]:
    def build(person: int) -> list[QuerySet[Claim, Any]]:
        until = most and most + 1
        found = (_waiting(slug, person).order_by() for slug in _DAYLESS)
        return [rows.values("pk")[:until] for rows in found]

    return prepared_all(build, int)
