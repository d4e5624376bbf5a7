"""What somebody is told in the workbench, how they want to be told, and what they watch."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim
from claims.models.digests import Digest
from claims.models.talk import Comment
from claims.vocabulary import NoticeEvent, NoticeWay


class Notice(models.Model):
    """One thing one person is told once; written in the transaction of the thing itself."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    event = models.CharField(max_length=10, choices=NoticeEvent)
    # What it is about, so that telling it twice tells it once.
    key = models.CharField(max_length=100)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="notices")
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    # Empty: the workbench did it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    text = models.CharField(max_length=300, blank=True)
    # Where on the claim's page to look, as in "#evidence-12".
    spot = models.CharField(max_length=40, blank=True)
    by_mail = models.BooleanField(default=False)
    mailed_in = models.ForeignKey(
        Digest, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    # When it was put on its way to the newsroom's chat, for all who were told with it.
    chat_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="told_once"),
        ]
        indexes = [
            # The header of every page: what has this person not read yet?
            models.Index(
                fields=["person", "id"],
                condition=Q(read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["claim", "event"], name="notice_about"),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.text}"


class NoticeChoice(models.Model):
    """How one person wants to be told of one kind of event; else as it is by itself."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notice_choices",
    )
    event = models.CharField(max_length=10, choices=NoticeEvent)
    way = models.CharField(max_length=8, choices=NoticeWay)

    class Meta:
        ordering = ["person_id", "event"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event"], name="one_choice_per_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.get_way_display()}"


class Watch(models.Model):
    """A claim somebody wants to be told about without having a part in it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="watches")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "watches"
        constraints = [
            models.UniqueConstraint(fields=["claim", "person"], name="watched_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.claim}"
