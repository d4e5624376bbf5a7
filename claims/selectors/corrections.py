"""What people made of the claims that were read: the reader's score in daily work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from claims.engine.scoring import Rate
from claims.models import Claim, ClaimEvent, Review, StatusChange
from claims.vocabulary import Action, ClaimStatus, DeskStep


@dataclass(frozen=True, slots=True)
class Corrections:
    """`kept` were reviewed, `false` dismissed; `missed` the reader had not offered.

    A claim was missed when a person made it, of a number that was set aside or not read
    at all, or restored it though no person had dismissed it.
    """

    kept: int
    false: tuple[Claim, ...]
    missed: tuple[Claim, ...]

    @property
    def rate(self) -> Rate:
        offered = self.kept + len(self.false)
        return Rate(self.kept, offered, self.kept + len(self.missed))


def corrections(since: datetime) -> Corrections:
    """Of the claims people judged since then; a claim's latest judgement counts."""
    by_people = StatusChange.objects.filter(claim=OuterRef("pk"), actor__isnull=False)
    lately = by_people.filter(created_at__gte=since)
    dismissed = by_people.filter(action=Action.DISMISS)
    claims = Claim.objects.at_work().select_related("article").order_by("pk")
    added = ClaimEvent.objects.filter(
        claim=OuterRef("pk"), step=DeskStep.ADD, created_at__gte=since
    )
    missed = claims.filter(
        Exists(lately.filter(action=Action.RESTORE)) | Exists(added),
        ~Exists(dismissed),
        withdrawn=False,
    )
    false = claims.filter(
        Exists(lately.filter(action=Action.DISMISS)), status=ClaimStatus.DISMISSED
    )
    return Corrections(
        kept=_kept(lately, since).exclude(pk__in=missed.values("pk")).count(),
        false=tuple(false),
        missed=tuple(missed),
    )


def _kept(lately: QuerySet[StatusChange], since: datetime) -> QuerySet[Claim]:
    reviewed = Review.objects.filter(claim=OuterRef("pk"), created_at__gte=since)
    taken_back = lately.filter(action=Action.RESTORE)
    kept = Claim.objects.at_work().filter(Exists(reviewed) | Exists(taken_back))
    return kept.exclude(status=ClaimStatus.DISMISSED)
