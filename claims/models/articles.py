from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.documents.languages import caveat
from claims.vocabulary import Importance, Origin, SubmissionState


class ArticleManager(models.Manager["Article"]):
    """Articles that are not in the trash."""

    def get_queryset(self) -> models.QuerySet[Article]:
        return super().get_queryset().filter(trashed_at__isnull=True)


class Article(models.Model):
    """A text as it was given to us: normalised, hashed and never changed again."""

    title = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    url = models.URLField(max_length=2048, blank=True)
    language = models.CharField(max_length=20, default="en")
    importance = models.PositiveSmallIntegerField(
        choices=Importance, default=Importance.NORMAL
    )
    # Nothing about it leaves the house: only local sources are asked.
    embargoed = models.BooleanField(default=False)
    # Its claims measure reviewers: no ordinary work, and nothing of it is published.
    calibration = models.BooleanField(default=False, editable=False)
    text = models.TextField(editable=False)
    text_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    media_type = models.CharField(max_length=100, default="text/plain", editable=False)
    links = models.JSONField(default=list, blank=True, editable=False)
    locators = models.JSONField(default=list, blank=True, editable=False)
    warnings = models.JSONField(default=list, blank=True, editable=False)
    origin = models.CharField(max_length=10, choices=Origin, editable=False)
    engine_version = models.CharField(max_length=40, blank=True, editable=False)
    extracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    extraction_error = models.CharField(max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    trash_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = ArticleManager()
    #: Those in the trash, too.
    every = models.Manager["Article"]()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title or self.text[:80] or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def cautions(self) -> list[str]:
        """What is to be known before its numbers are relied on, a sentence each."""
        return [*filter(None, (*self.warnings, caveat(self.language)))]


class Submission(models.Model):
    """A file or an address somebody handed in, until it has become an article."""

    url = models.URLField(max_length=2048, blank=True)
    filename = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(null=True)
    origin = models.CharField(max_length=10, choices=Origin)
    embargoed = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=SubmissionState, default=SubmissionState.WAITING
    )
    error_code = models.CharField(max_length=40, blank=True)
    error = models.CharField(max_length=500, blank=True)
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.url or self.filename

    def get_absolute_url(self) -> str:
        return reverse("submission", args=[self.pk])
