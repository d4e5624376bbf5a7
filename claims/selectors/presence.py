"""Who looks at a claim now.

Whoever is to review it unled is told of nobody: whose page is open tells who has a part.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DateTimeField
from django.db.models.functions import Now

from claims.models import Claim, Presence, Review
from claims.selectors.quorum import asked_for, handed_in
from claims.vocabulary import ClaimStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: A page says every four seconds that it is open; two missed, and it is not.
GONE_AFTER = timedelta(seconds=10)
_OVER = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED)


def present(claim: Claim, person: User) -> list[User]:
    """Others who look at it, in one query; nobody for who reviews unled."""
    since = ExpressionWrapper(Now() - GONE_AFTER, output_field=DateTimeField())
    rows = Presence.objects.filter(
        claim=claim, seen_at__gt=since, person__is_active=True
    )
    rows = rows.exclude(person=person.pk).exclude(claim__in=_unled(person))
    ids = rows.values("person")
    people: QuerySet[User] = get_user_model().objects.filter(pk__in=ids)
    return list(people.order_by("username")[:20])


def _unled(person: User) -> QuerySet[Claim]:
    """Claims this person is to review without a word of the others."""
    mine = Review.objects.filter(
        claim=OuterRef("pk"), round=OuterRef("round"), author=person.pk
    )
    rows = Claim.objects.alias(of_round=handed_in(), of_needed=asked_for())
    missing = Q(of_round__lt=F("of_needed")) | Q(calibration=True)
    found: QuerySet[Claim] = rows.exclude(status__in=_OVER).filter(
        missing, ~Exists(mine), of_needed__gt=1
    )
    return found
