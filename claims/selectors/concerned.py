"""Whom something about a claim concerns, as ids of people."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from claims.models import (
    Claim,
    Comment,
    Evidence,
    Leaning,
    Review,
    Verdict,
    Watch,
)
from claims.models.prepared import prepared
from claims.vocabulary import NoticeEvent, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def watchers(claim: Claim) -> set[int]:
    return set(Watch.objects.filter(claim=claim).values_list("person", flat=True))


def had_part(claim: Claim) -> set[int]:
    """Whoever reviewed it, signed it off, brought evidence or talked; and who watches."""
    return had_parts([claim])[claim.pk]


def had_parts(claims: Collection[Claim]) -> dict[int, set[int]]:
    """The same of several, by claim."""
    keys = [one.pk for one in claims]
    brought = Evidence.objects.filter(claim__in=keys, added_by__isnull=False)
    talked = Comment.objects.filter(thread__claim__in=keys)
    of_claims = (
        Review.objects.filter(claim__in=keys).values_list("claim", "author"),
        Verdict.objects.filter(claim__in=keys).values_list("claim", "signed_off_by"),
        brought.values_list("claim", "added_by"),
        talked.values_list("thread__claim", "author"),
        Watch.objects.filter(claim__in=keys).values_list("claim", "person"),
    )
    first, *rest = (rows.order_by() for rows in of_claims)
    found: dict[int, set[int]] = {pk: set() for pk in keys}
    for pk, who in first.union(*rest):
        found[pk].add(who)
    return found


def of_articles(articles: Collection[int]) -> list[tuple[int, int, Claim]]:
    """Who watches a claim of them: the article, who, and the first of those claims."""
    rows = Watch.objects.filter(claim__article__in=articles, claim__withdrawn=False)
    found: dict[tuple[int, int], Claim] = {}
    for one in rows.select_related("claim").order_by("claim__start", "claim"):
        found.setdefault((one.claim.article_id, one.person_id), one.claim)
    return [(article, who, claim) for (article, who), claim in found.items()]


def first_claims(articles: Collection[int]) -> QuerySet[Claim]:
    """Of each of these articles the claim its text begins with, where it has one."""
    of_it = Claim.objects.filter(article=OuterRef("article"), withdrawn=False)
    first = of_it.order_by("start", "pk").values("pk")[:1]
    return Claim.objects.filter(article__in=articles, pk=Subquery(first))


def relied_on(evidence: Evidence) -> set[int]:
    """Whoever cites a piece of evidence, signed such a verdict off, brought or watches it."""
    found = set(
        Review.objects.filter(evidence=evidence).values_list("author", flat=True)
    )
    signed = Verdict.objects.filter(review__evidence=evidence)
    found |= set(signed.values_list("signed_off_by", flat=True))
    found |= {evidence.added_by_id} - {None}  # type: ignore[arg-type]  # None goes
    return found | watchers(evidence.claim)


def leaned_on(leaning: Leaning) -> set[int]:
    """Whoever wrote a review that began as a proposal, signed it off or watches it."""
    signed = Verdict.objects.filter(review=leaning.review_id)
    found = set(signed.values_list("signed_off_by", flat=True))
    return found | {leaning.review.author_id} | watchers(leaning.review.claim)


def editors() -> set[int]:
    return set(_editors().values_list("pk", flat=True))


def _editors() -> QuerySet[User]:
    return get_user_model().objects.filter(
        is_active=True, groups__name=Role.EDITOR.value
    )


def ways(people: QuerySet[User], events: Collection[str]) -> QuerySet[User, Any]:
    """Those of them whose account is on, each with what they chose: event and way."""
    chosen = FilteredRelation(
        "notice_choices", condition=Q(notice_choices__event__in=events)
    )
    told = people.filter(is_active=True).annotate(chosen=chosen).order_by()
    return told.values_list("pk", "chosen__event", "chosen__way")


def _to_sign_off(claim: int) -> QuerySet[User, Any]:
    this_round = Claim.objects.filter(pk=claim).values("round")
    own = Review.objects.filter(
        claim=claim, round=Subquery(this_round), author=OuterRef("pk")
    )
    return ways(_editors().exclude(Exists(own)), [NoticeEvent.SIGN_OFF.value])


_TO_SIGN_OFF = prepared(_to_sign_off, int)


def to_sign_off(claim: Claim) -> list[tuple[int, str | None, str | None]]:
    """Editors who reviewed it not in this round, with how they chose to be told of it."""
    return _TO_SIGN_OFF(claim.pk).values()
