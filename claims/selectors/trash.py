from __future__ import annotations

from django.db.models import Count, QuerySet

from claims.models import Article, ArticleEvent, TrashedArticle


def trashed_articles() -> QuerySet[TrashedArticle]:
    """What lies in the trash, the latest first."""
    rows = TrashedArticle.lying.select_related("trashed_by", "created_by")
    rows = rows.defer("text", "links", "locators")
    return rows.annotate(claim_count=Count("claims")).order_by("-trashed_at", "-id")


def article_events(article: Article) -> QuerySet[ArticleEvent]:
    """What was done to the whole article, the oldest first."""
    return article.events.select_related("actor")
