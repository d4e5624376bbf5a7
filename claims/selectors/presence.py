"""Who looks at a claim now.

Whoever is to review it unled is told of nobody: whose page is open tells who has a part.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import ExpressionWrapper, QuerySet
from django.db.models.fields import DateTimeField
from django.db.models.functions import Now

from claims.models import Claim, Presence
from claims.selectors.quorum import unled

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: A page says every four seconds that it is open; two missed, and it is not.
GONE_AFTER = timedelta(seconds=10)


def present(claim: Claim, person: User) -> list[User]:
    """Others who look at it, in one query; nobody for who reviews unled."""
    since = ExpressionWrapper(Now() - GONE_AFTER, output_field=DateTimeField())
    rows = Presence.objects.filter(
        claim=claim, seen_at__gt=since, person__is_active=True
    )
    rows = rows.exclude(person=person.pk).exclude(unled(person.pk))
    ids = rows.values("person")
    people: QuerySet[User] = get_user_model().objects.filter(pk__in=ids)
    return list(people.order_by("username")[:20])
