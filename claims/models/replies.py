"""Whom the newsroom asked about a claim before it was checked in public, and the answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claims import Claim
from claims.vocabulary import Channel, ReplyStep


class ReplyRequest(models.Model):
    """Somebody asked for a reply.  The contact is a person's: it is never published."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="reply_requests"
    )
    contact = models.CharField(max_length=200)
    channel = models.CharField(max_length=8, choices=Channel)
    sent_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Readers are told of it with the next publication.
    told = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(deadline__gt=F("sent_at")),
                name="deadline_after_asking",
            ),
        ]
        indexes = [
            # Which claims wait for a reply, and which for too long?
            models.Index(
                fields=["deadline", "claim"],
                condition=Q(answered_at__isnull=True),
                name="reply_waited_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.sent_at:%Y-%m-%d}"


class ReplyEntry(models.Model):
    """A step of asking for replies, with what was said; never edited."""

    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="reply_entries"
    )
    request = models.ForeignKey(
        ReplyRequest,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
    )
    step = models.CharField(max_length=8, choices=ReplyStep)
    text = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "reply entries"

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.claim}"
