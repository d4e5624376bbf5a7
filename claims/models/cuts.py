from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.articles import Article
from claims.vocabulary import CutStep, SetAside


class Cut(models.Model):
    """What a person did to where an article is cut into claims.

    Never edited but for its undoing; `before` and `after` are the rows it touched.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="cuts")
    step = models.CharField(max_length=8, choices=CutStep)
    code = models.CharField(max_length=10, choices=SetAside, blank=True)
    note = models.CharField(max_length=500, blank=True)
    told = models.CharField(max_length=500)  # in words
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.told}"
