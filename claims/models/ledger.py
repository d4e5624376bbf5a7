"""One quantity over many claims: what finds them, and what people say of two of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claims import Claim
from claims.models.reviews import Review, Verdict
from claims.vocabulary import PairWord


class ClaimKey(models.Model):
    """A word, year or number step a claim is found by; kept with its reading."""

    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="keys", db_index=False
    )
    term = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "term"], name="key_once_per_claim")
        ]
        indexes = [
            # Which claims hold a word, the newest first?
            models.Index(fields=["term", "-claim"], name="claims_of_key"),
        ]

    def __str__(self) -> str:
        return self.term


class PairChoice(models.Model):
    """A person's word on whether two claims state one quantity; the newest counts.

    An empty word takes back what was said before.  Never edited.
    """

    one = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=8, choices=PairWord, blank=True)
    # What the workbench said of the two when the person said so.
    relation = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            # A pair has one order, so that it is one pair.
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="pair_in_its_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.word or 'taken back'}"


class Leaning(models.Model):
    """A review that began as the proposal of another claim's verdict.

    It is a review like any other; should that verdict be taken back, what was signed
    off here waits to be looked at again.
    """

    review = models.OneToOneField(
        Review, on_delete=models.PROTECT, related_name="leaning"
    )
    parent = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, related_name="leanings"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # When that verdict was corrected, reopened or retracted; empty while it stands.
    gone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["review"],
                condition=Q(gone_at__isnull=False),
                name="leaning_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} after {self.parent}"
