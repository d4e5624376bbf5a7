from __future__ import annotations

from django.db import models

from claims.models.sources import SourceJob


class Site(models.Model):
    """A provider or a host as all workers see it: whose turn it is, and its trouble."""

    name = models.CharField(max_length=255, unique=True)
    next_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    paused_until = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class SiteCall(models.Model):
    """One call to a site: what "searched and found nothing" rests on."""

    site = models.CharField(max_length=255)
    source_job = models.ForeignKey(
        SourceJob, null=True, on_delete=models.CASCADE, related_name="calls"
    )
    url = models.CharField(max_length=2048)
    outcome = models.CharField(max_length=20)  # ok, cached or the code of an error
    http_status = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    called_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            # The providers' page: what was called lately, and how it ended.
            models.Index(fields=["called_at", "site"], name="site_call_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.outcome}"


class KeptAnswer(models.Model):
    """An answer kept for a while, so that nobody is asked the same twice an hour."""

    key = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=2048)
    http_status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    redirects = models.JSONField(default=list)
    media_type = models.CharField(max_length=200, blank=True)
    charset = models.CharField(max_length=100, blank=True)
    fetched_at = models.DateTimeField()
    fresh_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.url
