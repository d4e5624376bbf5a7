from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.articles import Article
from claims.models.claims import Claim
from claims.models.numbers import ComparableNumber
from claims.models.policies import Rating
from claims.models.reviews import Review
from claims.vocabulary import CalibrationStep, NumberMet


class KnownAnswer(ComparableNumber):
    """What a review of a calibration claim should come to; its number may be missing."""

    claim = models.OneToOneField(
        Claim, on_delete=models.PROTECT, related_name="known_answer"
    )
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["claim"]

    def __str__(self) -> str:
        return f"{self.rating}: {self.claim}"


class CalibrationResult(models.Model):
    """How a review of a calibration claim compares with the known answer."""

    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, related_name="calibration_result"
    )
    answer = models.ForeignKey(
        KnownAnswer, on_delete=models.CASCADE, related_name="results"
    )
    same_rating = models.BooleanField()
    number = models.CharField(max_length=10, choices=NumberMet)
    compared_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        rating = "same" if self.same_rating else "other"
        return f"{rating} rating, {self.get_number_display()}"


class CalibrationEvent(models.Model):
    """What was done about calibration; never edited.

    Kept apart from the history of claims and articles, which reviewers read.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="calibration_events"
    )
    claim = models.ForeignKey(
        Claim, null=True, on_delete=models.PROTECT, related_name="calibration_events"
    )
    step = models.CharField(max_length=8, choices=CalibrationStep)
    told = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.article_id}"
