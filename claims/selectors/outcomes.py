"""What came of the work: how soon, how often overturned, and whether people agree.

Only reviews that everybody may read count, so that no figure tells of one that others
are still to follow unled.  `docs/outcomes.md` has the definitions, and the same as SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from claims.models import Rating, Review, StatusChange, Verdict
from claims.selectors import agreement
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
class Share:
    """So many of so many."""

    some: int
    of: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    since: datetime
    days: int
    to_verdict: Quartiles
    verdicts: int
    changed: int  # verdicts with another rating than the one before them
    undone: tuple[tuple[str, int], ...]
    scales: tuple[ScaleAgreement, ...]
    kinds: tuple[Share, ...]  # pairs with the same rating, by kind of number
    different_number: Share  # of the rounds whose numbers were compared
    same_label_different_number: Share  # of the rounds with one rating
    reasons: tuple[tuple[str, int], ...]


def outcomes(days: int = SPANS[0]) -> Outcomes:
    """Everything since so many days ago, in seven queries."""
    since = timezone.now() - timedelta(days=days)
    verdicts = kept(Verdict).filter(created_at__gte=since)
    before = Verdict.objects.filter(claim=OuterRef("claim"), pk__lt=OuterRef("pk"))
    other = before.exclude(review__rating=OuterRef("review__rating"))
    reviews = open_to_all(kept(Review).filter(created_at__gte=since))
    pairs = list(_pairs(reviews))
    different, same_label = _numbers(reviews)
    return Outcomes(
        since=since,
        days=days,
        to_verdict=_to_verdict(verdicts.exclude(Exists(before))),
        verdicts=verdicts.count(),
        changed=_newest_before(verdicts, other),
        undone=_undone(since),
        scales=_scales(pairs),
        kinds=_kinds(pairs),
        different_number=different,
        same_label_different_number=same_label,
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


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two unled reviews of one round, by what they said: `n` times in rounds of `size`."""

    kind: str
    one: int
    other: int
    size: int
    n: int


def _pairs(reviews: QuerySet[Review]) -> Iterable[_Pair]:
    size = (
        Review.objects.filter(
            claim=OuterRef("claim"), round=OuterRef("round"), unled=True
        )
        .order_by()
        .values("claim")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = (
        reviews.filter(
            unled=True,
            claim__reviews__round=F("round"),
            claim__reviews__unled=True,
            claim__reviews__pk__gt=F("pk"),
        )
        .annotate(size=Subquery(size, output_field=IntegerField()))
        .values_list("claim__kind", "rating", "claim__reviews__rating", "size")
        .annotate(n=Count("pk"))
    )
    return (_Pair(*row) for row in rows)


def _scales(pairs: Iterable[_Pair]) -> tuple[ScaleAgreement, ...]:
    """Each scale by itself: ratings of two scales are no pair."""
    ratings = {one.pk: one for one in Rating.objects.select_related("scale")}
    by_scale: dict[str, list[_Pair]] = {}
    for pair in pairs:
        scale = ratings[pair.one].scale
        if scale == ratings[pair.other].scale:
            by_scale.setdefault(str(scale), []).append(pair)
    found = []
    for name, rows in sorted(by_scale.items()):
        matrix = agreement.from_pairs((p.one, p.other, p.size, p.n) for p in rows)
        here = [one for one in ratings.values() if str(one.scale) == name]
        order = sorted((one.value, one.pk) for one in here if one.value is not None)
        found.append(
            ScaleAgreement(
                name,
                sum(p.n for p in rows),
                sum(p.n for p in rows if p.one == p.other),
                agreement.nominal(matrix),
                agreement.ordinal(matrix, [pk for _, pk in order]),
            )
        )
    return tuple(found)


def _kinds(pairs: Iterable[_Pair]) -> tuple[Share, ...]:
    every: dict[str, list[_Pair]] = {}
    for pair in pairs:
        every.setdefault(pair.kind, []).append(pair)
    return tuple(
        Share(sum(p.n for p in rows if p.one == p.other), sum(p.n for p in rows), kind)
        for kind, rows in sorted(every.items())
    )


def _numbers(reviews: QuerySet[Review]) -> tuple[Share, Share]:
    """Rounds in which somebody found a number that cannot be the others'."""
    rounds = (
        reviews.filter(unled=True)
        .values("claim", "round")
        .annotate(
            labels=Count("rating", distinct=True),
            apart=Count("pk", filter=Q(meets=False)),
            compared=Count("pk", filter=Q(meets__isnull=False)),
        )
        .filter(compared__gt=0)
    )
    counted = rounds.aggregate(
        every=Count("claim"),
        differ=Count("claim", filter=Q(apart__gt=0)),
        one_label=Count("claim", filter=Q(labels=1)),
        both=Count("claim", filter=Q(labels=1, apart__gt=0)),
    )
    return (
        Share(counted["differ"], counted["every"]),
        Share(counted["both"], counted["one_label"]),
    )


def _reasons(reviews: QuerySet[Review]) -> tuple[tuple[str, int], ...]:
    """How many reviews named each reason code; lists of codes are few."""
    found: dict[str, int] = {}
    rows = reviews.exclude(reason_codes=[]).values_list("reason_codes")
    for codes, count in rows.annotate(n=Count("pk")):
        for code in codes:
            found[code] = found.get(code, 0) + count
    return tuple((code, found[code]) for code in ReasonCode.values if code in found)
