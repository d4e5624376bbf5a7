"""What is said otherwise of a whole article, and kept: who, when, before and after."""

from __future__ import annotations

from collections.abc import Mapping
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
    rows = Article.every.filter(pk=article.pk)
    before = rows.values(*values).get()
    changed = {name: one for name, one in values.items() if one != before[name]}
    for name, value in values.items():
        setattr(article, name, value)
    if not changed:
        return False
    rows.update(**changed)
    told = [_told(name, before[name], value) for name, value in changed.items()]
    ArticleEvent.objects.create(article=article, step=step, actor=actor, changes=told)
    return True


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
