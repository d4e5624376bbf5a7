"""Who took a claim when, as one person may know it.

Of a calibration claim each reviewer is to see a history of their own: it was taken by
them alone, and what came of it ends with their review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from claims.models import Review, StatusChange
from claims.vocabulary import Action

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_TAKING = (Action.START_REVIEW, Action.RELEASE)


def own_moves(person: User, rows: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Without others' taking and giving back of calibration claims."""
    taken = StatusChange.objects.filter(
        claim=OuterRef("claim"),
        action=Action.START_REVIEW,
        version__lte=OuterRef("version"),
    ).order_by("-version")
    done = Review.objects.filter(
        claim=OuterRef("claim"), author=person.pk, at_version__lt=OuterRef("version")
    )
    told = rows.alias(taker=Subquery(taken.values("actor")[:1]))
    return told.exclude(
        ~Q(taker=person.pk) | Q(Exists(done)),
        claim__calibration=True,
        action__in=_TAKING,
    )
