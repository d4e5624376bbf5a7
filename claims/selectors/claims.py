from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import (
    Claim,
    ClaimEvent,
    ClaimQuerySet,
    Evidence,
    Rating,
    Review,
    SourceJob,
    StatusChange,
    Verdict,
)
from claims.models.prepared import prepared
from claims.selectors.quorum import seen_by
from claims.selectors.rechecks import verdict_shaken
from claims.selectors.unread import told_to
from claims.vocabulary import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User


#: What of a snapshot a list of evidence does not show.
UNREAD = tuple(f"source__snapshot__{name}" for name in ("content", "text", "locators"))


@dataclass(frozen=True, slots=True)
class Context:
    """The claim's sentence cut at the number, and the text of its line around it."""

    lead: str
    before: str
    surface: str
    after: str
    rest: str

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.surface}{self.after}"


def _how_many(model: type[Evidence]) -> Coalesce:
    """Rows of a claim, counted for the claims shown only: a join would group them all."""
    rows = model._default_manager.filter(claim=OuterRef("pk")).order_by()
    counted = rows.values("claim").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def claim_list() -> ClaimQuerySet:
    """Claims for a list: article and holder joined, evidence counted."""
    claims: ClaimQuerySet = Claim.objects.select_related(
        "article", "holder", "assignee", "confirmed_by"
    )
    return claims.defer("article__text", "article__links").annotate(
        evidence_count=_how_many(Evidence), quote_gone=verdict_shaken()
    )


_SHOWN = prepared(lambda pk: claim_list().filter(pk=pk), int)
_IN_FULL = prepared(
    lambda pk: claim_list().defer(None).defer("article__links").filter(pk=pk), int
)


def claim_shown(pk: int) -> Claim | None:
    """One claim as in a list."""
    return _SHOWN(pk).first()


def claim_in_full(pk: int) -> Claim | None:
    """With its article's text, which what the sentence implies is worked out from."""
    return _IN_FULL(pk).first()


def context_of(claim: Claim) -> Context:
    text = claim.article.text
    line_start = text.rfind("\n", 0, claim.sentence_start) + 1
    line_end = text.find("\n", claim.sentence_end)
    return Context(
        lead=text[line_start : claim.sentence_start],
        before=text[claim.sentence_start : claim.start],
        surface=text[claim.start : claim.end],
        after=text[claim.end : claim.sentence_end],
        rest=text[claim.sentence_end : line_end if line_end >= 0 else len(text)],
    )


def evidence_of(claim: Claim, *, every: bool = False) -> QuerySet[Evidence]:
    """Evidence with its sources, surest passages first; `every` is what was taken
    back, too.
    """
    rows = Evidence.every if every else Evidence.objects
    return (
        rows.filter(claim=claim)
        .select_related(
            "source__snapshot",
            "source__archive_copy",
            "added_by",
            "calculation",
            "taken_back_by",
        )
        .defer(*UNREAD)
        .order_by(F("score").desc(nulls_first=True), "id")
    )


def evidence_cited(review: Review) -> QuerySet[Evidence]:
    """What a review relies on, in the order it was found."""
    return (
        review.evidence.select_related(
            "source__snapshot", "source__archive_copy", "calculation"
        )
        .defer(*UNREAD)
        .order_by("id")
    )


def source_jobs_of(claim: Claim) -> QuerySet[SourceJob]:
    return claim.source_jobs.order_by("pk")


def open_reviews(claim: Claim) -> QuerySet[Review]:
    """Reviews of the current round, newest first."""
    return claim.reviews.filter(round=claim.round).select_related("author", "rating")


def reviews_of(claim: Claim, person: User) -> QuerySet[Review]:
    """Every review of every round this person may read, with what it cites, newest first."""
    rows = claim.reviews.select_related("author", "rating", "claim")
    return seen_by(person, rows.prefetch_related("evidence"))


def verdict_of(claim: Claim) -> Verdict | None:
    """The verdict in force."""
    return (
        claim.verdicts.filter(in_force=True)
        .select_related("review__rating__scale", "author", "signed_off_by")
        .first()
    )


def decided_last(claim: Claim) -> int | None:
    """The review that was signed off last, whether it is still in force or not."""
    return claim.verdicts.values_list("review", flat=True).first()


def history_of(claim: Claim) -> QuerySet[StatusChange]:
    return claim.status_changes.select_related("actor")


def events_of(claim: Claim, person: User) -> QuerySet[ClaimEvent]:
    return told_to(person, claim.events.select_related("actor"))


def reviewers() -> QuerySet[User]:
    """Who can be asked to review."""
    roles = (Role.REVIEWER, Role.EDITOR)
    named = Group.objects.filter(user=OuterRef("pk"), name__in=roles)
    people = get_user_model().objects.filter(Exists(named), is_active=True)
    return people.order_by("username")


#: Operators that are named to who looks for one.
NAMED = 3


def operators() -> QuerySet[User]:
    """A few of who give accounts their roles; a superuser that cannot sign in to the
    admin is none."""
    people = get_user_model().objects.filter(is_superuser=True, is_staff=True)
    return people.filter(is_active=True).order_by("username")[:NAMED]


def ratings() -> QuerySet[Rating]:
    """The ratings of the scale in use, in their order."""
    return Rating.objects.filter(scale__in_use=True).order_by("position")
