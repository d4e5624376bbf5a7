"""What is said otherwise of a whole article, and kept: who, when, before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from claims.models import Article, ArticleEvent
from claims.vocabulary import ArticleStep

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def change(
    article: Article, step: ArticleStep, values: Mapping[str, Any], *, actor: User
) -> bool:
    """Store columns of an article, and what of them differs from before; whether any does.

    To be called in the transaction of the step; a step that changes nothing is not kept.
    """
    for name, value in values.items():
        setattr(article, name, value)
    return bool(change_all([article.pk], step, values, actor=actor))


def change_all(
    articles: Collection[int],
    step: ArticleStep,
    values: Mapping[str, Any],
    *,
    actor: User,
) -> list[int]:
    """The same of many, by their keys; which of them differ from before."""
    rows = Article.every.filter(pk__in=articles)
    events = []
    for before in rows.order_by("pk").values("pk", *values):
        told = [
            _told(name, before[name], value)
            for name, value in values.items()
            if value != before[name]
        ]
        if told:
            of = {"article_id": before["pk"], "step": step, "actor": actor}
            events.append(ArticleEvent(**of, changes=told))
    changed = [one.article_id for one in events]
    if changed:
        rows.filter(pk__in=changed).update(**values)
        ArticleEvent.objects.bulk_create(events)
    return changed


def _told(name: str, before: Any, after: Any) -> dict[str, str]:
    field = Article._meta.get_field(name)
    labels = dict(getattr(field, "flatchoices", ()))

    def words(value: Any) -> str:
        if isinstance(value, datetime):
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(labels.get(value, value))

    return {
        "field": str(getattr(field, "verbose_name", name)),
        "before": words(before),
        "after": words(after),
    }
