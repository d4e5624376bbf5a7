"""Claims with a known answer: whom one is served to, and how reviews compare with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
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


#: Where a calibration claim is, whoever reviewed it.
_OPEN = (ClaimStatus.READY, ClaimStatus.IN_REVIEW)
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
        status__in=_OPEN,
        escalated=False,
    ).order_by("pk")


def seen_after_review(claims: Iterable[Claim], person: User) -> None:
    """Show claims as they are to `person`; for pages alone, never to be written.

    A calibration claim is served on as soon as a review is in.  To its author it waits
    for sign-off from then on, in nobody's hands, as another would.
    """
    asked = [one for one in claims if one.calibration and one.status in _OPEN]
    if not asked:
        return
    reviewed = set(_reviewed(person).filter(claim__in=asked))
    for claim in asked:
        if claim.pk in reviewed:
            claim.status = ClaimStatus.IN_REVIEW
            claim.holder = claim.held_until = None


def of_status(statuses: Collection[str], person: User | None, claim: str = "") -> Q:
    """Claims that are in one of these statuses as `person` sees them; `claim` leads
    to the claim, as in "claim__"."""
    fits = Q(**{f"{claim}status__in": statuses})
    ready, in_review = (status in statuses for status in _OPEN)
    if ready == in_review or person is None:
        return fits
    reviewed = Q(**{f"{claim}pk__in": list(_reviewed(person))})
    return fits | reviewed if in_review else fits & ~reviewed


def status_seen(person: User | None, claim: str = "") -> F | Case:
    """The status as `person` sees it, to count by."""
    stored = F(f"{claim}status")
    if person is None:
        return stored
    theirs = When(
        **{f"{claim}pk__in": _reviewed(person)}, then=Value(ClaimStatus.IN_REVIEW)
    )
    return Case(theirs, default=stored)


def held_as_seen(person: User) -> ClaimQuerySet:
    """Claims that are in somebody's hands, as far as `person` sees it."""
    held: ClaimQuerySet = Claim.objects.held().exclude(pk__in=_reviewed(person))
    return held


def holder_seen(person: User) -> Case:
    """The id of who took the claim, as `person` sees it, to narrow and to order by."""
    theirs = When(pk__in=_reviewed(person), then=Value(None))
    return Case(theirs, default=F("holder"), output_field=BigIntegerField())


def _reviewed(person: User) -> QuerySet[Review, int]:
    """Calibration claims this person reviewed."""
    done = Review.objects.filter(author=person, round=F("claim__round"))
    of_it = done.filter(claim__calibration=True, claim__status__in=_OPEN)
    return of_it.values_list("claim", flat=True).order_by()


def calibration_articles() -> QuerySet[Article]:
    """Marked ones, the newest first, with their claims and known answers counted."""
    rows = Article.objects.filter(calibration=True).order_by("-pk")
    dismissed = Q(claims__status=ClaimStatus.DISMISSED, claims__known_answer=None)
    asked = Q(claims__withdrawn=False) & ~dismissed
    return rows.defer("text", "links", "locators").annotate(
        claim_count=Count("claims", filter=asked),
        answered=Count("claims__known_answer"),
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """How far an article's known answers are; `next` is a claim that has none."""

    given: int
    claims: int
    next: int | None


def answers_of(article: int, *, after: int | None = None) -> Answers:
    """`next` is the first claim in the text without one, behind `after` if any is."""
    rows = Claim.objects.filter(article=article, withdrawn=False)
    rows = rows.exclude(status=ClaimStatus.DISMISSED, known_answer=None)
    found = list(rows.order_by("start", "pk").values_list("pk", "known_answer"))
    keys = [pk for pk, _ in found]
    at = keys.index(after) + 1 if after in keys else 0
    left = [pk for pk, known in found[at:] + found[:at] if not known and pk != after]
    given = sum(known is not None for _, known in found)
    return Answers(given, len(found), next(iter(left), None))


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
