"""What comes first in a queue: a sum of named features times editable points.

One SQL expression is the rule; the column it fills is what queues are sorted by, and
the same features, asked for one claim, are its explanation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Expression,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Now, Round

from claims.errors import InvalidInputError
from claims.models import Article, Claim, ClaimQuerySet, PriorityPolicy
from claims.models.prepared import prepared_update
from claims.permissions import require
from claims.services import clock, locking, versions
from claims.vocabulary import ClaimStatus, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_POINTS = 100
CLOSED = (ClaimStatus.DISMISSED, ClaimStatus.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that presses: its strength from 0 to 100 in SQL, and its shipped points."""

    phrase: str
    strength: Expression
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to a claim's priority."""

    feature: str
    phrase: str
    points: str  # with up to two decimal places


def _due(within: timedelta, strength: int) -> When:
    return When(due_at__lte=clock.after(within), then=Value(strength))


def _old(days: int, strength: int) -> When:
    return When(
        created_at__lte=clock.after(-timedelta(days=days)), then=Value(strength)
    )


def _steps(*steps: When) -> Case:
    return Case(*steps, default=Value(0), output_field=IntegerField())


FEATURES: Mapping[str, Feature] = MappingProxyType(
    {
        "worth": Feature(
            "worth checking",
            Cast(Round(F("check_worthiness") * 100), IntegerField()),
            60,
        ),
        "importance": Feature(
            "importance of the article",
            Subquery(
                Article.objects.filter(pk=OuterRef("article")).values("importance")[:1],
                output_field=IntegerField(),
            )
            * 50,
            30,
        ),
        "deadline": Feature(
            "due soon or overdue",
            _steps(
                When(due_at__lte=Now(), then=Value(100)),
                _due(timedelta(hours=4), 80),
                _due(timedelta(days=1), 60),
                _due(timedelta(days=3), 30),
            ),
            40,
        ),
        "waiting": Feature(
            "waiting for days",
            _steps(_old(7, 100), _old(3, 60), _old(1, 30)),
            10,
        ),
    }
)


def in_use() -> dict[str, int]:
    return points_of(None)


def points_of(policy: PriorityPolicy | None) -> dict[str, int]:
    """Points by feature, of the policy in use where none is named.

    A feature that is gone is left out, a new one has the points it is shipped with.
    """
    policy = policy or PriorityPolicy.objects.first()
    stored = policy.points if policy else {}
    return {name: stored.get(name, one.points) for name, one in FEATURES.items()}


def refresh(claims: ClaimQuerySet | None = None) -> int:
    """Bring the priority of claims, or of all open ones, up to now; how many moved."""
    rows, values = _moving(Claim.objects.all() if claims is None else claims, in_use())
    return locking.update(rows, **values)


def refresh_these(claims: Sequence[Claim]) -> None:
    """The same of some claims; of a single one with SQL that was worked out before."""
    if len(claims) == 1:
        _refresh_one((claims[0].pk, *in_use().values()))
    elif claims:
        refresh(Claim.objects.filter(pk__in=[one.pk for one in claims]))


def _moving(
    claims: ClaimQuerySet, points: Mapping[str, int]
) -> tuple[ClaimQuerySet, dict[str, Any]]:
    """Open ones of the claims whose priority is another by these points, and that one."""
    moved_to = total(points)
    rows: ClaimQuerySet = claims.exclude(status__in=CLOSED).exclude(priority=moved_to)
    return rows, {"priority": moved_to}


def _one(key: tuple[int, ...]) -> tuple[ClaimQuerySet, dict[str, Any]]:
    pk, *points = key
    named = dict(zip(FEATURES, points, strict=False))
    return _moving(Claim.objects.filter(pk=pk), named)


_refresh_one = prepared_update(_one, tuple)


def explain(claim: Claim) -> list[Part]:
    """What a claim's priority adds up from, strongest first."""
    points = in_use()
    strengths = [one.strength for one in FEATURES.values()]
    found = Claim.objects.filter(pk=claim.pk).values_list(*strengths).get()
    parts = [
        (strength * points[name], one.phrase, name)
        for strength, (name, one) in zip(found, FEATURES.items(), strict=True)
    ]
    return [
        Part(name, phrase, f"{value / 100:.2f}".rstrip("0").rstrip("."))
        for value, phrase, name in sorted(parts, reverse=True)
        if value
    ]


def make_policy(
    points: Mapping[str, int],
    *,
    actor: User,
    note: str = "",
    seen: int | None = None,
) -> PriorityPolicy:
    """Put new points to use; every open claim finds its new place at once."""
    require(actor, Role.EDITOR)
    if unknown := set(points) - set(FEATURES):
        raise InvalidInputError(f"There is no feature {min(unknown)!r}.")
    kept = {name: points.get(name, one.points) for name, one in FEATURES.items()}
    for name, value in kept.items():
        if not 0 <= value <= MOST_POINTS:
            raise InvalidInputError(f"From 0 to {MOST_POINTS}.", field=name)
    policy = versions.put_to_use(
        PriorityPolicy, points=kept, actor=actor, note=note, seen=seen
    )
    refresh()
    return policy


def total(points: Mapping[str, int]) -> Expression:
    """A claim's priority by these points, which name every feature."""
    found: Expression = Value(0)
    for name, one in FEATURES.items():
        found = found + one.strength * points[name]
    return found
