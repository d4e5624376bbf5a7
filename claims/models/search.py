from __future__ import annotations

from django.db import models

from claims.vocabulary import Searched


class SearchText(models.Model):
    """The words a claim, a piece of evidence or an article is found by.

    `terms` have blanks between; triggers and a generated column keep each database's
    own index of them, in a table nothing else needs to change.
    """

    kind = models.CharField(max_length=8, choices=Searched)
    target = models.PositiveBigIntegerField()
    terms = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target"], name="search_text_once_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
