from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.fields import ExactField
from claims.models import Attachment, Evidence, Recheck
from claims.services import mending
from claims.services.proposals import proposals
from claims.vocabulary import Standing


class AttachmentLinksSerializer(serializers.Serializer[Any]):
    self = serializers.URLField()
    claim = serializers.URLField()
    choose = serializers.URLField()
    page = serializers.URLField()


class PassageSerializer(serializers.ModelSerializer[Evidence]):
    """A passage as the evidence it would be; its number is its place in the list."""

    low = ExactField()
    high = ExactField()
    score = ExactField()

    class Meta:
        model = Evidence
        fields = [
            "quote",
            "start",
            "end",
            "locator",
            "surface",
            "low",
            "high",
            "unit",
            "readback",
            "score",
            "relation",
            "explanation",
        ]
        read_only_fields = fields


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    """A document somebody brought as evidence: waiting, done or failed.

    When it failed, `error` says why and `mend` what can be done.
    """

    error_code = serializers.CharField()
    mend = serializers.SerializerMethodField()
    passages = serializers.SerializerMethodField()
    warnings = serializers.ListField(child=serializers.CharField())
    created_by = serializers.CharField(source="created_by.username")
    links = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = [
            "id",
            "claim",
            "state",
            "url",
            "filename",
            "title",
            "error_code",
            "error",
            "mend",
            "warnings",
            "passages",
            "created_at",
            "created_by",
            "links",
        ]
        read_only_fields = fields

    def get_mend(self, attachment: Attachment) -> str:
        code = attachment.error_code
        return mending.how_to_mend(code) if code else ""

    @extend_schema_field(PassageSerializer(many=True))
    def get_passages(self, attachment: Attachment) -> Any:
        return PassageSerializer(proposals(attachment), many=True).data

    @extend_schema_field(AttachmentLinksSerializer)
    def get_links(self, attachment: Attachment) -> dict[str, str]:
        request = self.context["request"]
        return {
            "self": reverse("attachment", args=[attachment.pk], request=request),
            "claim": reverse("claim", args=[attachment.claim_id], request=request),
            "choose": reverse(
                "attachment-choose", args=[attachment.pk], request=request
            ),
            "page": request.build_absolute_uri(attachment.get_absolute_url()),
        }


class RecheckSerializer(serializers.ModelSerializer[Recheck]):
    """One look at a source; `outcome` is empty until it has ended."""

    outcome = serializers.ChoiceField(Standing.choices, allow_blank=True)
    asked_by = serializers.CharField(
        source="asked_by.username",
        default=None,
        allow_null=True,
        help_text="Null where it was the source's turn.",
    )
    gone = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Evidence whose passage was not found.",
    )

    class Meta:
        model = Recheck
        fields = [
            "id",
            "outcome",
            "detail",
            "http_status",
            "sha256",
            "gone",
            "asked_at",
            "asked_by",
            "finished_at",
        ]
        read_only_fields = fields
