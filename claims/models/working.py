from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.sources import Evidence, Source, SourceJob
from claims.vocabulary import SearchOutcome


class EarlierSearch(models.Model):
    """A round of asking one provider that a later round took the place of."""

    source_job = models.ForeignKey(
        SourceJob, on_delete=models.PROTECT, related_name="earlier"
    )
    run = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=SearchOutcome)
    queries = models.JSONField(default=list, blank=True)
    worded = models.BooleanField(default=False)  # by a person
    reason = models.CharField(max_length=500, blank=True)
    documents = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-run"]
        verbose_name_plural = "earlier searches"
        constraints = [
            models.UniqueConstraint(
                fields=["source_job", "run"], name="round_kept_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="pending"), name="round_has_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_job.provider}, round {self.run}"


class WithheldSearch(models.Model):
    """A round whose questions an editor keeps from readers, and what readers are told."""

    source_job = models.ForeignKey(
        SourceJob, on_delete=models.PROTECT, related_name="withheld"
    )
    run = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "withheld searches"
        constraints = [
            models.UniqueConstraint(
                fields=["source_job", "run"], name="round_withheld_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withheld_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.source_job.provider}, round {self.run}: {self.reason}"


class RootChoice(models.Model):
    """A person's word on which origin a piece of evidence has; the newest counts.

    An empty root gives the question back to the workbench.  Never edited.
    """

    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="root_choices"
    )
    root = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500)
    # Of the claim when it was said; empty in rows from before this was kept.
    round = models.PositiveIntegerField(null=True, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="root_choice_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.root or "as the workbench tells"


class SourceJudgement(models.Model):
    """What a person said a source is, and what it had been; the newest counts.

    Labels as they were called then.  Never edited.
    """

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="judgements"
    )
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    interest_before = models.CharField(max_length=500, blank=True)
    interest = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before} to {self.after}: {self.source}"


class Confidentiality(models.Model):
    """A source marked as confidential, or opened again; never edited."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="confidentialities"
    )
    kept = models.BooleanField()
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "confidentialities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="confidentiality_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{'Kept' if self.kept else 'Opened'}: {self.reason}"


class Calculation(models.Model):
    """How a piece of evidence was worked out of others; never edited.

    `operands` are the numbers as they were, each with its name in the formula and the
    row it came from; `policy` says what hedges and rounding allowed of them.
    """

    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, related_name="calculation"
    )
    formula = models.CharField(max_length=200)
    thing = models.CharField(max_length=200, blank=True)
    base = models.CharField(max_length=200, blank=True)
    operands = models.JSONField()
    result = models.JSONField()
    working = models.TextField()
    notes = models.JSONField(default=list, blank=True)
    policy = models.CharField(max_length=40)
    # Of the claim when it was kept; empty in rows from before this was kept.
    round = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.formula
