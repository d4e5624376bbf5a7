"""The library, the caller and the bounds."""

from __future__ import annotations

import dataclasses
from typing import Any

from rest_framework import serializers
from rest_framework.reverse import reverse

from claims import conf
from claims.models import ReferenceDocument


class ReferenceSerializer(serializers.ModelSerializer[ReferenceDocument]):
    link = serializers.SerializerMethodField()

    class Meta:
        model = ReferenceDocument
        fields = [
            "id",
            "title",
            "publisher",
            "url",
            "published_on",
            "language",
            "licence",
            "text_sha256",
            "created_at",
            "link",
        ]
        read_only_fields = fields

    def get_link(self, document: ReferenceDocument) -> str:
        request = self.context["request"]
        return reverse("reference", args=[document.pk], request=request)


class ReferenceDetailSerializer(ReferenceSerializer):
    class Meta(ReferenceSerializer.Meta):
        fields = [*ReferenceSerializer.Meta.fields, "text"]
        read_only_fields = fields


class ReferenceAddedSerializer(ReferenceDetailSerializer):
    duplicate = serializers.BooleanField(
        default=False, help_text="True when this text was here already."
    )

    class Meta(ReferenceDetailSerializer.Meta):
        fields = [*ReferenceDetailSerializer.Meta.fields, "duplicate"]
        read_only_fields = fields


class StartSerializer(serializers.Serializer[Any]):
    """The addresses to begin at, by name."""

    articles = serializers.URLField()
    claims = serializers.URLField()
    search = serializers.URLField()
    queues = serializers.URLField()
    library = serializers.URLField()
    ratings = serializers.URLField()
    me = serializers.URLField()
    limits = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()


class PersonSerializer(serializers.Serializer[Any]):
    username = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())


class LimitsSerializer(serializers.Serializer[Any]):
    """Bounds on what is accepted."""

    body_bytes = serializers.IntegerField()
    json_depth = serializers.IntegerField()
    json_values = serializers.IntegerField()
    number_digits = serializers.IntegerField()
    page_size = serializers.IntegerField()
    lease_minutes = serializers.IntegerField()

    def get_fields(self) -> dict[str, Any]:
        """The settled limits as well, whichever there are."""
        settled = (field.name for field in dataclasses.fields(conf.Limits))
        return {n: serializers.IntegerField() for n in settled} | super().get_fields()
