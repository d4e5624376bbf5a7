"""Signing an article off, and what takes the sign-off back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Now

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    CalibrationError,
    ConflictError,
    FourEyesError,
    InvalidInputError,
    NotReadyError,
)
from claims.models import Article, ArticleSignOff
from claims.permissions import require
from claims.services import away, locking, notices
from claims.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import User

FOR_CALIBRATION = (
    "This article is for calibration: its claims measure reviewers, and it is never "
    "signed off. Take it out of calibration first."
)
NOTE_CHARS = 500
#: Missing things named in a refusal.
NAMED = 3


@away.writes
def sign_off(article: Article, *, actor: User, note: str = "") -> ArticleSignOff:
    """Say that every number of an article is dealt with.

    Raises NotReadyError, naming what is missing, and FourEyesError for who set
    something of it aside: another editor looks at that.
    """
    require(actor, Role.EDITOR)
    if len(note) > NOTE_CHARS:
        raise InvalidInputError(
            f"The note has at most {NOTE_CHARS} characters.", field="note"
        )
    with transaction.atomic():
        if locking.whole(article.pk).calibration:  # and no claim of it moves
            raise CalibrationError(FOR_CALIBRATION)
        whole = selectors.article_with_marks(article.pk)
        assert whole is not None  # noqa: S101  it is locked
        state = selectors.readiness(whole)
        if state.sign_off is not None:
            raise ConflictError("This article is signed off already.")
        if state.missing:
            raise NotReadyError(_told(state.missing))
        if own := selectors.set_aside_by(whole, actor):
            named = ", ".join(f"“{one[:40]}”" for one in own[:NAMED])
            raise FourEyesError(f"You set {named} aside; another editor signs off.")
        return ArticleSignOff.objects.create(
            article=whole, signed_by=actor, note=trimmed(note)
        )


@away.writes
def take_back(article: Article, *, actor: User, reason: str) -> ArticleSignOff:
    """Take a sign-off back, with the reason."""
    require(actor, Role.EDITOR)
    if not trimmed(reason):
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    with transaction.atomic():
        row = (
            ArticleSignOff.objects.select_for_update(no_key=True)
            .filter(article=article, in_force=True)
            .first()
        )
        if row is None:
            raise ConflictError("This article is not signed off.")
        _end({article.pk: trimmed(reason)}, actor)
    row.refresh_from_db()
    return row


def loosen(why: Mapping[int, str], *, actor: User | None = None) -> None:
    """Something happened, be it by a person, that the sign-off of these articles does not
    cover: what, by article."""
    _end(why, doer=actor)


def _end(
    why: Mapping[int, str], actor: User | None = None, *, doer: User | None = None
) -> None:
    standing = ArticleSignOff.objects.filter(article__in=why, in_force=True)
    ended = list(standing.select_for_update(no_key=True).order_by("pk"))
    if not ended:
        return
    articles = [one.article_id for one in ended]
    told = (When(article=pk, then=Value(why[pk][:500])) for pk in articles)
    ArticleSignOff.objects.filter(pk__in=[one.pk for one in ended]).update(
        in_force=False, taken_back_by=actor, taken_back_at=Now(), why=Case(*told)
    )
    notices.unsigned(ended, why, actor=doer or actor)


def _told(missing: Collection[selectors.Missing]) -> str:
    named = "; ".join(one.told for one in list(missing)[:NAMED])
    more = len(missing) - NAMED
    rest = f"; and {more} more" if more > 0 else ""
    return f"Not everything is dealt with: {named}{rest}."
