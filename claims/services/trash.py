"""Articles put away with everything about them, brought back whole, or emptied in time.

Nothing of it is touched while it lies there: claims, evidence and history wait.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now

from claims import selectors
from claims.documents.text import trimmed
from claims.errors import (
    ConflictError,
    HeldError,
    InvalidInputError,
    TransitionError,
)
from claims.models import Article, ArticleEvent, Claim, Evidence, SearchText
from claims.permissions import require
from claims.services import away, clock, jobs, locking, orphans, priority
from claims.vocabulary import ArticleStep, JobKind, Role, Searched

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)

REASON_CHARS = 500
#: Articles emptied at a time; the rest is done the next time round.
AT_ONCE = 20


def put(article: Article, *, actor: User, reason: str) -> Article:
    """Put an article in the trash, with everything.

    Refused while readers see a check of it, or somebody is at work on it.
    """
    require(actor, Role.EDITOR)
    reason = trimmed(reason)
    if not reason:
        raise InvalidInputError("Say why, in a sentence.", field="reason")
    if len(reason) > REASON_CHARS:
        raise InvalidInputError(f"At most {REASON_CHARS} characters.", field="reason")
    with transaction.atomic():
        row = locking.whole(article.pk)  # nothing of it is published meanwhile
        if row.trashed_at is not None:
            raise ConflictError("This article is in the trash already.")
        _check_unpublished(row)
        held = Claim.objects.held().filter(article=row).exclude(holder=actor)
        if one := held.select_related("holder").first():
            raise HeldError(
                f"{one.holder} is working on claim {one.pk} of it; ask them to release "
                "it, or take it over."
            )
        Article.every.filter(pk=row.pk).update(
            trashed_at=Now(), trashed_by=actor, trash_reason=reason
        )
        Claim.every.filter(article=row).update(
            in_trash=True, holder=None, held_until=None
        )
        ArticleEvent.objects.create(
            article=row, step=ArticleStep.TRASH, actor=actor, reason=reason
        )
    row.refresh_from_db()
    return row


def restore(article: Article, *, actor: User) -> Article:
    """Bring an article back from the trash, as it was."""
    require(actor, Role.EDITOR)
    with transaction.atomic():
        row = locking.whole(article.pk)
        if row.trashed_at is None:
            raise ConflictError("This article is not in the trash.")
        Article.every.filter(pk=row.pk).update(
            trashed_at=None, trashed_by=None, trash_reason=""
        )
        Claim.every.filter(article=row).update(in_trash=False)
        ArticleEvent.objects.create(article=row, step=ArticleStep.RESTORE, actor=actor)
        priority.refresh(Claim.objects.filter(article=row))
        if row.extracted_at is None:
            jobs.wake(JobKind.EXTRACT, row.pk)
    row.refresh_from_db()
    return row


def empty() -> int:
    """Delete what lay in the trash for long enough, with everything; how many.

    What readers were ever told stays: its pages say what became of it.
    """
    due = Article.every.filter(
        trashed_at__lt=clock.after(-timedelta(days=away.KEPT_DAYS))
    )
    told = Q(claims__publications__isnull=False)
    gone = 0
    for article in due.exclude(told).order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            locked = Article.every.select_for_update().filter(pk=article.pk)
            if not locked.filter(trashed_at__isnull=False).exists():
                continue
            locking.take(Claim.every.filter(article=article))
            _forget_words(article)
            _delete(Article, [article.pk])
        log.info("Article %s was emptied from the trash.", article.pk)
        gone += 1
    orphans.forget()
    return gone


def _check_unpublished(article: Article) -> None:
    if one := selectors.seen_by_readers(article).first():
        raise TransitionError(
            f"Readers see the check of claim {one.pk} (“{one.surface[:60]}”): retract "
            "it first, then put the article in the trash."
        )


def _forget_words(article: Article) -> None:
    claims = Claim.every.filter(article=article).values_list("pk", flat=True)
    rows = Evidence.objects.filter(claim__article=article).values_list("pk", flat=True)
    words = SearchText.objects
    words.filter(kind=Searched.ARTICLE, target=article.pk).delete()
    words.filter(kind=Searched.CLAIM, target__in=list(claims)).delete()
    words.filter(kind=Searched.EVIDENCE, target__in=list(rows)).delete()


def _delete(model: type[models.Model], keys: Sequence[Any]) -> None:
    """Rows and all that hangs on them, leaves first, whatever protects them."""
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for field in relations:
        if not (field.auto_created and (field.one_to_many or field.one_to_one)):
            continue
        child, name = field.related_model, field.remote_field.attname
        if child is model:
            continue  # a claim that goes into another goes with it
        rows = child._base_manager.filter(**{f"{name}__in": list(keys)})
        if below := list(rows.values_list("pk", flat=True)):
            _delete(child, below)
    rows = model._base_manager.filter(pk__in=list(keys))
    for name in _pointing_at_own(model):
        rows.update(**{name: None})
    rows._raw_delete(rows.db)


def _pointing_at_own(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.related_model is model and field.null
    ]
