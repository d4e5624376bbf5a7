from __future__ import annotations

from rest_framework import serializers

from claims import conf
from claims.models import Publication
from claims.vocabulary import CorrectionKind


class PublicationSummarySerializer(serializers.ModelSerializer[Publication]):
    url = serializers.SerializerMethodField()
    correction = serializers.ChoiceField(CorrectionKind.choices, allow_blank=True)

    class Meta:
        model = Publication
        fields = [
            "url",
            "revision",
            "published_at",
            "in_force",
            "withdrawal",
            "correction",
            "withdrawn_at",
        ]
        read_only_fields = fields

    def get_url(self, publication: Publication) -> str:
        return conf.public_url(publication.claim.public_url())


class PublicationSerializer(PublicationSummarySerializer):
    """A revision as it went out; `document` is its ClaimReview."""

    document = serializers.DictField()
    published_by = serializers.CharField(source="published_by.username")

    class Meta(PublicationSummarySerializer.Meta):
        fields = [
            "id",
            "claim",
            *PublicationSummarySerializer.Meta.fields,
            "document",
            "published_by",
        ]
        read_only_fields = fields
