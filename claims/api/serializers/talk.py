"""Discussions, as far as the caller may read them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims import conf, selectors
from claims.api.fields import IdField, StrictSerializer, TextField, WordField
from claims.models import Comment, EarlierWording, Thread
from claims.vocabulary import ReadingField


class SayBody(StrictSerializer):
    text = TextField(
        help_text=f"At most {conf.LIMITS.comment_chars:,} characters; @name calls somebody."
    )


class LastWordBody(StrictSerializer):
    text = TextField(required=False, allow_blank=True)


class TalkBody(SayBody):
    """What a discussion begins with; about the claim, unless something else is named."""

    evidence = IdField(required=False, help_text="About this piece of its evidence.")
    field = WordField(
        ReadingField.choices,
        required=False,
        help_text="About this field of its reading.",
    )


class EarlierWordingSerializer(serializers.ModelSerializer[EarlierWording]):
    class Meta:
        model = EarlierWording
        fields = ["text", "replaced_at"]
        read_only_fields = fields


class CommentSerializer(serializers.ModelSerializer[Comment]):
    author = serializers.CharField(source="author.username")
    earlier = EarlierWordingSerializer(many=True)

    class Meta:
        model = Comment
        fields = [
            "id",
            "thread",
            "step",
            "round",
            "author",
            "text",
            "created_at",
            "edited_at",
            "earlier",
        ]
        read_only_fields = fields


class KeptCommentSerializer(CommentSerializer):
    """A comment just kept, and where it stands."""

    page = serializers.SerializerMethodField(
        help_text="The exact spot of the claim's page."
    )

    class Meta(CommentSerializer.Meta):
        fields = [*CommentSerializer.Meta.fields, "page"]
        read_only_fields = fields

    def get_page(self, comment: Comment) -> str:
        return conf.public_url(selectors.address_of(comment))


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """`evidence` or `field` say what it is about; neither is the claim itself."""

    resolved = serializers.SerializerMethodField()
    comments = serializers.SerializerMethodField()

    class Meta:
        model = Thread
        fields = [
            "id",
            "claim",
            "evidence",
            "field",
            "resolved",
            "created_at",
            "comments",
        ]
        read_only_fields = fields

    def get_resolved(self, thread: Thread) -> bool:
        return selectors.Talk(thread, list(thread.comments.all())).resolved

    @extend_schema_field(CommentSerializer(many=True))
    def get_comments(self, thread: Thread) -> list[Any]:
        rows = list(thread.comments.all())  # prefetched: what may be read of it
        return list(CommentSerializer(rows, many=True, context=self.context).data)
