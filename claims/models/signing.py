from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.articles import Article


class ArticleSignOff(models.Model):
    """An editor's word that every number of an article is dealt with.

    Never edited but for its taking back, by a person or by what happened since.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="sign_offs"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    in_force = models.BooleanField(default=True)
    taken_back_by = models.ForeignKey(  # empty: what happened since took it back
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(in_force=True),
                name="one_article_sign_off",
            ),
            models.CheckConstraint(
                condition=Q(in_force=True) | ~Q(why=""), name="taken_back_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Article {self.article_id}, signed off {self.created_at:%Y-%m-%d}"
