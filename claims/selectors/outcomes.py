"""What came of the work: how soon, how often overturned, and whether people agree.

Only reviews that everybody may read count, so that no figure tells of one that others
are still to follow unled.  `docs/outcomes.md` has the definitions, and the same as SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from claims.models import Rating, Review, StatusChange, Verdict
from claims.selectors import accord, agreement
from claims.selectors.accord import OfKind, OfPerson, Pairs, Period, Share
from claims.selectors.kept import kept
from claims.selectors.quorum import open_to_all
from claims.vocabulary import Action, ReasonCode

#: Days outcomes may be asked of; the first is what is shown unasked.
SPANS = (30, 90, 365)
UNDONE = (Action.REOPEN, Action.CORRECT, Action.RETRACT)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter, half and three quarters took at most so long."""

    count: int = 0
    lower: timedelta | None = None
    median: timedelta | None = None
    upper: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """Alpha on one rating scale; None where nothing can be said yet."""

    scale: str
    pairs: int
    same: int
    nominal: Fraction | None
    ordinal: Fraction | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    since: datetime
    days: int
    to_verdict: Quartiles
    verdicts: int
    changed: int  # verdicts with another rating than the one before them
    undone: tuple[tuple[str, int], ...]
    scales: tuple[ScaleAgreement, ...]
    periods: tuple[Period, ...]
    kinds: tuple[OfKind, ...]
    people: tuple[OfPerson, ...]
    different_number: Share  # of the rounds whose numbers were compared
    same_label_different_number: Share  # of the rounds with one rating
    reasons: tuple[tuple[str, int], ...]


def outcomes(days: int = SPANS[0]) -> Outcomes:
    """Everything since so many days ago, in eleven queries."""
    now = timezone.now()
    since = now - timedelta(days=days)
    verdicts = kept(Verdict).filter(created_at__gte=since)
    before = Verdict.objects.filter(claim=OuterRef("claim"), pk__lt=OuterRef("pk"))
    other = before.exclude(review__rating=OuterRef("review__rating"))
    reviews = open_to_all(kept(Review).filter(created_at__gte=since))
    pairs, rounds = accord.pairs_of(reviews), accord.rounds_of(reviews)
    compared = sum(one.every for one in rounds)
    one_label = sum(one.one_label for one in rounds)
    return Outcomes(
        since=since,
        days=days,
        to_verdict=_to_verdict(verdicts.exclude(Exists(before))),
        verdicts=verdicts.count(),
        changed=_newest_before(verdicts, other),
        undone=_undone(since),
        scales=_scales(pairs),
        periods=accord.over_time(pairs, rounds, since.date(), now.date()),
        kinds=accord.by_kind(pairs, rounds),
        people=accord.by_person(reviews),
        different_number=Share(sum(one.apart for one in rounds), compared),
        same_label_different_number=Share(sum(one.both for one in rounds), one_label),
        reasons=_reasons(reviews),
    )


def _newest_before(verdicts: QuerySet[Verdict], other: QuerySet[Verdict]) -> int:
    """Verdicts whose forerunner, the newest before them, had another rating."""
    forerunner = Verdict.objects.filter(
        claim=OuterRef("claim"), pk__lt=OuterRef("pk")
    ).order_by("-pk")
    last = Subquery(forerunner.values("review__rating")[:1])
    return (
        verdicts.filter(Exists(other))
        .alias(last=last)
        .exclude(last=F("review__rating"))
        .count()
    )


def _to_verdict(first: QuerySet[Verdict]) -> Quartiles:
    """From the reading of the number to its first verdict."""
    took = ExpressionWrapper(
        F("created_at") - F("claim__created_at"), output_field=DurationField()
    )
    every = F("every")
    rows = (
        first.annotate(took=took)
        .annotate(
            place=Window(RowNumber(), order_by=F("took").asc()),
            every=Window(Count("pk")),
        )
        .filter(
            Q(place=(every + 3) / 4)
            | Q(place=(every + 1) / 2)
            | Q(place=(every * 3 + 3) / 4)
        )
    )
    found = list(rows.values_list("place", "every", "took"))
    if not found:
        return Quartiles()
    count, by_place = found[0][1], {place: took for place, _, took in found}
    at = [(count + 3) // 4, (count + 1) // 2, (count * 3 + 3) // 4]
    return Quartiles(count, *(by_place[one] for one in at))


def _undone(since: datetime) -> tuple[tuple[str, int], ...]:
    changes = kept(StatusChange).filter(created_at__gte=since, action__in=UNDONE)
    found = dict(changes.values_list("action").annotate(n=Count("pk")))
    return tuple((action.value, found.get(action.value, 0)) for action in UNDONE)


def _scales(pairs: Sequence[Pairs]) -> tuple[ScaleAgreement, ...]:
    """Each scale by itself: ratings of two scales are no pair."""
    ratings = list(Rating.objects.select_related("scale"))
    found = []
    for scale in sorted({one.scale for one in ratings}, key=str):
        rows = [one for one in pairs if one.scale == scale.pk]
        if not rows:
            continue
        matrix = agreement.from_pairs((p.one, p.other, p.size, p.n) for p in rows)
        here = [one for one in ratings if one.scale == scale]
        order = sorted((one.value, one.pk) for one in here if one.value is not None)
        found.append(
            ScaleAgreement(
                str(scale),
                sum(p.n for p in rows),
                sum(p.n for p in rows if p.one == p.other),
                agreement.nominal(matrix),
                agreement.ordinal(matrix, [pk for _, pk in order]),
            )
        )
    return tuple(found)


def _reasons(reviews: QuerySet[Review]) -> tuple[tuple[str, int], ...]:
    """How many reviews named each reason code; lists of codes are few."""
    found: dict[str, int] = {}
    rows = reviews.exclude(reason_codes=[]).values_list("reason_codes")
    for codes, count in rows.annotate(n=Count("pk")):
        for code in codes:
            found[code] = found.get(code, 0) + count
    return tuple((code, found[code]) for code in ReasonCode.values if code in found)
