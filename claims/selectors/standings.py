"""Where articles stand, for lists: counted in two queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from claims.models import Article, DismissedNumber, SourceJob
from claims.vocabulary import SearchOutcome


@dataclass(frozen=True, slots=True)
class ArticleStanding:
    """An article of `article_list` and how far the work on it is."""

    article: Article
    claims: int
    open: int
    published: int
    set_aside: int
    searches: int
    searched: int

    @property
    def read(self) -> bool:
        return self.article.extracted_at is not None

    @property
    def numbers(self) -> int:
        return self.claims + self.set_aside


def article_standings(articles: Iterable[Article]) -> list[ArticleStanding]:
    """One standing per article, in their order; each comes from `article_list`."""
    listed = list(articles)
    ids = [article.pk for article in listed]
    dismissed = dict(
        DismissedNumber.objects.filter(article__in=ids, taken_up=False)
        .order_by()
        .values_list("article")
        .annotate(Count("pk"))
    )
    searches = {
        row["claim__article"]: row
        for row in SourceJob.objects.filter(claim__article__in=ids)
        .order_by()
        .values("claim__article")
        .annotate(
            all=Count("pk"), done=Count("pk", filter=~Q(outcome=SearchOutcome.PENDING))
        )
    }
    nothing = {"all": 0, "done": 0}
    return [
        ArticleStanding(
            article=article,
            claims=getattr(article, "claim_count", 0),
            open=getattr(article, "open_count", 0),
            published=getattr(article, "published_count", 0),
            set_aside=dismissed.get(article.pk, 0),
            searches=searches.get(article.pk, nothing)["all"],
            searched=searches.get(article.pk, nothing)["done"],
        )
        for article in listed
    ]
