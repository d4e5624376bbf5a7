"""How people cut an article: their steps, and the spans no machine touches again."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Article, Claim, Cut, DismissedNumber

Span = tuple[int, int]


def cuts_of(article: Article) -> QuerySet[Cut]:
    """What people did to an article's cut, the newest first."""
    return article.cuts.select_related("actor", "undone_by").order_by("-id")


def cut_spans(article: Article) -> list[Span]:
    """Where the cut is decided: every claim there is or was, and numbers people set aside.

    A text that is read again adds nothing there.
    """
    spans = list(
        Claim.objects.filter(article=article).order_by().values_list("start", "end")
    )
    spans += DismissedNumber.objects.filter(
        article=article, dismissed_by__isnull=False
    ).values_list("start", "end")
    for before in article.cuts.filter(undone_at=None).values_list("before", flat=True):
        rows = before.get("claims", {}).values()
        spans += [(row["start"], row["end"]) for row in rows]
    return sorted(set(spans))
