from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rest_framework import serializers

from claims.api.fields import KeptFields
from claims.models import Rating, Review, Verdict
from claims.services import quorum
from claims.vocabulary import ClaimStatus, ReasonCode


class RatingSerializer(serializers.ModelSerializer[Rating]):
    scale = serializers.CharField(source="scale.slug")
    scale_version = serializers.IntegerField(source="scale.version")
    labels = serializers.DictField(
        child=serializers.CharField(),
        help_text="What it is called in other languages: a label by language tag.",
    )

    class Meta:
        model = Rating
        fields = [
            "slug",
            "label",
            "labels",
            "meaning",
            "value",
            "needs_reason",
            "without_evidence",
            "scale",
            "scale_version",
        ]
        read_only_fields = fields


class ReviewSerializer(KeptFields, serializers.ModelSerializer[Review]):
    """`open` is true while the review can be signed off; `cited` is what it cites, where
    that is known.
    """

    author = serializers.CharField(source="author.username")
    rating = serializers.CharField(source="rating.slug")
    rating_label = serializers.CharField(source="rating.label")
    evidence = serializers.SerializerMethodField()
    reason_codes = serializers.ListField(
        child=serializers.ChoiceField(ReasonCode.choices)
    )
    open = serializers.SerializerMethodField()
    figure = serializers.CharField(
        source="surface", help_text="The number the reviewer found, in their words."
    )
    figure_read = serializers.SerializerMethodField(
        help_text="How that number was read, in the notation of the article."
    )

    class Meta:
        model = Review
        fields = [
            "id",
            "claim",
            "round",
            "open",
            "author",
            "rating",
            "rating_label",
            "rationale",
            "evidence",
            "reason_codes",
            "searched_not_enough",
            "judged_as_of",
            "figure",
            "figure_read",
            "sources_reason",
            "created_at",
        ]
        read_only_fields = fields

    def __init__(
        self, *args: Any, cited: Collection[int] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._cited = cited

    def get_evidence(self, review: Review) -> list[int]:
        if self._cited is not None:
            return sorted(set(self._cited))
        return sorted(evidence.pk for evidence in review.evidence.all())

    def get_figure_read(self, review: Review) -> str:
        return quorum.figure_read(review, review.claim.article.language)

    def get_open(self, review: Review) -> bool:
        claim = review.claim
        in_review = claim.calibration or claim.status == ClaimStatus.IN_REVIEW
        return in_review and review.round == claim.round


class VerdictSerializer(KeptFields, serializers.ModelSerializer[Verdict]):
    rating = serializers.CharField(source="review.rating.slug")
    rating_label = serializers.CharField(source="review.rating.label")
    rating_value = serializers.IntegerField(
        source="review.rating.value",
        allow_null=True,
        help_text="The number on the scale; null for a rating that lies on none.",
    )
    rationale = serializers.CharField(source="review.rationale")
    reason_codes = serializers.ListField(
        source="review.reason_codes", child=serializers.ChoiceField(ReasonCode.choices)
    )
    author = serializers.CharField(source="author.username")
    signed_off_by = serializers.CharField(source="signed_off_by.username")

    class Meta:
        model = Verdict
        fields = [
            "id",
            "claim",
            "review",
            "rating",
            "rating_label",
            "rating_value",
            "rationale",
            "reason_codes",
            "author",
            "signed_off_by",
            "note",
            "valid_until",
            "looked_again_at",
            "in_force",
            "created_at",
        ]
        read_only_fields = fields
