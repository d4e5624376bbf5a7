"""What an article lacks before an editor can sign it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import (
    Article,
    ArticleSignOff,
    Claim,
    Publication,
    StatusChange,
)
from claims.selectors.articles import coverage, pending_numbers
from claims.vocabulary import Action, ClaimStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

#: Claims nothing is left to do about before the article is signed off.
SETTLED = frozenset({ClaimStatus.DECIDED, ClaimStatus.PUBLISHED, ClaimStatus.DISMISSED})


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to be done, and where."""

    kind: str  # reading, number, claim
    told: str
    path: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    missing: tuple[Missing, ...]
    total: int
    sign_off: ArticleSignOff | None

    @property
    def ready(self) -> bool:
        return not self.missing

    @property
    def done(self) -> int:
        return max(0, self.total - len(self.missing))

    @property
    def signed_off(self) -> bool:
        return self.sign_off is not None


def readiness(article: Article) -> Readiness:
    """`article` as `article_with_marks` gives it."""
    page = article.get_absolute_url()
    claims = [one for one in article.claims.all() if not one.withdrawn]
    missing = []
    if article.extracted_at is None:
        told = article.extraction_error or "The text has not been read yet."
        missing.append(Missing("reading", told, page))
    for number in pending_numbers(article):
        told = f"“{number.text}” is neither claimed nor set aside"
        missing.append(Missing("number", told, f"{page}?cut={number.place}#cut"))
    retracted = set(
        Publication.objects.filter(
            claim__article=article, in_force=False, verdict__in_force=True
        ).values_list("claim", flat=True)
    )
    for claim in claims:
        path, status = claim.get_absolute_url(), ClaimStatus(claim.status)
        if status not in SETTLED:
            told = f"“{claim.surface}” is {status.label.lower()}"
            missing.append(Missing("claim", told, path, status))
        elif status == ClaimStatus.DECIDED and claim.pk in retracted:
            told = f"“{claim.surface}” was retracted"
            missing.append(Missing("claim", told, path, status))
    counted = coverage(article)
    total = counted.total + int(article.extracted_at is None)
    in_force = sign_offs_of(article).filter(in_force=True)
    return Readiness(tuple(missing), total, in_force.first())


def is_signed_off() -> Exists:
    """Of articles: whether a sign-off is in force."""
    return Exists(ArticleSignOff.objects.filter(article=OuterRef("pk"), in_force=True))


def sign_offs_of(article: Article) -> QuerySet[ArticleSignOff]:
    """Every sign-off there was, the newest first."""
    rows = ArticleSignOff.objects.filter(article=article)
    return rows.select_related("signed_by", "taken_back_by")


def set_aside_by(article: Article, person: User) -> list[str]:
    """What of an article this person set aside, and nobody since."""
    numbers = article.dismissed_numbers.filter(dismissed_by=person, taken_up=False)
    found = list(numbers.values_list("surface", flat=True))
    dismissed = Claim.objects.filter(
        article=article, status=ClaimStatus.DISMISSED, withdrawn=False
    )
    last: dict[int, tuple[int | None, str]] = {}
    steps = StatusChange.objects.filter(claim__in=dismissed, action=Action.DISMISS)
    for claim, actor, surface in steps.order_by("pk").values_list(
        "claim", "actor", "claim__surface"
    ):
        last[claim] = (actor, surface)
    return found + [surface for actor, surface in last.values() if actor == person.pk]
