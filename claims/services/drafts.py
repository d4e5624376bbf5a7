"""Reviews that are still being written: kept on the server, for their author alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from claims import conf, selectors
from claims.errors import ConflictError, InvalidInputError, TooLargeError
from claims.models import Claim, Draft
from claims.models.prepared import prepared_delete
from claims.permissions import require
from claims.services import away, reviewchecks
from claims.services.figures import FIGURE_CHARS
from claims.services.reviewdata import ReviewData
from claims.vocabulary import JudgedAsOf, ReasonCode, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: How long a draft nobody goes on with is kept, and how many a person has.
KEPT_FOR = timedelta(days=30)
MOST = 200
CITED = 200
RATING_CHARS = 50


@away.writes
def save(claim: Claim, data: ReviewData, *, actor: User) -> Draft | None:
    """Keep what was typed so far in the place of what was; None where nothing was.

    Whoever holds the claim: words somebody typed are not lost with a lease.
    """
    require(actor, Role.REVIEWER)
    if selectors.open_reviews(claim).filter(author=actor).exists():
        # A save that was under way when the review was handed in.
        raise ConflictError("Your review of this claim is in already.")
    _check(data)
    if not _typed(data):
        drop(claim, actor)
        return None
    draft, _ = Draft.objects.update_or_create(
        owner=actor,
        claim=claim,
        defaults={"content": asdict(data), "saved_at": timezone.now()},
    )
    _bound(actor)
    return draft


def of(claim: Claim, person: User) -> Draft | None:
    """This person's draft, never another's."""
    return Draft.objects.filter(claim=claim, owner=person.pk).first()


def drop(claim: Claim, person: User) -> bool:
    """Throw this person's draft away; whether there was one."""
    mine = Draft.objects.filter(claim=claim, owner=person)
    gone, _ = mine.filter(claim__in_trash=False).delete()
    return bool(gone)


def hand_in(claim: Claim, person: User) -> None:
    """It has become a review of a claim that is locked, and not in the trash."""
    _HANDED_IN((claim.pk, person.pk))


_HANDED_IN: Callable[[tuple[int, ...]], int] = prepared_delete(
    lambda keys: Draft.objects.filter(claim=keys[0], owner=keys[1]), tuple
)


def forget() -> int:
    """Throw away what nobody went on with."""
    gone, _ = Draft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
    return gone


def _typed(data: ReviewData) -> bool:
    """Whether anything was said, beside what a form begins with."""
    unsaid = {"judged_as_of", "leans_on"}
    return any(value for name, value in asdict(data).items() if name not in unsaid)


def _check(data: ReviewData) -> None:
    """Only its size, its rating and its codes: a draft may be as unfinished as it likes."""
    for name, text, most in (
        ("rating", data.rating, RATING_CHARS),
        ("rationale", data.rationale, conf.LIMITS.rationale_chars),
        ("figure", data.figure, FIGURE_CHARS),
    ):
        if len(text) > most:
            raise TooLargeError(
                f"Not kept: the {name} is longer than {most:,} characters.", field=name
            )
    if len(data.evidence) > CITED:
        raise TooLargeError(
            f"Not kept: more than {CITED} pieces of evidence.", field="evidence"
        )
    if data.rating:
        reviewchecks.rating_of(data.rating)
    if not set(data.reason_codes) <= set(ReasonCode.values):
        raise InvalidInputError("No such reason code.", field="reason_codes")
    if data.judged_as_of not in JudgedAsOf.values:
        raise InvalidInputError("No such time.", field="judged_as_of")


def _bound(actor: User) -> None:
    mine: QuerySet[Draft] = Draft.objects.filter(owner=actor)
    if over := list(mine.values_list("pk", flat=True)[MOST:]):
        Draft.objects.filter(pk__in=over).delete()
