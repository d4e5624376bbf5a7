from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.articles import Article
from claims.vocabulary import ArticleStep


class ArticleEvent(models.Model):
    """Something done to a whole article; never edited."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="events"
    )
    step = models.CharField(max_length=12, choices=ArticleStep)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    # In words, each as "field", "before" and "after"; empty where nothing was.
    changes = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.article_id}"

    @property
    def told(self) -> str:
        """What changed: "title: “Storm” → “The storm”"."""
        return "; ".join(
            f"{one['field']}: {_quoted(one['before'])} → {_quoted(one['after'])}"
            for one in self.changes
        )


def _quoted(value: str) -> str:
    return f"“{value}”" if value else "nothing"


class TrashedArticleManager(models.Manager["TrashedArticle"]):
    def get_queryset(self) -> models.QuerySet[TrashedArticle]:
        return super().get_queryset().filter(trashed_at__isnull=False)


class TrashedArticle(Article):
    """An article as long as it lies in the trash."""

    lying = TrashedArticleManager()

    class Meta:
        proxy = True
        default_manager_name = "lying"
        ordering = ["-trashed_at", "-id"]
