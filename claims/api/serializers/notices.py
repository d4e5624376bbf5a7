"""What the caller is told, and how."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims import conf, selectors
from claims.api.fields import FlagField, IdField, StrictSerializer, WordField
from claims.models import Notice
from claims.vocabulary import NoticeEvent, NoticeWay


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    actor = serializers.CharField(
        source="actor.username",
        default=None,
        allow_null=True,
        help_text="Null where the workbench did it.",
    )
    page = serializers.SerializerMethodField(
        help_text="The exact spot of the claim's page."
    )

    class Meta:
        model = Notice
        fields = [
            "id",
            "event",
            "text",
            "claim",
            "comment",
            "actor",
            "page",
            "created_at",
            "read_at",
        ]
        read_only_fields = fields

    def get_page(self, notice: Notice) -> str:
        return conf.public_url(selectors.spot_of(notice))


class ReadBody(StrictSerializer):
    ids = serializers.ListField(
        child=IdField(), required=False, max_length=200, help_text="All, without it."
    )


class ReadSerializer(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="How many were unread until now.")


class WatchBody(StrictSerializer):
    watching = FlagField()


class WatchingSerializer(serializers.Serializer[Any]):
    watching = serializers.BooleanField()


class ChoicesBody(StrictSerializer):
    """A way for each event that is to be told otherwise."""

    def get_fields(self) -> dict[str, Any]:
        return {
            event.value: WordField(
                NoticeWay.choices, required=False, help_text=event.label
            )
            for event in NoticeEvent
        }


class ChoicesSerializer(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        return {
            event.value: serializers.ChoiceField(
                NoticeWay.choices, help_text=event.label
            )
            for event in NoticeEvent
        }
