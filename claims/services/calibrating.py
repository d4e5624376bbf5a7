"""Calibration: claims whose answer is known, served among the others unmarked.

The only writer of marks, answers and results.  What is said of a claim for calibration
is kept apart from its history: nobody but editors is to learn which claims these are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import CalibrationError, ConflictError, InvalidInputError
from claims.models import (
    Article,
    ArticleSignOff,
    CalibrationEvent,
    CalibrationResult,
    Claim,
    KnownAnswer,
    Publication,
    Review,
    Verdict,
)
from claims.permissions import require
from claims.services import away, locking, quorum
from claims.services.numbers import COMPARABLE
from claims.vocabulary import CalibrationStep, ClaimStatus, NumberMet, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOTE_CHARS = 500
#: What is compared to call two numbers the same; others may still be compatible.
_ALIKE = ("low", "high", "low_open", "high_open", "unit", "per")
_SAID = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)


@away.writes
def mark(article: Article, *, actor: User) -> Article:
    """Give an article over to calibration: its claims are nobody's ordinary work any more.

    Raises ConflictError once anything of it was reviewed, decided or signed off.
    """
    require(actor, Role.EDITOR)
    with transaction.atomic():
        row = locking.whole(article.pk)
        if row.calibration:
            raise ConflictError("This article is for calibration already.")
        of_it = {"claim__article": row}
        if (
            Review.objects.filter(**of_it).exists()
            or Verdict.objects.filter(**of_it).exists()
            or Publication.objects.filter(**of_it).exists()
            or Claim.objects.filter(article=row, status__in=_SAID).exists()
            or ArticleSignOff.objects.filter(article=row, in_force=True).exists()
        ):
            raise ConflictError(
                "Claims of this article were reviewed, or it is signed off: mark an "
                "article for calibration while nothing of it is."
            )
        return _set(row, CalibrationStep.MARK, actor, on=True)


@away.writes
def unmark(article: Article, *, actor: User) -> Article:
    """Make ordinary work of an article again; refused once a claim of it was reviewed."""
    require(actor, Role.EDITOR)
    with transaction.atomic():
        row = locking.whole(article.pk)
        if not row.calibration:
            raise ConflictError("This article is not for calibration.")
        if Review.objects.filter(claim__article=row).exists():
            raise CalibrationError(
                "Claims of this article were reviewed for calibration, and those reviews "
                "are no ordinary ones. Put the article in the trash instead."
            )
        if KnownAnswer.objects.filter(claim__article=row).exists():
            raise CalibrationError("Take its known answers back first.")
        return _set(row, CalibrationStep.UNMARK, actor, on=False)


@away.writes
def answer(
    claim: Claim, *, rating: str, figure: str = "", note: str = "", actor: User
) -> KnownAnswer:
    """Say what a review of the claim should come to; reviews there are compared anew.

    `figure` is the number found, as a review says it; none asks for the rating alone.
    """
    require(actor, Role.EDITOR)
    if not claim.calibration:
        raise ConflictError(
            "Mark the article of this claim for calibration first.", field="rating"
        )
    chosen = selectors.ratings().filter(slug=rating).first()
    if chosen is None:
        raise InvalidInputError("Choose a rating of the scale in use.", field="rating")
    if len(trimmed(note)) > NOTE_CHARS:
        raise InvalidInputError(f"At most {NOTE_CHARS} characters.", field="note")
    number = dict.fromkeys(COMPARABLE) | {"surface": "", "kind": "", "unit": ""}
    number |= {"qualifier": "", "low_open": False, "high_open": False}
    number |= quorum.read_figure(claim, figure)
    known, _ = KnownAnswer.objects.update_or_create(
        claim=claim,
        defaults={"rating": chosen, "note": trimmed(note), "set_by": actor, **number},
    )
    told = f"{chosen.label}{f', {known.surface}' if known.surface else ''}"
    _event(claim.article, CalibrationStep.ANSWER, actor, claim=claim, told=told)
    for review in claim.reviews.select_related("rating"):
        _compare(review, known)
    return known


@away.writes
def withdraw(claim: Claim, *, actor: User) -> None:
    """Take a known answer back, with the results of comparing by it."""
    require(actor, Role.EDITOR)
    known = selectors.known_answer_of(claim)
    if known is None:
        raise ConflictError("This claim has no known answer.")
    known.delete()
    _event(claim.article, CalibrationStep.WITHDRAW, actor, claim=claim)


def score(review: Review) -> None:
    """Compare a review just handed in with the known answer, where there is one."""
    if review.claim.calibration and (known := selectors.known_answer_of(review.claim)):
        _compare(review, known)


def _compare(review: Review, known: KnownAnswer) -> None:
    CalibrationResult.objects.update_or_create(
        review=review,
        defaults={
            "answer": known,
            # By its slug: a newer scale has rows of its own.
            "same_rating": review.rating.slug == known.rating.slug,
            "number": _met(review, known),
        },
    )


def _met(review: Review, known: KnownAnswer) -> NumberMet:
    if not known.surface or not review.surface:
        return NumberMet.NONE
    if all(getattr(review, name) == getattr(known, name) for name in _ALIKE):
        return NumberMet.SAME
    meets = quorum.figures_meet(known, review)
    return NumberMet.COMPATIBLE if meets else NumberMet.DIFFERENT


def _set(row: Article, step: CalibrationStep, actor: User, *, on: bool) -> Article:
    Article.objects.filter(pk=row.pk).update(calibration=on)
    Claim.every.filter(article=row).update(calibration=on)
    _event(row, step, actor)
    row.calibration = on
    return row


def _event(
    article: Article,
    step: CalibrationStep,
    actor: User,
    *,
    claim: Claim | None = None,
    told: str = "",
) -> None:
    values: dict[str, Any] = {"claim": claim, "told": told[:500]}
    CalibrationEvent.objects.create(article=article, step=step, actor=actor, **values)
