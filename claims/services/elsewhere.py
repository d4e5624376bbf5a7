"""A quantity somebody watches, told again elsewhere with another number."""

from __future__ import annotations

from collections import defaultdict

from claims.engine.reasoning.relating import relate
from claims.models import Article, Claim, ClaimKey, ClaimQuerySet, Watch
from claims.selectors import concerned
from claims.services import notices, relating, tolerances
from claims.vocabulary import ClaimRelation, NoticeEvent

#: Watched claims of one kind that are looked at, and pairs compared for one article.
_WATCHED, _PAIRS = 2_000, 400
#: Words two claims share before their numbers are compared.
_SHARED = 2


def look(article: Article) -> None:
    """Tell watchers of other articles' claims what this one's contradict."""
    new = list(_rows(Claim.objects.at_work().filter(article=article, withdrawn=False)))
    watched = Watch.objects.values("claim")
    kinds = {claim.kind for claim in new}
    old = Claim.objects.at_work().filter(
        pk__in=watched, kind__in=kinds, withdrawn=False
    )
    candidates = list(_rows(old.exclude(article=article).order_by("-pk")[:_WATCHED]))
    if not candidates:
        return
    pairs = _alike(new, candidates)[:_PAIRS]
    for fresh, known in pairs:
        policy = tolerances.policy_for(known)
        made = relate(relating.told(known), relating.told(fresh), policy=policy)
        if made.relation != ClaimRelation.CONTRADICTORY:
            continue
        text = f"{fresh.surface} here, {known.surface} in claim {known.pk}"
        key = f"elsewhere:{known.pk}:{fresh.pk}"
        news = notices.News(NoticeEvent.ELSEWHERE, fresh, key, text)
        notices.tell(news, concerned.watchers(known))


def _rows(claims: ClaimQuerySet) -> ClaimQuerySet:
    found: ClaimQuerySet = claims.select_related("article")
    return found.defer("article__text", "article__links", "article__locators")


def _alike(new: list[Claim], old: list[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs of one kind with words in common, those with most of them first."""
    terms: dict[int, set[str]] = defaultdict(set)
    ids = [one.pk for one in (*new, *old)]
    for pk, term in ClaimKey.objects.filter(claim__in=ids).values_list("claim", "term"):
        terms[pk].add(term)
    pairs = [
        (len(terms[one.pk] & terms[other.pk]), one, other)
        for one in new
        for other in old
        if one.kind == other.kind
    ]
    shared = sorted(pairs, key=lambda pair: -pair[0])
    return [(one, other) for count, one, other in shared if count >= _SHARED]
