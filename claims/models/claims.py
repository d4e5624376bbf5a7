from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from claims.models.articles import Article
from claims.models.numbers import PlacedNumber, ReadNumber
from claims.models.policies import WorthPolicy
from claims.vocabulary import ClaimStatus


class ClaimQuerySet(models.QuerySet["Claim"]):
    def at_work(self) -> ClaimQuerySet:
        """The newsroom's own work: claims that measure reviewers are none of it."""
        return self.filter(calibration=False)

    def held(self) -> ClaimQuerySet:
        """Claims somebody holds right now, by the database's clock."""
        return self.filter(holder__isnull=False, held_until__gt=Now())

    def free_for(self, user_id: int) -> ClaimQuerySet:
        """Claims nobody else holds."""
        return self.exclude(
            ~Q(holder_id=user_id), holder__isnull=False, held_until__gt=Now()
        )


ClaimManager = models.Manager.from_queryset(ClaimQuerySet)


class KeptClaims(ClaimManager["Claim"]):
    """Claims of articles that are not in the trash."""

    def get_queryset(self) -> ClaimQuerySet:
        return ClaimQuerySet(self.model, using=self._db).filter(in_trash=False)


class Claim(PlacedNumber):
    """One checkable number asserted at a span of an article."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="claims"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    claimant = models.CharField(max_length=300, null=True, blank=True)  # noqa: DJ001  None is the author
    trend = models.CharField(max_length=10, null=True, blank=True)  # noqa: DJ001
    statement = models.TextField()
    readback = models.TextField()
    check_worthiness = models.DecimalField(max_digits=3, decimal_places=2)
    reasons = models.JSONField(default=list, blank=True)
    # What adds up to the worth: feature, weight and phrase of each, the base first.
    contributions = models.JSONField(default=list, blank=True)
    # Whose weights; None is the shipped ones.
    worth_policy = models.ForeignKey(
        WorthPolicy,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
    )
    ambiguities = models.JSONField(default=list, blank=True)
    # Who said that it is read rightly, be it after putting it right.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    engine_version = models.CharField(max_length=40)

    status = models.CharField(
        max_length=12, choices=ClaimStatus, default=ClaimStatus.DETECTED
    )
    version = models.PositiveIntegerField(default=1)
    # Reviews of an earlier round stay as history when a claim is sent back or reopened.
    round = models.PositiveIntegerField(default=1)
    # The first round whose reviews and words are not open to all, where it came before
    # this one: sent back before all were in.
    unopened_from = models.PositiveIntegerField(null=True, editable=False)
    # Its place in the queues, in hundredths of a point; `services.priority` adds it up.
    priority = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assigned_claims",
    )
    # Passed over by several people: an editor looks at it.
    escalated = models.BooleanField(default=False)
    # Reviews of the round that are in, as `services` counts them: queues ask for it.
    reviews_in = models.PositiveSmallIntegerField(default=0)
    # Independent reviews an editor asked for; None is what the review policy says.
    reviews_asked = models.PositiveSmallIntegerField(null=True, blank=True)
    # All reviews of the round are in and they do not agree.
    disputed = models.BooleanField(default=False)
    # As its article: out of every list, with all that hangs on it.
    in_trash = models.BooleanField(default=False)
    # As its article: it measures reviewers.  No reviewer is to learn which claims do.
    calibration = models.BooleanField(default=False, editable=False)
    dismissal = models.CharField(max_length=500, blank=True)
    # Out of the article's cut: merged into another claim, or its adding was undone.
    withdrawn = models.BooleanField(default=False)
    folded_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="folded",
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="held_claims",
    )
    held_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = KeptClaims()
    every: ClassVar = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                condition=Q(withdrawn=False),
                name="claim_once_per_span",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="claim_span_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ClaimStatus.values), name="claim_status_known"
            ),
        ]
        indexes = [
            # The review queue: what can be taken, the most pressing first.
            models.Index(
                "status",
                F("priority").desc(),
                F("check_worthiness").desc(),
                "id",
                condition=Q(in_trash=False),
                name="claim_queue",
            ),
            # The page of that queue: what is ready and what is begun, in one order; only
            # who says that a review is missing finds it, as that is a longer way to one.
            models.Index(
                F("priority").desc(),
                F("check_worthiness").desc(),
                "id",
                condition=Q(
                    status__in=[ClaimStatus.READY, ClaimStatus.IN_REVIEW],
                    reviews_in__lt=3,
                    in_trash=False,
                ),
                name="claim_waiting",
            ),
            # What editors are asked to look at; mostly nothing.
            models.Index(
                F("priority").desc(),
                F("check_worthiness").desc(),
                "id",
                condition=Q(escalated=True, in_trash=False),
                name="claim_escalated",
            ),
            models.Index(
                fields=["measure", "base_low", "base_high"], name="claim_measured"
            ),
            models.Index(fields=["told_low", "told_high"], name="claim_told"),
            models.Index(fields=["created_at"], name="claim_by_day"),
        ]

    def __str__(self) -> str:
        return self.statement[:120]

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    def public_url(self) -> str:
        return reverse("published-claim", args=[self.pk])

    def never_decided(self) -> bool:
        """Whether it can have neither verdict nor publication: those end a round."""
        closed = (ClaimStatus.DECIDED, ClaimStatus.PUBLISHED)
        return self.round == 1 and self.status not in closed


class DismissedNumber(ReadNumber):
    """A number set aside, with its reason: nothing in a text is untouched."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="dismissed_numbers"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    # It lies in a claim a person cut by hand, and is no longer set aside.
    taken_up = models.BooleanField(default=False)
    # Who set it aside; empty is the engine.
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "start", "end"], name="dismissal_once_per_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surface}: {self.reason}"
