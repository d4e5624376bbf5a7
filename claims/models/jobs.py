from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.vocabulary import JobKind, JobState


class Job(models.Model):
    """Work to be done, written in the transaction of the thing it is about.

    The broker's message carries only the id.  A worker takes the row by a fenced
    lease: `token` grows with every lease, and only the newest may finish the job.
    """

    kind = models.CharField(max_length=10, choices=JobKind)
    target_id = models.BigIntegerField()
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.READY)
    token = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            # The sweeper's question, every few seconds: what is due?
            models.Index(
                fields=["run_after", "id"],
                condition=Q(state__in=["ready", "leased"]),
                name="job_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_id}: {self.get_state_display()}"
