"""How many independent reviews a claim takes, and who may read the ones that are in.

Until all are in, a review, and whatever else a person wrote in the round, is seen by nobody
but those who handed theirs in for the same round: whoever comes second works the number
out unled.  A round that is cut short stays closed until one after it opens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThan, LessThan

from claims.models import Claim, Review, ReviewPolicy
from claims.models.prepared import prepared
from claims.vocabulary import ClaimStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_REVIEWS = 3
#: Reviews of a calibration claim are never all in: each is made and stays unseen.
NEVER = 1_000_000


def review_policy() -> ReviewPolicy | None:
    """The policy in use; None is one review for every claim."""
    return ReviewPolicy.objects.first()


@dataclass(frozen=True, slots=True)
class Quorum:
    """Reviews of a claim's current round: how many are in, of how many."""

    handed_in: int
    needed: int
    endless: bool = False  # however many come in, all are waited for

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.handed_in)

    def with_one_more(self) -> Quorum:
        return self if self.endless else Quorum(self.handed_in + 1, self.needed)


def quorum_of(claim: Claim) -> Quorum:
    """What the rules go by; a calibration claim is to each as if nobody had reviewed it."""
    ((handed_in, needed),) = _QUORUM(claim.pk).values()
    if claim.calibration:
        return Quorum(0, needed, endless=True)
    return Quorum(handed_in, needed)


def quorums_of(claims: Iterable[Claim]) -> dict[int, Quorum]:
    """The same of many, by claim."""
    rows = Claim.objects.filter(pk__in=[one.pk for one in claims]).order_by()
    return {
        pk: Quorum(0, asked, endless=True) if kept else Quorum(made, asked)
        for pk, kept, made, asked in rows.values_list(
            "pk", "calibration", handed_in(), asked_for()
        )
    }


def quorum_seen(claim: Claim, person: User) -> Quorum:
    """What a person is told of it: a calibration claim has their own review, if any."""
    if not claim.calibration:
        return quorum_of(claim)
    rows = Claim.objects.filter(pk=claim.pk)
    own, needed = rows.values_list(own_review(person.pk), asked_for()).get()
    return Quorum(int(own), needed)


def asked_for(prefix: str = "") -> Expression:
    """Independent reviews before sign-off; `prefix` leads to the claim, as in "claim__"."""
    by_worth = [
        When(**{f"{prefix}check_worthiness__gte": _from(name)}, then=Value(count))
        for count, name in ((3, "three_from"), (2, "two_from"))
    ]
    count = Case(*by_worth, default=Value(1), output_field=IntegerField())
    return Coalesce(F(f"{prefix}reviews_asked"), count)


def needed(prefix: str = "") -> Expression:
    """The same, and out of reach for claims of which no review is to be read."""
    calibration = When(**{f"{prefix}calibration": True}, then=Value(NEVER))
    return Case(calibration, default=asked_for(prefix), output_field=IntegerField())


def _from(name: str) -> Subquery:
    """A threshold of the policy in use; without one nothing reaches it."""
    return Subquery(ReviewPolicy.objects.order_by("-version").values(name)[:1])


def handed_in(claim: str = "pk", round_: str = "round") -> Expression:
    """Reviews of the current round, counted; the names lead to the claim and its round.

    What keeps a review from somebody asks this, never the number stored on the claim.
    """
    rows = Review.objects.filter(claim=OuterRef(claim), round=OuterRef(round_))
    counted = rows.order_by().values("claim").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def complete() -> Q:
    """Claims whose reviews are all in."""
    return Q(reviews_in__gte=needed())


def takes(reviews: int) -> Exact:
    """Claims of which so many reviews are asked before sign-off."""
    return Exact(asked_for(), reviews)


_QUORUM = prepared(
    lambda pk: Claim.objects.filter(pk=pk).values_list(handed_in(), asked_for()), int
)


def own_review(person: int) -> Exists:
    """Whether a person reviewed the claim in its current round."""
    return Exists(
        Review.objects.filter(
            claim=OuterRef("pk"), round=OuterRef("round"), author=person
        )
    )


def reviewed_by(
    claims: Collection[Claim], people: Collection[User]
) -> set[tuple[int, int]]:
    """Who of them reviewed which of the claims in its current round: the ids of both."""
    rows = Review.objects.filter(
        claim__in=claims, author__in=people, round=F("claim__round")
    )
    return set(rows.values_list("claim", "author"))


def unled(person: int | None, claim: str = "claim__") -> Q:
    """Claims a person (an id) is to review without a word of the others; `claim` leads
    to them."""
    mine = Review.objects.filter(
        claim=OuterRef(f"{claim}pk"), round=OuterRef(f"{claim}round"), author=person
    )
    return reviewed_unled(claim) & ~Q(Exists(mine))


def unread(
    person: int | None,
    claim: str = "claim__",
    *,
    author: str = "author",
    round_: str = "round",
    at: str = "",
) -> Q:
    """What others wrote that would lead a person (an id) who is to review its claim.

    The names lead from the row to its claim, its author and the round it is of, or `at`
    to when it was written where it names no round.
    """
    others = ~Q(**{author: person})
    closed = written_since(claim, at) if at else _unopened(claim, round_)
    return unled(person, claim) & closed & others


def reviewed_unled(claim: str = "claim__") -> Q:
    """Claims that several people review by themselves, and not all are done."""
    in_, asked = handed_in(f"{claim}pk", f"{claim}round"), asked_for(claim)
    missing = Q(LessThan(in_, asked)) | Q(**{f"{claim}calibration": True})
    over = Q(**{f"{claim}status__in": _OVER})
    return Q(GreaterThan(asked, 1)) & missing & ~over


def _unopened(claim: str, round_: str = "round") -> Q:
    """Rows of a round that is not open to all: this one, or one that was cut short."""
    first = Coalesce(F(f"{claim}unopened_from"), F(f"{claim}round"))
    return Q(**{f"{round_}__gte": first})


def written_since(claim: str, at: str) -> Q:
    """Rows written after the last review of every round that is open to all."""
    first = Coalesce(OuterRef(f"{claim}unopened_from"), OuterRef(f"{claim}round"))
    later = Review.objects.filter(
        claim=OuterRef(f"{claim}pk"), round__lt=first, created_at__gt=OuterRef(at)
    )
    return ~Q(Exists(later))


_OVER = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED)


def seen_by(person: User, reviews: QuerySet[Review] | None = None) -> QuerySet[Review]:
    """Those of `reviews` this person may read: not the ones still to be followed blind."""
    rows = Review.objects.all() if reviews is None else reviews
    seen = rows.exclude(unread(person.pk))
    return seen.exclude(~Q(author=person.pk), claim__calibration=True)


def open_to_all(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Those of `reviews` nobody is kept from: what figures may be made of."""
    closed = reviewed_unled() & _unopened("claim__")
    return reviews.exclude(closed).exclude(claim__calibration=True)
