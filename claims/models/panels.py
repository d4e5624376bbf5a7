"""Three editors vote where a claim is not for one of them to decide."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.models.numbers import ComparableNumber
from claims.models.policies import Rating
from claims.models.reviews import Review, Verdict
from claims.models.sources import Evidence
from claims.vocabulary import JudgedAsOf, PanelState


class Panel(models.Model):
    """A vote of three on a reviewed claim; it ends once, and stays as history."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="panels")
    round = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=PanelState, default=PanelState.VOTING
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)  # why it was called
    created_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(  # empty: the workbench, as an account was closed
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)  # how it ended, in words
    verdict = models.OneToOneField(
        Verdict, null=True, on_delete=models.PROTECT, related_name="panel"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state=PanelState.VOTING),
                name="one_panel_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=PanelState.VOTING, ended_at__isnull=True)
                | ~Q(state=PanelState.VOTING) & Q(ended_at__isnull=False),
                name="panel_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(state=PanelState.CARRIED, verdict__isnull=False)
                | ~Q(state=PanelState.CARRIED) & Q(verdict__isnull=True),
                name="panel_carried_a_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.claim}"


class PanelVote(ComparableNumber):
    """One member's seat, and their vote once it is cast; never edited after that.

    It backs a submitted review, or is a rating of its own with what that rests on.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_votes"
    )
    cast_at = models.DateTimeField(null=True)
    review = models.ForeignKey(
        Review, null=True, on_delete=models.PROTECT, related_name="votes"
    )
    rating = models.ForeignKey(Rating, null=True, on_delete=models.PROTECT)
    rationale = models.TextField(blank=True)
    reason_codes = models.JSONField(default=list, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="+")
    searched_not_enough = models.BooleanField(default=False)
    judged_as_of = models.CharField(
        max_length=10, choices=JudgedAsOf, default=JudgedAsOf.WHEN_SAID
    )
    sources_reason = models.CharField(max_length=500, blank=True)
    carried = models.BooleanField(
        default=False
    )  # it is among those that made the verdict

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "member"], name="one_vote_per_member"
            ),
            models.CheckConstraint(
                condition=Q(cast_at__isnull=True, rating__isnull=True)
                | Q(cast_at__isnull=False, rating__isnull=False) & ~Q(rationale=""),
                name="cast_vote_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Seat of {self.member}"
