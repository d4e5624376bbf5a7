"""Claims with a known answer: whom one is served to, and how reviews compare with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims import conf
from claims.models import (
    Article,
    CalibrationEvent,
    CalibrationResult,
    Claim,
    ClaimEvent,
    ClaimQuerySet,
    KnownAnswer,
    Review,
)
from claims.vocabulary import ClaimStatus, DeskStep, NumberMet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Score:
    """Reviews compared with known answers; `misread` have the rating, not the number."""

    reviews: int = 0
    rated_alike: int = 0
    same: int = 0
    compatible: int = 0
    different: int = 0
    none: int = 0
    misread: int = 0

    @property
    def other_rating(self) -> int:
        return self.reviews - self.rated_alike


@dataclass(frozen=True, slots=True)
class KindScore:
    """Of one person, on one kind of number."""

    person: User
    kind: str
    score: Score


_COUNTED = {
    "reviews": Count("pk"),
    "rated_alike": Count("pk", filter=Q(same_rating=True)),
    **{met.value: Count("pk", filter=Q(number=met)) for met in NumberMet},
    "misread": Count("pk", filter=Q(same_rating=True, number=NumberMet.DIFFERENT)),
}


def calibration_due(
    person: User, *, among: ClaimQuerySet | None = None
) -> Claim | None:
    """The known-answer claim to serve now, in a transaction; nothing is asked when off.

    It is due once so many of the person's own reviews were of ordinary claims.
    """
    every = conf.calibration_every()
    if every < 1:
        return None
    last = Review.objects.filter(author=person).order_by("-pk")
    lately = list(last.values_list("claim__calibration", flat=True)[: every - 1])
    if len(lately) < every - 1 or any(lately):
        return None
    locks = connection.features.has_select_for_update_skip_locked
    rows = _to_serve(person).select_for_update(of=("self",), skip_locked=locks)
    if among is not None:  # another would be seen not to fit
        rows = rows.filter(pk__in=among.order_by().values("pk"))
    found: Claim | None = rows.first()
    return found


def _to_serve(person: User) -> QuerySet[Claim]:
    """Those out of everybody's hands that this person neither reviewed nor passed over,
    unless one is in their hands already."""
    this = Claim.objects.filter(calibration=True)
    seen = Review.objects.filter(claim=OuterRef("pk"), author=person)
    skipped = ClaimEvent.objects.filter(
        claim=OuterRef("pk"), step=DeskStep.SKIP, actor=person
    )
    return this.filter(
        Q(holder__isnull=True) | Q(held_until__lte=Now()),
        ~Exists(seen),
        ~Exists(skipped),
        ~Exists(this.held().filter(holder=person)),
        Exists(KnownAnswer.objects.filter(claim=OuterRef("pk"))),
        status__in=(ClaimStatus.READY, ClaimStatus.IN_REVIEW),
    ).order_by("pk")


def calibration_articles() -> QuerySet[Article]:
    """Marked ones, the newest first, with their claims and known answers counted."""
    rows = Article.objects.filter(calibration=True).order_by("-pk")
    return rows.defer("text", "links", "locators").annotate(
        claim_count=Count("claims"), answered=Count("claims__known_answer")
    )


def known_answers() -> QuerySet[KnownAnswer]:
    """Each with how often it was reviewed, and met: the rating, and no other number."""
    met = Q(results__same_rating=True) & ~Q(results__number=NumberMet.DIFFERENT)
    rows = KnownAnswer.objects.filter(claim__in_trash=False)
    rows = rows.select_related("claim__article", "rating", "set_by")
    return (
        rows.defer("claim__article__text", "claim__article__links")
        .annotate(reviewed=Count("results"), met=Count("results", filter=met))
        .order_by("claim")
    )


def calibration_scores() -> list[KindScore]:
    """Everybody by name, never by rank; a row a kind of number.  Two queries."""
    rows = CalibrationResult.objects.filter(review__claim__in_trash=False).order_by()
    counted = rows.values("review__author", "review__claim__kind").annotate(**_COUNTED)
    by_person = defaultdict(list)
    for who, kind, *counts in counted.values_list(
        "review__author", "review__claim__kind", *_COUNTED
    ):
        by_person[who].append((kind, Score(**dict(zip(_COUNTED, counts, strict=True)))))
    people = _people(by_person)
    return [
        KindScore(person, kind, score)
        for person in people
        for kind, score in sorted(by_person[person.pk], key=lambda one: one[0])
    ]


def _people(ids: Iterable[int]) -> QuerySet[User]:
    return get_user_model().objects.filter(pk__in=ids).order_by("username")


def own_calibration(person: User) -> Score:
    """A person's own totals up to yesterday: today's would tell which claim it was."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = CalibrationResult.objects.filter(
        review__author=person,
        review__created_at__lt=today,
        review__claim__in_trash=False,
    )
    return Score(**rows.aggregate(**_COUNTED))


def known_answer_of(claim: Claim) -> KnownAnswer | None:
    return KnownAnswer.objects.select_related("rating").filter(claim=claim).first()


def calibration_events(limit: int = 50) -> QuerySet[CalibrationEvent]:
    """What was done last about calibration, the newest first."""
    rows = CalibrationEvent.objects.select_related("actor", "claim", "article")
    return rows.defer("article__text").order_by("-pk")[:limit]


SCORE_HEADER = (
    *("person", "kind", "reviews", "same_rating", "same_number"),
    *("compatible_number", "different_number", "no_number"),
    "same_rating_different_number",
)


def score_rows(scores: list[KindScore]) -> Iterator[tuple[str, ...]]:
    """The table as cells of a spreadsheet, below `SCORE_HEADER`."""
    for one in scores:
        it = one.score
        counts = (it.reviews, it.rated_alike, it.same, it.compatible)
        rest = (it.different, it.none, it.misread)
        yield one.person.get_username(), one.kind, *map(str, (*counts, *rest))
