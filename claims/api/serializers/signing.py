from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import StrictSerializer, TextField
from claims.models import ArticleSignOff
from claims.services.signing import NOTE_CHARS


class SignOffBody(StrictSerializer):
    note = TextField(required=False, allow_blank=True, max_length=NOTE_CHARS)


class TakeBackBody(StrictSerializer):
    reason = TextField(allow_blank=True, max_length=NOTE_CHARS)


class MissingSerializer(serializers.Serializer[Any]):
    """One thing to be done, and the page where."""

    kind = serializers.CharField(help_text="reading, number or claim")
    told = serializers.CharField()
    page = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField())
    def get_page(self, one: Any) -> str:
        address: str = self.context["request"].build_absolute_uri(one.path)
        return address


class SignOffSerializer(serializers.ModelSerializer[ArticleSignOff]):
    signed_by = serializers.CharField(source="signed_by.username")
    taken_back_by = serializers.CharField(
        source="taken_back_by.username", default=None, allow_null=True
    )

    class Meta:
        model = ArticleSignOff
        fields = [
            "signed_by",
            "note",
            "created_at",
            "in_force",
            "taken_back_by",
            "taken_back_at",
            "why",
        ]
        read_only_fields = fields


class ReadinessSerializer(serializers.Serializer[Any]):
    signed_off = serializers.BooleanField(source="state.signed_off")
    ready = serializers.BooleanField(source="state.ready")
    done = serializers.IntegerField(source="state.done")
    total = serializers.IntegerField(source="state.total")
    missing = MissingSerializer(source="state.missing", many=True)
    history = SignOffSerializer(many=True)
