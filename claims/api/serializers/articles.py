from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import selectors
from claims.api.fields import ExactField
from claims.models import Article, DismissedNumber, Submission


class CoverageSerializer(serializers.Serializer[selectors.Coverage]):
    """Every number of the text: claimed, dismissed with a reason, or pending."""

    claimed = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    pending = serializers.IntegerField()
    total = serializers.IntegerField()
    percent = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer[selectors.Progress]):
    """How far the machine's work is; `running` is false once there is no more to wait for."""

    extracted = serializers.BooleanField()
    error = serializers.CharField()
    searches = serializers.IntegerField()
    searched = serializers.IntegerField()
    claims = serializers.IntegerField()
    settled = serializers.IntegerField()
    running = serializers.BooleanField()


class ArticleLinksSerializer(serializers.Serializer[Any]):
    self = serializers.URLField()
    claims = serializers.URLField()
    dismissed = serializers.URLField()
    arithmetic = serializers.URLField()
    cuts = serializers.URLField()
    sign_off = serializers.URLField()
    page = serializers.URLField()


class ArticleSerializer(serializers.ModelSerializer[Article]):
    created_by = serializers.CharField(
        source="created_by.username", default=None, allow_null=True
    )
    warnings = serializers.ListField(source="cautions", child=serializers.CharField())
    claim_count = serializers.IntegerField()
    open_count = serializers.IntegerField()
    published_count = serializers.IntegerField()
    signed_off = serializers.BooleanField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = [
            "id",
            "title",
            "author",
            "publisher",
            "published_at",
            "url",
            "language",
            "importance",
            "embargoed",
            "text_sha256",
            "media_type",
            "origin",
            "warnings",
            "engine_version",
            "extracted_at",
            "created_at",
            "created_by",
            "claim_count",
            "open_count",
            "published_count",
            "signed_off",
            "links",
        ]
        read_only_fields = fields

    @extend_schema_field(ArticleLinksSerializer)
    def get_links(self, article: Article) -> dict[str, str]:
        request = self.context["request"]

        def address(name: str) -> str:
            return reverse(name, args=[article.pk], request=request)

        return {
            "self": address("article"),
            "claims": address("article-claims"),
            "dismissed": address("article-dismissed"),
            "arithmetic": address("article-arithmetic"),
            "cuts": address("article-cuts"),
            "sign_off": address("article-sign-off"),
            "page": request.build_absolute_uri(article.get_absolute_url()),
        }


class ArticleDetailSerializer(ArticleSerializer):
    coverage = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "text", "coverage", "progress"]
        read_only_fields = fields

    @extend_schema_field(CoverageSerializer)
    def get_coverage(self, article: Article) -> Any:
        return CoverageSerializer(selectors.coverage(article)).data

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, article: Article) -> Any:
        return ProgressSerializer(selectors.article_progress(article)).data


class ArticleCreatedSerializer(ArticleDetailSerializer):
    duplicate = serializers.BooleanField(
        default=False, help_text="True when this text was here already."
    )

    class Meta(ArticleDetailSerializer.Meta):
        fields = [*ArticleDetailSerializer.Meta.fields, "duplicate"]
        read_only_fields = fields


class DismissedNumberSerializer(serializers.ModelSerializer[DismissedNumber]):
    low = ExactField()
    high = ExactField()

    class Meta:
        model = DismissedNumber
        fields = [
            "id",
            "start",
            "end",
            "surface",
            "kind",
            "low",
            "high",
            "unit",
            "qualifier",
            "reason",
        ]
        read_only_fields = fields


class SubmissionLinksSerializer(serializers.Serializer[Any]):
    self = serializers.URLField()
    article = serializers.URLField(allow_null=True)


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """A file or an address on its way; `article` is its id once it has been read."""

    article = serializers.IntegerField(source="article_id", allow_null=True)
    links = serializers.SerializerMethodField()

    class Meta:
        model = Submission
        fields = [
            "id",
            "state",
            "article",
            "error",
            "url",
            "filename",
            "created_at",
            "links",
        ]
        read_only_fields = fields

    @extend_schema_field(SubmissionLinksSerializer)
    def get_links(self, submission: Submission) -> dict[str, str | None]:
        request = self.context["request"]
        made = submission.article_id
        return {
            "self": reverse("submission", args=[submission.pk], request=request),
            "article": reverse("article", args=[made], request=request)
            if made
            else None,
        }
