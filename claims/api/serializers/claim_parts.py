"""What belongs to a claim, each by itself."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.models import ClaimEvent, PriorCheck, SourceJob, StatusChange
from claims.services import priority


class SourceJobSerializer(serializers.ModelSerializer[SourceJob]):
    """How asking one provider ended: found, empty, could not search, not asked."""

    queries = serializers.ListField(child=serializers.CharField())
    wording = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = SourceJob
        fields = [
            "provider",
            "outcome",
            "queries",
            "wording",
            "reason",
            "documents",
            "run",
            "asked_at",
            "finished_at",
        ]
        read_only_fields = fields


class PriorCheckSerializer(serializers.ModelSerializer[PriorCheck]):
    """What others published about a claim like this one: no evidence, only a pointer."""

    class Meta:
        model = PriorCheck
        fields = [
            "provider",
            "publisher",
            "url",
            "title",
            "claimed",
            "rating",
            "claimed_on",
            "reviewed_on",
            "language",
            "number",
            "readback",
            "explanation",
            "found_at",
        ]
        read_only_fields = fields


class PriorityPartSerializer(serializers.Serializer[Any]):
    """What one feature adds to a claim's priority."""

    feature = serializers.ChoiceField(list(priority.FEATURES))
    points = serializers.CharField(help_text="A decimal.")
    phrase = serializers.CharField()


class ContributionSerializer(serializers.Serializer[Any]):
    feature = serializers.CharField()
    weight = serializers.CharField(help_text="A decimal; the sum is cut to 0 to 1.")
    phrase = serializers.CharField()


class QuorumSerializer(serializers.Serializer[Any]):
    """Independent reviews of the claim's current round; all are in before sign-off."""

    handed_in = serializers.IntegerField()
    needed = serializers.IntegerField()


class StatusChangeSerializer(serializers.ModelSerializer[StatusChange]):
    actor = serializers.CharField(
        source="actor.username",
        default=None,
        allow_null=True,
        help_text="Null where the workbench did it.",
    )
    reason = serializers.CharField(
        source="told",
        help_text="Empty, too, while it is kept from who is to review unled by it.",
    )

    class Meta:
        model = StatusChange
        fields = [
            "id",
            "action",
            "old_status",
            "new_status",
            "version",
            "actor",
            "reason",
            "created_at",
        ]
        read_only_fields = fields


class QueueSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    about = serializers.CharField()
    role = serializers.CharField()
    waiting = serializers.IntegerField(help_text="Claims you could take from it now.")


class ClaimEventSerializer(serializers.ModelSerializer[ClaimEvent]):
    actor = serializers.CharField(
        source="actor.username",
        default=None,
        allow_null=True,
        help_text="Null where the workbench did it.",
    )
    reason = serializers.CharField(
        source="told",
        help_text="Empty, too, while you are to review the claim unled by it.",
    )

    class Meta:
        model = ClaimEvent
        fields = [
            "id",
            "step",
            "round",
            "before",
            "after",
            "actor",
            "reason",
            "created_at",
        ]
        read_only_fields = fields
