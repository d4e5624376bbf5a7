"""How far people agree who review unled by each other: over time, by kind of number, by
person.

Of reviews that everybody may read alone; `docs/outcomes.md` has the definitions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth import get_user_model
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncWeek

from claims.models import Review
from claims.selectors import agreement

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: With fewer pairs there is no figure, and with fewer than the second it says little.
FEWEST, ENOUGH = 10, 30
#: Weeks that make a period, and how many periods are shown.
STEPS, MOST_PERIODS = (1, 4, 13), 14
WEEK = timedelta(weeks=1)
G = TypeVar("G", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    some: int
    of: int

    @property
    def percent(self) -> int | None:
        """None of too few to be one."""
        return round(100 * self.some / self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of reviews of one round by what they said: `n`, in rounds of `size`."""

    week: date
    kind: str
    author: int | None  # who is one of each pair, where it was asked by person
    scale: int
    one: int
    other: int
    size: int
    n: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rounds in which numbers were compared, counted."""

    week: date
    kind: str
    author: int | None
    every: int
    apart: int  # with numbers that cannot both be true
    one_label: int
    both: int  # with one rating, and such numbers


@dataclass(frozen=True, slots=True)
class Accord:
    """How far the reviews of a period, a kind of number or a person agree.

    `alpha` is nominal, each scale by itself; None below FEWEST pairs, and where all said
    the same.  `other_number` counts rounds with one rating.
    """

    pairs: int
    same: int
    alpha: Fraction | None
    other_number: Share

    @property
    def too_few(self) -> bool:
        return self.pairs < FEWEST

    @property
    def few(self) -> bool:
        return self.pairs < ENOUGH


@dataclass(frozen=True, slots=True)
class Period:
    """Days of UTC from the first to the last."""

    first: date
    last: date
    accord: Accord


@dataclass(frozen=True, slots=True)
class OfKind:
    kind: str
    accord: Accord


@dataclass(frozen=True, slots=True)
class OfPerson:
    """A person's reviews against those of whoever reviewed the same."""

    person: User
    accord: Accord


def pairs_of(reviews: QuerySet[Review]) -> list[Pairs]:
    """Each pair once, by the week in which it was complete."""
    week = TruncWeek("claim__reviews__created_at", output_field=DateField())
    rows = _met(reviews, Q(claim__reviews__pk__gt=F("pk")))
    return _pairs(rows, week=week, sort=F("claim__kind"), who=_NOBODY)


def rounds_of(reviews: QuerySet[Review]) -> list[Rounds]:
    """Each round once, by the week in which its last unled review came in."""
    week = TruncWeek("created_at", output_field=DateField())
    last = reviews.filter(~Exists(_same_round().filter(pk__gt=OuterRef("pk"))))
    return _rounds(last, week=week, sort=F("claim__kind"), who=_NOBODY)


def by_kind(pairs: Sequence[Pairs], rounds: Sequence[Rounds]) -> tuple[OfKind, ...]:
    found = _grouped(pairs, rounds, lambda one: one.kind)
    return tuple(OfKind(kind, found[kind]) for kind in sorted(found))


def by_person(reviews: QuerySet[Review]) -> tuple[OfPerson, ...]:
    """Everybody who is one of a pair, in alphabetical order; three queries."""
    others = Q(claim__reviews__pk__gt=F("pk")) | Q(claim__reviews__pk__lt=F("pk"))
    plain: dict[str, Any] = {
        "week": Value(None, DateField()),
        "sort": _NOTHING,
        "who": F("author"),
    }
    found = _grouped(
        _pairs(_met(reviews, others), **plain),
        _rounds(reviews, **plain),
        lambda one: one.author,
    )
    people = get_user_model().objects.filter(pk__in=list(found)).order_by("username")
    return tuple(OfPerson(one, found[one.pk]) for one in people)


def over_time(
    pairs: Sequence[Pairs], rounds: Sequence[Rounds], since: date, until: date
) -> tuple[Period, ...]:
    """The shortest periods half of which have pairs enough, the oldest first.

    Where none have, the longest: they come closest.
    """
    found: tuple[Period, ...] = ()
    for weeks in STEPS:
        told = _periods(pairs, rounds, since, until, weeks)
        if len(told) > MOST_PERIODS:
            continue
        if found and len(told) < 2:
            break
        found = told
        busy = [one.accord for one in told if one.accord.pairs]
        if busy and 2 * sum(not one.too_few for one in busy) >= len(busy):
            break
    return found


def _periods(
    pairs: Sequence[Pairs],
    rounds: Sequence[Rounds],
    since: date,
    until: date,
    weeks: int,
) -> tuple[Period, ...]:
    """Counted back from the week of the last day; the first may be cut by `since`."""
    end = until - timedelta(days=until.weekday()) + WEEK
    step = weeks * WEEK
    grouped = _grouped(pairs, rounds, lambda one: (end - WEEK - one.week) // step)
    found = []
    for back in range(-((since - end) // step)):
        last = end - back * step
        accord = grouped.get(back, _accord((), ()))
        first = max(last - step, since)
        found.append(Period(first, min(last - timedelta(days=1), until), accord))
    return tuple(reversed(found))


def _grouped(
    pairs: Iterable[Pairs],
    rounds: Iterable[Rounds],
    key: Callable[[Pairs | Rounds], G],
) -> dict[G, Accord]:
    kept: dict[G, tuple[list[Pairs], list[Rounds]]] = defaultdict(lambda: ([], []))
    for pair in pairs:
        kept[key(pair)][0].append(pair)
    for one in rounds:
        kept[key(one)][1].append(one)
    return {group: _accord(*rows) for group, rows in kept.items()}


def _accord(pairs: Sequence[Pairs], rounds: Sequence[Rounds]) -> Accord:
    count = sum(one.n for one in pairs)
    scales: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for one in pairs:
        scales[one.scale].append((one.one, one.other, one.size, one.n))
    strata = [agreement.from_pairs(rows) for rows in scales.values()]
    return Accord(
        count,
        sum(one.n for one in pairs if one.one == one.other),
        agreement.pooled(strata) if count >= FEWEST else None,
        Share(sum(one.both for one in rounds), sum(one.one_label for one in rounds)),
    )


_NOTHING = Value("", CharField())
_NOBODY = Value(None, IntegerField())


def _same_round() -> QuerySet[Review]:
    return Review.objects.filter(
        claim=OuterRef("claim"), round=OuterRef("round"), unled=True
    ).order_by()


def _met(reviews: QuerySet[Review], which: Q) -> QuerySet[Review]:
    """Unled reviews with each other one of their round, on the same scale."""
    return reviews.filter(
        which,
        unled=True,
        claim__reviews__round=F("round"),
        claim__reviews__unled=True,
        claim__reviews__rating__scale=F("rating__scale"),
    )


def _pairs(rows: QuerySet[Review], **by: Any) -> list[Pairs]:
    size = _same_round().values("claim").annotate(n=Count("pk")).values("n")
    counted = (
        rows.annotate(**by, size=Subquery(size, output_field=IntegerField()))
        .values_list(*by, "rating__scale", "rating", "claim__reviews__rating", "size")
        .annotate(n=Count("pk"))
    )
    return [Pairs(*row) for row in counted]


def _rounds(rows: QuerySet[Review], **by: Expression | F) -> list[Rounds]:
    same = _same_round()
    apart = Q(Exists(same.filter(meets=False)))
    one_label = Q(~Exists(same.exclude(rating=OuterRef("rating"))))
    counted = (
        rows.filter(Exists(same.filter(meets__isnull=False)), unled=True)
        .annotate(**by)
        .values_list(*by)
        .annotate(
            every=Count("pk"),
            apart=Count("pk", filter=apart),
            one_label=Count("pk", filter=one_label),
            both=Count("pk", filter=apart & one_label),
        )
    )
    return [Rounds(*row) for row in counted]
